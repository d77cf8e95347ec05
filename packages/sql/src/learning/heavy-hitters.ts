import type { Saved } from '../aggregates/aggregate.js';
import { savedList } from '../aggregates/saved.js';

/** An item, how often it came (at most so often, once items were displaced), and the order in which items came first. */
interface Hitter {
  readonly item: string;
  count: number;
  readonly order: number;
  /** Where it stands in the heap. */
  place: number;
}

/**
 * The most frequent items: exactly while there are no more different ones than `capacity`, then by Space-Saving (Metwally, Agrawal, El Abbadi, 2005):
 * a new item takes the place and the count of the least frequent one, so that no count is more than (all items / capacity) too high.
 */
export class HeavyHitters {
  readonly #capacity: number;
  readonly #byItem = new Map<string, Hitter>();
  /** Least first: by count, then the last come. */
  readonly #heap: Hitter[] = [];
  #order = 0;

  constructor(capacity: number, saved?: Saved) {
    this.#capacity = capacity;
    if (saved === undefined) return;
    // As the heap stood, so that what follows displaces the same items.
    for (const entry of savedList(saved)) {
      const [item, count, order] = savedList(entry) as readonly [string, number, number];
      const hitter: Hitter = { item, count, order, place: this.#heap.length };
      this.#heap.push(hitter);
      this.#byItem.set(item, hitter);
      this.#order = Math.max(this.#order, order + 1);
    }
  }

  add(item: string): void {
    const known = this.#byItem.get(item);
    if (known !== undefined) {
      known.count++;
      this.#sink(known);
      return;
    }
    const least = this.#heap[0];
    if (this.#heap.length < this.#capacity || least === undefined) {
      const hitter: Hitter = { item, count: 1, order: this.#order++, place: this.#heap.length };
      this.#byItem.set(item, hitter);
      this.#heap.push(hitter);
      this.#rise(hitter);
      return;
    }
    this.#byItem.delete(least.item);
    const hitter: Hitter = { item, count: least.count + 1, order: this.#order++, place: 0 };
    this.#byItem.set(item, hitter);
    this.#heap[0] = hitter;
    this.#sink(hitter);
  }

  /** The most frequent first; of equally frequent ones, what came first. */
  top(most: number): readonly { readonly item: string; readonly count: number }[] {
    return this.#heap.toSorted((a, b) => (comesBefore(a, b) ? 1 : -1)).slice(0, most);
  }

  save(): Saved {
    return this.#heap.map(({ item, count, order }) => [item, count, order]);
  }

  #rise(hitter: Hitter): void {
    while (hitter.place > 0) {
      const parent = this.#heap[(hitter.place - 1) >> 1];
      if (parent === undefined || !comesBefore(hitter, parent)) return;
      this.#swap(hitter, parent);
    }
  }

  #sink(hitter: Hitter): void {
    for (;;) {
      const left = this.#heap[2 * hitter.place + 1];
      const right = this.#heap[2 * hitter.place + 2];
      const child = left !== undefined && right !== undefined && comesBefore(right, left) ? right : left;
      if (child === undefined || comesBefore(hitter, child)) return;
      this.#swap(hitter, child);
    }
  }

  #swap(a: Hitter, b: Hitter): void {
    const place = a.place;
    a.place = b.place;
    b.place = place;
    this.#heap[a.place] = a;
    this.#heap[b.place] = b;
  }
}

const comesBefore = (a: Hitter, b: Hitter): boolean => a.count < b.count || (a.count === b.count && a.order > b.order);
