import { daysFromCivil, daysInMonth, isLeapYear, msOfDay, msOfHour, msOfMinute } from '../../../values/datetimes.js';
import { firstWeekOf, firstWeekOfMonth, weekOfMonth, weekOfYear, weekYearOf, weekdayOf } from './weeks.js';

/** What was read of a date and a time, each as its letter has it. */
export interface Fields {
  /** 0 before our era */
  era?: number;
  year?: number;
  weekYear?: number;
  /** 1 to 12 */
  month?: number;
  weekOfYear?: number;
  weekOfMonth?: number;
  dayOfYear?: number;
  day?: number;
  /** `F`: the how manieth of its weekday in the month */
  dayInMonth?: number;
  /** 0 is Sunday */
  weekday?: number;
  /** 1 is the afternoon */
  half?: number;
  /** 0 to 23 */
  hour?: number;
  /** 0 to 11 */
  hourOfHalf?: number;
  minute?: number;
  second?: number;
  ms?: number;
  /** ms to the east of UTC */
  offset?: number;
}

/** ms since 1970; what was not read is as on 1970-01-01 00:00:00. Undefined where a field is out of its range, or contradicts another. */
export function timestampOf(fields: Fields): number | undefined {
  const days = dayOf(fields);
  const time = timeOf(fields);
  if (days === undefined || time === undefined) return undefined;
  return days * msOfDay + time - (fields.offset ?? 0);
}

function timeOf({ half, hour, hourOfHalf, minute = 0, second = 0, ms = 0 }: Fields): number | undefined {
  const whole = hour ?? (hourOfHalf ?? 0) + 12 * (half ?? 0);
  if (!within(whole, 0, 23) || !within(minute, 0, 59) || !within(second, 0, 59) || !within(ms, 0, 999))
    return undefined;
  if (hourOfHalf !== undefined && (!within(hourOfHalf, 0, 11) || whole % 12 !== hourOfHalf)) return undefined;
  if (half !== undefined && Math.floor(whole / 12) !== half) return undefined;
  return whole * msOfHour + minute * msOfMinute + second * 1000 + ms;
}

const within = (value: number, least: number, greatest: number): boolean => value >= least && value <= greatest;

/** Days since 1970-01-01, by the fields from which it can be told; the others must agree. */
function dayOf(fields: Fields): number | undefined {
  const { era, year = 1970, weekYear, weekday } = fields;
  if (era === 0 || !within(year, 1, 9999)) return undefined;
  const days = byMonth(fields, year) ?? byYear(fields, year) ?? byWeek(fields, year);
  if (days === undefined || Number.isNaN(days)) return undefined;
  if (weekday !== undefined && weekdayOf(days) !== weekday) return undefined;
  if (fields.weekOfYear !== undefined && weekOfYear(days) !== fields.weekOfYear) return undefined;
  if (weekYear !== undefined && fields.year === undefined && weekYearOf(days) !== weekYear) return undefined;
  return fields.weekOfMonth !== undefined && weekOfMonth(days) !== fields.weekOfMonth ? undefined : days;
}

/** NaN for what is no date, undefined where it is to be told from other fields. */
function byMonth({ month = 1, day, dayOfYear, ...rest }: Fields, year: number): number | undefined {
  // A weekday without a week is the first of its month.
  const weekly = rest.weekOfMonth !== undefined || rest.dayInMonth !== undefined || rest.weekday !== undefined;
  if (day === undefined && (weekly || dayOfYear !== undefined || rest.weekOfYear !== undefined)) return undefined;
  if (!within(month, 1, 12) || !within(day ?? 1, 1, daysInMonth(year, month))) return Number.NaN;
  return daysFromCivil(year, month, day ?? 1);
}

function byYear({ dayOfYear }: Fields, year: number): number | undefined {
  if (dayOfYear === undefined) return undefined;
  return within(dayOfYear, 1, isLeapYear(year) ? 366 : 365) ? daysFromCivil(year, 1, 1) + dayOfYear - 1 : Number.NaN;
}

function byWeek(fields: Fields, year: number): number | undefined {
  const { month = 1, weekday = 0, weekYear = year } = fields;
  if (!within(month, 1, 12)) return undefined;
  if (fields.weekOfYear !== undefined) return firstWeekOf(weekYear) + (fields.weekOfYear - 1) * 7 + weekday;
  const first = firstWeekOfMonth(year, month);
  if (fields.weekOfMonth !== undefined) return first + (fields.weekOfMonth - 1) * 7 + weekday;
  const start = daysFromCivil(year, month, 1);
  return start + ((weekday - weekdayOf(start) + 7) % 7) + ((fields.dayInMonth ?? 1) - 1) * 7;
}
