import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';

/**
 * Deletes a bucket that is marked for it, if it is empty once no writer is left that does not know. What a crash interrupts is done when the server starts.
 * @returns false when there was something in it: it is as before
 */
export async function finishDeletion(
  { buckets, objects, uploads }: Pick<S3Context, 'buckets' | 'objects' | 'uploads'>,
  deleting: Bucket,
): Promise<boolean> {
  const version = buckets.get(deleting.name)?.version ?? 0;
  await objects.raise(deleting);
  if (!(await objects.isEmpty(deleting))) {
    const { deleting: _deleting, ...bucket } = deleting;
    await buckets.put(bucket, version);
    return false;
  }
  await uploads.abortAll(deleting);
  await objects.clear(deleting);
  await buckets.delete(deleting.name, version);
  return true;
}
