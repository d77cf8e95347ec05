import type { Saved } from '../../aggregates/aggregate.js';
import { savedList, savedNumber } from '../../aggregates/saved.js';
import { restoreNumbers, saveNumbers } from '../saved-state.js';

/** The last records, one behind the other, as one point: the oldest first. */
export class Shingle {
  readonly #width: number;
  readonly #point: Float64Array;
  #missing: number;

  /** @param width numbers in a record @param records records in a shingle */
  constructor(width: number, records: number, saved?: Saved) {
    this.#width = width;
    this.#point = new Float64Array(width * records);
    this.#missing = records;
    if (saved === undefined) return;
    const [missing, point] = savedList(saved);
    this.#missing = savedNumber(missing);
    restoreNumbers(this.#point, point);
  }

  /** The point that ends with a record; undefined until there are records enough. It is overwritten by the next call. */
  push(record: Float64Array): Float64Array | undefined {
    const point = this.#point;
    point.copyWithin(0, this.#width);
    point.set(record, point.length - this.#width);
    if (this.#missing > 0) this.#missing--;
    return this.#missing === 0 ? point : undefined;
  }

  save(): Saved {
    return [this.#missing, saveNumbers(this.#point)];
  }
}
