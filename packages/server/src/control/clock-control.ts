import type { WireResponse } from '@paddock/wire';
import type { ControlledClock } from '../runtime/controlled-clock.js';
import { json, refuse } from './answers.js';

export type TurnableClock = Pick<ControlledClock, 'freeze' | 'advance' | 'release' | 'status'>;

/** What the clock says. */
export function clockAnswer(clock: TurnableClock): WireResponse {
  const { frozen, now, offset, timers } = clock.status();
  return json(200, { now, iso: new Date(now).toISOString(), frozen, offset, timers });
}

/** `{"action":"freeze","at"?}`, `{"action":"advance","ms"}` or `{"action":"release"}`; times are ms since the epoch or ISO 8601. */
export async function turnClock(clock: TurnableClock, body: unknown): Promise<WireResponse> {
  const given: Partial<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  switch (given['action']) {
    case 'freeze': {
      const at = given['at'] === undefined ? undefined : readTime(given['at']);
      if (Number.isNaN(at)) return refuse(400, 'at must be a time: ms since 1970, or ISO 8601, up to the year 9999.');
      await clock.freeze(at);
      break;
    }
    case 'advance': {
      const ms = given['ms'];
      if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || clock.status().now + ms > LATEST) {
        return refuse(400, 'ms must be a whole number of milliseconds, 0 or more, that does not pass the year 9999.');
      }
      await clock.advance(ms);
      break;
    }
    case 'release':
      await clock.release();
      break;
    default:
      return refuse(400, 'action must be freeze, advance or release.');
  }
  return clockAnswer(clock);
}

const LATEST = Date.UTC(9999, 11, 31);

function readTime(value: unknown): number {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isInteger(ms) && ms >= 0 && ms <= LATEST ? ms : Number.NaN;
}
