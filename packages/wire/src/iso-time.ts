/** A time as the XML protocols write it: 2019-01-01T00:00:00Z, with milliseconds where there are any. `ms` since 1970. */
export function formatIsoTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

/**
 * The time that an ISO 8601 text stands for, in ms since 1970; undefined for any other text. AWS takes at most six digits of a second;
 * those beyond the millisecond are cut.
 */
export function parseIsoTime(text: string): number | undefined {
  const parts = text.length > LONGEST ? null : ISO_TIME.exec(text);
  if (parts === null) return undefined;
  const [, date = '', time = '', fraction = '', zone = 'Z'] = parts;
  const ms = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // Date.parse takes 24:00 and the 31st of February for the day that follows.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(`${date}T${time}`)) return undefined;
  return ms - (zone === 'Z' ? 0 : zoneOffset(zone));
}

function zoneOffset(zone: string): number {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:?[0-5]\d)$/;
const LONGEST = '2019-01-01T00:00:00.123456+00:00'.length;
