import type { Value } from '../types/sql-type.js';

/** Values of a frame, oldest first. */
export class FrameQueue {
  #values: Value[];
  #head = 0;

  constructor(values: Value[] = []) {
    this.#values = values;
  }

  get length(): number {
    return this.#values.length - this.#head;
  }

  /** Counted from the oldest (0), or from the newest (-1); NULL where there is none. */
  at(index: number): Value {
    const place = index < 0 ? this.#values.length + index : this.#head + index;
    return place < this.#head ? null : (this.#values[place] ?? null);
  }

  push(value: Value): void {
    this.#values.push(value);
  }

  /** Lets the newest go. */
  pop(): void {
    if (this.length > 0) this.#values.pop();
  }

  /** Lets the oldest go. */
  shift(): void {
    if (this.length === 0) return;
    this.#head++;
    if (this.#head < 32 || this.#head * 2 < this.#values.length) return;
    this.#values = this.#values.slice(this.#head);
    this.#head = 0;
  }

  save(): readonly Value[] {
    return this.#values.slice(this.#head);
  }
}
