import type { Saved } from '../aggregates/aggregate.js';
import type { Column, SqlType, Value } from '../types/sql-type.js';

/** A function over a stream's rows, in FROM: `TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM …), 100))`. */
export interface TableFunction {
  readonly name: string;
  /** As error messages list them: `HOTSPOTS(<CURSOR>, <INTEGER>, <DOUBLE>, <INTEGER>)` */
  readonly signatures: readonly string[];
  /** Settles the call's types, or says in whole words what is wrong with it. */
  readonly resolve: (call: TableFunctionCall) => ResolvedTableFunction | { readonly problem: string };
}

export interface TableFunctionCall {
  /** Of the cursor's rows, without ROWTIME. */
  readonly cursorColumns: readonly Column[];
  /** What follows the cursor. */
  readonly arguments: readonly TableFunctionArgument[];
}

export interface TableFunctionArgument {
  readonly type: SqlType;
  /** Undefined for what is not a constant: no function takes that. */
  readonly constant: Value | undefined;
}

export interface ResolvedTableFunction {
  /** Of the rows given out, in their order, without ROWTIME. */
  readonly columns: readonly Column[];
  /** A transformer that begins anew, or goes on exactly where the saved one stood. */
  create(saved?: Saved): RowTransformer;
}

/** Takes a stream's rows in the order of their ROWTIME. The same rows give the same answers, on every machine. */
export interface RowTransformer {
  /**
   * Takes a row of the cursor. What it gives out has the row's own ROWTIME.
   * @param time the row's ROWTIME, ms since 1970
   */
  row(values: readonly Value[], time: number): readonly (readonly Value[])[];
  /**
   * Tells that no row before `time` (ms since 1970) can come any more. To be called before the first row that is not before `nextEnd()`.
   * What it gives out is in the order of its times. Only of functions that hold rows back.
   */
  advance?(time: number): readonly TimedRow[];
  /** The earliest time at which `advance` would give something out; undefined while nothing is held. */
  nextEnd?(): number | undefined;
  save(): Saved;
}

export interface TimedRow {
  /** ROWTIME, ms since 1970 */
  readonly time: number;
  readonly values: readonly Value[];
}
