import type { Name, TableExpression, WindowSpecification } from '../syntax/ast.js';
import { TIMESTAMP, type SqlType, type Value } from '../types/sql-type.js';
import { constant, type Computed, type Row } from './computed.js';

export interface RelationColumn {
  readonly name: string;
  readonly type: SqlType;
  /** It is the row's ROWTIME. */
  readonly isTime?: boolean;
}

/** All rows of a stream, in the order of their times. */
export interface Relation {
  readonly columns: readonly RelationColumn[];
  readonly rows: readonly Row[];
  /** Whether the order of rows of one time is settled. */
  readonly ordered: boolean;
}

/** What a FROM clause yields: columns by the names of their relations. ROWTIMEs of relations are columns, too. */
export interface Source {
  readonly columns: readonly SourceColumn[];
  readonly rows: readonly Row[];
  readonly ordered: boolean;
}

export interface SourceColumn extends RelationColumn {
  readonly alias: string;
}

/** A relation under a name. */
export function named(relation: Relation, alias: string): Source {
  const { columns, rows, ordered } = relation;
  return {
    columns: [...columns, { name: 'ROWTIME', type: TIMESTAMP, isTime: true }].map((column) => ({ ...column, alias })),
    rows: rows.map(({ time, values }) => ({ time, values: [...values, time] })),
    ordered,
  };
}

/** The place of a column; -1 is the row's time. */
export function placeOf({ parts }: Name, columns: readonly SourceColumn[]): number {
  const [first, second] = parts;
  if (second === undefined && first.text === 'ROWTIME') return -1;
  const at = columns.findIndex(({ alias, name }) =>
    second === undefined ? name === first.text : alias === first.text && name === second.text,
  );
  if (at < 0) throw new TypeError(`The oracle knows no column ${parts.map(({ text }) => text).join('.')}`);
  return at;
}

export function columnAt(at: number, columns: readonly SourceColumn[]): Computed {
  if (at < 0) return { type: TIMESTAMP, of: ({ time }) => time };
  const type = columns[at]?.type;
  if (type === undefined) return constant(null, TIMESTAMP);
  return { type, of: ({ values }) => values[at] ?? null };
}

export const nulls = (columns: readonly unknown[]): Value[] => columns.map(() => null);

/** In the order of their times; those of one time as they are. */
export const inOrder = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => a.time - b.time);

export type Joined = Extract<TableExpression, { kind: 'join' }>;
export type Windows = ReadonlyMap<string, WindowSpecification>;

/** A window, as WINDOW has it where it is a name. */
export function windowOf(specification: WindowSpecification, windows: Windows): WindowSpecification {
  const { base } = specification;
  const window = base === undefined ? specification : windows.get(base.text);
  if (window === undefined) throw new TypeError('The oracle knows no such window');
  return window;
}
