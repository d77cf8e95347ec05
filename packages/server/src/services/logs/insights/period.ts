import type { Period, Unit } from './ast.js';

const NAMES: { readonly [unit in Unit]: readonly string[] } = {
  ms: ['ms', 'msec', 'millisecond'],
  s: ['s', 'sec', 'second'],
  m: ['m', 'min', 'minute'],
  h: ['h', 'hr', 'hour'],
  d: ['d', 'day'],
  w: ['w', 'week'],
  mo: ['mo', 'mon', 'month'],
  q: ['q', 'qtr', 'quarter'],
  y: ['y', 'yr', 'year'],
};

const UNITS = new Map<string, Unit>(
  (Object.entries(NAMES) as [Unit, readonly string[]][]).flatMap(([unit, names]) =>
    names.flatMap((name): [string, Unit][] => [
      [name, unit],
      ...(name.length > 1 ? [[`${name}s`, unit] as [string, Unit]] : []),
    ]),
  ),
);

/** The period that `5m` or `2hours` is. */
export function parsePeriod(text: string): Period | undefined {
  const [, amount, name = ''] = /^(\d{1,9})([A-Za-z]+)$/.exec(text) ?? [];
  const unit = UNITS.get(name.toLowerCase());
  return unit === undefined || Number(amount) === 0 ? undefined : { amount: Number(amount), unit };
}

const LENGTHS: { readonly [unit in Unit]?: number } = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
const MONTHS: { readonly [unit in Unit]?: number } = { mo: 1, q: 3, y: 12 };
/** Weeks begin on Mondays; the epoch was a Thursday. */
const FIRST_MONDAY = 4 * 86_400_000;

/** In ms; months as long as the mean one. */
export const lengthOf = ({ amount, unit }: Period): number =>
  amount * (LENGTHS[unit] ?? ((MONTHS[unit] ?? 1) * 365.2425 * 86_400_000) / 12);

/** The beginning of the period that a time lies in, counted from the epoch; ms. */
export function floorTo(ms: number, { amount, unit }: Period): number {
  const months = MONTHS[unit];
  if (months !== undefined) return monthStart(Math.floor(monthOf(ms) / (amount * months)) * amount * months);
  const length = amount * (LENGTHS[unit] ?? 1);
  const origin = unit === 'w' ? FIRST_MONDAY : 0;
  return Math.floor((ms - origin) / length) * length + origin;
}

/** The end of that period, or the time itself where it is a beginning. */
export function ceilTo(ms: number, period: Period): number {
  const floor = floorTo(ms, period);
  if (floor === ms) return ms;
  const months = MONTHS[period.unit];
  if (months !== undefined) return monthStart(monthOf(floor) + period.amount * months);
  return floor + period.amount * (LENGTHS[period.unit] ?? 1);
}

/** Months since the epoch. */
function monthOf(ms: number): number {
  const date = new Date(ms);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
const monthStart = (month: number): number =>
  Date.UTC(1970 + Math.floor(month / 12), month - Math.floor(month / 12) * 12);
