import type { Accumulator, ResolvedAggregate, Saved, SlidingAccumulator } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { AnalyticWindow } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';
import { Keys, type Key } from './keys.js';
import { bytesOf, bytesOfAccumulator, type Memory } from './memory.js';

interface Call {
  readonly aggregate: ResolvedAggregate;
  readonly operands: readonly Expression[];
  /** Where its operands stand among those of all calls. */
  readonly at: number;
}

/** The rows of one partition that are in the frame, oldest first. */
interface Partition {
  readonly key: readonly Value[];
  /** Each row's place in the order, then its operands, one row behind the other. */
  entries: Value[];
  /** Where the oldest row that is still in the frame begins. */
  head: number;
  /** Rows in the frame. */
  count: number;
  accumulators: Accumulator[];
}

/** Fewer partitions than these are not worth looking through. */
const fewPartitions = 1024;

/** One window of OVER: frames of rows before the current one, a partition each. */
export class FrameWindow {
  readonly #partition: Keys;
  readonly #order: Expression | undefined;
  readonly #rows: number;
  readonly #range: number;
  /** Nothing ever leaves: rows need not be kept. */
  readonly #unbounded: boolean;
  readonly #calls: readonly Call[];
  readonly #memory: Memory;
  /** Whether there are as many partitions as there are keys. */
  readonly #remembers: boolean;
  /** Of one row: its place in the order and all operands. */
  readonly #width: number;
  #partitions = new Map<Key, Partition>();
  /** With as many partitions it is looked for such as are over. */
  #crowd = fewPartitions;
  // The row at hand.
  #key: readonly Value[] = [];
  #entry: Value[] = [];
  #at: Partition | undefined;

