import type { AggregateFunction } from '../aggregates/aggregate.js';
import type { Span } from '../errors.js';
import type { ScalarFunction } from '../functions/function.js';
import type { TableFunction } from '../learning/table-function.js';
import type { Expression, Name, Query, WindowSpecification } from '../syntax/ast.js';
import type { SqlType } from '../types/sql-type.js';
import type { CallCollector, OverCollector } from './collectors.js';
import type { Relation, Scope } from './relation.js';
import type { RowFunction } from './row-function.js';
import type { Typed } from './typed.js';

/** What programs may call. */
export interface Functions {
  readonly scalar: readonly ScalarFunction[];
  readonly aggregate: readonly AggregateFunction[];
  readonly table: readonly TableFunction[];
  readonly row: readonly RowFunction[];
}

/** Functions by their names, in the order in which they are tried. */
export interface FunctionIndex {
  readonly scalar: ReadonlyMap<string, readonly ScalarFunction[]>;
  readonly aggregate: ReadonlyMap<string, readonly AggregateFunction[]>;
  readonly table: ReadonlyMap<string, readonly TableFunction[]>;
  readonly row: ReadonlyMap<string, readonly RowFunction[]>;
}

/** A function of CREATE FUNCTION. */
export interface UserFunction {
  readonly name: string;
  readonly parameters: readonly SqlType[];
  readonly returns: SqlType;
  readonly nullOnNull: boolean;
  /** Over a row of the parameters. */
  readonly body: Typed;
}

/** What holds while one statement is bound. */
export interface StatementContext {
  readonly functions: FunctionIndex;
  readonly userFunctions: ReadonlyMap<string, readonly UserFunction[]>;
  /** What a name in FROM stands for. */
  readonly relation: (name: Name) => Relation;
  /** Where columns and ROWTIME stand that an aggregate query may have to complain of. */
  readonly places: WeakMap<Typed, Place>;
  readonly budget: { depth: number; relations: number };
  /** Expressions hold expressions, and queries queries: by way of these. */
  readonly binders: Binders;
}

export interface Binders {
  readonly expression: (expression: Expression, context: ExpressionContext) => Typed;
  readonly query: (query: Query, statement: StatementContext, options: QueryOptions) => Relation;
}

/** How strictly STREAM is asked for: at a pump's query, not in what stands within it. */
export interface QueryOptions {
  readonly outermost?: boolean;
}

export interface Place {
  readonly at: Span;
  readonly text: string;
  /** ROWTIME without a relation before it: in an aggregate query that of the row that comes out. */
  readonly bareRowtime: boolean;
}

/** Where an expression stands. */
export interface ExpressionContext {
  readonly statement: StatementContext;
  readonly scope: Scope;
  /** As error messages name it: `WHERE`, `GROUP BY` */
  readonly clause: string;
  /** Where aggregates are allowed. */
  readonly aggregates?: CallCollector;
  /** Where OVER is allowed. */
  readonly overs?: OverCollector;
  readonly windows: ReadonlyMap<string, WindowSpecification>;
  readonly withinAggregate?: boolean;
}

export function indexed(functions: Functions): FunctionIndex {
  return {
    scalar: byName(functions.scalar),
    aggregate: byName(functions.aggregate),
    table: byName(functions.table),
    row: byName(functions.row),
  };
}

function byName<T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const entry of list) {
    const known = map.get(entry.name);
    if (known === undefined) map.set(entry.name, [entry]);
    else known.push(entry);
  }
  return map;
}

/** The last part: schemas there are none. */
export const objectName = (name: Name): string => (name.parts.at(-1) ?? name.parts[0]).text;
