import type { Value } from '../types/sql-type.js';
import type { Saved, SlidingAccumulator } from './aggregate.js';
import type { Finish } from './resolved.js';
import { savedBigint, savedList, savedNumber } from './saved.js';

/** Sums of BIGINT and of DECIMAL, unscaled: exact, also where the sum's type would not hold what lies between. */
export class BigintSum implements SlidingAccumulator {
  readonly #finish: Finish<bigint>;
  #sum = 0n;
  #count = 0;

  constructor(finish: Finish<bigint>, saved?: Saved) {
    this.#finish = finish;
    if (saved === undefined) return;
    const [sum, count] = savedList(saved);
    this.#sum = savedBigint(sum);
    this.#count = savedNumber(count);
  }

  add(value: Value): void {
    if (typeof value !== 'bigint') return;
    this.#count++;
    this.#sum += value;
  }

  remove(value: Value): void {
    if (typeof value !== 'bigint') return;
    this.#count--;
    this.#sum -= value;
  }

  result(): Value {
    return this.#count === 0 ? null : this.#finish(this.#sum, this.#count);
  }

  save(): Saved {
    return [this.#sum, this.#count];
  }
}
