import type { Operand } from '../functions/function.js';
import type { Value } from '../types/sql-type.js';
import { comparator } from '../values/compare.js';
import type { Accumulator, AggregateFunction, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import { FrameQueue } from './frame-queue.js';
import { savedValue, savedValues } from './saved.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-min.html */
export const min: AggregateFunction = extreme('MIN', (compare) => (a, b) => compare(a, b) < 0);

/** https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-max.html */
export const max: AggregateFunction = extreme('MAX', (compare) => (a, b) => compare(a, b) > 0);

type Compare = (a: Value, b: Value) => number;
/** Whether a value takes another's place: not one that is equal to it. */
type IsBetter = (value: Value, than: Value) => boolean;

/** DISTINCT makes no difference. */
function extreme(name: string, betterBy: (compare: Compare) => IsBetter): AggregateFunction {
  return {
    name,
    signatures: [`${name}(<COMPARABLE_TYPE>)`],
    resolve: ([operand, ...more]: readonly Operand[]): ResolvedAggregate | undefined => {
      if (operand === undefined || more.length > 0 || operand.type.kind === 'NULL') return undefined;
      const { type } = operand;
      const isBetter = betterBy(comparator(type) as Compare);
      return {
        type,
        operandTypes: [type],
        create: () => new Extreme(isBetter, null),
        createSliding: () => new SlidingExtreme(isBetter, []),
        restore: (saved) =>
          Array.isArray(saved)
            ? new SlidingExtreme(isBetter, savedValues(saved))
            : new Extreme(isBetter, savedValue(saved)),
      };
    },
  };
}

class Extreme implements Accumulator {
  readonly #isBetter: IsBetter;
  #value: Value;

  constructor(isBetter: IsBetter, value: Value) {
    this.#isBetter = isBetter;
    this.#value = value;
  }

  add(value: Value): void {
    if (value !== null && (this.#value === null || this.#isBetter(value, this.#value))) this.#value = value;
  }

  result(): Value {
    return this.#value;
  }

  save(): Saved {
    return this.#value;
  }
}

/** Keeps the values that are an extreme of the frame once the better ones before them have left: a queue that gets ever worse. */
class SlidingExtreme implements SlidingAccumulator {
  readonly #isBetter: IsBetter;
  readonly #candidates: FrameQueue;

  constructor(isBetter: IsBetter, candidates: Value[]) {
    this.#isBetter = isBetter;
    this.#candidates = new FrameQueue(candidates);
  }

  add(value: Value): void {
    if (value === null) return;
    const candidates = this.#candidates;
    while (candidates.length > 0 && this.#isBetter(value, candidates.at(-1))) candidates.pop();
    candidates.push(value);
  }

  remove(value: Value): void {
    // What is worse than the first gave way to it long ago.
    if (value !== null && !this.#isBetter(this.#candidates.at(0), value)) this.#candidates.shift();
  }

  result(): Value {
    return this.#candidates.at(0);
  }

  save(): Saved {
    return this.#candidates.save();
  }
}
