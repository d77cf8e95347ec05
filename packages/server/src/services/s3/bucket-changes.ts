import type { RequestContext } from '../../request-context.js';
import { bucketOf, type BucketInput } from './access.js';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';

/** Changes a bucket's definition, again when another process was first. @throws as `bucketOf`, and what the change throws */
export async function changeBucket(
  context: S3Context,
  input: BucketInput,
  request: RequestContext,
  change: (bucket: Bucket) => Bucket,
): Promise<void> {
  for (;;) {
    const changed = change(bucketOf(context, input, request));
    const version = context.buckets.get(changed.name)?.version ?? 0;
    if (await context.buckets.put(changed, version)) return;
  }
}
