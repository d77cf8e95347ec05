/**
 * Reads `90 s`, `5 min`, `1h 30m`, `24 h`, `2 d`, `1500 ms`, or a bare number of seconds.
 * @returns whole ms; undefined when it is no such time, or more than ten years
 */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return bounded(Number(trimmed) * 1000);
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== trimmed) return undefined;
  let total = 0;
  for (const [, amount, unit] of parts) {
    const ms = units[unit ?? ''];
    if (ms === undefined) return undefined;
    total += Number(amount) * ms;
  }
  return bounded(total);
}

const units: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [1, 'ms millisecond milliseconds'],
      [1000, 's sec secs second seconds'],
      [60_000, 'm min mins minute minutes'],
      [3_600_000, 'h hr hrs hour hours'],
      [86_400_000, 'd day days'],
    ] as const
  ).flatMap(([ms, names]) => names.split(' ').map((name) => [name, ms])),
);

const bounded = (ms: number): number | undefined =>
  Number.isFinite(ms) && ms <= 10 * 366 * 86_400_000 ? Math.round(ms) : undefined;

/** @returns ms since the epoch of an ISO 8601 time (UTC where it names no zone), up to the year 9999; undefined when it is none */
export function readTime(text: string): number | undefined {
  const trimmed = text.trim();
  const match = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(trimmed);
  if (match === null) return undefined;
  const [, clock, , , zone] = match;
  const iso = trimmed.replace(' ', 'T');
  const ms = Date.parse(zone === undefined && clock !== undefined ? `${iso}Z` : iso);
  return Number.isNaN(ms) || ms < 0 ? undefined : ms;
}

/** As the server has it. */
export const isSnapshotName = (name: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(name);
