import type { Accumulator, Saved } from '../aggregates/aggregate.js';
import { savedList } from '../aggregates/saved.js';
import type { TumblingAggregate } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { Calls, groupValues } from './calls.js';
import type { Row } from './engine-types.js';
import { Keys, type Key } from './keys.js';
import { bytesOf, bytesOfAccumulator } from './memory.js';
import type { Receiver, Scope, Stateful } from './operator.js';
import { TumblingWindow } from './windows.js';

interface Group {
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
}

/** GROUP BY: the groups of the window that is open, given out in the order of their appearance when it is over. */
export class AggregateOperator implements Receiver, Stateful {
  readonly #window: TumblingWindow;
  readonly #keys: Keys;
  readonly #calls: Calls;
  readonly #atOnce: boolean;
  readonly #scope: Scope;
  readonly #out: Receiver;
  #groups = new Map<Key, Group>();
  /** Bytes of the groups. */
  #kept = 0;

  constructor(plan: TumblingAggregate, scope: Scope, out: Receiver) {
    this.#window = new TumblingWindow(plan.windows);
    this.#keys = new Keys(plan.keys);
    this.#calls = new Calls(plan.calls);
    this.#atOnce = plan.atOnce === true;
    this.#scope = scope;
    this.#out = out;
  }

  row(row: Row): void {
    const { now } = this.#scope.clock;
    try {
      if (!this.#window.has(row, now)) this.#turn(row, now);
      const keys = this.#keys.evaluate(row, now);
      const key = this.#keys.keyOf(keys);
      this.#calls.evaluate(row, now);
      let group = this.#groups.get(key);
      if (group === undefined || this.#calls.remember) this.#scope.memory.check();
      if (group === undefined) {
        group = { keys, accumulators: this.#calls.create() };
        this.#groups.set(key, group);
        this.#grow(this.#bytesOf(group));
        if (this.#atOnce) this.#out.row({ time: row.time, values: [...this.#window.values, ...keys] });
      }
      const before = this.#calls.bytesOf(group.accumulators);
      this.#calls.add(group.accumulators);
      this.#grow(this.#calls.bytesOf(group.accumulators) - before);
    } catch (error) {
      this.#scope.failed(error, row);
    }
  }

  advance(time: number): void {
    if (time >= this.#window.end) this.#close(this.#window.end);
    this.#out.advance(time);
  }

  nextDeadline(): number {
    // A window without groups gives nothing out: those whose rows all failed, and those of DISTINCT.
    return this.#window.isOpen && this.#groups.size > 0 && !this.#atOnce ? this.#window.end : Infinity;
  }

  /** Ends the open window, if there is one, with a row that belongs to the next. */
  #turn(row: Row, now: number): void {
    this.#close(Math.min(this.#window.end, row.time));
    this.#window.open(row, now);
    if (!this.#atOnce) this.#scope.wake(this.#window.end);
  }

  #close(time: number): void {
    const windows = this.#window.values;
    const groups = this.#groups;
    this.#groups = new Map();
    this.#grow(-this.#kept);
    this.#window.close();
    if (this.#atOnce) return;
    for (const { keys, accumulators } of groups.values()) {
      let values: Value[];
      try {
        values = groupValues([...windows, ...keys], accumulators);
      } catch (error) {
        this.#scope.failed(error, { time, values: [...windows, ...keys] });
        continue;
      }
      this.#out.row({ time, values });
    }
  }

  #grow(bytes: number): void {
    this.#kept += bytes;
    this.#scope.memory.grow(bytes);
  }

  #bytesOf({ keys, accumulators }: Group): number {
    return bytesOf(keys) + accumulators.length * bytesOfAccumulator;
  }

  save(): Saved {
    const groups: Saved[] = [];
    for (const { keys, accumulators } of this.#groups.values())
      groups.push([keys, accumulators.map((accumulator) => accumulator.save())]);
    return [this.#window.save(), groups];
  }

  restore(saved: Saved): void {
    const [window, groups] = savedList(saved);
    this.#window.restore(window);
    for (const group of savedList(groups)) {
      const [savedKeys, accumulators] = savedList(group);
      const keys = savedList(savedKeys) as readonly Value[];
      const restored = { keys, accumulators: this.#calls.restore(accumulators) };
      this.#groups.set(this.#keys.keyOf(keys), restored);
      this.#grow(this.#bytesOf(restored) + this.#calls.bytesOf(restored.accumulators));
    }
  }
}
