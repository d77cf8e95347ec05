import { CRC64_POLYNOMIAL } from './crc64nvme.js';
import type { ChecksumAlgorithm } from './index.js';

const POLYNOMIALS: Readonly<Partial<Record<ChecksumAlgorithm, { readonly width: number; readonly value: bigint }>>> = {
  CRC32: { width: 32, value: 0xedb88320n },
  CRC32C: { width: 32, value: 0x82f63b78n },
  CRC64NVME: { width: 64, value: (BigInt(CRC64_POLYNOMIAL.high) << 32n) | BigInt(CRC64_POLYNOMIAL.low) },
};

/** Bits of a check sum as they come after zeros: column n is what bit n becomes. */
type Matrix = readonly bigint[];

/**
 * The check sum of all parts together, from theirs. Undefined for an algorithm whose sums say nothing of the whole (SHA).
 * Of each length it takes as much as some ten thousand steps, and of each further part of the same length 64.
 */
export function combineChecksums(
  algorithm: ChecksumAlgorithm,
  parts: readonly { readonly digest: Uint8Array; readonly size: number }[],
): Buffer | undefined {
  const polynomial = POLYNOMIALS[algorithm];
  if (polynomial === undefined) return undefined;
  const byLength = new Map<number, Matrix>();
  let sum = 0n;
  for (const { digest, size } of parts) {
    const matrix = byLength.get(size) ?? zeros(polynomial, size);
    byLength.set(size, matrix);
    sum = times(matrix, sum) ^ BigInt(`0x${Buffer.from(digest).toString('hex')}`);
  }
  return Buffer.from(sum.toString(16).padStart(polynomial.width / 4, '0'), 'hex');
}

/** What `size` bytes of zeros do. */
function zeros({ width, value }: { width: number; value: bigint }, size: number): Matrix {
  const oneBit: Matrix = [value, ...Array.from({ length: width - 1 }, (_, bit) => 1n << BigInt(bit))];
  let power = squared(squared(squared(oneBit)));
  let result: Matrix = Array.from({ length: width }, (_, bit) => 1n << BigInt(bit));
  for (let left = size; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result.map((column) => times(power, column));
    if (left > 1) power = squared(power);
  }
  return result;
}

const squared = (matrix: Matrix): Matrix => matrix.map((column) => times(matrix, column));

function times(matrix: Matrix, vector: bigint): bigint {
  let result = 0n;
  let rest = vector;
  for (let bit = 0; rest !== 0n; bit++, rest >>= 1n) if (rest & 1n) result ^= matrix[bit] ?? 0n;
  return result;
}
