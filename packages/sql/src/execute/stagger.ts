import type { Accumulator, Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { StaggerAggregate } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { Calls, groupValues } from './calls.js';
import type { Row } from './engine-types.js';
import { Keys, type Key } from './keys.js';
import { bytesOf, bytesOfAccumulator } from './memory.js';
import type { Receiver, Scope, Stateful } from './operator.js';
import { Queue } from './queue.js';

interface Group {
  readonly key: Key;
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
  readonly #groups = new Map<Key, Group>();
  /** All windows being of one length, those that opened first end first. */
  readonly #order = new Queue<Group>();

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
      if (group === undefined || this.#calls.remember) this.#scope.memory.check();
      if (group === undefined) {
        group = { key, end: row.time + this.#range, keys, accumulators: this.#calls.create() };
        this.#open(group);
        this.#scope.wake(group.end);
      }
      const before = this.#calls.bytesOf(group.accumulators);
      this.#calls.add(group.accumulators);
      this.#scope.memory.grow(this.#calls.bytesOf(group.accumulators) - before);
    } catch (error) {
      this.#scope.failed(error, row);
    }
  }

  advance(time: number): void {
    this.#closeUntil(time);
    this.#out.advance(time);
  }

  nextDeadline(): number {
    return this.#order.peek()?.end ?? Infinity;
  }

  #open(group: Group): void {
    this.#groups.set(group.key, group);
    this.#order.push(group);
    this.#scope.memory.grow(this.#bytesOf(group));
  }

  #bytesOf({ keys, accumulators }: Group): number {
    return bytesOf(keys) + accumulators.length * bytesOfAccumulator + this.#calls.bytesOf(accumulators);
  }

  #closeUntil(time: number): void {
    for (let group = this.#order.peek(); group !== undefined && group.end <= time; group = this.#order.peek()) {
      this.#order.shift();
      this.#groups.delete(group.key);
      this.#scope.memory.grow(-this.#bytesOf(group));
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
    for (const { end, keys, accumulators } of this.#order)
      groups.push([end, keys, accumulators.map((accumulator) => accumulator.save())]);
    return groups;
  }

  restore(saved: Saved): void {
    for (const group of savedList(saved)) {
      const [end, savedKeys, accumulators] = savedList(group);
      const keys = savedList(savedKeys) as readonly Value[];
      this.#open({
        key: this.#keys.keyOf(keys),
        end: savedNumber(end),
        keys,
        accumulators: this.#calls.restore(accumulators),
      });
    }
  }
}
