import type { Key, Keys } from './keys.js';

/** Times beyond are those of no calendar, ms. */
const endOfTime = 8.64e15;

/**
 * The first ms after `from` at which a key of nothing but ROWTIME, and monotonic, has another value than at `from`; Infinity where it keeps it for ever.
 * Generic: FLOOR to months, STEP by 7 seconds and arithmetic of the user's own are all the same to it. It takes some 2 · log₂(length) evaluations.
 * @throws RowError where the key has no value at `from`
 */
export function windowEnd(keys: Keys, from: number, now: number): number {
  const keyAt = (time: number): Key => keys.keyOf(keys.evaluate({ time, values: [] }, now));
  const key = keyAt(from);
  /** A key that fails (out of the calendar's years) has no value there: another one, then. */
  const isSame = (time: number): boolean => {
    try {
      return keyAt(time) === key;
    } catch {
      return false;
    }
  };
  let same = from;
  let other = from + 1;
  for (let step = 1; isSame(other); step *= 2) {
    if (other >= endOfTime) return Infinity;
    same = other;
    other = Math.min(other + step, endOfTime);
  }
  while (other - same > 1) {
    const middle = same + Math.floor((other - same) / 2);
    if (isSame(middle)) same = middle;
    else other = middle;
  }
  return other;
}
