import type { Principal } from '../../identity/principal.js';

const rootSeconds = 3600;
const userSeconds = 43_200;

/** How long sessions last that long-term credentials make for themselves: root's never more than an hour, whatever is asked. */
export function longTermSeconds({ kind }: Principal, asked: number | undefined): number {
  if (kind === 'root') return Math.min(asked ?? rootSeconds, rootSeconds);
  return asked ?? userSeconds;
}
