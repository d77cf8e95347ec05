import type { Saved } from '../aggregates/aggregate.js';
import type { Value } from '../types/sql-type.js';

/** A row with its ROWTIME, ms. */
export interface Row {
  readonly time: number;
  readonly values: readonly Value[];
}

/** A row for a source stream. */
export interface SourceRow extends Row {
  /** Index of the source in the program's streams. */
  readonly stream: number;
}

/** What the engine computes at one go. */
export interface Batch {
  /** The clock's reading: CURRENT_TIMESTAMP. */
  readonly now: number;
  /** In the order of their times, none before the watermark of the batch before. */
  readonly rows: readonly SourceRow[];
  /** No source row before this time comes any more after the batch. Not less than the last. */
  readonly watermark: number;
}

/** Where the engine gives rows out: called in order, while a batch is computed. */
export interface RowSink {
  /** @param stream index of an in-application stream in the program's streams, whichever kind */
  row(stream: number, row: Row): void;
}

/** What a row's error says in `error_stream`. */
export interface RowProblem {
  readonly code: string;
  readonly message: string;
  /** The pump or stream in which it arose. */
  readonly where: string;
  readonly time: number;
  /** The row, as text. */
  readonly data: string;
}

export interface EngineOptions {
  readonly sink: RowSink;
  /** From `snapshot()` of an engine of the same program. */
  readonly snapshot?: Saved;
  /** How much the program's windows may remember, bytes, estimated: beyond it rows that would have to be remembered are errors. 512 MB if left out. */
  readonly mostMemory?: number;
}
