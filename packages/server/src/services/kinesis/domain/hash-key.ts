import { hash } from 'node:crypto';
import type { HashRange } from './stream.js';

const keySpace = 1n << 128n;

/** 2^128 - 1, the last hash key. */
export const lastHashKey = keySpace - 1n;

/** A hash key as the 32 hexadecimal digits that shards keep: they order as the numbers do. */
export const hashKeyHex = (key: bigint): string => key.toString(16).padStart(32, '0');

/** A hash key as AWS writes it: decimal. */
export const hashKeyDecimal = (hex: string): string => BigInt(`0x${hex}`).toString();

/** The MD5 of a partition key's UTF-8 bytes, which decides the shard of a record. */
export const hashPartitionKey = (partitionKey: string): string => hash('md5', partitionKey, 'hex');

/** The hash key that a record names itself; undefined when it is 2^128 or more. */
export function explicitHashKey(decimal: string): string | undefined {
  const key = BigInt(decimal);
  return key < keySpace ? hashKeyHex(key) : undefined;
}

/** The key space cut into ranges of equal size, the last one taking what is left over. */
export function evenRanges(count: number): HashRange[] {
  const step = keySpace / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    startHash: hashKeyHex(step * BigInt(index)),
    endHash: hashKeyHex(index === count - 1 ? lastHashKey : step * BigInt(index + 1) - 1n),
  }));
}

/** Cuts a range so that the second part begins at the key. */
export function splitRange(range: HashRange, startOfSecond: bigint): [HashRange, HashRange] {
  return [
    { startHash: range.startHash, endHash: hashKeyHex(startOfSecond - 1n) },
    { startHash: hashKeyHex(startOfSecond), endHash: range.endHash },
  ];
}

/** Whether the second range begins just after the first one ends. */
export const follows = (first: HashRange, second: HashRange): boolean =>
  BigInt(`0x${first.endHash}`) + 1n === BigInt(`0x${second.startHash}`);
