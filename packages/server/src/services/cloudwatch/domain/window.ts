const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Where the first period begins for a start time: rounded down to whole minutes, or what is left of data that old, 5 minutes or hours. Periods of
 * seconds begin at whole multiples of themselves.
 * @param period seconds; all times ms since the epoch
 */
export function startOf(start: number, period: number, now: number): number {
  return Math.floor(start / roundingOf(start, period, now)) * roundingOf(start, period, now);
}

function roundingOf(start: number, period: number, now: number): number {
  const age = now - start;
  if (period < 60 && age <= 3 * HOUR) return period * SECOND;
  if (age <= 15 * DAY) return MINUTE;
  return age <= 63 * DAY ? 5 * MINUTE : HOUR;
}

/** 1, 5, 10, 20 and 30 seconds, and whole minutes. */
export const isPeriod = (period: number): boolean =>
  period > 0 && (period % 60 === 0 || period === 1 || period === 5 || period === 10 || period === 20 || period === 30);
