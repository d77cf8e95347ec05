import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { WindowKey } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import { Keys, type Key } from './keys.js';
import { windowEnd } from './window-end.js';

/** The one window that is open, of several keys: when any of them has another value it is over. */
export class TumblingWindow {
  /** When time alone ends it: the first ms after it; Infinity where a row must. -Infinity while none is open. */
  end = -Infinity;
  /** The keys' values. */
  values: readonly Value[] = [];
  readonly #keys: Keys;
  readonly #ofRowtime: readonly Keys[];
  /** Whether there are keys that every row must be asked for. */
  readonly #byRows: boolean;
  #key: Key = null;

  constructor(keys: readonly WindowKey[]) {
    this.#keys = new Keys(keys.map(({ expression }) => expression));
    this.#ofRowtime = keys.flatMap(({ expression, ofRowtime }) => (ofRowtime ? [new Keys([expression])] : []));
    this.#byRows = this.#ofRowtime.length < keys.length;
  }

  get isOpen(): boolean {
    return this.end !== -Infinity;
  }

  /** Whether a row belongs to the open window. @throws RowError */
  has(row: Row, now: number): boolean {
    if (row.time >= this.end) return false;
    return !this.#byRows || this.#keys.keyOf(this.#keys.evaluate(row, now)) === this.#key;
  }

  /** Opens the window of a row; what fails opens none. @throws RowError */
  open(row: Row, now: number): void {
    const values = this.#keys.evaluate(row, now);
    let end = Infinity;
    for (const key of this.#ofRowtime) end = Math.min(end, windowEnd(key, row.time, now));
    this.#key = this.#keys.keyOf(values);
    this.values = values;
    this.end = end;
  }

  close(): void {
    this.end = -Infinity;
    this.values = [];
  }

  save(): Saved {
    return [this.end, this.values];
  }

  restore(saved: Saved | undefined): void {
    const [end, values] = savedList(saved);
    this.end = savedNumber(end);
    this.values = savedList(values) as readonly Value[];
    this.#key = this.#keys.keyOf(this.values);
  }
}
