import { compileQuery, type LogEvent } from './index.js';

/** Of the events, and of the queries' now; ms since the epoch. */
export const START = Date.UTC(2026, 10, 22, 10);
export const NOW = START + 3_600_000;

export const event = (message: string, minute = 0, more: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: START + minute * 60_000,
  message,
  ingestionTime: START + minute * 60_000 + 5,
  logStream: 's-1',
  logGroup: 'rides',
  account: '000000000000',
  ptr: `p-${minute}`,
  ...more,
});

/** Rows as `field=value` texts, without `@ptr`. */
export function run(query: string, events: LogEvent[], limit?: number): string[] {
  const execution = compileQuery(query).start({ now: NOW, limit });
  execution.feed(events);
  return execution
    .results()
    .map((row) => row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [`${field}=${value}`])).join(' '));
}

export const requests = [
  ['GET', 200, 10],
  ['GET', 200, 30],
  ['POST', 500, 90],
  ['GET', 404, 20],
  ['PUT', 200, 50],
].map(([method, status, ms], minute) => event(JSON.stringify({ method, status, ms }), minute));
