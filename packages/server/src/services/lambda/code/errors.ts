import { AwsError } from '@paddock/wire';
import { invalidParameter } from '../errors.js';

/** Bytes that a package's files may have together; layers count too. */
export const UNZIPPED_LIMIT = 262_144_000;
/** Bytes of a zip that comes within a request. */
export const ZIPPED_LIMIT = 52_428_800;

export const unreadableZip = (): AwsError =>
  invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
export const emptyZip = (): AwsError => invalidParameter('Uploaded file must be a non-empty zip');
export const unzippedTooLarge = (): AwsError =>
  invalidParameter(`Unzipped size must be smaller than ${UNZIPPED_LIMIT} bytes`);
export const zippedTooLarge = (limit: number): AwsError =>
  new AwsError('RequestEntityTooLargeException', `Zipped size must be smaller than ${limit} bytes`, {
    status: 413,
    members: { Type: 'User' },
  });
