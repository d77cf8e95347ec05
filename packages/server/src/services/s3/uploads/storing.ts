import { AwsError } from '@paddock/wire';
import type { S3Context } from '../context.js';
import type { Bucket } from '../domain/bucket.js';
import { invalidArgument } from '../errors.js';
import type { Digests } from '../objects/digests.js';
import { mostParts, type Upload, type UploadedPart } from './upload.js';

/** @throws InvalidArgument */
export function partNumber(number: number | undefined): number {
  if (number === undefined || number < 1 || number > mostParts)
    throw invalidArgument(
      `Part number must be an integer between 1 and ${mostParts}, inclusive`,
      'partNumber',
      String(number ?? ''),
    );
  return number;
}

/**
 * Writes a part's bytes and keeps them as the upload's.
 * @param digests called when the bytes are written
 * @throws NoSuchUpload, what the stream throws
 */
export async function storePart(
  context: S3Context,
  bucket: Bucket,
  upload: Upload,
  number: number,
  body: Uint8Array | AsyncIterable<Uint8Array>,
  digests: () => Digests,
): Promise<UploadedPart> {
  const blob = context.blobs.newName(bucket.id);
  await context.blobs.write(blob, body);
  const { md5, checksum, size } = digests();
  const part: UploadedPart = {
    number,
    size,
    etag: md5.toString('hex'),
    checksum: checksum.toString('base64'),
    blob,
    modified: context.clock.now(),
  };
  try {
    await context.uploads.putPart(bucket, upload, part);
  } catch (error) {
    if (error instanceof AwsError) await context.blobs.discard(blob);
    throw error;
  }
  return part;
}
