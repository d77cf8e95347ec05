import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { Sort } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { sortComparator } from '../values/compare.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { evaluateAll } from './keys.js';
import { bytesOf } from './memory.js';
import type { Receiver, Scope, Stateful } from './operator.js';
import { TumblingWindow } from './windows.js';

/** A row that waits, and what it is sorted by. */
export interface Entry {
  readonly row: Row;
  readonly keys: readonly Value[];
}

/** The order of ORDER BY's items. */
export function entryComparator(keys: Sort['keys']): (a: Entry, b: Entry) => number {
  const comparators = keys.map(({ expression, descending, nullsFirst }) =>
    sortComparator(expression.type, { descending, nulls: nullsFirst ? 'FIRST' : 'LAST' }),
  );
  return (a, b) => {
    for (let index = 0; index < comparators.length; index++) {
      const order = comparators[index]?.(a.keys[index] ?? null, b.keys[index] ?? null) ?? 0;
      if (order !== 0) return order;
    }
    return 0;
  };
}

const bytesOfEntry = ({ row, keys }: Entry): number => bytesOf(row.values) + bytesOf(keys);

/** What rows that wait take, about. */
export const bytesOfEntries = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + bytesOfEntry(entry), 0);

export const saveEntries = (entries: readonly Entry[]): Saved =>
  entries.map(({ row, keys }): Saved => [row.time, row.values, keys]);

export const restoreEntries = (saved: Saved | undefined): Entry[] =>
  savedList(saved).map((entry) => {
    const [time, values, keys] = savedList(entry);
    return {
      row: { time: savedNumber(time), values: savedList(values) as readonly Value[] },
      keys: savedList(keys) as readonly Value[],
    };
  });

/**
 * ORDER BY: the rows of a window come out in order when it is over. They keep their ROWTIMEs, but for those that sorting put behind a later one: they have its time,
 * as times never fall.
 */
export class SortOperator implements Receiver, Stateful {
  readonly #window: TumblingWindow;
  readonly #keys: readonly Expression[];
  readonly #compare: (a: Entry, b: Entry) => number;
  readonly #limit: number;
  readonly #scope: Scope;
  readonly #out: Receiver;
  /** In the order of their coming. */
  #entries: Entry[] = [];
  /** Of the last row given out. */
  #last = -Infinity;

  constructor(plan: Sort, scope: Scope, out: Receiver) {
    this.#window = new TumblingWindow(plan.windows);
    this.#keys = plan.keys.map(({ expression }) => compileExpression(expression));
    this.#compare = entryComparator(plan.keys);
    this.#limit = plan.limit ?? Infinity;
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    const { now } = this.#scope.clock;
    try {
      const keys = evaluateAll(this.#keys, row, now);
      if (!this.#window.has(row, now)) {
        this.#flush();
        this.#window.open(row, now);
        this.#scope.wake(this.#window.end);
      }
      this.#scope.memory.check();
      this.#entries.push({ row, keys });
      this.#scope.memory.grow(bytesOfEntry({ row, keys }));
    } catch (error) {
      this.#scope.failed(error, row);
    }
  }

  advance(time: number): void {
    if (time >= this.#window.end) this.#flush();
    // Rows that are held come out with times that are over already.
    const first = this.#entries[0];
    this.#out.advance(first === undefined ? time : Math.max(first.row.time, this.#last));
  }

  nextDeadline(): number {
    return this.#entries.length === 0 ? Infinity : this.#window.end;
  }

  #flush(): void {
    const entries = this.#entries.toSorted(this.#compare);
    this.#entries = [];
    this.#scope.memory.grow(-bytesOfEntries(entries));
    this.#window.close();
    for (let index = 0; index < entries.length && index < this.#limit; index++) {
      const row = entries[index]?.row;
      if (row === undefined) continue;
      this.#last = Math.max(this.#last, row.time);
      this.#out.row(row.time === this.#last ? row : { time: this.#last, values: row.values });
    }
  }

  save(): Saved {
    return [this.#window.save(), this.#last, saveEntries(this.#entries)];
  }

  restore(saved: Saved): void {
    const [window, last, entries] = savedList(saved);
    this.#window.restore(window);
    this.#last = savedNumber(last);
    this.#entries = restoreEntries(entries);
    this.#scope.memory.grow(bytesOfEntries(this.#entries));
  }
}
