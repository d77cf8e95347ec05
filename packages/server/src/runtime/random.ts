import { randomFillSync } from 'node:crypto';

export interface Random {
  /** Fresh bytes, the caller's own. @param count at least 0 */
  bytes(count: number): Uint8Array;
  /** A number from 0 up to but not including 1, in steps of 2^-53. */
  number(): number;
}

/** The machine's cryptographic source. */
export function systemRandom(): Random {
  // A call costs about a microsecond, however few bytes it is for.
  const pool = Buffer.alloc(4096);
  let used = pool.length;
  const take = (count: number): number => {
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    return used - count;
  };
  return {
    bytes(count) {
      if (count > 256) return randomFillSync(new Uint8Array(count));
      const start = take(count);
      const bytes = Uint8Array.from(pool.subarray(start, start + count));
      pool.fill(0, start, start + count); // what may become a key is kept nowhere else
      return bytes;
    },
    number() {
      const start = take(8);
      return toFraction(pool.readUInt32LE(start), pool.readUInt32LE(start + 4));
    },
  };
}

/** The same sequence for the same seed: for tests. Nothing secret may come from it. */
export function seededRandom(seed: number): Random {
  // SplitMix32.
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
    number: () => toFraction(next(), next()),
  };
}

function toFraction(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}
