import { structure } from '@paddock/wire';
import { bucketNeed, bucketOf, isOwnersRoot } from '../access.js';
import { changeBucket } from '../bucket-changes.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy = operation({
  name: 'DeleteBucketPolicy',
  input: structure('DeleteBucketPolicyRequest', onBucket),
  output: undefined,
  errors: [],
  http: { method: 'DELETE', path: '/{Bucket}?policy', status: 204 },
  needs: (context, input, request) =>
    isOwnersRoot(bucketOf(context, input, request), request)
      ? []
      : bucketNeed(context, input, request, 'DeleteBucketPolicy'),
  run: (context, input, request) => changeBucket(context, input, request, ({ policy: _policy, ...bucket }) => bucket),
});
