import type { Plan } from '../bind/plan.js';
import { RowError } from '../errors.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { Keys, type Key } from './keys.js';
import type { Receiver, Scope } from './operator.js';

type ReferenceJoin = Extract<Plan, { kind: 'reference-join' }>;

/** The rows of the reference tables, as they are loaded. */
export class ReferenceTables {
  readonly #tables = new Map<string, readonly (readonly Value[])[]>();

  load(name: string, rows: readonly (readonly Value[])[]): void {
    this.#tables.set(name, rows);
  }

  /** The same array until the table is loaded again. */
  rows(name: string): readonly (readonly Value[])[] {
    return this.#tables.get(name) ?? none;
  }
}

const none: readonly (readonly Value[])[] = [];

/** A join with a reference table as it is when the row comes; the table's rows are found by their keys. */
export class ReferenceJoinOperator implements Receiver {
  readonly #plan: ReferenceJoin;
  readonly #inputKeys: Keys;
  readonly #tableKeys: Keys;
  readonly #condition: Expression | undefined;
  readonly #missing: readonly Value[];
  readonly #tables: ReferenceTables;
  readonly #scope: Scope;
  readonly #out: Receiver;
  #indexed: readonly (readonly Value[])[] | undefined;
  #index = new Map<Key, (readonly Value[])[]>();

  constructor(plan: ReferenceJoin, tables: ReferenceTables, scope: Scope, out: Receiver) {
    this.#plan = plan;
    this.#inputKeys = new Keys(plan.equal.map(({ input }) => input));
    this.#tableKeys = new Keys(plan.equal.map(({ table }) => table));
    this.#condition = plan.condition === undefined ? undefined : compileExpression(plan.condition);
    this.#missing = Array.from({ length: plan.columns.length - plan.input.columns.length }, () => null);
    this.#tables = tables;
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    const { now } = this.#scope.clock;
    const { type } = this.#plan;
    const { time } = row;
    const found: Row[] = [];
    try {
      const keys = this.#inputKeys.evaluate(row, now);
      if (!keys.includes(null))
        for (const values of this.#rows(now).get(this.#inputKeys.keyOf(keys)) ?? []) {
          const joined = { time, values: this.#joined(row, values) };
          if (this.#condition !== undefined && this.#condition(joined, now) !== true) continue;
          found.push(joined);
          if (type === 'SEMI' || type === 'ANTI') break;
        }
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    if (type === 'SEMI' || type === 'ANTI') {
      if (found.length > 0 === (type === 'SEMI')) this.#out.row(row);
      return;
    }
    for (const joined of found) this.#out.row(joined);
    if (type === 'LEFT' && found.length === 0) this.#out.row({ time, values: this.#joined(row, this.#missing) });
  }

  advance(time: number): void {
    this.#out.advance(time);
  }

  #joined({ values }: Row, table: readonly Value[]): readonly Value[] {
    return this.#plan.tableFirst ? [...table, ...values] : [...values, ...table];
  }

  /** The table by its keys, made anew when it was loaded again. A row whose key cannot be computed meets none. */
  #rows(now: number): ReadonlyMap<Key, readonly (readonly Value[])[]> {
    const rows = this.#tables.rows(this.#plan.table);
    if (rows === this.#indexed) return this.#index;
    this.#index = new Map();
    this.#indexed = rows;
    for (const values of rows) {
      const keys = this.#keysOf(values, now);
      if (keys === undefined || keys.includes(null)) continue;
      const key = this.#tableKeys.keyOf(keys);
      const same = this.#index.get(key);
      if (same === undefined) this.#index.set(key, [values]);
      else same.push(values);
    }
    return this.#index;
  }

  #keysOf(values: readonly Value[], now: number): Value[] | undefined {
    try {
      return this.#tableKeys.evaluate({ time: 0, values }, now);
    } catch (error) {
      if (error instanceof RowError) return undefined;
      throw error;
    }
  }
}
