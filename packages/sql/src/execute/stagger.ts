import type { Accumulator, Saved } from '../aggregates/aggregate.js';
import type { StaggerAggregate } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { Calls, groupValues } from './calls.js';
import type { Row } from './engine-types.js';
import { Keys, type Key } from './keys.js';
import { savedList, savedNumber, type Receiver, type Scope, type Stateful } from './operator.js';

interface Group {
  readonly end: number;
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
}

/** WINDOWED BY STAGGER: a window for each partition, opened by its first row. A row at the very end opens the next. */
export class StaggerOperator implements Receiver, Stateful {
  readonly #keys: Keys;
  readonly #calls: Calls;
  readonly #range: number;
  readonly #scope: Scope;
  readonly #out: Receiver;
  /** All windows being of one length, those that opened first end first. */
  readonly #groups = new Map<Key, Group>();

  constructor(plan: StaggerAggregate, scope: Scope, out: Receiver) {
    this.#keys = new Keys(plan.keys);
    this.#calls = new Calls(plan.calls);
    this.#range = plan.range;
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    this.#closeUntil(row.time);
    try {
      const { now } = this.#scope.clock;
      const keys = this.#keys.evaluate(row, now);
      const key = this.#keys.keyOf(keys);
      this.#calls.evaluate(row, now);
      let group = this.#groups.get(key);
      if (group === undefined) {
        group = { end: row.time + this.#range, keys, accumulators: this.#calls.create() };
        this.#groups.set(key, group);
        this.#scope.wake(group.end);
      }
      this.#calls.add(group.accumulators);
    } catch (error) {
      this.#scope.failed(error, row);
    }
  }

  advance(time: number): void {
    this.#closeUntil(time);
    this.#out.advance(time);
  }

  nextDeadline(): number {
    for (const { end } of this.#groups.values()) return end;
    return Infinity;
  }

  #closeUntil(time: number): void {
    for (const [key, group] of this.#groups) {
      if (group.end > time) return;
      this.#groups.delete(key);
      this.#giveOut(group);
    }
  }

  #giveOut({ end, keys, accumulators }: Group): void {
    let values: Value[];
    try {
      values = groupValues(keys, accumulators);
    } catch (error) {
      this.#scope.failed(error, { time: end, values: keys });
      return;
    }
    this.#out.row({ time: end, values });
  }

  save(): Saved {
    const groups: Saved[] = [];
    for (const { end, keys, accumulators } of this.#groups.values())
      groups.push([end, keys, accumulators.map((accumulator) => accumulator.save())]);
    return groups;
  }

  restore(saved: Saved): void {
    for (const group of savedList(saved)) {
      const [end, savedKeys, accumulators] = savedList(group);
      const keys = savedList(savedKeys) as readonly Value[];
      this.#groups.set(this.#keys.keyOf(keys), {
        end: savedNumber(end),
        keys,
        accumulators: this.#calls.restore(accumulators),
      });
    }
  }
}
