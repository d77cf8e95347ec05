import { overflow } from './row-errors.js';

export const msOfSecond = 1000;
export const msOfMinute = 60_000;
export const msOfHour = 3_600_000;
export const msOfDay = 86_400_000;

/** 0001-01-01 00:00:00.000 */
export const leastTimestamp = -62_135_596_800_000;
/** 9999-12-31 23:59:59.999 */
export const greatestTimestamp = 253_402_300_799_999;

/** @throws RowError outside the years 0001 to 9999 */
export function fitTimestamp(ms: number): number {
  if (!(ms >= leastTimestamp && ms <= greatestTimestamp)) throw overflow();
  return ms;
}

/** The midnight of a timestamp's day. */
export const midnightOf = (ms: number): number => Math.floor(ms / msOfDay) * msOfDay;

/** What has passed of the day, ms. */
export const timeOfDay = (ms: number): number => ms - midnightOf(ms);

export interface CivilDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01, in the Gregorian calendar throughout. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day is their last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The date of a timestamp. */
export const civilOf = (ms: number): CivilDate => civilFromDays(Math.floor(ms / msOfDay));

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** 28 to 31. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (daysOfMonths[month - 1] ?? 0);

/** The same time some months later or earlier, on the month's last day where it has no such day. @throws RowError outside the years 0001 to 9999 */
export function addMonths(ms: number, months: number): number {
  const { year, month, day } = civilOf(ms);
  const all = year * 12 + month - 1 + months;
  const toYear = Math.floor(all / 12);
  const toMonth = all - toYear * 12 + 1;
  const midnight = daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))) * msOfDay;
  return fitTimestamp(midnight + timeOfDay(ms));
}

/** Whole months from one time to another; negative where it is later. */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return -monthsBetween(to, from) + 0;
  const a = civilOf(from);
  const b = civilOf(to);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const partial = b.day < a.day || (b.day === a.day && timeOfDay(to) < timeOfDay(from));
  return partial ? months - 1 : months;
}

// Rows of a stream are mostly of one day: its text is kept.
let lastDay = Number.NaN;
let lastDate = '';

/** `2018-03-18` */
export function dateText(ms: number): string {
  const days = Math.floor(ms / msOfDay);
  if (days === lastDay) return lastDate;
  const { year, month, day } = civilFromDays(days);
  lastDate = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  lastDay = days;
  return lastDate;
}

/** `03:20:00` of the ms of a day. */
export function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `2018-03-18 03:20:00.000`: as records have it. */
export function timestampText(ms: number): string {
  const time = timeOfDay(ms);
  return `${dateText(ms)} ${timeText(time)}.${three(time % 1000)}`;
}

export const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
export const three = (value: number): string => (value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value));

const dateForm = /^(\d{1,4})-(\d{1,2})-(\d{1,2})$/;
const timeForm = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d*))?$/;

/** The midnight of `yyyy-MM-dd`; undefined for what is no date. */
export function parseDate(text: string): number | undefined {
  const match = dateForm.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return daysFromCivil(year, month, day) * msOfDay;
}

/** The ms of the day of `HH:mm:ss` with or without a fraction, of which ms are kept; undefined for what is no time. */
export function parseTime(text: string): number | undefined {
  const match = timeForm.exec(text);
  if (match === null) return undefined;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3]);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'));
  return hour * msOfHour + minute * msOfMinute + second * msOfSecond + ms;
}

/** `yyyy-MM-dd HH:mm:ss` with or without a fraction; undefined for what is no timestamp. */
export function parseTimestamp(text: string): number | undefined {
  const blank = text.indexOf(' ');
  if (blank < 0) return undefined;
  const date = parseDate(text.slice(0, blank));
  const time = parseTime(text.slice(blank + 1));
  return date === undefined || time === undefined ? undefined : date + time;
}
