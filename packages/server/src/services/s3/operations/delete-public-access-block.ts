import { structure } from '@paddock/wire';
import { bucketNeed } from '../access.js';
import { changeBucket } from '../bucket-changes.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock = operation({
  name: 'DeletePublicAccessBlock',
  input: structure('DeletePublicAccessBlockRequest', onBucket),
  output: undefined,
  errors: [],
  http: { method: 'DELETE', path: '/{Bucket}?publicAccessBlock', status: 204 },
  needs: (context, input, request) => bucketNeed(context, input, request, 'PutBucketPublicAccessBlock'),
  run: (context, input, request) =>
    changeBucket(context, input, request, ({ publicAccess: _publicAccess, ...bucket }) => bucket),
});
