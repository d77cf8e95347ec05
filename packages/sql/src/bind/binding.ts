import { type Span, sqlErrorAt } from '../errors.js';
import type { Expression, Name, Query } from '../syntax/ast.js';
import { BOOLEAN } from '../types/sql-type.js';
import type { ExpressionContext, QueryOptions, StatementContext } from './context.js';
import { constant } from './fold.js';
import type { Relation } from './relation.js';
import { spend } from './effort.js';
import { sizeOf } from './typed-tree.js';
import type { Typed } from './typed.js';
import { nameText } from './scope.js';

/**
 * An expression with its names and types settled; constants in it are computed.
 * @throws SqlError with the place of what is wrong
 */
export const bindExpression = (expression: Expression, context: ExpressionContext): Typed =>
  nested(context.statement, expression.at, () =>
    bounded(context.statement.binders.expression(expression, context), expression.at),
  );

/** A condition: of WHERE, HAVING, ON. */
export function bindCondition(expression: Expression, context: ExpressionContext): Typed {
  const condition = bindExpression(expression, context);
  if (condition.type.kind === 'NULL') return constant(null, BOOLEAN);
  if (condition.type.kind !== 'BOOLEAN')
    throw sqlErrorAt(expression.at, `${context.clause} clause must be a condition`);
  return condition;
}

/**
 * A query's plan, with the names and types of what it yields.
 * @throws SqlError for what it cannot be
 */
export const bindQuery = (query: Query, statement: StatementContext, options: QueryOptions = {}): Relation =>
  nested(statement, query.at, () => statement.binders.query(query, statement, options));

const deepest = 1000;
const mostRelations = 2000;
const largestExpression = 100_000;
/** What a relation takes to be bound beside its columns, in parts of expressions. */
const relationParts = 20;

/** Runs what goes one level down in a program's text. */
export function nested<T>(context: StatementContext, at: Span, run: () => T): T {
  spend(2);
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
  spend(relationParts);
  if (++context.budget.relations > mostRelations)
    throw sqlErrorAt(name.at, `Too many relations are read by way of '${nameText(name)}'`);
}

/** An expression, unless it has become too large by what stands more than once in it. */
function bounded(typed: Typed, at: Span): Typed {
  if (sizeOf(typed) > largestExpression) throw sqlErrorAt(at, 'Expression is too large');
  return typed;
}
