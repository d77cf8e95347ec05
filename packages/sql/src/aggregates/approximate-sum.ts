import type { Value } from '../types/sql-type.js';
import type { Saved, SlidingAccumulator } from './aggregate.js';
import { ExactSum } from './exact-sum.js';
import type { Finish } from './resolved.js';
import { savedList, savedNumber } from './saved.js';

/** Sums of REAL and DOUBLE: of windows that slide they are what they would be had the frame's rows come alone. */
export class ApproximateSum extends ExactSum implements SlidingAccumulator {
  readonly #finish: Finish<number>;
  #count = 0;

  constructor(finish: Finish<number>, saved?: Saved) {
    if (saved === undefined) {
      super();
    } else {
      const [count, parts] = savedList(saved);
      super(parts);
      this.#count = savedNumber(count);
    }
    this.#finish = finish;
  }

  add(value: Value): void {
    if (typeof value !== 'number') return;
    this.#count++;
    this.plus(value);
  }

  remove(value: Value): void {
    if (typeof value !== 'number') return;
    this.#count--;
    this.minus(value);
  }

  result(): Value {
    return this.#count === 0 ? null : this.#finish(this.total(), this.#count);
  }

  save(): Saved {
    return [this.#count, this.parts()];
  }
}
