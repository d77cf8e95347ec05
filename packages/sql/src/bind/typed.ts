import type { ResolvedCall } from '../functions/function.js';
import type { SqlType, Value } from '../types/sql-type.js';

/** An expression whose names and types are settled, over one input row. */
export type Typed =
  /** A value of the row. */
  | { readonly kind: 'column'; readonly index: number; readonly type: SqlType }
  /** The row's ROWTIME. */
  | { readonly kind: 'rowtime'; readonly type: SqlType }
  /** The clock's reading of the step that computes it (CURRENT_TIMESTAMP and its like, TIMESTAMP in ms). */
  | { readonly kind: 'now'; readonly type: SqlType }
  | { readonly kind: 'constant'; readonly value: Value; readonly type: SqlType }
  /** Operands are of the call's `operandTypes` already: casts stand in the tree. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly call: ResolvedCall;
      readonly operands: readonly Typed[];
      readonly type: SqlType;
    }
  | {
      readonly kind: 'cast';
      readonly operand: Typed;
      readonly type: SqlType;
      /** What is implicit in an INSERT differs from CAST where a value does not fit. */
      readonly mode: 'explicit' | 'assignment';
    }
  /** Three-valued, from left to right, no further than needed. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Typed[]; readonly type: SqlType }
  /** The first branch whose condition is true. All results are of the type. */
  | {
      readonly kind: 'case';
      readonly whens: readonly { readonly when: Typed; readonly then: Typed }[];
      readonly otherwise: Typed;
      readonly type: SqlType;
    }
  /** `x IN (constants)`: NULL for NULL, and for what is not found where the list has a NULL. All of one type. */
  | {
      readonly kind: 'in';
      readonly operand: Typed;
      readonly values: readonly Value[];
      readonly not: boolean;
      readonly type: SqlType;
    };
