import { LONGEST_KEY, LONGEST_VALUE, type Fence, type Place, type Range } from './tables.js';

/** @throws RangeError */
export function requireCollection(name: string): void {
  if (!/^[ -~]{1,64}$/.test(name)) throw new RangeError('a collection is named by 1 to 64 printable ASCII characters');
}

/** @throws RangeError */
export function requireKey(key: string): void {
  if (key.length > LONGEST_KEY) throw new RangeError(`a key of ${key.length} bytes is longer than ${LONGEST_KEY}`);
  requireBytes(key);
}

/** @throws RangeError */
export function requirePlaces(places: readonly Place[]): void {
  for (const { collection, key } of places) {
    requireCollection(collection);
    requireKey(key);
  }
}

/** @throws RangeError */
export function requireValue(value: Uint8Array): void {
  if (value.length > LONGEST_VALUE) {
    throw new RangeError(`a value of ${value.length} bytes is longer than ${LONGEST_VALUE}`);
  }
}

/** @throws RangeError */
export function requireFence({ name, revision }: Fence): void {
  if (name.length === 0 || name.length > 512) throw new RangeError('a fence is named by 1 to 512 characters');
  if (!Number.isSafeInteger(revision) || revision < 1) throw new RangeError('a revision is a whole number from 1');
}

/** From `low` up to, not including, `high`; without `high` up to the end. */
export interface Bounds {
  readonly low: string;
  readonly high: string | undefined;
}

/** @throws RangeError */
export function boundsOf({ from, after, below, upTo }: Range): Bounds {
  for (const key of [from, after, below, upTo]) if (key !== undefined) requireKey(key);
  // Nothing lies between a key and the same with a zero byte at its end.
  const behindAfter = after === undefined ? '' : `${after}\0`;
  const behindUpTo = upTo === undefined ? undefined : `${upTo}\0`;
  const low = from !== undefined && from > behindAfter ? from : behindAfter;
  const high = behindUpTo === undefined || (below !== undefined && below < behindUpTo) ? below : behindUpTo;
  return { low, high };
}

function requireBytes(key: string): void {
  if (/[^\0-\xff]/.test(key)) throw new RangeError('a key has characters from U+0000 to U+00FF only');
}
