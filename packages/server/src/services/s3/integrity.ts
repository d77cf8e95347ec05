import { createHash } from 'node:crypto';
import {
  checksumAlgorithms,
  createChecksum,
  DIGEST_BYTES,
  type ChecksumAlgorithm,
  type RequestHead,
} from '@paddock/wire';
import type { StoredChecksum } from './domain/object-entry.js';
import { badChecksum, badMd5, invalidDigest, invalidRequest, notImplemented } from './errors.js';
import type { Digests } from './objects/digests.js';

type Given = { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;

export interface IntegrityInput {
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

/** Known to AWS, not computed here. */
const unverified = ['SHA512', 'MD5', 'XXHASH64', 'XXHASH3', 'XXHASH128'] as const;

/** The check sum that a request gives of its body. @throws InvalidRequest for one that is none, and for more than one; NotImplemented */
export function givenChecksum(input: IntegrityInput): Given {
  for (const algorithm of unverified)
    if (input[`Checksum${algorithm}`] !== undefined)
      throw notImplemented({ Header: `x-amz-checksum-${algorithm.toLowerCase()}` });
  let given: Given;
  for (const algorithm of checksumAlgorithms) {
    const value = input[`Checksum${algorithm}`];
    if (value === undefined) continue;
    if (given !== undefined)
      throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
    if (!isDigest(value, algorithm))
      throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
    given = { algorithm, value };
  }
  if (given === undefined && input.ChecksumAlgorithm !== undefined)
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  return given;
}

export const isDigest = (value: string, algorithm: ChecksumAlgorithm): boolean =>
  Buffer.from(value, 'base64').length === DIGEST_BYTES[algorithm] && isBase64(value);

const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;

/** @throws InvalidDigest */
export function assertMd5(md5: string | undefined): void {
  if (md5 !== undefined && (Buffer.from(md5, 'base64').length !== 16 || !isBase64(md5))) throw invalidDigest(md5);
}

/** Holds what was computed of a body against what the request says. @throws BadDigest */
export function assertIntact(digests: Digests, md5: string | undefined, given: Given): void {
  const calculated = digests.md5.toString('base64');
  if (md5 !== undefined && md5 !== calculated) throw badMd5(md5, calculated);
  if (given !== undefined && given.value !== digests.checksum.toString('base64')) throw badChecksum(given.algorithm);
}

export const fullChecksum = (algorithm: ChecksumAlgorithm, digest: Buffer): StoredChecksum => ({
  algorithm,
  value: digest.toString('base64'),
  type: 'FULL_OBJECT',
});

/** The same for a body that is a document: it is read only if it is what was sent. @throws BadDigest, InvalidDigest, InvalidRequest */
export function verifyDocument({ headers, query }: RequestHead, body: Uint8Array): void {
  const md5 = one(headers['content-md5']);
  assertMd5(md5);
  const given = givenChecksum({
    ChecksumCRC32: one(headers['x-amz-checksum-crc32']),
    ChecksumCRC32C: one(headers['x-amz-checksum-crc32c']),
    ChecksumCRC64NVME: one(headers['x-amz-checksum-crc64nvme']),
    ChecksumSHA1: one(headers['x-amz-checksum-sha1']),
    ChecksumSHA256: one(headers['x-amz-checksum-sha256']),
    ...Object.fromEntries(
      unverified.map((name) => [`Checksum${name}`, one(headers[`x-amz-checksum-${name.toLowerCase()}`])]),
    ),
  });
  // The end of an upload gives the object's, not the document's.
  const isOfObject = /(?:^|&)uploadId=/.test(query) || body.byteLength === 0;
  if (md5 === undefined && (given === undefined || isOfObject)) return;
  const calculated = createHash('md5').update(body).digest('base64');
  if (md5 !== undefined && md5 !== calculated) throw badMd5(md5, calculated);
  if (given === undefined || isOfObject) return;
  const checksum = createChecksum(given.algorithm);
  checksum.update(body);
  if (checksum.digest().toString('base64') !== given.value) throw badChecksum(given.algorithm);
}

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(',') : value;
