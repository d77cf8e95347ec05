import type { Budget } from './budget.js';
import type { Row } from './row.js';
import { textOf } from './values.js';

/** Takes rows in any order and answers, whenever it is asked, those that a command leaves of them, in order. */
export interface Collector {
  add(row: Row): void;
  /** Whether more rows change nothing. */
  readonly isFull: boolean;
  rows(): Row[];
}

export type Order = (a: Row, b: Row) => number;

/** The first rows of an order. */
export class FirstRows implements Collector {
  readonly isFull = false;
  readonly #count: number;
  readonly #order: Order;
  readonly #budget: Budget;
  #rows: Row[] = [];
  /** The last of so many rows that were there when they were sorted: no later one counts that is not before it. */
  #bar: Row | undefined;

  constructor(count: number, order: Order, budget: Budget) {
    this.#count = count;
    this.#order = order;
    this.#budget = budget;
  }

  add(row: Row): void {
    if (this.#bar && this.#order(row, this.#bar) >= 0) return;
    // Rows beyond those that count wait only while there is room; but sorting for each of them would take too long.
    if (!this.#budget.has(row.size) && this.#rows.length >= 1.25 * this.#count) this.#cut();
    this.#budget.spend(row.size);
    this.#rows.push(row.detached());
    if (this.#rows.length >= 2 * this.#count + SLACK) this.#cut();
  }

  rows(): Row[] {
    this.#cut();
    return [...this.#rows];
  }

  #cut(): void {
    this.#rows.sort(this.#order);
    for (const row of this.#rows.splice(this.#count)) this.#budget.release(row.size);
    this.#bar = this.#rows[this.#count - 1];
  }
}

/** Rows beyond the double that are gathered before they are sorted. */
const SLACK = 64;

/** The last rows of an order, in that order. */
export class LastRows implements Collector {
  readonly isFull = false;
  readonly #rows: FirstRows;

  constructor(count: number, order: Order, budget: Budget) {
    this.#rows = new FirstRows(count, (a, b) => order(b, a), budget);
  }

  add(row: Row): void {
    this.#rows.add(row);
  }

  rows(): Row[] {
    return this.#rows.rows().toReversed();
  }
}

/** The rows that come first in time of execution: what `limit any` asks for. */
export class AnyRows implements Collector {
  readonly #count: number;
  readonly #budget: Budget;
  readonly #rows: Row[] = [];

  constructor(count: number, budget: Budget) {
    this.#count = count;
    this.#budget = budget;
  }

  get isFull(): boolean {
    return this.#rows.length >= this.#count;
  }

  add(row: Row): void {
    if (this.isFull) return;
    this.#budget.spend(row.size);
    this.#rows.push(row.detached());
  }

  rows(): Row[] {
    return [...this.#rows];
  }
}

/** The first row of each combination of values; all of those that lack one of them. */
export class DistinctRows implements Collector {
  readonly isFull = false;
  readonly #fields: readonly string[];
  readonly #order: Order;
  readonly #budget: Budget;
  readonly #byKey = new Map<string, Row>();
  readonly #others: FirstRows;

  /** @param count no more rows than that are asked for in the end */
  constructor(fields: readonly string[], count: number, order: Order, budget: Budget) {
    this.#fields = fields;
    this.#order = order;
    this.#budget = budget;
    this.#others = new FirstRows(count, order, budget);
  }

  add(row: Row): void {
    const values = this.#fields.map((field) => textOf(row.get(field)));
    if (values.includes(undefined)) return this.#others.add(row);
    const key = JSON.stringify(values);
    const known = this.#byKey.get(key);
    if (known && this.#order(row, known) >= 0) return;
    this.#budget.spend(row.size);
    if (known) this.#budget.release(known.size);
    else this.#budget.spend(2 * key.length);
    this.#byKey.set(key, row.detached());
  }

  rows(): Row[] {
    return [...this.#byKey.values(), ...this.#others.rows()].sort(this.#order);
  }
}
