import { header, payload, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf, isOwnersRoot } from '../access.js';
import { operation } from '../context.js';
import { noSuchPolicy } from '../errors.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy = operation({
  name: 'GetBucketPolicy',
  input: structure('GetBucketPolicyRequest', onBucket),
  output: structure('GetBucketPolicyOutput', {
    ContentType: header('content-type', string()),
    Policy: payload(string()),
  }),
  errors: [],
  needs: (context, input, request) =>
    isOwnersRoot(bucketOf(context, input, request), request)
      ? []
      : bucketNeed(context, input, request, 'GetBucketPolicy'),
  run(context, input, request) {
    const { name, policy } = bucketOf(context, input, request);
    if (policy === undefined) throw noSuchPolicy(name);
    return { ContentType: 'application/json', Policy: policy };
  },
});
