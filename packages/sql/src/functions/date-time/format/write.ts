import { civilFromDays, daysFromCivil, msOfDay, msOfHour, msOfMinute, timeOfDay } from '../../../values/datetimes.js';
import { halves, months, short, weekdays } from './names.js';
import type { Element } from './pattern.js';
import { parsePattern } from './pattern.js';
import { weekOfMonth, weekOfYear, weekYearOf, weekdayOf } from './weeks.js';

/**
 * A function that writes timestamps (ms since 1970, UTC) as Java's SimpleDateFormat does in English.
 * @throws RowError for what is no pattern
 */
export function formatter(pattern: string): (ms: number) => string {
  const parts = parsePattern(pattern).map(writer);
  return (ms) => {
    const moment = momentOf(ms);
    let text = '';
    for (const part of parts) text += part(moment);
    return text;
  };
}

interface Moment {
  readonly days: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** ms */
  readonly time: number;
  readonly hour: number;
}

function momentOf(ms: number): Moment {
  const days = Math.floor(ms / msOfDay);
  const time = timeOfDay(ms);
  return { days, ...civilFromDays(days), time, hour: Math.floor(time / msOfHour) };
}

type Writer = (moment: Moment) => string;

function writer(element: Element): Writer {
  if (element.kind === 'literal') return () => element.text;
  const { letter, count } = element;
  const number = numbers[letter];
  if (number !== undefined) return (moment) => String(number(moment)).padStart(count, '0');
  const year = years[letter];
  if (year !== undefined)
    return (moment) =>
      count === 2 ? String(year(moment) % 100).padStart(2, '0') : String(year(moment)).padStart(count, '0');
  if (letter === 'M' || letter === 'L')
    return count < 3
      ? ({ month }) => String(month).padStart(count, '0')
      : ({ month }) => named(months[month - 1] ?? '', count);
  if (letter === 'E') return ({ days }) => named(weekdays[weekdayOf(days)] ?? '', count);
  if (letter === 'a') return ({ hour }) => halves[hour < 12 ? 0 : 1];
  const text = zoneText(letter, count);
  return () => text;
}

const named = (name: string, count: number): string => (count >= 4 ? name : short(name));

/** The era, and the zone, which is UTC always. */
function zoneText(letter: string, count: number): string {
  if (letter === 'G') return 'AD';
  if (letter === 'Z') return '+0000';
  if (letter === 'X') return 'Z';
  return count >= 4 ? 'Coordinated Universal Time' : 'UTC';
}

const years: Readonly<Partial<Record<string, (moment: Moment) => number>>> = {
  y: ({ year }) => year,
  Y: ({ days }) => weekYearOf(days),
};

const numbers: Readonly<Partial<Record<string, (moment: Moment) => number>>> = {
  w: ({ days }) => weekOfYear(days),
  W: ({ days }) => weekOfMonth(days),
  D: ({ days, year }) => days - daysFromCivil(year, 1, 1) + 1,
  d: ({ day }) => day,
  F: ({ day }) => Math.floor((day - 1) / 7) + 1,
  u: ({ days }) => weekdayOf(days) || 7,
  H: ({ hour }) => hour,
  k: ({ hour }) => hour || 24,
  K: ({ hour }) => hour % 12,
  h: ({ hour }) => hour % 12 || 12,
  m: ({ time }) => Math.floor((time % msOfHour) / msOfMinute),
  s: ({ time }) => Math.floor((time % msOfMinute) / 1000),
  S: ({ time }) => time % 1000,
};
