import type { Saved } from '../aggregates/aggregate.js';
import { savedNumber } from '../aggregates/saved.js';
import type { Typed } from '../bind/typed.js';
import { RowError } from '../errors.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { evaluateAll } from './keys.js';
import { LateRow, type Receiver, type Scope, type Stateful } from './operator.js';

/** WHERE and SELECT's list in one: rows pass where all conditions are true. */
export class FilterProject implements Receiver {
  readonly #conditions: readonly Expression[];
  readonly #expressions: readonly Expression[] | undefined;
  readonly #scope: Scope;
  readonly #out: Receiver;

  /** Without `expressions` the rows pass as they are. */
  constructor(conditions: readonly Typed[], expressions: readonly Typed[] | undefined, scope: Scope, out: Receiver) {
    this.#conditions = conditions.map(compileExpression);
    this.#expressions = expressions?.map(compileExpression);
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    let values: readonly Value[];
    try {
      const { now } = this.#scope.clock;
      for (const condition of this.#conditions) if (condition(row, now) !== true) return;
      if (this.#expressions === undefined) return this.#out.row(row);
      values = evaluateAll(this.#expressions, row, now);
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    this.#out.row({ time: row.time, values });
  }

  advance(time: number): void {
    this.#out.advance(time);
  }
}

/**
 * SELECT … AS ROWTIME: the rows have another time, and time goes by them alone. What would go back is an error of its row.
 */
export class Retime implements Receiver, Stateful {
  readonly #expressions: readonly Expression[];
  readonly #rowtime: Expression;
  readonly #scope: Scope;
  readonly #out: Receiver;
  #last = -Infinity;

  constructor(expressions: readonly Typed[], rowtime: Typed, scope: Scope, out: Receiver) {
    this.#expressions = expressions.map(compileExpression);
    this.#rowtime = compileExpression(rowtime);
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    let time: Value;
    let values: readonly Value[];
    try {
      const { now } = this.#scope.clock;
      time = this.#rowtime(row, now);
      if (typeof time !== 'number') throw new RowError('ROWTIME is NULL');
      if (time < this.#last) throw new LateRow();
      values = evaluateAll(this.#expressions, row, now);
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    if (time > this.#last) {
      this.#last = time;
      this.#out.advance(time);
    }
    this.#out.row({ time, values });
  }

  /** The clock says nothing about these rows. */
  advance(): void {}

  nextDeadline(): number {
    return Infinity;
  }

  save(): Saved {
    return this.#last;
  }

  restore(saved: Saved): void {
    this.#last = savedNumber(saved);
  }
}
