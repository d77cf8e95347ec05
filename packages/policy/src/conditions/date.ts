import { plainComparison, type CompileComparison } from './comparison.js';

/** The Date operators: `compare` gets the request's time first; both are milliseconds since 1970. */
export function dateComparison(compare: (value: number, limit: number) => boolean): CompileComparison {
  return plainComparison((values) => {
    const limits = values.map(parseDate).filter((limit) => limit !== undefined);
    return (text) => {
      const value = parseDate(text);
      return value !== undefined && limits.some((limit) => compare(value, limit));
    };
  });
}

/**
 * Reads a date in one of W3C's forms of ISO 8601 (`2026`, `2026-07`, `2026-07-01`, `2026-07-01T08:00Z`, with seconds and a fraction,
 * with `+02:00`), or in seconds since 1970. Four digits are a year; a time without a zone is in UTC.
 * @returns milliseconds since 1970; undefined when the text is no date
 * https://www.w3.org/TR/NOTE-datetime
 */
export function parseDate(text: string): number | undefined {
  const found = ISO_DATE.exec(text);
  if (found === null) return EPOCH_SECONDS.test(text) ? Number(text) * 1000 : undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = found;
  const days = daysBefore(Number(year), Number(month)) + Number(day) - 1;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return undefined;
  if (days >= daysBefore(Number(year), Number(month) + 1)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = offsetOf(zone);
  if (offset === undefined) return undefined;
  const minutes = (days * 24 + Number(hour)) * 60 + Number(minute) - offset;
  return (minutes * 60 + Number(second)) * 1000 + Number(`0${fraction}`) * 1000;
}

const ISO_DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

const EPOCH_SECONDS = /^-?\d{1,15}(\.\d+)?$/;

/** @param month from 1; 13 is the next January. @returns days from 1970 to its first */
function daysBefore(year: number, month: number): number {
  // Date.UTC takes years below 100 for those of the twentieth century; the calendar repeats every 400 years of 146,097 days.
  return Date.UTC(year + 400, month - 1) / 86_400_000 - 146_097;
}

/** @returns minutes east of Greenwich */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
