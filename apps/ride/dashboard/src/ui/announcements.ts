import type { Alert } from '../contracts.js';

/** What is to be said at once: each by name when they are few, else how many of each kind, or only how many where not all are known. */
export type Announcement =
  | { readonly kind: 'each'; readonly alerts: readonly Alert[] }
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<Alert['kind'], number>> }
  | { readonly kind: 'total'; readonly count: number };

const SPACING_MILLIS = 4_000;
const FEW = 3;

/** Gathers alerts and lets them out no more often than a listener can follow. */
export class Announcements {
  #waiting: Alert[] = [];
  #count = 0;
  #spokeAt = Number.NEGATIVE_INFINITY;

  /** @param count how many there were, of which `alerts` may be only the latest */
  offer(alerts: readonly Alert[], count = alerts.length): void {
    this.#waiting.push(...alerts);
    this.#count += count;
  }

  /** @param now milliseconds, by any steady clock; undefined when there is nothing to say or it is too early */
  take(now: number): Announcement | undefined {
    if (this.#waiting.length === 0 || now - this.#spokeAt < SPACING_MILLIS) return undefined;
    const [alerts, count] = [this.#waiting, this.#count];
    this.clear();
    this.#spokeAt = now;
    if (count > alerts.length) return { kind: 'total', count };
    return alerts.length <= FEW ? { kind: 'each', alerts } : { kind: 'counts', counts: countByKind(alerts) };
  }

  clear(): void {
    this.#waiting = [];
    this.#count = 0;
  }
}

function countByKind(alerts: readonly Alert[]): Record<Alert['kind'], number> {
  const counts = { low: 0, recovered: 0, silent: 0, returned: 0 };
  for (const { kind } of alerts) counts[kind] += 1;
  return counts;
}
