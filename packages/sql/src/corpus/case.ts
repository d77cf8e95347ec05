/**
 * A program, what it is fed and what must come of it, as the SQL reference has it.
 *
 * Rows are lines of a time and values, `10:00:05 | AMZN | 3`, in the order of the columns: `NULL`, and texts in quotes where blanks or bars belong to them. Times without a date are of 2020-01-01,
 * a Wednesday.
 */
export interface Case {
  readonly name: string;
  /** The statements; where `into` is given, the query of the one pump P alone. A place that is refused stands between two `^`. */
  readonly sql: string;
  /** Columns of the stream DEST, which the query is inserted into. */
  readonly into?: string;
  /** Columns of the source S, or of several sources by their names. `HIDDEN` behind a column keeps it out of `*`. */
  readonly source?: string | Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, { readonly columns: string; readonly rows: string }>>;
  /** Rows of the (first) source, `NAME: 10:00:05 | …` of another; `clock 10:01:00` says that no row before that time comes any more. */
  readonly feed?: string;
  /** Rows of DEST, or of streams by their names. */
  readonly out?: string | Readonly<Record<string, string>>;
  /** Rows of error_stream: `DATA_ROWTIME | PUMP_NAME | SQLSTATE`, or `late` in place of the last. */
  readonly errors?: string;
  /** Why the program is refused, without the place where it is marked. */
  readonly refused?: string;
}

/** Cases over the same source, but those that have one of their own. */
export const over = (source: NonNullable<Case['source']>, cases: readonly Case[]): readonly Case[] =>
  cases.map((one) => ({ source, ...one }));

/** An expression, its type and its value; `!22012` where its row fails with that SQLSTATE. */
export type Expectation = readonly [expression: string, type: string, value: string];

/** One program for each expression, over one row of the source S at 10:00:00. */
export function expressions(columns: string, row: string, list: readonly Expectation[]): readonly Case[] {
  return list.map(([expression, type, value]): Case => {
    const fails = value.startsWith('!');
    return {
      name: `${expression} is ${value}`,
      source: columns,
      into: `x ${type}`,
      sql: `SELECT STREAM ${expression} FROM S`,
      feed: `10:00:00 | ${row}`,
      out: fails ? '' : `10:00:00 | ${value}`,
      ...(fails ? { errors: `10:00:00 | P | ${value.slice(1)}` } : {}),
    };
  });
}

/** Conditions that are true, false or unknown of one row: as values, and in WHERE. */
export function conditions(
  columns: string,
  row: string,
  list: Readonly<Record<string, boolean | null>>,
): readonly Case[] {
  return Object.entries(list).flatMap(([condition, value]): Case[] => [
    ...expressions(columns, row, [[condition, 'BOOLEAN', value === null ? 'NULL' : String(value)]]),
    {
      name: `WHERE ${condition} ${value === true ? 'passes' : 'does not pass'}`,
      source: columns,
      into: 'x INTEGER',
      sql: `SELECT STREAM 1 FROM S WHERE ${condition}`,
      feed: `10:00:00 | ${row}`,
      out: value === true ? '10:00:00 | 1' : '',
    },
  ]);
}
