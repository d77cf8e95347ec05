import type { Operand } from '../functions/function.js';
import type { Value } from '../types/sql-type.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import { RecentValues } from './recent-values.js';
import { resolved } from './resolved.js';
import { savedList, savedNumber, savedValue } from './saved.js';

/**
 * The last row's value; with IGNORE NULLS the last that is not NULL. The reference wants OVER, but AWS takes it over groups as well.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-last-value.html
 */
export const lastValue: AggregateFunction = {
  name: 'LAST_VALUE',
  signatures: ['LAST_VALUE(<ANY>)'],
  resolve: ([operand, ...more]: readonly Operand[], { distinct, ignoreNulls }: AggregateOptions) => {
    if (operand === undefined || more.length > 0 || distinct || operand.type.kind === 'NULL') return undefined;
    return fromLast(operand, 1, ignoreNulls);
  },
};

/** The value that has `place` - 1 behind it; NULL where there are not as many. */
export const fromLast = ({ type }: Operand, place: number, ignoreNulls: boolean): ResolvedAggregate =>
  resolved(type, [type], (saved) =>
    place === 1 ? new LastValue(ignoreNulls, saved) : new FromLast(place, ignoreNulls, saved),
  );

class LastValue implements SlidingAccumulator {
  readonly #ignoreNulls: boolean;
  #value: Value = null;
  /** Of the frame's rows that count: the last of them leaves last. */
  #count = 0;

  constructor(ignoreNulls: boolean, saved?: Saved) {
    this.#ignoreNulls = ignoreNulls;
    if (saved === undefined) return;
    const [value, count] = savedList(saved);
    this.#value = savedValue(value);
    this.#count = savedNumber(count);
  }

  add(value: Value): void {
    if (value === null && this.#ignoreNulls) return;
    this.#count++;
    this.#value = value;
  }

  remove(value: Value): void {
    if (value === null && this.#ignoreNulls) return;
    this.#count--;
    if (this.#count === 0) this.#value = null;
  }

  result(): Value {
    return this.#value;
  }

  save(): Saved {
    return [this.#value, this.#count];
  }
}

class FromLast implements SlidingAccumulator {
  readonly #place: number;
  readonly #ignoreNulls: boolean;
  readonly #values: RecentValues;

  constructor(place: number, ignoreNulls: boolean, saved?: Saved) {
    this.#place = place;
    this.#ignoreNulls = ignoreNulls;
    this.#values = new RecentValues(place, saved);
  }

  add(value: Value): void {
    if (value !== null || !this.#ignoreNulls) this.#values.add(value);
  }

  remove(value: Value): void {
    if (value !== null || !this.#ignoreNulls) this.#values.remove();
  }

  result(): Value {
    return this.#values.before(this.#place - 1) ?? null;
  }

  save(): Saved {
    return this.#values.save();
  }
}
