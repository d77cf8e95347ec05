import { daysFromCivil, daysInMonth, midnightOf, msOfDay, timeOfDay } from '../values/datetimes.js';

/**
 * ms since 1970 of `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`, with up to nine digits of a second behind a point, of which three count: the formats in which
 * AWS reads a TIMESTAMP. undefined: it is none, or no day of the calendar.
 */
export function timestampFromText(text: string): number | undefined {
  const date = leadingDate(text);
  if (date === undefined || text.length === 10) return date;
  if (text.charCodeAt(10) !== 32) return undefined;
  const time = timeAt(text, 11);
  return time === undefined ? undefined : date + time;
}

/**
 * ms since 1970 of ISO 8601's `yyyy-MM-ddTHH:mm:ss`, with a fraction or without, and `Z` or an offset like `+01:00` behind it or nothing, which is UTC. Columns
 * of TIMESTAMP take it, though discovery makes none of it.
 */
export function timestampFromIsoText(text: string): number | undefined {
  if (text.charCodeAt(10) !== 84 && text.charCodeAt(10) !== 32) return undefined;
  const [, time = '', sign, hours = '0', minutes = '0'] =
    /^(.{8}(?:\.\d{1,9})?)(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d)?)?$/.exec(text.slice(11)) ?? [];
  const local = timestampFromText(`${text.slice(0, 10)} ${time}`);
  if (local === undefined) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}

/** The midnight of the date with which a text begins, whatever follows its ten characters. */
function leadingDate(text: string): number | undefined {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const date = twoDigits(text, 8);
  // What is no digit makes NaN, which no comparison lets through.
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return undefined;
  return daysFromCivil(year, month, date) * msOfDay;
}

/** ms of a day of `HH:mm:ss`, with a fraction or without. A timestamp's time of day is taken, too. */
export function timeFromText(text: string): number | undefined {
  if (text.charCodeAt(2) === 58) return timeAt(text, 0);
  const timestamp = timestampFromText(text);
  return timestamp === undefined ? undefined : timeOfDay(timestamp);
}

/** ms since 1970 of the midnight of a date; a timestamp's date is taken, too. */
export function dateFromText(text: string): number | undefined {
  const timestamp = timestampFromText(text);
  return timestamp === undefined ? undefined : midnightOf(timestamp);
}

function timeAt(text: string, from: number): number | undefined {
  if (text.length < from + 8 || text.charCodeAt(from + 2) !== 58 || text.charCodeAt(from + 5) !== 58) return undefined;
  const hour = twoDigits(text, from);
  const minute = twoDigits(text, from + 3);
  const second = twoDigits(text, from + 6);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const time = ((hour * 60 + minute) * 60 + second) * 1000;
  const length = text.length - from - 8;
  if (length === 0) return time;
  if (length < 2 || length > 10 || text.charCodeAt(from + 8) !== 46) return undefined;
  let fraction = 0;
  let unit = 100;
  for (let at = from + 9; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    fraction += Math.floor(unit) * digit;
    unit /= 10;
  }
  return time + fraction;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
