import { overflow } from '../values/row-errors.js';
import type { Saved } from './aggregate.js';
import { inUnits, powerOfTwo, toNumber, unitFor } from './binary.js';
import { savedBigint, savedList, savedNumber } from './saved.js';

/** What two doubles do not hold exactly: a multiple of a power of two. */
interface Wide {
  units: bigint;
  exponent: number;
  /** Infinite values, and what is not a number, that are in the sum: there is none as long as there are any. */
  unfit: number;
}

/**
 * A sum of doubles that is exact and rounded but once, when it is read: what was added can be taken away again without a trace, and the order does not matter.
 * Two doubles hold it nearly always: the sum so far, and what its roundings lost (Knuth's and Dekker's error-free additions).
 */
export class ExactSum {
  #high = 0;
  #low = 0;
  #wide: Wide | undefined = undefined;

  constructor(saved?: Saved) {
    if (saved === undefined) return;
    const [high, low, units, exponent, unfit] = savedList(saved);
    this.#high = savedNumber(high);
    this.#low = savedNumber(low);
    if (units !== undefined)
      this.#wide = { units: savedBigint(units), exponent: savedNumber(exponent), unfit: savedNumber(unfit) };
  }

  plus(value: number): void {
    this.#put(value, 1);
  }

  minus(value: number): void {
    this.#put(-value, -1);
  }

  #put(value: number, direction: number): void {
    const high = this.#high + value;
    const highPart = high - this.#high;
    const lost = this.#high - (high - highPart) + (value - highPart);
    const low = this.#low + lost;
    const lowPart = low - this.#low;
    const rest = this.#low - (low - lowPart) + (lost - lowPart);
    // Not 0 also where something overflowed: it is not a number then.
    if (rest !== 0) {
      this.#widen(value, direction);
      return;
    }
    this.#high = high;
    this.#low = low;
  }

  #widen(value: number, direction: number): void {
    const wide = (this.#wide ??= { units: 0n, exponent: 0, unfit: 0 });
    if (Number.isFinite(value)) take(wide, value);
    else wide.unfit += direction;
    this.#gather(wide);
  }

  #gather(wide: Wide): void {
    take(wide, this.#high);
    take(wide, this.#low);
    this.#high = 0;
    this.#low = 0;
  }

  /** The double nearest to the sum; infinite beyond them. @throws RowError where infinite values are in it */
  total(): number {
    const wide = this.#wide;
    if (wide === undefined) return this.#high + this.#low;
    if (wide.unfit > 0) throw overflow();
    this.#gather(wide);
    return toNumber(wide.units, wide.exponent);
  }

  /** Multiplies by 2 to an exponent, 0 or less. Exact but for what falls below the least double. */
  scale(exponent: number): void {
    const factor = powerOfTwo(exponent);
    this.#high *= factor;
    this.#low *= factor;
    const wide = this.#wide;
    if (wide === undefined) return;
    wide.exponent += exponent;
    const lost = -1074 - wide.exponent;
    if (lost <= 0) return;
    wide.units >>= BigInt(lost);
    wide.exponent = -1074;
  }

  parts(): Saved {
    const wide = this.#wide;
    if (wide === undefined) return [this.#high, this.#low];
    return [this.#high, this.#low, wide.units, wide.exponent, wide.unfit];
  }
}

function take(wide: Wide, value: number): void {
  if (value === 0) return;
  const exponent = unitFor(value, wide.exponent);
  if (exponent < wide.exponent) {
    wide.units <<= BigInt(wide.exponent - exponent);
    wide.exponent = exponent;
  }
  wide.units += inUnits(value, exponent);
}
