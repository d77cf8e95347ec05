import { startOf } from '../domain/window.js';
import type { QueryWindow } from '../query-types.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The starts of all periods of the window that have begun and of which data may be kept. */
export function gridOf({ from, to, now }: QueryWindow, period: number): number[] {
  const length = period * 1_000;
  const end = Math.min(to, now);
  const first = startOf(from, period, now);
  const skipped = Math.max(0, Math.ceil((now - keptFor(period) - first) / length));
  const starts: number[] = [];
  for (let start = first + skipped * length; start < end; start += length) starts.push(start);
  return starts;
}

function keptFor(period: number): number {
  if (period < 60) return 3 * HOUR;
  if (period < 300) return 15 * DAY;
  return period < 3_600 ? 63 * DAY : 455 * DAY;
}
