import { combineChecksums, createChecksum } from '@paddock/wire';
import { createHash } from 'node:crypto';
import { unquoted } from '../domain/conditions.js';
import type { ObjectEntry, StoredChecksum, StoredPart } from '../domain/object-entry.js';
import { badChecksum, entityTooSmall, invalidPart, invalidRequest } from '../errors.js';
import type { ObjectToStore } from '../objects/object-table.js';
import { leastPart, type Upload, type UploadedPart } from './upload.js';

/** A part as the request that completes an upload names it. */
export interface NamedPart {
  readonly PartNumber: number;
  readonly ETag: string;
  readonly checksum: string | undefined;
}

/**
 * The object that an upload's parts make.
 * @param found the parts that are there, as they are named
 * @throws InvalidPart, EntityTooSmall, InvalidRequest, BadDigest
 */
export function assemble(
  upload: Upload,
  named: readonly NamedPart[],
  found: readonly (UploadedPart | undefined)[],
  expected: { readonly checksum: string | undefined; readonly size: number | undefined },
  object: { readonly version: string; readonly modified: number },
): ObjectToStore {
  const parts = named.map((part, at) => matching(upload, part, found[at]));
  for (const part of parts.slice(0, -1)) if (part.size < leastPart) throw entityTooSmall(part, leastPart);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (expected.size !== undefined && expected.size !== size)
    throw invalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed.");
  const checksum = checksumOf(upload, parts);
  if (expected.checksum !== undefined && expected.checksum.replace(/-\d+$/, '') !== checksum.value.replace(/-\d+$/, ''))
    throw badChecksum(upload.algorithm);
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'));
  const entry: ObjectEntry = {
    etag: `${md5.digest('hex')}-${parts.length}`,
    size,
    ...object,
    place: 'parts',
    checksum,
    parts: parts.length,
    attributes: upload.attributes,
  };
  return {
    entry,
    parts: parts.map(({ blob, size: bytes, etag, checksum: sum }): StoredPart => ({
      blob,
      size: bytes,
      etag,
      checksum: sum,
    })),
  };
}

function matching({ id, algorithm, chosen, checksumType }: Upload, named: NamedPart, found: UploadedPart | undefined) {
  const etag = unquoted(named.ETag);
  if (found === undefined || found.etag !== etag) throw invalidPart(id, named.PartNumber, etag);
  if (named.checksum !== undefined && named.checksum !== found.checksum) throw invalidPart(id, named.PartNumber, etag);
  if (named.checksum === undefined && chosen && checksumType === 'COMPOSITE')
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${named.PartNumber} in the request.`,
    );
  return found;
}

function checksumOf({ algorithm, checksumType }: Upload, parts: readonly UploadedPart[]): StoredChecksum {
  const digests = parts.map(({ checksum, size }) => ({ digest: Buffer.from(checksum, 'base64'), size }));
  const whole = checksumType === 'FULL_OBJECT' ? combineChecksums(algorithm, digests) : undefined;
  if (whole !== undefined) return { algorithm, value: whole.toString('base64'), type: 'FULL_OBJECT' };
  const sum = createChecksum(algorithm);
  for (const { digest } of digests) sum.update(digest);
  return { algorithm, value: `${sum.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}
