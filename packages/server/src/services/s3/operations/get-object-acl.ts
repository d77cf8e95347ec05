import { payload, string, structure } from '@paddock/wire';
import { bucketOf, canonicalId, objectNeed } from '../access.js';
import { ownersAcl } from '../acl.js';
import { operation } from '../context.js';
import { noSuchKey } from '../errors.js';
import { onObject } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const getObjectAcl = operation({
  name: 'GetObjectAcl',
  input: structure('GetObjectAclRequest', onObject),
  output: structure('GetObjectAclOutput', { AccessControlPolicy: payload(string()) }),
  errors: ['NoSuchKey'],
  needs: (context, input, request) => objectNeed(context, input, request, 'GetObjectAcl'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    if ((await context.objects.entry(bucket, input.Key)) === undefined) throw noSuchKey(input.Key);
    return { AccessControlPolicy: ownersAcl(canonicalId(bucket.account)) };
  },
});
