import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.js';
import { CRC64_START, crc64nvme } from './crc64nvme.js';

export { combineChecksums } from './combine.js';

/** The check sums that S3 knows, as `x-amz-checksum-algorithm` names them. */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** Bytes of a digest. */
export const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

/** A check sum in the making. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  /** Big-endian, as S3 writes it in base64. */
  digest(): Buffer;
}

export function createChecksum(algorithm: ChecksumAlgorithm): Checksum {
  switch (algorithm) {
    case 'CRC32':
      return ofFourBytes(crc32);
    case 'CRC32C':
      return ofFourBytes(crc32c);
    case 'CRC64NVME':
      return ofEightBytes();
    case 'SHA1':
    case 'SHA256': {
      const hash = createHash(algorithm === 'SHA1' ? 'sha1' : 'sha256');
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
    }
  }
}

function ofFourBytes(sum: (bytes: Uint8Array, before: number) => number): Checksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = sum(bytes, value);
    },
    digest: () => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE(value);
      return digest;
    },
  };
}

function ofEightBytes(): Checksum {
  let value = CRC64_START;
  return {
    update: (bytes) => {
      value = crc64nvme(bytes, value);
    },
    digest: () => {
      const digest = Buffer.alloc(8);
      digest.writeUInt32BE(value.high, 0);
      digest.writeUInt32BE(value.low, 4);
      return digest;
    },
  };
}
