import type { TimeSeriesMetric } from '../query-types.js';

/** What is computed with: numbers, series, and lists of series. */
export type Value = Scalar | Series | Group;

/** `NaN` is the average of nothing: whatever is made of it has no points. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly value: number;
}

export interface Series {
  readonly kind: 'series';
  /** Rising, ms since the epoch; a time without a value is not among them. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Seconds. */
  readonly period: number;
  readonly label: string;
  /** The metric that it is a statistic of, as long as nothing was computed. */
  readonly metric?: TimeSeriesMetric | undefined;
}

export interface Group {
  readonly kind: 'group';
  readonly series: readonly Series[];
}

export const scalar = (value: number): Scalar => ({ kind: 'scalar', value });
export const group = (series: readonly Series[]): Group => ({ kind: 'group', series });

/** A series of what was computed. What is no number, as after a division by zero, has no point. */
export function computed(
  like: Pick<Series, 'period' | 'label'>,
  points: Iterable<readonly [time: number, value: number]>,
): Series {
  const times: number[] = [];
  const values: number[] = [];
  for (const [time, value] of points) {
    if (!Number.isFinite(value)) continue;
    times.push(time);
    values.push(value);
  }
  return { kind: 'series', times, values, period: like.period, label: like.label };
}

/** One point for each of the series' points, but for those that are no number. */
export function mapped(series: Series, of: (value: number, index: number) => number): Series {
  const times: number[] = [];
  const values: number[] = [];
  for (let index = 0; index < series.times.length; index++) {
    const value = of(series.values[index] ?? NaN, index);
    if (!Number.isFinite(value)) continue;
    times.push(series.times[index] ?? 0);
    values.push(value);
  }
  return { kind: 'series', times, values, period: series.period, label: series.label };
}

/** The values of two series at every time that one of them has a point; undefined where it has none. */
export function* together(
  left: Series,
  right: Series,
): Generator<readonly [time: number, left: number | undefined, right: number | undefined]> {
  let [i, j] = [0, 0];
  while (i < left.times.length || j < right.times.length) {
    const [a, b] = [left.times[i] ?? Infinity, right.times[j] ?? Infinity];
    yield [Math.min(a, b), a <= b ? left.values[i] : undefined, b <= a ? right.values[j] : undefined];
    if (a <= b) i++;
    if (b <= a) j++;
  }
}

/** Finds the values of a series at rising times. */
export class Cursor {
  readonly #series: Series;
  #index = 0;

  constructor(series: Series) {
    this.#series = series;
  }

  /** @param time not before the one that was asked for last */
  at(time: number): number | undefined {
    const { times, values } = this.#series;
    while ((times[this.#index] ?? Infinity) < time) this.#index++;
    return times[this.#index] === time ? values[this.#index] : undefined;
  }
}
