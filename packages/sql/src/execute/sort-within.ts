import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { Sort } from '../bind/plan.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { sortsByData } from './graph.js';
import { evaluateAll } from './keys.js';
import { LateRow, type Receiver, type Scope, type Stateful } from './operator.js';
import { bytesOfEntries, entryComparator, restoreEntries, saveEntries, type Entry } from './sort.js';

/**
 * ORDER BY time WITHIN interval: a row comes out when one has come whose time is so much later, with that time as its ROWTIME; what comes later than that is an error of its row,
 * and what has no time (NULL) is dropped. Time goes by these rows alone, but where the time is ROWTIME itself.
 */
export class SortWithinOperator implements Receiver, Stateful {
  readonly #keys: readonly Expression[];
  readonly #compare: (a: Entry, b: Entry) => number;
  readonly #within: number;
  readonly #byData: boolean;
  readonly #scope: Scope;
  readonly #out: Receiver;
  /** Sorted; of equal ones in the order of their coming. Their rows have their new times. */
  #entries: Entry[] = [];
  /** The latest time there was. */
  #latest = -Infinity;

  constructor(plan: Sort, within: number, scope: Scope, out: Receiver) {
    this.#keys = plan.keys.map(({ expression }) => compileExpression(expression));
    this.#compare = entryComparator(plan.keys);
    this.#within = within;
    this.#byData = sortsByData(plan);
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    let time: number;
    try {
      const keys = evaluateAll(this.#keys, row, this.#scope.clock.now);
      const [first] = keys;
      if (typeof first !== 'number') return;
      if (first < this.#latest - this.#within) throw new LateRow();
      this.#scope.memory.check();
      time = first;
      this.#insert({ row: { time, values: row.values }, keys });
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    this.#scope.wake(time + this.#within + 1);
    if (time > this.#latest) this.#release(time);
  }

  advance(time: number): void {
    if (!this.#byData && time > this.#latest) this.#release(time);
  }

  nextDeadline(): number {
    const [first] = this.#entries;
    return this.#byData || first === undefined ? Infinity : first.row.time + this.#within + 1;
  }

  #insert(entry: Entry): void {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other !== undefined && this.#compare(other, entry) <= 0) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
    this.#scope.memory.grow(bytesOfEntries([entry]));
  }

  /** What comes within the time of the latest may still be before a row: all earlier ones are in order. */
  #release(latest: number): void {
    this.#latest = latest;
    const first = latest - this.#within;
    let count = 0;
    while ((this.#entries[count]?.row.time ?? Infinity) < first) count++;
    const released = this.#entries.splice(0, count);
    this.#scope.memory.grow(-bytesOfEntries(released));
    for (const { row } of released) {
      // Windows over these rows know no other time.
      if (this.#byData) this.#out.advance(row.time);
      this.#out.row(row);
    }
    this.#out.advance(first);
  }

  save(): Saved {
    return [this.#latest, saveEntries(this.#entries)];
  }

  restore(saved: Saved): void {
    const [latest, entries] = savedList(saved);
    this.#latest = savedNumber(latest);
    this.#entries = restoreEntries(entries);
    this.#scope.memory.grow(bytesOfEntries(this.#entries));
  }
}
