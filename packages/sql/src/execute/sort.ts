import type { Saved } from '../aggregates/aggregate.js';
import type { Sort } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { sortComparator } from '../values/compare.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { evaluateAll } from './keys.js';
import { LateRow, savedList, savedNumber, type Receiver, type Scope, type Stateful } from './operator.js';
import { TumblingWindow } from './windows.js';

interface Entry {
  readonly row: Row;
  readonly keys: readonly Value[];
}

/**
 * ORDER BY: the rows of a window come out in order when it is over; or, WITHIN a time, each row when one has come that is so much later.
 * Rows keep their ROWTIMEs, but for those that sorting put behind a later one: they have its time, as times never fall.
 */
export class SortOperator implements Receiver, Stateful {
  readonly #window: TumblingWindow;
  readonly #keys: readonly Expression[];
  readonly #compare: (a: Entry, b: Entry) => number;
  readonly #within: number | undefined;
  readonly #limit: number;
  readonly #scope: Scope;
  readonly #out: Receiver;
  /** In the order of their coming; WITHIN: sorted. */
  #entries: Entry[] = [];
  /** Of the last row given out. */
  #last = -Infinity;
  /** WITHIN: the greatest time there was. */
  #greatest = -Infinity;

  constructor(plan: Sort, scope: Scope, out: Receiver) {
    this.#window = new TumblingWindow(plan.windows);
    this.#keys = plan.keys.map(({ expression }) => compileExpression(expression));
    const comparators = plan.keys.map(({ expression, descending, nullsFirst }) =>
      sortComparator(expression.type, { descending, nulls: nullsFirst ? 'FIRST' : 'LAST' }),
    );
    this.#compare = (a, b) => {
      if (plan.within !== undefined && a.row.time !== b.row.time) return a.row.time - b.row.time;
      for (let index = 0; index < comparators.length; index++) {
        const order = comparators[index]?.(a.keys[index] ?? null, b.keys[index] ?? null) ?? 0;
        if (order !== 0) return order;
      }
      return 0;
    };
    this.#within = plan.within;
    this.#limit = plan.limit ?? Infinity;
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    const { now } = this.#scope.clock;
    try {
      const keys = evaluateAll(this.#keys, row, now);
      if (this.#within !== undefined) return this.#insert({ row, keys }, this.#within);
      if (!this.#window.has(row, now)) {
        this.#flush();
        this.#window.open(row, now);
        this.#scope.wake(this.#window.end);
      }
      this.#entries.push({ row, keys });
    } catch (error) {
      this.#scope.failed(error, row);
    }
  }

  #insert(entry: Entry, within: number): void {
    const { time } = entry.row;
    if (time < this.#greatest - within) throw new LateRow();
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other !== undefined && this.#compare(other, entry) <= 0) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
    this.#scope.wake(time + within + 1);
    if (time > this.#greatest) this.#release(time, within);
  }

  advance(time: number): void {
    if (this.#within !== undefined) {
      if (time > this.#greatest) this.#release(time, this.#within);
      return;
    }
    if (time >= this.#window.end) this.#flush();
    // Rows that are held come out with times that are over already.
    const first = this.#entries[0];
    this.#out.advance(first === undefined ? time : Math.max(first.row.time, this.#last));
  }

  nextDeadline(): number {
    const first = this.#entries[0];
    if (first === undefined) return Infinity;
    return this.#within === undefined ? this.#window.end : first.row.time + this.#within + 1;
  }

  #flush(): void {
    const entries = this.#entries.toSorted(this.#compare);
    this.#entries = [];
    this.#window.close();
    for (let index = 0; index < entries.length && index < this.#limit; index++) this.#giveOut(entries[index]?.row);
  }

  /** What comes within the time of the greatest one may still be before a row: all earlier ones are in order. */
  #release(greatest: number, within: number): void {
    this.#greatest = greatest;
    let count = 0;
    while ((this.#entries[count]?.row.time ?? Infinity) < greatest - within) count++;
    for (const { row } of this.#entries.splice(0, count)) this.#giveOut(row);
    this.#out.advance(greatest - within);
  }

  #giveOut(row: Row | undefined): void {
    if (row === undefined) return;
    this.#last = Math.max(this.#last, row.time);
    this.#out.row(row.time === this.#last ? row : { time: this.#last, values: row.values });
  }

  save(): Saved {
    const entries = this.#entries.map(({ row, keys }): Saved => [row.time, row.values, keys]);
    return [this.#window.save(), this.#last, this.#greatest, entries];
  }

  restore(saved: Saved): void {
    const [window, last, greatest, entries] = savedList(saved);
    this.#window.restore(window);
    this.#last = savedNumber(last);
    this.#greatest = savedNumber(greatest);
    this.#entries = savedList(entries).map((entry) => {
      const [time, values, keys] = savedList(entry);
      return {
        row: { time: savedNumber(time), values: savedList(values) as readonly Value[] },
        keys: savedList(keys) as readonly Value[],
      };
    });
  }
}
