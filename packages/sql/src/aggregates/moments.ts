import type { Value } from '../types/sql-type.js';
import { overflow } from '../values/row-errors.js';
import type { Saved, SlidingAccumulator } from './aggregate.js';
import { inUnits, unitFor } from './binary.js';
import { savedBigint, savedList, savedNumber } from './saved.js';

/** Of values that are whole numbers of a unit, 2^exponent: their sum in units, and that of their squares in the unit's squares. */
export interface Sums {
  readonly count: number;
  readonly sum: bigint;
  readonly squares: bigint;
  readonly exponent: number;
}

export type FinishMoments = (sums: Sums) => Value;

/**
 * Sums of numbers and of their squares, exact for all types: so that the formula of the reference loses nothing where values are close together, and rows leave without a trace.
 */
export class Moments implements SlidingAccumulator {
  readonly #finish: FinishMoments;
  #count = 0;
  #sum = 0n;
  #squares = 0n;
  /** 0 for exact types; as small as the smallest value needs for approximate ones. */
  #exponent = 0;
  /** Infinite values, and what is not a number, among them. */
  #unfit = 0;

  constructor(finish: FinishMoments, saved?: Saved) {
    this.#finish = finish;
    if (saved === undefined) return;
    const [count, sum, squares, exponent, unfit] = savedList(saved);
    this.#count = savedNumber(count);
    this.#sum = savedBigint(sum);
    this.#squares = savedBigint(squares);
    this.#exponent = savedNumber(exponent);
    this.#unfit = savedNumber(unfit);
  }

  add(value: Value): void {
    const units = this.#unitsOf(value, 1);
    if (units === undefined) return;
    this.#sum += units;
    this.#squares += units * units;
  }

  remove(value: Value): void {
    const units = this.#unitsOf(value, -1);
    if (units === undefined) return;
    this.#sum -= units;
    this.#squares -= units * units;
  }

  /** Counts a value. */
  #unitsOf(value: Value, direction: number): bigint | undefined {
    if (typeof value === 'bigint') {
      this.#count += direction;
      return value;
    }
    if (typeof value !== 'number') return undefined;
    this.#count += direction;
    if (!Number.isFinite(value)) {
      this.#unfit += direction;
      return undefined;
    }
    const exponent = unitFor(value, this.#exponent);
    if (exponent < this.#exponent) {
      const shift = BigInt(this.#exponent - exponent);
      this.#sum <<= shift;
      this.#squares <<= 2n * shift;
      this.#exponent = exponent;
    }
    return inUnits(value, exponent);
  }

  result(): Value {
    if (this.#unfit > 0) throw overflow();
    if (this.#count === 0) return null;
    return this.#finish({
      count: this.#count,
      sum: this.#sum,
      squares: this.#squares,
      exponent: this.#exponent,
    });
  }

  save(): Saved {
    return [this.#count, this.#sum, this.#squares, this.#exponent, this.#unfit];
  }
}
