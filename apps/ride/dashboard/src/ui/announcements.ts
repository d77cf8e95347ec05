import type { Alert } from '../contracts.js';

/** What is to be said at once: each by name when they are few, else how many of each kind. */
export type Announcement =
  | { readonly kind: 'each'; readonly alerts: readonly Alert[] }
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<Alert['kind'], number>> };

const SPACING_MILLIS = 4_000;
const FEW = 3;

/** Gathers alerts and lets them out no more often than a listener can follow. */
export class Announcements {
  #waiting: Alert[] = [];
  #spokeAt = Number.NEGATIVE_INFINITY;

  offer(alerts: readonly Alert[]): void {
    this.#waiting.push(...alerts);
  }

  /** @param now milliseconds, by any steady clock; undefined when there is nothing to say or it is too early */
  take(now: number): Announcement | undefined {
    if (this.#waiting.length === 0 || now - this.#spokeAt < SPACING_MILLIS) return undefined;
    const alerts = this.#waiting;
    this.#waiting = [];
    this.#spokeAt = now;
    return alerts.length <= FEW ? { kind: 'each', alerts } : { kind: 'counts', counts: countByKind(alerts) };
  }

  clear(): void {
    this.#waiting = [];
  }
}

function countByKind(alerts: readonly Alert[]): Record<Alert['kind'], number> {
  const counts = { low: 0, recovered: 0, silent: 0, returned: 0 };
  for (const { kind } of alerts) counts[kind] += 1;
  return counts;
}
