import { Md5 } from '@smithy/md5-js';

/** Hash keys from the first to the last, both included. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

const keySpace = 1n << 128n;
export const lastHashKey = keySpace - 1n;

/** A hash key as AWS writes it: decimal, up to 2^128 - 1. Undefined for what is none. */
export function parseHashKey(text: string): bigint | undefined {
  if (!/^(0|[1-9]\d{0,38})$/.test(text)) return undefined;
  const key = BigInt(text);
  return key < keySpace ? key : undefined;
}

/** The MD5 of a partition key's UTF-8 bytes as a number: what decides its shard. */
export async function hashKeyOf(partitionKey: string): Promise<bigint> {
  const md5 = new Md5();
  md5.update(new TextEncoder().encode(partitionKey));
  return bytesToHashKey(await md5.digest());
}

export function bytesToHashKey(bytes: Uint8Array): bigint {
  let key = 0n;
  for (const byte of bytes) key = (key << 8n) | BigInt(byte);
  return key;
}

export const contains = ({ start, end }: HashRange, key: bigint): boolean => key >= start && key <= end;

/** Where the second half begins: a shard that is split there makes two equal ones. */
export const middleOf = ({ start, end }: HashRange): bigint => (start + end + 1n) / 2n;

/** Where a shard may be split, as SplitShard wants it: undefined for one that is too narrow. */
export function splittableAt({ start, end }: HashRange): HashRange | undefined {
  const range = { start: start + 2n, end: end - 1n };
  return range.start <= range.end ? range : undefined;
}

/** The two ranges of a shard that is split so that the second begins at the key. */
export const splitAt = ({ start, end }: HashRange, key: bigint): readonly [HashRange, HashRange] => [
  { start, end: key - 1n },
  { start: key, end },
];

/** Whether two ranges touch, in either order: only such shards can be merged. */
export const areAdjacent = (a: HashRange, b: HashRange): boolean => a.end + 1n === b.start || b.end + 1n === a.start;

/** The part of the whole key space before a key, from 0 to 1. */
export const fractionOf = (key: bigint): number => Number((key << 52n) / keySpace) / 2 ** 52;

/** How much of the key space a range covers, from 0 to 1. */
export const shareOf = ({ start, end }: HashRange): number => fractionOf(end - start + 1n);
