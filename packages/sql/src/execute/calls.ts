import type { Accumulator, Saved } from '../aggregates/aggregate.js';
import { savedList } from '../aggregates/saved.js';
import type { AggregateCall } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';

const bytesOfValue = 64;

/** The aggregate calls of one query: what makes, feeds and reads a group's accumulators. */
export class Calls {
  readonly #calls: readonly AggregateCall[];
  readonly #operands: readonly (readonly Expression[])[];
  readonly #evaluated: Value[][];
  /** Whether any of them remembers values, as many as there are: those of DISTINCT. */
  readonly remember: boolean;

  constructor(calls: readonly AggregateCall[]) {
    this.#calls = calls;
    this.#operands = calls.map(({ operands }) => operands.map(compileExpression));
    this.#evaluated = calls.map(({ operands }) => operands.map(() => null));
    this.remember = calls.some(({ aggregate }) => aggregate.create().remembered !== undefined);
  }

  /** What accumulators remember, about. */
  bytesOf(accumulators: readonly Accumulator[]): number {
    let bytes = 0;
    if (this.remember) for (const accumulator of accumulators) bytes += (accumulator.remembered ?? 0) * bytesOfValue;
    return bytes;
  }

  create(): Accumulator[] {
    return this.#calls.map(({ aggregate }) => aggregate.create());
  }

  /** Computes what `add` takes: before any group is touched, as it may fail. */
  evaluate(row: Row, now: number): void {
    for (let call = 0; call < this.#operands.length; call++) {
      const operands = this.#operands[call];
      const values = this.#evaluated[call];
      if (!operands || !values) continue;
      for (let index = 0; index < operands.length; index++) values[index] = operands[index]?.(row, now) ?? null;
    }
  }

  /** Gives a group the row that was evaluated last. */
  add(accumulators: readonly Accumulator[]): void {
    for (let call = 0; call < accumulators.length; call++) {
      const accumulator = accumulators[call];
      const values = this.#evaluated[call];
      if (!accumulator || !values) continue;
      const [first, second] = values;
      if (first === undefined) accumulator.add();
      else if (second === undefined) accumulator.add(first);
      else accumulator.add(...values);
    }
  }

  restore(saved: Saved | undefined): Accumulator[] {
    const list = savedList(saved);
    return this.#calls.map(({ aggregate }, call) => aggregate.restore(list[call] ?? null));
  }
}

/** The values of a group's row: those before the calls', then the calls'. @throws RowError of a result */
export function groupValues(before: readonly Value[], accumulators: readonly Accumulator[]): Value[] {
  const values = [...before];
  for (const accumulator of accumulators) values.push(accumulator.result());
  return values;
}
