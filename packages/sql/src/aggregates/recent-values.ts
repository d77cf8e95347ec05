import type { Value } from '../types/sql-type.js';
import type { Saved } from './aggregate.js';
import { FrameQueue } from './frame-queue.js';
import { savedList, savedNumber, savedValues } from './saved.js';

/** The last values of a frame, as many as are ever asked for. */
export class RecentValues {
  readonly #most: number;
  readonly #values: FrameQueue;
  /** Of the frame, those that are not kept among them. */
  #count: number;

  constructor(most: number, saved?: Saved) {
    this.#most = most;
    const [values, count] = saved === undefined ? [[], 0] : savedList(saved);
    this.#values = new FrameQueue(savedValues(values));
    this.#count = savedNumber(count);
  }

  add(value: Value): void {
    this.#count++;
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }

  /** The frame's oldest leaves. */
  remove(): void {
    this.#count--;
    if (this.#values.length > this.#count) this.#values.shift();
  }

  /** So many before the last (0); undefined where it is not in the frame. */
  before(offset: number): Value | undefined {
    return offset < this.#values.length ? this.#values.at(-1 - offset) : undefined;
  }

  save(): Saved {
    return [this.#values.save(), this.#count];
  }
}
