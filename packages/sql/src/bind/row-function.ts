import type { Operand } from '../functions/function.js';
import type { Column, SqlType, Value } from '../types/sql-type.js';

/** A function whose result is a row, for one REGEX_LOG_PARSE: its members are named behind the result's alias (`t.rec.COLUMN1`). */
export interface RowFunction {
  readonly name: string;
  /** As error messages list them. */
  readonly signatures: readonly string[];
  /** Undefined when it takes no such operands. */
  readonly resolve: (operands: readonly Operand[]) => ResolvedRowCall | undefined;
}

export interface ResolvedRowCall {
  readonly columns: readonly Column[];
  /** What the operands are cast to first. */
  readonly operandTypes: readonly SqlType[];
  /**
   * Never called with NULL. One value for each column, or NULL where nothing matches.
   * @throws RowError when the row cannot be computed
   */
  readonly evaluate: (...operands: readonly never[]) => readonly Value[] | null;
}
