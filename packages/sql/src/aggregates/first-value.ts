import type { Operand } from '../functions/function.js';
import type { Value } from '../types/sql-type.js';
import type {
  Accumulator,
  AggregateFunction,
  AggregateOptions,
  ResolvedAggregate,
  Saved,
  SlidingAccumulator,
} from './aggregate.js';
import { FrameQueue } from './frame-queue.js';
import { savedList, savedNumber, savedValue, savedValues } from './saved.js';

/**
 * The first row's value; with IGNORE NULLS the first that is not NULL. The reference wants OVER, but AWS takes it over groups as well.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-first-value.html
 */
export const firstValue: AggregateFunction = {
  name: 'FIRST_VALUE',
  signatures: ['FIRST_VALUE(<ANY>)'],
  resolve: ([operand, ...more]: readonly Operand[], { distinct, ignoreNulls }: AggregateOptions) => {
    if (operand === undefined || more.length > 0 || distinct || operand.type.kind === 'NULL') return undefined;
    return fromFirst(operand, 1, ignoreNulls);
  },
};

/** The value that has `place` - 1 before it; NULL where there are not as many. */
export function fromFirst({ type }: Operand, place: number, ignoreNulls: boolean): ResolvedAggregate {
  return {
    type,
    operandTypes: [type],
    create: () => new FromFirst(place, ignoreNulls),
    createSliding: () => new SlidingFromFirst(place, ignoreNulls),
    restore: (saved) => restored(place, ignoreNulls, saved),
  };
}

class FromFirst implements Accumulator {
  readonly #place: number;
  readonly #ignoreNulls: boolean;
  #count: number;
  #value: Value;

  constructor(place: number, ignoreNulls: boolean, count = 0, value: Value = null) {
    this.#place = place;
    this.#ignoreNulls = ignoreNulls;
    this.#count = count;
    this.#value = value;
  }

  add(value: Value): void {
    if (this.#count === this.#place || (this.#ignoreNulls && value === null)) return;
    this.#count++;
    if (this.#count === this.#place) this.#value = value;
  }

  result(): Value {
    return this.#value;
  }

  save(): Saved {
    return [this.#count, this.#value];
  }
}

class SlidingFromFirst implements SlidingAccumulator {
  readonly #place: number;
  readonly #ignoreNulls: boolean;
  readonly #values: FrameQueue;

  constructor(place: number, ignoreNulls: boolean, values: Value[] = []) {
    this.#place = place;
    this.#ignoreNulls = ignoreNulls;
    this.#values = new FrameQueue(values);
  }

  add(value: Value): void {
    if (value !== null || !this.#ignoreNulls) this.#values.push(value);
  }

  remove(value: Value): void {
    if (value !== null || !this.#ignoreNulls) this.#values.shift();
  }

  result(): Value {
    return this.#values.at(this.#place - 1);
  }

  save(): Saved {
    return [this.#values.save()];
  }
}

function restored(place: number, ignoreNulls: boolean, saved: Saved): Accumulator {
  const [first, value] = savedList(saved);
  return value === undefined
    ? new SlidingFromFirst(place, ignoreNulls, savedValues(first))
    : new FromFirst(place, ignoreNulls, savedNumber(first), savedValue(value));
}
