import type { Operand } from '../functions/function.js';
import type { SqlType, Value } from '../types/sql-type.js';

/** State that a snapshot holds: what structured cloning carries. */
export type Saved = Value | readonly Saved[];

/** One aggregate over one group's rows, in the order in which they came. */
export interface Accumulator {
  /** Takes a row's operands (one call per row; NULLs included: it decides what they mean). */
  add(...operands: readonly Value[]): void;
  result(): Value;
  save(): Saved;
  /** How many values it remembers, where there is no bound to them. */
  readonly remembered?: number;
}

/** An accumulator of a sliding window: its oldest row can leave. */
export interface SlidingAccumulator extends Accumulator {
  /** The oldest row's operands, as they were added. */
  remove(...operands: readonly Value[]): void;
}

/** An aggregate call whose types are settled. */
export interface ResolvedAggregate {
  readonly type: SqlType;
  /** What the operands are cast to first. */
  readonly operandTypes: readonly SqlType[];
  create(): Accumulator;
  restore(saved: Saved): Accumulator;
  /** Over windows that slide. What cannot take a row back is made anew from the window's rows where this is missing. */
  createSliding?(): SlidingAccumulator;
}

export interface AggregateFunction {
  /** `SUM`, `FIRST_VALUE` */
  readonly name: string;
  /** As error messages list them: `SUM(<NUMERIC>)` */
  readonly signatures: readonly string[];
  /** Takes no operands but `*`: COUNT. */
  readonly takesStar?: boolean;
  /** Only over a window (OVER): LAG, for one. */
  readonly onlyOverWindow?: boolean;
  /** The row's ROWTIME, a TIMESTAMP, is one more operand behind those of the call: EXP_AVG. */
  readonly takesRowtime?: boolean;
  /** Undefined when it takes no such operands. */
  resolve(operands: readonly Operand[], options: AggregateOptions): ResolvedAggregate | undefined;
}

export interface AggregateOptions {
  readonly distinct: boolean;
  readonly star: boolean;
  /** `FIRST_VALUE(x) IGNORE NULLS` */
  readonly ignoreNulls: boolean;
}
