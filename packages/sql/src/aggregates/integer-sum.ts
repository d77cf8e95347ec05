import type { Value } from '../types/sql-type.js';
import type { Saved, SlidingAccumulator } from './aggregate.js';
import type { Finish } from './resolved.js';
import { savedList, savedNumber } from './saved.js';

const block = 2 ** 52;

/** Sums of TINYINT, SMALLINT, INTEGER, exact however many there are. */
export class IntegerSum implements SlidingAccumulator {
  readonly #finish: Finish<number | bigint>;
  /** Within a block and a value: no addition is rounded. */
  #sum = 0;
  /** Full blocks beside it: none in the first two million rows. */
  #blocks = 0;
  #count = 0;

  constructor(finish: Finish<number | bigint>, saved?: Saved) {
    this.#finish = finish;
    if (saved === undefined) return;
    const [sum, blocks, count] = savedList(saved).map(savedNumber);
    this.#sum = savedNumber(sum);
    this.#blocks = savedNumber(blocks);
    this.#count = savedNumber(count);
  }

  add(value: Value): void {
    if (typeof value !== 'number') return;
    this.#count++;
    this.#put(value);
  }

  remove(value: Value): void {
    if (typeof value !== 'number') return;
    this.#count--;
    this.#put(-value);
  }

  #put(value: number): void {
    this.#sum += value;
    if (this.#sum < block && this.#sum > -block) return;
    const sign = Math.sign(this.#sum);
    this.#sum -= sign * block;
    this.#blocks += sign;
  }

  result(): Value {
    if (this.#count === 0) return null;
    const total = this.#blocks === 0 ? this.#sum : BigInt(this.#blocks) * BigInt(block) + BigInt(this.#sum);
    return this.#finish(total, this.#count);
  }

  save(): Saved {
    return [this.#sum, this.#blocks, this.#count];
  }
}
