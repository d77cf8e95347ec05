import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { WindowJoin } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { JoinSide, type Entry } from './join-side.js';
import type { Key } from './keys.js';
import type { Receiver, Scope, Stateful } from './operator.js';

/** Behind the last ms of a window, and before the next: what is given out then has a time that is over, and comes before what others give out at the next. */
const afterLast = 0.5;

/**
 * A join of two streams. A pair is given out when its later row comes, with that row's ROWTIME: where the earlier one is in its side's window then. A row that must be given out
 * without a match is, when it has left its window: with the last ms of the window as its ROWTIME.
 */
export class JoinOperator implements Stateful {
  readonly left: Receiver;
  readonly right: Receiver;
  readonly #left: JoinSide;
  readonly #right: JoinSide;
  readonly #condition: Expression | undefined;
  /** Both sides' times are the engine's. */
  readonly #together: boolean;
  readonly #widths: { readonly left: number; readonly right: number };
  readonly #scope: Scope;
  readonly #out: Receiver;
  /** Of the last row given out: times never fall, however far one side is behind. */
  #last = -Infinity;

  constructor(plan: WindowJoin, together: boolean, scope: Scope, out: Receiver) {
    const { type, equal } = plan;
    this.#left = new JoinSide(
      plan.leftWindow,
      equal.map(({ left }) => left),
      type === 'LEFT' || type === 'FULL',
      scope.memory,
    );
    this.#right = new JoinSide(
      plan.rightWindow,
      equal.map(({ right }) => right),
      type === 'RIGHT' || type === 'FULL',
      scope.memory,
    );
    this.#condition = plan.condition === undefined ? undefined : compileExpression(plan.condition);
    this.#together = together;
    this.#widths = { left: plan.left.columns.length, right: plan.right.columns.length };
    this.#scope = scope;
    this.#out = out;
    this.left = this.#receiver(this.#left, this.#right);
    this.right = this.#receiver(this.#right, this.#left);
  }

  #receiver(own: JoinSide, other: JoinSide): Receiver {
    return {
      row: (row) => this.#row(own, other, row),
      advance: (time) => {
        own.time = Math.max(own.time, time);
        this.#expire();
        const reached = Math.min(this.#left.time, this.#right.time, this.#left.due(), this.#right.due());
        if (reached > -Infinity) this.#out.advance(reached);
      },
    };
  }

  #row(own: JoinSide, other: JoinSide, row: Row): void {
    own.time = Math.max(own.time, row.time);
    if (this.#together) other.time = Math.max(other.time, row.time);
    this.#expire();
    let key: Key | undefined;
    try {
      key = this.#keyOf(own, row);
      this.#scope.memory.check();
    } catch (error) {
      this.#scope.failed(error, row);
      return;
    }
    const entry: Entry = { row, key, matched: false, next: undefined };
    if (key !== undefined)
      for (let met = other.bucket(key); met !== undefined; met = met.next) this.#meet(own, other, entry, met);
    const gone = own.keep(entry);
    if (gone !== undefined) this.#alone(own, gone, row.time);
    if (own.preserved && !entry.matched) this.#scope.wake(row.time + own.range + afterLast);
  }

  #meet(own: JoinSide, other: JoinSide, entry: Entry, met: Entry): void {
    const later = entry.row.time - met.row.time;
    if (later > other.range || -later > own.range) return;
    const { values } = entry.row;
    const time = Math.max(entry.row.time, met.row.time);
    const joined: Row = {
      time,
      values: own === this.#left ? [...values, ...met.row.values] : [...met.row.values, ...values],
    };
    try {
      if (this.#condition !== undefined && this.#condition(joined, this.#scope.clock.now) !== true) return;
    } catch (error) {
      this.#scope.failed(error, joined);
      return;
    }
    entry.matched = true;
    met.matched = true;
    this.#giveOut(joined.values, time);
  }

  /** Gives out, in the order of their times, the rows of both sides that nothing can meet any more, and forgets what is over. */
  #expire(): void {
    for (;;) {
      const left = this.#left.due();
      const right = this.#right.due();
      const leftIsOver = left < this.#right.time;
      const rightIsOver = right < this.#left.time;
      if (leftIsOver && (left <= right || !rightIsOver)) this.#shiftPending(this.#left, left);
      else if (rightIsOver) this.#shiftPending(this.#right, right);
      else break;
    }
    this.#left.expire(this.#right.time);
    this.#right.expire(this.#left.time);
  }

  #shiftPending(side: JoinSide, time: number): void {
    const entry = side.pending();
    side.shiftPending();
    if (entry !== undefined) this.#alone(side, entry, time);
  }

  #alone(side: JoinSide, { row }: Entry, time: number): void {
    const missing: readonly Value[] = Array.from(
      { length: side === this.#left ? this.#widths.right : this.#widths.left },
      () => null,
    );
    this.#giveOut(side === this.#left ? [...row.values, ...missing] : [...missing, ...row.values], time);
  }

  #giveOut(values: readonly Value[], time: number): void {
    this.#last = Math.max(this.#last, time);
    this.#out.row({ time: this.#last, values });
  }

  #keyOf({ keys }: JoinSide, row: Row): Key | undefined {
    const values = keys.evaluate(row, this.#scope.clock.now);
    return values.includes(null) ? undefined : keys.keyOf(values);
  }

  nextDeadline(): number {
    return Math.min(this.#left.due(), this.#right.due()) + afterLast;
  }

  save(): Saved {
    return [this.#last, this.#left.save(), this.#right.save()];
  }

  restore(saved: Saved): void {
    const [last, left, right] = savedList(saved);
    this.#last = savedNumber(last);
    this.#left.restore(left, (row) => this.#keyOf(this.#left, row));
    this.#right.restore(right, (row) => this.#keyOf(this.#right, row));
  }
}
