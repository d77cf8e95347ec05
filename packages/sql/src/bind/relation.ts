import type { Span } from '../errors.js';
import type { Column, SqlType } from '../types/sql-type.js';
import type { Plan } from './plan.js';
import type { Typed } from './typed.js';

/** How an expression's values go from row to row. */
export type Direction = 'up' | 'down' | 'constant' | 'none';

/** What is known of one value of a relation's rows. */
export interface Field {
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly direction: Direction;
  /** It changes exactly where ROWTIME does: the key of the one window of an aggregation below. */
  readonly followsRowtime?: true;
  /** The value as an expression of nothing but ROWTIME, where it is one: so that time alone ends a window over it. */
  readonly ofRowtime?: Typed;
}

/** What a name of a relation stands for. */
export type Item =
  | { readonly kind: 'column'; readonly name: string; readonly index: number; readonly hidden?: true }
  /** The result of a function that yields a row. */
  | { readonly kind: 'row'; readonly name: string; readonly members: readonly { name: string; index: number }[] };

/** What a query, or an object of the catalogue, yields. */
export interface Relation {
  readonly plan: Plan;
  readonly streaming: boolean;
  /** One for each value of the plan's rows. */
  readonly fields: readonly Field[];
  /** In their order; a column that is not named by an item cannot be reached. */
  readonly items: readonly Item[];
  /** Where among the items of its SELECT `AS ROWTIME` stood: it is the rows' time, and a value only where an INSERT has a column for it. */
  readonly rowtimeAt?: number;
  /** Where in the program's text the plan's columns are made; known of SELECT. */
  readonly places?: readonly Span[];
  /** Of a reference table: its name. Its plan has no rows; it can only be joined. */
  readonly table?: string;
}

/** A relation's name in a FROM clause. */
export interface ScopeRelation {
  readonly alias: string | undefined;
  readonly items: readonly Item[];
  /** What `alias.ROWTIME` is; undefined for tables. */
  readonly rowtime: Typed | undefined;
}

/** Where names are looked up: the relations of a FROM clause over one joined row. */
export interface Scope {
  readonly relations: readonly ScopeRelation[];
  readonly fields: readonly Field[];
  /** Whether rows have a ROWTIME. */
  readonly timed: boolean;
  /** Columns of USING and NATURAL. */
  readonly merged: readonly { readonly name: string; readonly typed: Typed }[];
  /** Where what is not found here is looked up; over the same row. */
  readonly outer?: Scope;
}

export const fieldOf = ({ type, notNull }: Column, direction: Direction = 'none'): Field => ({
  type,
  notNull: notNull === true,
  direction,
});

/** Named values of an object of the catalogue. */
export const itemsOf = (columns: readonly Column[]): Item[] =>
  columns.map(({ name, hidden }, index) => ({ kind: 'column', name, index, ...(hidden === true ? { hidden } : {}) }));

/** Whether `*` has it. */
export const isVisible = (item: Item): boolean => item.kind === 'row' || item.hidden !== true;

export const emptyScope: Scope = { relations: [], fields: [], timed: false, merged: [] };
