import type { StreamRecord } from '../shard-source.js';

const KEPT_SECONDS = 120;
const FORGET_AFTER = 30_000;
const MAX_UNICORNS = 100_000;
// A second is counted when each shard has been read once more after it.
const SETTLED_AFTER = 2;

/** Counts what the reader reads: records by the second in which they arrived, and the unicorns seen lately. */
export class Meter {
  total = 0;
  readonly #perSecond = new Map<number, number>();
  readonly #lastSeen = new Map<string, number>();

  count(records: readonly StreamRecord[]): void {
    this.total += records.length;
    for (const { arrivedAt, partitionKey } of records) {
      const second = Math.floor(arrivedAt / 1_000);
      this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
      if (this.#lastSeen.size < MAX_UNICORNS || this.#lastSeen.has(partitionKey)) {
        this.#lastSeen.set(partitionKey, arrivedAt);
      }
    }
  }

  /** Records in each of the last `length` complete seconds, the oldest first. `now` is epoch milliseconds. */
  series(now: number, length: number): number[] {
    const end = Math.floor(now / 1_000) - SETTLED_AFTER;
    for (const second of this.#perSecond.keys()) if (second < end - KEPT_SECONDS) this.#perSecond.delete(second);
    return Array.from({ length }, (_, index) => this.#perSecond.get(end - length + 1 + index) ?? 0);
  }

  /** Partition keys seen in the last 30 s, in the order of their first record. */
  unicorns(now: number): string[] {
    for (const [name, at] of this.#lastSeen) if (at < now - FORGET_AFTER) this.#lastSeen.delete(name);
    return [...this.#lastSeen.keys()];
  }
}
