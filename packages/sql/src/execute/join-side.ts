import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { JoinWindow } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { Keys, type Key } from './keys.js';
import { bytesOf, type Memory } from './memory.js';
import { Queue } from './queue.js';

/** A row that later rows of the other side can meet. */
export interface Entry {
  readonly row: Row;
  /** Undefined where a part of it is NULL: then it meets nothing. */
  readonly key: Key | undefined;
  matched: boolean;
  /** The next of the same key. */
  next: Entry | undefined;
}

/** The window over one side of a join. */
export class JoinSide {
  readonly keys: Keys;
  /** Rows that meet nothing are given out, too, when they leave the window. */
  readonly preserved: boolean;
  /** How long a row can be met, ms, its last ms included; Infinity where rows are counted instead. */
  readonly range: number;
  /** No row of this side comes before it. */
  time = -Infinity;
  readonly #memory: Memory;
  readonly #most: number;
  readonly #entries = new Queue<Entry>();
  /** Of rows that are preserved: those that met nothing when they came. */
  readonly #pending = new Queue<Entry>();
  readonly #buckets = new Map<Key, { head: Entry; tail: Entry }>();

  constructor(window: JoinWindow, equal: readonly Typed[], preserved: boolean, memory: Memory) {
    this.#memory = memory;
    this.keys = new Keys(equal);
    this.preserved = preserved;
    // Without OVER a row is there for the moment of its ROWTIME.
    const counted = window.range === undefined && window.rows !== undefined && window.rows > 0;
    this.range = counted ? Infinity : (window.range ?? (window.rows === undefined ? Infinity : 0));
    this.#most = window.rows === undefined || window.rows === 0 ? Infinity : window.rows + 1;
  }

  /** The first of the rows that a key could meet; the others follow by `next`. */
  bucket(key: Key): Entry | undefined {
    return this.#buckets.get(key)?.head;
  }

  /** Keeps a row; what has to go for it, as rows are counted, is returned where it met nothing. */
  keep(entry: Entry): Entry | undefined {
    if (entry.key === undefined && !this.preserved) return undefined;
    this.#append(entry);
    const first = this.#entries.length > this.#most ? this.#entries.peek() : undefined;
    if (first === undefined) return undefined;
    this.#drop(first);
    return this.preserved && !first.matched ? first : undefined;
  }

  /** Forgets what the other side, being at a time, cannot meet any more. */
  expire(otherTime: number): void {
    for (let entry = this.#entries.peek(); entry !== undefined; entry = this.#entries.peek()) {
      if (entry.row.time + this.range >= otherTime) return;
      this.#drop(entry);
    }
  }

  /** The first that nothing has met so far. */
  pending(): Entry | undefined {
    for (let entry = this.#pending.peek(); entry !== undefined; entry = this.#pending.peek()) {
      if (!entry.matched) return entry;
      this.#pending.shift();
    }
    return undefined;
  }

  /** The last time at which the first pending row can be met; Infinity where none is, or rows are counted. */
  due(): number {
    const entry = this.pending();
    return entry === undefined ? Infinity : entry.row.time + this.range;
  }

  shiftPending(): void {
    this.#pending.shift();
  }

  #append(entry: Entry): void {
    this.#entries.push(entry);
    this.#memory.grow(bytesOf(entry.row.values));
    if (this.preserved && !entry.matched && this.range !== Infinity) this.#pending.push(entry);
    if (entry.key === undefined) return;
    const bucket = this.#buckets.get(entry.key);
    if (bucket === undefined) {
      this.#buckets.set(entry.key, { head: entry, tail: entry });
      return;
    }
    bucket.tail.next = entry;
    bucket.tail = entry;
  }

  /** The oldest row of all is the oldest of its key. */
  #drop({ row, key, next }: Entry): void {
    this.#entries.shift();
    this.#memory.grow(-bytesOf(row.values));
    if (key === undefined) return;
    const bucket = this.#buckets.get(key);
    if (next === undefined || bucket === undefined) this.#buckets.delete(key);
    else bucket.head = next;
  }

  save(): Saved {
    const entries: Saved[] = [];
    for (const { row, matched } of this.#entries) entries.push([row.time, row.values, matched]);
    return [this.time, entries];
  }

  /** @param keyOf the key of a row, as it was when it came */
  restore(saved: Saved | undefined, keyOf: (row: Row) => Key | undefined): void {
    const [time, entries] = savedList(saved);
    this.time = savedNumber(time);
    for (const entry of savedList(entries)) {
      const [rowTime, values, matched] = savedList(entry);
      const row: Row = { time: savedNumber(rowTime), values: savedList(values) as readonly Value[] };
      this.#append({ row, key: keyOf(row), matched: matched === true, next: undefined });
    }
  }
}