  constructor({ partition, frame, order, calls }: AnalyticWindow, memory: Memory) {
    this.#memory = memory;
    this.#remembers = partition.length > 0;
    this.#partition = new Keys(partition);
    this.#order = order === undefined ? undefined : compileExpression(order);
    this.#rows = frame.rows === undefined ? Infinity : frame.rows + 1;
    this.#range = frame.range ?? Infinity;
    this.#unbounded = this.#rows === Infinity && this.#range === Infinity;
    let width = 1;
    this.#calls = calls.map(({ aggregate, operands }) => {
      const at = width;
      width += operands.length;
      return { aggregate, operands: operands.map(compileExpression), at };
    });
    this.#width = width;
  }

  /** Computes all that is of the row. @throws RowError */
  evaluate(row: Row, now: number): void {
    if (this.#remembers || !this.#unbounded) this.#memory.check();
    this.#key = this.#partition.evaluate(row, now);
    const place = this.#order === undefined ? row.time : this.#order(row, now);
    const entry: Value[] = [typeof place === 'bigint' ? Number(place) : place];
    for (const { operands } of this.#calls) for (const operand of operands) entry.push(operand(row, now));
    this.#entry = entry;
  }

  /** Lets the rows go that are before the new row's frame, and takes the row. */
  take(): void {
    const key = this.#partition.keyOf(this.#key);
    let partition = this.#partitions.get(key);
    if (partition === undefined) {
      if (this.#partitions.size >= this.#crowd) this.#forget();
      partition = { key: this.#key, entries: [], head: 0, count: 0, accumulators: this.#create() };
      this.#partitions.set(key, partition);
      this.#memory.grow(this.#bytesOf(partition));
    }
    this.#at = partition;
    if (this.#unbounded) {
      addTo(partition.accumulators, this.#calls, this.#entry, 0);
      return;
    }
    this.#evict(partition);
    partition.entries.push(...this.#entry);
    this.#memory.grow(bytesOf(this.#entry));
    partition.count++;
    addTo(partition.accumulators, this.#calls, this.#entry, 0);
  }

  /** Adds the calls' results for the row taken. @throws RowError */
  results(values: Value[]): void {
    const partition = this.#at;
    if (partition === undefined) return;
    for (const accumulator of partition.accumulators) values.push(accumulator.result());
  }

  #create(): Accumulator[] {
    return this.#calls.map(({ aggregate }) =>
      aggregate.createSliding && !this.#unbounded ? aggregate.createSliding() : aggregate.create(),
    );
  }

  #evict(partition: Partition): void {
    const { entries } = partition;
    const width = this.#width;
    const place = this.#entry[0];
    const first = typeof place === 'number' ? place - this.#range : -Infinity;
    let { head } = partition;
    let left = partition.count;
    while (left >= this.#rows || (left > 0 && isBefore(entries[head], first))) {
      head += width;
      left--;
    }
    if (left === partition.count) return;
    this.#memory.grow(-this.#bytesOfRows(entries, partition.head, head));
    if (left === 0) {
      // Begun anew, so that it makes no difference whether an idle partition was forgotten meanwhile.
      partition.accumulators = this.#create();
    } else {
      this.#leave(partition, head);
    }
    partition.head = head;
    partition.count = left;
    if (left === 0) partition.entries = [];
    else if (head > entries.length / 2) partition.entries = entries.slice(head);
    else return;
    partition.head = 0;
  }

  /** Takes the rows before `head` back from the accumulators; those that cannot are made again. */
  #leave({ accumulators, entries, head: from }: Partition, head: number): void {
    for (let index = 0; index < accumulators.length; index++) {
      const accumulator = accumulators[index];
      const call = this.#calls[index];
      if (accumulator === undefined || call === undefined) continue;
      if (!slides(accumulator)) accumulators[index] = this.#again(call, entries, head);
      else for (let at = from; at < head; at += this.#width) remove(accumulator, call, entries, at);
    }
  }

  /** An accumulator that was given the frame's rows from the beginning. */
  #again(call: Call, entries: readonly Value[], from: number): Accumulator {
    const accumulator = call.aggregate.createSliding?.() ?? call.aggregate.create();
    for (let at = from; at < entries.length; at += this.#width) add(accumulator, call, entries, at);
    return accumulator;
  }

  /** Drops the partitions whose rows have all left every frame to come: what is idle costs nothing for long. */
  #forget(): void {
    const place = this.#entry[0];
    if (typeof place === 'number' && this.#range !== Infinity)
      for (const [key, partition] of this.#partitions) {
        const { entries } = partition;
        if (!isBefore(entries[entries.length - this.#width], place - this.#range)) continue;
        this.#partitions.delete(key);
        this.#memory.grow(-this.#bytesOf(partition) - this.#bytesOfRows(entries, partition.head, entries.length));
      }
    this.#crowd = Math.max(fewPartitions, 2 * this.#partitions.size);
  }

  #bytesOf({ key, accumulators }: Partition): number {
    return bytesOf(key) + (accumulators.length + 1) * bytesOfAccumulator;
  }

  #bytesOfRows(entries: readonly Value[], from: number, to: number): number {
    let bytes = 0;
    for (let at = from; at < to; at += this.#width) bytes += bytesOf(entries.slice(at, at + this.#width));
    return bytes;
  }

  save(): Saved {
    const partitions: Saved[] = [];
    for (const { key, entries, head, accumulators } of this.#partitions.values())
      partitions.push([key, entries.slice(head), accumulators.map((accumulator) => accumulator.save())]);
    return [this.#crowd, partitions];
  }

  restore(saved: Saved): void {
    const [crowd, partitions] = savedList(saved);
    this.#crowd = savedNumber(crowd);
    for (const partition of savedList(partitions)) {
      const [savedKey, savedEntries, savedAccumulators] = savedList(partition);
      const key = savedList(savedKey) as readonly Value[];
      const entries = [...(savedList(savedEntries) as readonly Value[])];
      const states = savedList(savedAccumulators);
      const accumulators = this.#calls.map((call, index) => {
        const accumulator = call.aggregate.restore(states[index] ?? null);
        const lost = !this.#unbounded && call.aggregate.createSliding !== undefined && !slides(accumulator);
        return lost ? this.#again(call, entries, 0) : accumulator;
      });
      const restored: Partition = { key, entries, head: 0, count: entries.length / this.#width, accumulators };
      this.#partitions.set(this.#partition.keyOf(key), restored);
      this.#memory.grow(this.#bytesOf(restored) + this.#bytesOfRows(entries, 0, entries.length));
    }
  }
}

/** Places without a number (NULL) leave by their count alone. */
const isBefore = (place: Value | undefined, first: number): boolean => typeof place === 'number' && place < first;

const slides = (accumulator: Accumulator): accumulator is SlidingAccumulator => 'remove' in accumulator;

function addTo(accumulators: readonly Accumulator[], calls: readonly Call[], entries: Value[], row: number): void {
  for (let index = 0; index < accumulators.length; index++) {
    const accumulator = accumulators[index];
    const call = calls[index];
    if (accumulator && call) add(accumulator, call, entries, row);
  }
}

function add(accumulator: Accumulator, { operands, at }: Call, entries: readonly Value[], row: number): void {
  const from = row + at;
  if (operands.length === 0) accumulator.add();
  else if (operands.length === 1) accumulator.add(entries[from] ?? null);
  else accumulator.add(...entries.slice(from, from + operands.length));
}

function remove(accumulator: SlidingAccumulator, { operands, at }: Call, entries: readonly Value[], row: number): void {
  const from = row + at;
  if (operands.length === 0) accumulator.remove();
  else if (operands.length === 1) accumulator.remove(entries[from] ?? null);
  else accumulator.remove(...entries.slice(from, from + operands.length));
}
