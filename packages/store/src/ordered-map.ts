/**
 * A map in the order of its keys' code units, for walks in both directions: leaves of up to 128 entries in one sorted list. To insert costs a search and the
 * move of a few pointers; a list of leaves is as quick as a tree up to some ten millions of entries and much simpler.
 * Not to be changed while a cursor is in use.
 */
export class OrderedMap<V> {
  #leaves: Leaf<V>[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Another map of the same entries. */
  copy(): OrderedMap<V> {
    const other = new OrderedMap<V>();
    other.#leaves = this.#leaves.map(({ keys, values }) => ({ keys: [...keys], values: [...values] }));
    other.#size = this.#size;
    return other;
  }

  get(key: string): V | undefined {
    const leaf = this.#leaves[this.#leafOf(key)];
    if (leaf === undefined) return undefined;
    const index = lowerBound(leaf.keys, key);
    return leaf.keys[index] === key ? leaf.values[index] : undefined;
  }

  /** Answers the value before. */
  set(key: string, value: V): V | undefined {
    const at = this.#leafOf(key);
    const leaf = this.#leaves[at];
    if (leaf === undefined) {
      this.#leaves.push({ keys: [key], values: [value] });
      this.#size += 1;
      return undefined;
    }
    const { keys, values } = leaf;
    const index = lowerBound(keys, key);
    if (keys[index] === key) {
      const before = values[index];
      values[index] = value;
      return before;
    }
    if (index === keys.length) {
      keys.push(key);
      values.push(value);
    } else {
      keys.splice(index, 0, key);
      values.splice(index, 0, value);
    }
    this.#size += 1;
    if (keys.length > LEAF) this.#split(at, leaf, index);
    return undefined;
  }

  /** Answers the value before. */
  delete(key: string): V | undefined {
    const at = this.#leafOf(key);
    const leaf = this.#leaves[at];
    if (leaf === undefined) return undefined;
    const { keys, values } = leaf;
    const index = lowerBound(keys, key);
    if (keys[index] !== key) return undefined;
    const before = values[index];
    keys.splice(index, 1);
    values.splice(index, 1);
    this.#size -= 1;
    if (keys.length < LEAF / 4) this.#join(at, leaf);
    return before;
  }

  /** Removes what is less than the bound. */
  deleteBelow(bound: string): void {
    const { leaf: at, index } = this.#position(bound);
    for (const { keys } of this.#leaves.splice(0, at)) this.#size -= keys.length;
    const leaf = this.#leaves[0];
    if (leaf === undefined || index === 0) return;
    leaf.keys.splice(0, index);
    leaf.values.splice(0, index);
    this.#size -= index;
    if (leaf.keys.length < LEAF / 4) this.#join(0, leaf);
  }

  /** The entries from `low` up to, not including, `high`; the greatest first in reverse. Stands at the first one, if there is any. */
  cursor(low = '', high?: string, isReverse = false): OrderedCursor<V> {
    const start = this.#position(low);
    const end = high === undefined ? { leaf: this.#leaves.length, index: 0 } : this.#position(high);
    return isReverse ? new OrderedCursor(this.#leaves, end, start, -1) : new OrderedCursor(this.#leaves, start, end, 1);
  }

  /** The leaf that has the key, or would get it. */
  #leafOf(key: string): number {
    let low = 1;
    let high = this.#leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#leaves[middle]?.keys[0] ?? '') <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Of the first entry that is not less; behind the last leaf if there is none. */
  #position(key: string): Position {
    const at = this.#leafOf(key);
    const leaf = this.#leaves[at];
    if (leaf === undefined) return { leaf: 0, index: 0 };
    const index = lowerBound(leaf.keys, key);
    return index === leaf.keys.length ? { leaf: at + 1, index: 0 } : { leaf: at, index };
  }

  #split(at: number, { keys, values }: Leaf<V>, inserted: number): void {
    // Keys that come in their order, as a feed's do, leave full leaves behind them.
    const half = inserted === LEAF ? LEAF : LEAF / 2;
    this.#leaves.splice(at + 1, 0, { keys: keys.splice(half), values: values.splice(half) });
  }

  /** Puts a leaf that has become small together with its neighbour, if they fit. */
  #join(at: number, { keys, values }: Leaf<V>): void {
    if (keys.length === 0) {
      this.#leaves.splice(at, 1);
      return;
    }
    const next = this.#leaves[at + 1];
    if (next === undefined || next.keys.length + keys.length > LEAF / 2) return;
    keys.push(...next.keys);
    values.push(...next.values);
    this.#leaves.splice(at + 1, 1);
  }
}

const LEAF = 128;

interface Leaf<V> {
  readonly keys: string[];
  readonly values: V[];
}

interface Position {
  readonly leaf: number;
  readonly index: number;
}

/** Stands at an entry until there is none left: then `key` is undefined. */
export class OrderedCursor<V> {
  key: string | undefined;
  value: V | undefined;
  readonly #leaves: readonly Leaf<V>[];
  readonly #end: Position;
  readonly #step: 1 | -1;
  #leaf: number;
  #index: number;

  /** Forwards from `start` to before `end`, or backwards from before `start` down to `end`. */
  constructor(leaves: readonly Leaf<V>[], start: Position, end: Position, step: 1 | -1) {
    this.#leaves = leaves;
    this.#end = end;
    this.#step = step;
    this.#leaf = start.leaf;
    this.#index = start.index;
    if (step === 1) this.#take();
    else this.next();
  }

  next(): void {
    this.#index += this.#step;
    if (this.#index < 0) {
      this.#leaf -= 1;
      this.#index = (this.#leaves[this.#leaf]?.keys.length ?? 0) - 1;
    }
    this.#take();
  }

  #take(): void {
    let leaf = this.#leaves[this.#leaf];
    if (leaf !== undefined && this.#index === leaf.keys.length) {
      this.#leaf += 1;
      this.#index = 0;
      leaf = this.#leaves[this.#leaf];
    }
    const isPast =
      this.#step === 1
        ? this.#leaf > this.#end.leaf || (this.#leaf === this.#end.leaf && this.#index >= this.#end.index)
        : this.#leaf < this.#end.leaf || (this.#leaf === this.#end.leaf && this.#index < this.#end.index);
    this.key = isPast ? undefined : leaf?.keys[this.#index];
    this.value = isPast ? undefined : leaf?.values[this.#index];
  }
}

function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
