import type { Saved } from '../aggregates/aggregate.js';
import { HyperLogLog } from './hyper-log-log.js';
import { hashOf } from './item.js';
import { savedList } from '../aggregates/saved.js';

/** Up to here the count is exact, as the reference says. */
const mostExact = 10_000;
/** A longer item is known by its beginning, length and hash: 10,000 of the longest would be most of a gigabyte. */
const longestKept = 256;

/** Counts different items: exactly while there are up to 10,000, then by HyperLogLog. */
export class DistinctCounter {
  #exact: Set<string> | undefined = new Set();
  #estimate = new HyperLogLog();

  constructor(saved?: Saved) {
    if (saved === undefined) return;
    if (saved instanceof Uint8Array) {
      this.#exact = undefined;
      this.#estimate = new HyperLogLog(saved);
    } else {
      this.#exact = new Set(savedList(saved) as readonly string[]);
    }
  }

  add(item: string): void {
    if (this.#exact === undefined) {
      this.#estimate.add(hashOf(keyOf(item)));
      return;
    }
    this.#exact.add(keyOf(item));
    if (this.#exact.size <= mostExact) return;
    for (const key of this.#exact) this.#estimate.add(hashOf(key));
    this.#exact = undefined;
  }

  count(): number {
    return this.#exact?.size ?? this.#estimate.estimate();
  }

  save(): Saved {
    return this.#exact === undefined ? this.#estimate.save() : [...this.#exact];
  }
}

function keyOf(item: string): string {
  if (item.length <= longestKept) return item;
  const [first, second] = hashOf(item);
  return `${item.slice(0, longestKept)}\0${item.length}\0${first}\0${second}`;
}
