import type { AggregateFunction } from '../aggregates/aggregate.js';
import { type Span, sqlErrorAt } from '../errors.js';
import type { ScalarFunction } from '../functions/function.js';
import type { TableFunction } from '../learning/table-function.js';
import type { Name, WindowSpecification } from '../syntax/ast.js';
import type { SqlType } from '../types/sql-type.js';
import type { CallCollector, OverCollector } from './collectors.js';
import type { Relation, Scope } from './relation.js';
import type { RowFunction } from './row-function.js';
import { nameText } from './scope.js';
import type { Typed } from './typed.js';
import { sizeOf } from './typed-tree.js';

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

const deepest = 400;
const mostRelations = 2000;
const largestExpression = 20_000;

/** Runs what goes one level down in a program's text. */
export function nested<T>(context: StatementContext, at: Span, run: () => T): T {
  if (context.budget.depth >= deepest) throw sqlErrorAt(at, 'Expression is nested too deeply');
  context.budget.depth++;
  try {
    return run();
  } finally {
    context.budget.depth--;
  }
}

/** Counts the relations that a statement reads, views gone through: so that views of views of views do not grow without bound. */
export function spendRelation(context: StatementContext, name: Name): void {
  if (++context.budget.relations > mostRelations)
    throw sqlErrorAt(name.at, `Too many relations are read by way of '${nameText(name)}'`);
}

/** An expression, unless it has become too large by what stands more than once in it. */
export function bounded(typed: Typed, at: Span): Typed {
  if (sizeOf(typed) > largestExpression) throw sqlErrorAt(at, 'Expression is too large');
  return typed;
}
