import type { Saved } from '../aggregates/aggregate.js';
import type { TableFunctionCall } from '../bind/plan.js';
import type { ResolvedTableFunction, RowTransformer } from '../learning/table-function.js';
import type { Row } from './engine-types.js';
import type { Receiver, Scope, Stateful } from './operator.js';

/** TABLE(f(CURSOR(…), …)): rows pass through the function's transformer. */
export class TableFunctionOperator implements Receiver, Stateful {
  readonly #function: ResolvedTableFunction;
  readonly #scope: Scope;
  readonly #out: Receiver;
  #transformer: RowTransformer;
  /** The deadline that the engine knows. */
  #deadline = Infinity;

  constructor(plan: TableFunctionCall, scope: Scope, out: Receiver) {
    this.#function = plan.function;
    this.#transformer = plan.function.create();
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    if (row.time >= this.#deadline) this.#endUntil(row.time);
    const { time } = row;
    try {
      for (const values of this.#transformer.row(row.values, time)) this.#out.row({ time, values });
    } catch (error) {
      this.#scope.failed(error, row);
    }
    if (this.#transformer.nextEnd) this.#look();
  }

  advance(time: number): void {
    if (time >= this.#deadline) this.#endUntil(time);
    this.#out.advance(time);
  }

  nextDeadline(): number {
    return this.#deadline;
  }

  #endUntil(time: number): void {
    for (const row of this.#transformer.advance?.(time) ?? []) this.#out.row(row);
    this.#look();
  }

  #look(): void {
    const deadline = this.#transformer.nextEnd?.() ?? Infinity;
    if (deadline === this.#deadline) return;
    this.#deadline = deadline;
    this.#scope.wake(deadline);
  }

  save(): Saved {
    return this.#transformer.save();
  }

  restore(saved: Saved): void {
    this.#transformer = this.#function.create(saved);
    this.#deadline = this.#transformer.nextEnd?.() ?? Infinity;
  }
}
