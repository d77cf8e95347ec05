import { computed, type Series } from './values.js';

/** What a moment is called, in UTC. */
export const DATES: Readonly<Record<string, (date: Date) => number>> = {
  MINUTE: (date) => date.getUTCMinutes(),
  HOUR: (date) => date.getUTCHours(),
  // Monday is 1, Sunday 7.
  DAY: (date) => ((date.getUTCDay() + 6) % 7) + 1,
  DATE: (date) => date.getUTCDate(),
  MONTH: (date) => date.getUTCMonth() + 1,
  YEAR: (date) => date.getUTCFullYear(),
  EPOCH: (date) => date.getTime() / 1_000,
};

/** A point for every period, whether the series has one or not. */
export const dated = (name: string, series: Series, grid: readonly number[]): Series =>
  computed(
    series,
    grid.map((time) => [time, DATES[name]?.(new Date(time)) ?? NaN] as const),
  );
