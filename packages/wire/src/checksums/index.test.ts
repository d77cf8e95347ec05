import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checksumAlgorithms, combineChecksums, createChecksum, DIGEST_BYTES, type ChecksumAlgorithm } from './index.js';

const sum = (algorithm: ChecksumAlgorithm, ...chunks: Uint8Array[]): Buffer => {
  const checksum = createChecksum(algorithm);
  for (const chunk of chunks) checksum.update(chunk);
  return checksum.digest();
};

test('sums of the digits from 1 to 9 are as published', () => {
  const digits = Buffer.from('123456789');
  assert.equal(sum('CRC32', digits).toString('hex'), 'cbf43926');
  assert.equal(sum('CRC32C', digits).toString('hex'), 'e3069283');
  assert.equal(sum('CRC64NVME', digits).toString('hex'), 'ae8b14860a799888');
  assert.equal(sum('SHA1', digits).toString('hex'), 'f7c3bc1d808e04732adf679965ccc34ca7ae3441');
});

test('a sum is the same however the bytes are cut, and has its length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
      for (const algorithm of checksumAlgorithms) {
        const whole = sum(algorithm, bytes);
        assert.equal(whole.length, DIGEST_BYTES[algorithm]);
        assert.deepEqual(sum(algorithm, bytes.subarray(0, cut), bytes.subarray(cut)), whole);
      }
    }),
  );
});

test('sums of parts give the sum of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1, maxLength: 5 }), (parts) => {
      for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME'] as const) {
        const combined = combineChecksums(
          algorithm,
          parts.map((part) => ({ digest: sum(algorithm, part), size: part.length })),
        );
        assert.deepEqual(combined, sum(algorithm, ...parts));
      }
    }),
    { numRuns: 40 },
  );
  assert.equal(combineChecksums('SHA256', []), undefined);
});
