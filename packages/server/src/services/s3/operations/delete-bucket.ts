import { structure } from '@paddock/wire';
import { bucketNeed, bucketOf } from '../access.js';
import { operation } from '../context.js';
import { bucketNotEmpty, conflictingOperation } from '../errors.js';
import { finishDeletion } from '../deletion.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = operation({
  name: 'DeleteBucket',
  input: structure('DeleteBucketRequest', onBucket),
  output: undefined,
  errors: [],
  http: { method: 'DELETE', path: '/{Bucket}', status: 204 },
  needs: (context, input, request) => bucketNeed(context, input, request, 'DeleteBucket'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    if (!(await context.objects.isEmpty(bucket))) throw bucketNotEmpty(bucket.name);
    const { version = 0 } = context.buckets.get(bucket.name) ?? {};
    const deleting = { ...bucket, revision: bucket.revision + 1, deleting: true as const };
    if (!(await context.buckets.put(deleting, version))) throw conflictingOperation();
    if (!(await finishDeletion(context, deleting))) throw bucketNotEmpty(bucket.name);
  },
});
