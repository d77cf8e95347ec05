import { distributionOf, joinDistributions, mergeDistributions, type Distribution } from '../domain/distribution.js';

/** What was seen of a metric, without saying when. */
export interface Sample {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Undefined where it is not known. */
  readonly values: Distribution | undefined;
}

export const sampleOfValue = (value: number): Sample => ({
  count: 1,
  sum: value,
  min: value,
  max: value,
  values: [value, 1],
});

/** @param counts each value's, 1 where absent. @returns undefined when there is nothing: all counts are 0 */
export function sampleOfValues(values: readonly number[], counts?: readonly number[]): Sample | undefined {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
  const pairs = values.map((value, index) => [value, counts?.[index] ?? 1] as const);
  for (const [value, times] of pairs) {
    if (!(times > 0)) continue;
    count += times;
    sum += value * times;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return count === 0 ? undefined : { count, sum, min, max, values: distributionOf(pairs) };
}

/** Of a set alone no percentiles can be told, unless all its samples are the same. */
export function sampleOfSet(set: Omit<Sample, 'values'>): Sample | undefined {
  const { count, sum, min, max } = set;
  if (!(count > 0)) return undefined;
  const isKnown = min === max && (count === 1 ? sum === min : Math.abs(sum - min * count) <= Math.abs(sum) * 1e-9);
  return { count, sum, min, max, values: isKnown ? [min, count] : undefined };
}

export const mergeSamples = (a: Sample, b: Sample): Sample => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  values: a.values === undefined || b.values === undefined ? undefined : mergeDistributions(a.values, b.values),
});

/** Any number of samples as one; undefined for none. */
export function joinSamples(samples: readonly Sample[]): Sample | undefined {
  const [first, ...others] = samples;
  if (first === undefined || others.length === 0) return first;
  let { count, sum, min, max } = first;
  for (const sample of others) {
    count += sample.count;
    sum += sample.sum;
    min = Math.min(min, sample.min);
    max = Math.max(max, sample.max);
  }
  return { count, sum, min, max, values: joinDistributions(samples.map(({ values }) => values)) };
}
