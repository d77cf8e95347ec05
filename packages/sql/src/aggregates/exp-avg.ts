import type { Operand } from '../functions/function.js';
import { DOUBLE, TIMESTAMP, isInterval, isNumeric, isYearMonth, type Value } from '../types/sql-type.js';
import { finite } from '../values/numbers.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import { powerOfTwo } from './binary.js';
import { ExactSum } from './exact-sum.js';
import { resolved } from './resolved.js';
import { savedList, savedNumber } from './saved.js';

/**
 * An average in which a row's weight halves with each interval of its age. AWS speaks of intervals within which rows weigh the same, and of a decay with a half-life, which is what it is here:
 * they are the same for rows whose ages are whole intervals. Yields DOUBLE.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-exp-avg.html
 */
export const expAvg: AggregateFunction = {
  name: 'EXP_AVG',
  signatures: ['EXP_AVG(<NUMERIC>, <DATETIME_INTERVAL>)'],
  takesRowtime: true,
  resolve: resolveExpAvg,
};

function resolveExpAvg(
  [operand, interval, rowtime, ...more]: readonly Operand[],
  { distinct }: AggregateOptions,
): ResolvedAggregate | undefined {
  if (operand === undefined || interval === undefined || more.length > 0 || distinct) return undefined;
  if (rowtime?.type.kind !== 'TIMESTAMP' || !isNumeric(operand.type)) return undefined;
  if (!isInterval(interval.type) || isYearMonth(interval.type)) return undefined;
  const halfLife = interval.constant;
  if (typeof halfLife !== 'number' || !(halfLife > 0)) return undefined;
  return resolved(DOUBLE, [DOUBLE, interval.type, TIMESTAMP], (saved) => new ExpAvg(halfLife, saved));
}

/**
 * Weights count from 1970 on: of a row's time in half-lives, the fraction makes its weight, the whole ones only the power of two by which it is scaled.
 * So a row takes away what it brought to the last bit, however much time has passed since.
 */
class ExpAvg implements SlidingAccumulator {
  readonly #halfLife: number;
  #count = 0;
  /** Whole half-lives until now: the sums are scaled to them. */
  #now = 0;
  #weighted = new ExactSum();
  #weights = new ExactSum();

  constructor(halfLife: number, saved?: Saved) {
    this.#halfLife = halfLife;
    if (saved === undefined) return;
    const [count, now, weighted, weights] = savedList(saved);
    this.#count = savedNumber(count);
    this.#now = savedNumber(now);
    this.#weighted = new ExactSum(weighted);
    this.#weights = new ExactSum(weights);
  }

  add(value: Value, _halfLife: Value, time: Value): void {
    if (typeof value !== 'number' || typeof time !== 'number') return;
    const whole = Math.floor(time / this.#halfLife);
    if (this.#count === 0) {
      this.#now = whole;
    } else if (whole > this.#now) {
      this.#weighted.scale(this.#now - whole);
      this.#weights.scale(this.#now - whole);
      this.#now = whole;
    }
    this.#count++;
    const weight = this.#weight(time, whole);
    const scale = powerOfTwo(whole - this.#now);
    this.#weighted.plus(value * weight * scale);
    this.#weights.plus(weight * scale);
  }

  remove(value: Value, _halfLife: Value, time: Value): void {
    if (typeof value !== 'number' || typeof time !== 'number') return;
    this.#count--;
    if (this.#count === 0) {
      // What sank below the least double is forgotten, too.
      this.#weighted = new ExactSum();
      this.#weights = new ExactSum();
      return;
    }
    const whole = Math.floor(time / this.#halfLife);
    const weight = this.#weight(time, whole);
    const scale = powerOfTwo(whole - this.#now);
    this.#weighted.minus(value * weight * scale);
    this.#weights.minus(weight * scale);
  }

  /** 1 to 2 */
  #weight(time: number, whole: number): number {
    return 2 ** ((time - whole * this.#halfLife) / this.#halfLife);
  }

  result(): Value {
    return this.#count === 0 ? null : finite(this.#weighted.total() / this.#weights.total());
  }

  save(): Saved {
    return [this.#count, this.#now, this.#weighted.parts(), this.#weights.parts()];
  }
}
