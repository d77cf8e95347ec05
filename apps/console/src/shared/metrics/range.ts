/** A stretch of time up to now, by the server's clock. */
export type RelativeRange = '15m' | '1h' | '3h' | '12h' | '1d' | '3d' | '1w';

/** A stretch of time between two moments: `1700000000000~1700003600000`, ms since the epoch. */
export type AbsoluteRange = `${number}~${number}`;

/** What graphs show. Both kinds are texts, so that they fit into an address as they are. */
export type Range = RelativeRange | AbsoluteRange;

export const ranges: readonly RelativeRange[] = ['15m', '1h', '3h', '12h', '1d', '3d', '1w'];

const minute = 60_000;
const day = 1440 * minute;

/** ms */
export const rangeLength: Readonly<Record<RelativeRange, number>> = {
  '15m': 15 * minute,
  '1h': 60 * minute,
  '3h': 180 * minute,
  '12h': 720 * minute,
  '1d': day,
  '3d': 3 * day,
  '1w': 7 * day,
};

export const absoluteRange = (start: number, end: number): AbsoluteRange => `${Math.round(start)}~${Math.round(end)}`;

const isRelative = (range: string): range is RelativeRange => (ranges as readonly string[]).includes(range);

/** The moments of an absolute range, ms since the epoch; undefined for others. */
export function momentsOf(range: string): { readonly start: number; readonly end: number } | undefined {
  const [, from, to] = /^(\d{1,15})~(\d{1,15})$/.exec(range) ?? [];
  const [start, end] = [Number(from), Number(to)];
  return from !== undefined && start < end ? { start, end } : undefined;
}

/** What an address says, or what is usual where it says nothing that is a range. */
export function readRange(text: string | null | undefined, usual: Range = '3h'): Range {
  if (text === null || text === undefined) return usual;
  if (isRelative(text)) return text;
  const moments = momentsOf(text);
  return moments === undefined ? usual : absoluteRange(moments.start, moments.end);
}

/** ms */
export function lengthOf(range: Range): number {
  const moments = momentsOf(range);
  if (moments !== undefined) return moments.end - moments.start;
  return isRelative(range) ? rangeLength[range] : rangeLength['3h'];
}

/** How long CloudWatch keeps what: shorter periods have no data beyond. */
const kept: readonly (readonly [period: number, ms: number])[] = [
  [60, 15 * day],
  [300, 63 * day],
];

const steps = [1, 5, 10, 30, 60, 300, 900, 1800, 3600, 6 * 3600, 86_400];

/**
 * A period in s that gives a graph between sixty and two hundred points.
 * @param age ms from the range's beginning to now: what is older than 15 days is there by the five minutes only
 */
export function periodFor(range: Range, age = lengthOf(range)): number {
  const usual: Readonly<Record<RelativeRange, number>> = {
    '15m': 60,
    '1h': 60,
    '3h': 60,
    '12h': 300,
    '1d': 900,
    '3d': 1800,
    '1w': 3600,
  };
  if (isRelative(range)) return usual[range];
  const wanted = Math.max(60, lengthOf(range) / 1000 / 200);
  const fine = steps.find((step) => step >= wanted) ?? 86_400;
  const least = kept.find(([, ms]) => age <= ms)?.[0] ?? 3600;
  return Math.max(fine, least);
}

export interface Window {
  /** ms since the epoch, a whole period. */
  readonly start: number;
  readonly end: number;
  /** s */
  readonly period: number;
}

/** The range's window at a moment, of whole periods, the running one included. @param now ms since the epoch */
export function windowOf(range: Range, now: number, period?: number): Window {
  const { start, end } = momentsOf(range) ?? { start: now - lengthOf(range), end: now + 1 };
  const seconds = period ?? periodFor(range, now - start);
  const ms = seconds * 1000;
  return { start: Math.floor(start / ms) * ms, end: Math.ceil(end / ms) * ms, period: seconds };
}
