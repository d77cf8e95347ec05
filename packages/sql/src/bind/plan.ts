import type { ResolvedAggregate } from '../aggregates/aggregate.js';
import type { Span } from '../errors.js';
import type { ResolvedTableFunction } from '../learning/table-function.js';
import type { Column, Value } from '../types/sql-type.js';
import type { Typed } from './typed.js';

/**
 * How the rows of a query come about. Every row has a ROWTIME (ms) beside its values; rows of a relation come in the order of their ROWTIMEs. `columns` describe the values.
 * Between rows a relation says how far time is: no row before that time comes any more (its watermark).
 */
export type Plan = { readonly columns: readonly Column[] } & (
  | StreamScan
  | OneRow
  | Filter
  | Project
  | TumblingAggregate
  | StaggerAggregate
  | Analytic
  | WindowJoin
  | ReferenceJoin
  | Union
  | Sort
  | TableFunctionCall
);

export interface StreamScan {
  readonly kind: 'stream';
  /** Of an in-application stream. */
  readonly stream: string;
}

/** Rows of constants, at the time when the pump starts. */
export interface OneRow {
  readonly kind: 'values';
  readonly rows: readonly (readonly Value[])[];
}

export interface Filter {
  readonly kind: 'filter';
  readonly input: Plan;
  /** Rows pass where it is true. */
  readonly condition: Typed;
}

export interface Project {
  readonly kind: 'project';
  readonly input: Plan;
  readonly expressions: readonly Typed[];
  /** `AS ROWTIME`: the rows' new time; those that would come before an earlier one's are late. Time then goes by these rows alone, not by the clock. */
  readonly rowtime?: Typed;
}

/** A monotonic expression of GROUP BY, or of ORDER BY's beginning. */
export interface WindowKey {
  readonly expression: Typed;
  /** Whether it depends on nothing but ROWTIME: then the window's end is known when it opens, and the watermark closes it. Otherwise a row with another value does. */
  readonly ofRowtime: boolean;
}

export interface AggregateCall {
  readonly name: string;
  readonly aggregate: ResolvedAggregate;
  /** Of the aggregate's `operandTypes`, over the input's row. */
  readonly operands: readonly Typed[];
  /** `FILTER`-less DISTINCT is within the aggregate. Equal calls of one query stand once. */
  readonly text: string;
}

/**
 * GROUP BY with at least one monotonic expression. Values of its rows: windows, keys, then calls. Rows of a window are given out when it is over (any window key has moved on), in the order in which
 * their groups appeared; their ROWTIME is the window's end: the first ms at which a window key that is of ROWTIME has another value; else the ROWTIME of the row that closed it.
 */
export interface TumblingAggregate {
  readonly kind: 'aggregate';
  readonly input: Plan;
  readonly windows: readonly WindowKey[];
  readonly keys: readonly Typed[];
  readonly calls: readonly AggregateCall[];
  /** SELECT DISTINCT: a group's row is given out when its first row comes, with that row's ROWTIME. There are no calls then. */
  readonly atOnce?: true;
}

/** WINDOWED BY STAGGER: each partition's window opens with its first row and is over `range` ms later, when its row is given out with that ROWTIME. Values: keys, then calls. */
export interface StaggerAggregate {
  readonly kind: 'stagger';
  readonly input: Plan;
  readonly keys: readonly Typed[];
  /** ms, more than 0 */
  readonly range: number;
  readonly calls: readonly AggregateCall[];
}

/** OVER: one row out for each row in, at once. Values: the input's, then the calls' of each window in turn. */
export interface Analytic {
  readonly kind: 'analytic';
  readonly input: Plan;
  readonly windows: readonly AnalyticWindow[];
}

export interface AnalyticWindow {
  readonly partition: readonly Typed[];
  /** Which rows before the current one belong to the frame (the current one always does). `range` in ms of ROWTIME, `rows` a count of rows before the current one; neither where it is unbounded. */
  readonly frame: { readonly rows?: number; readonly range?: number };
  /** `RANGE … PRECEDING` by another monotonic column than ROWTIME. */
  readonly order?: Typed;
  readonly calls: readonly AggregateCall[];
}

/** How long rows of a join's side can be met by later ones of the other. Neither bound: for ever (not allowed over streams); a side without OVER keeps its rows for `rows: 0`: the moment only. */
export interface JoinWindow {
  /** ms before the other row's ROWTIME, itself included. */
  readonly range?: number;
  readonly rows?: number;
}

/** A join of two streams. Values: the left's, then the right's; those of a missing side are NULL. ROWTIME: the later one's. */
export interface WindowJoin {
  readonly kind: 'join';
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';
  readonly left: Plan;
  readonly right: Plan;
  readonly leftWindow: JoinWindow;
  readonly rightWindow: JoinWindow;
  /** Conjuncts `left = right`, each side over its own row, of one type. */
  readonly equal: readonly { readonly left: Typed; readonly right: Typed }[];
  /** What is left of the condition, over the joined row. */
  readonly condition?: Typed;
}

/** A join with the reference table as it is at the moment. SEMI and ANTI keep the input's values only: IN and EXISTS. */
export interface ReferenceJoin {
  readonly kind: 'reference-join';
  readonly type: 'INNER' | 'LEFT' | 'SEMI' | 'ANTI';
  readonly input: Plan;
  readonly table: string;
  /** Whether the table's values stand before the input's. */
  readonly tableFirst: boolean;
  readonly equal: readonly { readonly input: Typed; readonly table: Typed }[];
  /** Over the joined row. */
  readonly condition?: Typed;
}

/** UNION ALL. */
export interface Union {
  readonly kind: 'union';
  readonly inputs: readonly Plan[];
}

/** ORDER BY of a stream: within each window of its monotonic beginning, or within the last `within` ms (late rows in order). */
export interface Sort {
  readonly kind: 'sort';
  readonly input: Plan;
  readonly windows: readonly WindowKey[];
  readonly keys: readonly { readonly expression: Typed; readonly descending: boolean; readonly nullsFirst: boolean }[];
  /** ms */
  readonly within?: number;
  /** Rows of each window. */
  readonly limit?: number;
}

export interface TableFunctionCall {
  readonly kind: 'table-function';
  readonly input: Plan;
  readonly function: ResolvedTableFunction;
  /** The call with its constants, without the cursor: `HOTSPOTS(1000, 0.2:DOUBLE, 17)`. */
  readonly text: string;
}

/** A compiled program. */
export interface Program {
  /** In-application streams in the order of their making; sources first, then those of CREATE STREAM, with `error_stream`. */
  readonly streams: readonly ProgramStream[];
  /** In the order of their making. */
  readonly pumps: readonly Pump[];
  /** Names of the reference tables. */
  readonly tables: readonly string[];
}

export interface ProgramStream {
  readonly name: string;
  readonly kind: 'source' | 'created' | 'error';
  readonly columns: readonly Column[];
}

export interface Pump {
  readonly name: string;
  readonly started: boolean;
  /** The stream that it writes to. */
  readonly into: string;
  /** Yields the stream's columns in their order, cast by assignment. ROWTIME as the query has it. */
  readonly plan: Plan;
  readonly at: Span;
}
