import type { Budget } from './budget.js';

/** An event as queries see it. */
export interface LogEvent {
  /** ms since the epoch */
  readonly timestamp: number;
  readonly message: string;
  /** ms since the epoch */
  readonly ingestionTime: number;
  readonly logStream: string;
  readonly logGroup: string;
  readonly account: string;
  /** What GetLogRecord finds it by: `@ptr`. Asked for when the event is kept. */
  readonly ptr: string | (() => string);
}

/** A row as GetQueryResults answers it: fields without a value are left out. */
export type ResultRow = readonly { readonly field: string; readonly value: string }[];

export interface QueryStatistics {
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  /** As stored: UTF-8 of the messages. */
  readonly bytesScanned: number;
}

/** A query, compiled. */
export interface Query {
  /** The groups that a SOURCE command names. */
  readonly sources: readonly string[];
  /**
   * Begins an execution.
   * @param options.now ms since the epoch: what now() answers
   * @param options.limit StartQuery's; a limit in the query wins
   * @param options.memory what executions that run at the same time share
   */
  start(options: {
    readonly now: number;
    readonly limit?: number | undefined;
    readonly memory?: Budget | undefined;
  }): QueryRun;
}

/** An execution, in bounded memory: it keeps what the results need. */
export interface QueryRun {
  /** Takes the next events, in any order. */
  feed(events: Iterable<LogEvent>): void;
  /** Whether more events change nothing any more. */
  readonly isDone: boolean;
  /** The rows so far; those of the query when all events were fed. */
  results(): ResultRow[];
  readonly statistics: QueryStatistics;
  /** Gives back what it has of the memory that executions share: nothing is asked of it any more. */
  close(): void;
}

/** A query is refused. */
export class MalformedQueryError extends Error {
  override readonly name = 'MalformedQueryError';
  /** Where, in UTF-16 units from the query's beginning, and what AWS says of it there. */
  readonly compileError: { readonly start: number; readonly end: number; readonly message: string };

  constructor(
    message: string,
    compileError: { readonly start: number; readonly end: number; readonly message: string },
  ) {
    super(message);
    this.compileError = compileError;
  }
}

/** What a query keeps in memory grew too large: distinct groups, values, or rows. */
export class QueryTooLargeError extends Error {
  override readonly name = 'QueryTooLargeError';
}
