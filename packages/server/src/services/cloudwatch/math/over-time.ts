import { computed, mapped, type Series } from './values.js';

/** Functions of single values. */
export const POINTWISE: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

export const perPoint = (name: string, series: Series): Series =>
  mapped(series, (value) => POINTWISE[name]?.(value) ?? NaN);

/** What became of a point until the next: the first has none. @param of the rise and the seconds between them */
export const differences = (series: Series, of: (rise: number, seconds: number) => number): Series =>
  mapped(series, (value, index) => {
    if (index === 0) return NaN;
    const [time, before] = [series.times[index] ?? 0, series.times[index - 1] ?? 0];
    return of(value - (series.values[index - 1] ?? 0), (time - before) / 1_000);
  });

export function runningSum(series: Series): Series {
  let sum = 0;
  return computed(
    series,
    series.times.map((time, index) => [time, (sum += series.values[index] ?? 0)] as const),
  );
}
