import type { Saved } from '../aggregates/aggregate.js';
import { savedList } from '../aggregates/saved.js';
import type { Analytic } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { FrameWindow } from './frame.js';
import type { Receiver, Scope, Stateful } from './operator.js';

/** OVER: each row comes out at once, with what its windows hold then. */
export class AnalyticOperator implements Receiver, Stateful {
  readonly #windows: readonly FrameWindow[];
  readonly #scope: Scope;
  readonly #out: Receiver;

  constructor(plan: Analytic, scope: Scope, out: Receiver) {
    this.#windows = plan.windows.map((window) => new FrameWindow(window, scope.memory));
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    const values: Value[] = [...row.values];
    try {
      const { now } = this.#scope.clock;
      // What can fail before a window has taken the row comes first: a row that fails is in none of them.
      for (const window of this.#windows) window.evaluate(row, now);
      for (const window of this.#windows) window.take();
      for (const window of this.#windows) window.results(values);
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    this.#out.row({ time: row.time, values });
  }

  advance(time: number): void {
    this.#out.advance(time);
  }

  nextDeadline(): number {
    return Infinity;
  }

  save(): Saved {
    return this.#windows.map((window) => window.save());
  }

  restore(saved: Saved): void {
    for (const [index, window] of savedList(saved).entries()) this.#windows[index]?.restore(window);
  }
}
