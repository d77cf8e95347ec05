import { computed, scalar, type Group, type Series, type Value } from './values.js';

export type Aggregate = keyof typeof AGGREGATES;

interface Seen {
  readonly count: number;
  readonly sum: number;
  /** Of squares of differences from the mean. */
  readonly spread: number;
  readonly min: number;
  readonly max: number;
}

/** Of nothing there is neither an average nor a least value, but a sum. */
export const AGGREGATES = {
  AVG: ({ sum, count }: Seen): number => sum / count,
  DATAPOINT_COUNT: ({ count }: Seen): number => count,
  MAX: ({ max, count }: Seen): number => (count === 0 ? NaN : max),
  MIN: ({ min, count }: Seen): number => (count === 0 ? NaN : min),
  STDDEV: ({ spread, count }: Seen): number => Math.sqrt(spread / count),
  SUM: ({ sum }: Seen): number => sum,
};

/** Of a series one number; of a group one for each time, of the series that have a point then. */
export function aggregate(name: Aggregate, value: Series | Group): Value {
  const of = AGGREGATES[name];
  if (value.kind === 'series') return scalar(of(seen(value.values)));
  const points = new Map<number, number[]>();
  for (const { times, values } of value.series) {
    for (const [index, time] of times.entries()) {
      const there = points.get(time);
      if (there === undefined) points.set(time, [values[index] ?? 0]);
      else there.push(values[index] ?? 0);
    }
  }
  const times = [...points.keys()].sort((a, b) => a - b);
  const periods = value.series.map(({ period }) => period);
  return computed(
    { period: periods.length === 0 ? 60 : Math.min(...periods), label: '' },
    times.map((time) => [time, of(seen(points.get(time) ?? []))] as const),
  );
}

function seen(values: readonly number[]): Seen {
  let [sum, mean, spread, min, max, count] = [0, 0, 0, Infinity, -Infinity, 0];
  for (const value of values) {
    count++;
    sum += value;
    const off = value - mean;
    mean += off / count;
    spread += off * (value - mean);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { count, sum, spread, min, max };
}
