import type { SqlType, Value } from '../types/sql-type.js';

/** What a function is called with, as far as it is known before there are rows. */
export interface Operand {
  readonly type: SqlType;
  /** Of a constant: so that patterns are compiled once. Undefined for what depends on rows. */
  readonly constant?: Value;
}

/** A call whose types are settled. */
export interface ResolvedCall {
  readonly type: SqlType;
  /** What the operands are cast to first, implicitly, in their order. */
  readonly operandTypes: readonly SqlType[];
  /**
   * Takes the operands one by one, of their `operandTypes`. Where `takesNull` is not set it is never called with NULL: the result is NULL then.
   * @throws RowError when the row cannot be computed
   */
  readonly evaluate: (...operands: readonly never[]) => Value;
  readonly takesNull?: boolean;
  /** Whether the result never falls while the operands do not: what windows may be made of. */
  readonly monotonic?: boolean;
}

/** A scalar function or operator. */
export interface ScalarFunction {
  /** `UPPER`, `+`, `IS NOT NULL` */
  readonly name: string;
  /** As error messages list them: `UPPER(<CHARACTER>)` */
  readonly signatures: readonly string[];
  /** Undefined when it takes no such operands. */
  readonly resolve: (operands: readonly Operand[]) => ResolvedCall | undefined;
}
