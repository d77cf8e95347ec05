/**
 * How often which values were seen: value, count, value, count, …, by rising value. Exact while there are few different values; beyond
 * {@link MOST_VALUES} of them, neighbours within 1.6 % of each other become one.
 */
export type Distribution = readonly number[];

/** Some 4 KB for the minutes of a metric that never has the same value twice. */
export const MOST_VALUES = 256;

/** Of values in any order, each with its count; those with a count of 0 are nothing. */
export function distributionOf(pairs: readonly (readonly [value: number, count: number])[]): Distribution {
  const sorted = pairs.filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const joined: number[] = [];
  for (const [value, count] of sorted) push(joined, value, count);
  return compact(joined);
}

/** Both together. */
export function mergeDistributions(a: Distribution, b: Distribution): Distribution {
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i] ?? Infinity, b[j] ?? Infinity];
    if (left <= right) {
      push(merged, left, a[i + 1] ?? 0);
      i += 2;
    } else {
      push(merged, right, b[j + 1] ?? 0);
      j += 2;
    }
  }
  return compact(merged);
}

/** All of them together; undefined when one is not known. */
export function joinDistributions(all: readonly (Distribution | undefined)[]): Distribution | undefined {
  const pairs: [number, number][] = [];
  for (const one of all) {
    if (one === undefined) return undefined;
    for (let i = 0; i < one.length; i += 2) pairs.push([one[i] ?? 0, one[i + 1] ?? 0]);
  }
  return distributionOf(pairs);
}

function push(into: number[], value: number, count: number): void {
  const last = into.length - 2;
  if (last >= 0 && into[last] === value) into[last + 1] = (into[last + 1] ?? 0) + count;
  else into.push(value, count);
}

function compact(pairs: number[]): Distribution {
  for (let share = 1 / 64; pairs.length > 2 * MOST_VALUES; share *= 2) pairs = joinNeighbours(pairs, share);
  return pairs;
}

/** Joins values that are nearer to the first of their group than the share, at their mean. */
function joinNeighbours(pairs: readonly number[], share: number): number[] {
  const joined: number[] = [];
  let [first, sum, count] = [0, 0, 0];
  const close = (): void => {
    if (count > 0) joined.push(sum / count, count);
    [sum, count] = [0, 0];
  };
  for (let i = 0; i < pairs.length; i += 2) {
    const [value, times] = [pairs[i] ?? 0, pairs[i + 1] ?? 0];
    if (count === 0 || value - first > Math.abs(first) * share) {
      close();
      first = value;
    }
    sum += value * times;
    count += times;
  }
  close();
  return joined;
}
