import { payload, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf, canonicalId } from '../access.js';
import { ownersAcl } from '../acl.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl = operation({
  name: 'GetBucketAcl',
  input: structure('GetBucketAclRequest', onBucket),
  output: structure('GetBucketAclOutput', { AccessControlPolicy: payload(string()) }),
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'GetBucketAcl'),
  run: (context, input, request) => ({
    AccessControlPolicy: ownersAcl(canonicalId(bucketOf(context, input, request).account)),
  }),
});
