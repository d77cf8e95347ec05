/** A stretch of time up to now, by the server's clock. */
export type Range = '15m' | '1h' | '3h' | '12h' | '1d' | '3d' | '1w';

export const ranges: readonly Range[] = ['15m', '1h', '3h', '12h', '1d', '3d', '1w'];

const minute = 60_000;

/** ms */
export const rangeLength: Readonly<Record<Range, number>> = {
  '15m': 15 * minute,
  '1h': 60 * minute,
  '3h': 180 * minute,
  '12h': 720 * minute,
  '1d': 1440 * minute,
  '3d': 3 * 1440 * minute,
  '1w': 7 * 1440 * minute,
};

/** A period in s that gives a graph between sixty and some hundred points. */
export const periodFor = (range: Range): number =>
  ({ '15m': 60, '1h': 60, '3h': 60, '12h': 300, '1d': 900, '3d': 1800, '1w': 3600 })[range];

export interface Window {
  /** ms since the epoch, a whole period. */
  readonly start: number;
  readonly end: number;
  /** s */
  readonly period: number;
}

/** The range's window at a moment, of whole periods, the running one included. @param now ms since the epoch */
export function windowOf(range: Range, now: number, period = periodFor(range)): Window {
  const ms = period * 1000;
  const end = Math.ceil((now + 1) / ms) * ms;
  return { start: Math.floor((now - rangeLength[range]) / ms) * ms, end, period };
}
