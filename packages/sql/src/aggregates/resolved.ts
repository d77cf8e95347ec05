import type { SqlType, Value } from '../types/sql-type.js';
import type { ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';

/** What an aggregate yields of a sum and of how many values it is. */
export type Finish<T> = (sum: T, count: number) => Value;

/** An aggregate whose accumulator is the same over windows that slide and those that do not. */
export interface EvenAggregate extends ResolvedAggregate {
  createSliding(): SlidingAccumulator;
  restore(saved: Saved): SlidingAccumulator;
}

export function resolved(
  type: SqlType,
  operandTypes: readonly SqlType[],
  make: (saved?: Saved) => SlidingAccumulator,
): EvenAggregate {
  const create = (): SlidingAccumulator => make();
  return { type, operandTypes, create, createSliding: create, restore: make };
}
