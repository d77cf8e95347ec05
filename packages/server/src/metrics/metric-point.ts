import { mergeValues, valueOf, type PackedValues } from './value-histogram.js';

/** What a metric saw in one period. */
export interface MetricPoint {
  /** The period's start, ms since the epoch. */
  readonly time: number;
  /** The period's length, ms: a minute, or more for what is long ago. */
  readonly period: number;
  readonly sum: number;
  /** Samples. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
  /** How often which values were seen; see {@link percentile} and {@link valuesOf}. */
  readonly values: PackedValues;
}

/** Points as one, that begins at `time` and lasts `period` ms. Undefined when there are none. */
export function mergePoints(points: readonly MetricPoint[], time: number, period: number): MetricPoint | undefined {
  const [first, ...others] = points;
  if (first === undefined) return undefined;
  let { sum, count, min, max, values } = first;
  for (const point of others) {
    sum += point.sum;
    count += point.count;
    min = Math.min(min, point.min);
    max = Math.max(max, point.max);
    values = mergeValues(values, point.values);
  }
  return { time, period, sum, count, min, max, values };
}

/**
 * The value that `p` percent of the samples do not exceed, to within 1.6 %; exact where all samples are equal.
 * @param p from 0 to 100
 */
export function percentile(point: MetricPoint, p: number): number {
  const rank = Math.max(1, Math.ceil((p / 100) * point.count));
  let seen = 0;
  for (const { value, count } of valuesOf(point)) {
    seen += count;
    if (seen >= rank) return value;
  }
  return point.max;
}

/** The values seen, rising, each to within 1.6 %, and how often: for trimmed means, percentile ranks and the like. */
export function valuesOf({ values, min, max }: MetricPoint): { value: number; count: number }[] {
  const found: { value: number; count: number }[] = [];
  for (let i = 0; i < values.length; i += 2) {
    found.push({ value: Math.min(max, Math.max(min, valueOf(values[i] ?? 0))), count: values[i + 1] ?? 0 });
  }
  return found;
}
