/** A time as `X-Amz-Date` has it: 20231122T235959Z. `ms` since 1970, within years 0 to 9999. */
export function formatAmzDate(ms: number): string {
  const iso = new Date(Math.floor(ms / 1000) * 1000).toISOString();
  return iso.slice(0, 19).replaceAll('-', '').replaceAll(':', '') + 'Z';
}

/** The time that `text` (ISO-8601 basic format, seconds, UTC) stands for in ms since 1970; undefined for anything else. */
export function parseAmzDate(text: string): number | undefined {
  // Of the requests of one second all but the first.
  if (text === latest.text) return latest.ms;
  const ms = readAmzDate(text);
  if (ms !== undefined) latest = { text, ms };
  return ms;
}

let latest = { text: formatAmzDate(0), ms: 0 };

function readAmzDate(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== 'T' || text[15] !== 'Z') return undefined;
  const year = digits(text, 0, 2) * 100 + digits(text, 2, 2);
  const month = digits(text, 4, 2);
  const day = digits(text, 6, 2);
  const hour = digits(text, 9, 2);
  const minute = digits(text, 11, 2);
  const second = digits(text, 13, 2);
  // Written so that NaN, which stands for a non-digit, fails too.
  const valid =
    year >= 100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return valid ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

/** The time in an HTTP `Date` header (Wed, 22 Nov 2023 23:59:59 GMT). */
export function parseHttpDate(text: string): number | undefined {
  if (text.length !== 29 || !text.endsWith(' GMT')) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
