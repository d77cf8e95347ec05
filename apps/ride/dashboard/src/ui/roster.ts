import type { Unicorn } from '../contracts.js';

export type Column = 'name' | 'speed' | 'health' | 'magic' | 'seen';

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Ascending by each column; last seen ascending is the most recent first, as its ages are shown. */
const comparisons: Readonly<Record<Column, (a: Unicorn, b: Unicorn) => number>> = {
  name: () => 0,
  speed: (a, b) => a.speed - b.speed,
  health: (a, b) => a.health - b.health,
  magic: (a, b) => a.magic - b.magic,
  seen: (a, b) => b.lastSeen - a.lastSeen,
};

/**
 * The unicorns in order, those of equal value by name. The names' order is kept between calls while the fleet's
 * members stay the same: collation is the dear part with thousands of rows.
 */
export class Roster {
  #byName: readonly Unicorn[] = [];

  list(unicorns: ReadonlyMap<string, Unicorn>, query: string, order: Order): readonly Unicorn[] {
    const found = matching(this.#named(unicorns), query);
    if (order.column === 'name') return order.isDescending ? found.toReversed() : found;
    const compare = comparisons[order.column];
    // The sort is stable, so equals stay in the order of their names.
    return found.toSorted(order.isDescending ? (a, b) => compare(b, a) : compare);
  }

  #named(unicorns: ReadonlyMap<string, Unicorn>): readonly Unicorn[] {
    const isSame = this.#byName.length === unicorns.size && this.#byName.every((one) => unicorns.get(one.name) === one);
    if (!isSame) this.#byName = [...unicorns.values()].sort((a, b) => names.compare(a.name, b.name));
    return this.#byName;
  }
}

/** Those whose names contain every word of the query, in whatever case. */
export function matching(unicorns: readonly Unicorn[], query: string): readonly Unicorn[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return unicorns;
  return unicorns.filter(({ name }) => {
    const lower = name.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  });
}

/** A click on a column's head: the other direction, or this column with the direction in which one looks at it first. */
export const clicked = (order: Order, column: Column): Order =>
  order.column === column
    ? { column, isDescending: !order.isDescending }
    : { column, isDescending: column === 'speed' || column === 'magic' };
