import { type Span, sqlErrorAt } from '../errors.js';
import type { Expression, Query } from '../syntax/ast.js';
import { bindCondition, bindExpression, spendRelation } from './binding.js';
import type { ExpressionContext } from './context.js';
import { type Sides, type Source, joinOf, where, conjuncts } from './join.js';
import type { Plan } from './plan.js';
import type { Scope, ScopeRelation } from './relation.js';
import { compared, joined, operator } from './resolve.js';
import { columnOf } from './scope.js';
import type { Typed } from './typed.js';

/** WHERE: conditions over the row, and those that look rows up in reference tables (IN and EXISTS over a query). */
export function bindWhere(plan: Plan, condition: Expression, context: ExpressionContext): Plan {
  const inside: ExpressionContext = {
    statement: context.statement,
    windows: context.windows,
    scope: context.scope,
    clause: 'WHERE',
  };
  const plain: Typed[] = [];
  const lookups: ((input: Plan) => Plan)[] = [];
  const all = parts(condition);
  if (!all.some(isLookup)) return where(plan, conjuncts(bindCondition(condition, inside)));
  for (const part of all) {
    const lookup = bindLookup(part, false, inside);
    if (lookup === undefined) plain.push(...conjuncts(bindCondition(part, inside)));
    else lookups.push(lookup);
  }
  return lookups.reduce((input, lookup) => lookup(input), where(plan, plain));
}

/** The conditions of a chain of ANDs. */
function parts(condition: Expression): Expression[] {
  const found: Expression[] = [];
  const open: Expression[] = [condition];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'operator' && next.operator === 'AND') open.push(...next.operands.toReversed());
    else found.push(next);
  }
  return found;
}

function isLookup(part: Expression): boolean {
  let inner = part;
  while (inner.kind === 'operator' && inner.operator === 'NOT' && inner.operands[0] !== undefined)
    [inner] = inner.operands as readonly [Expression];
  return inner.kind === 'in-query' || inner.kind === 'exists';
}

function bindLookup(part: Expression, not: boolean, context: ExpressionContext): ((input: Plan) => Plan) | undefined {
  if (part.kind === 'operator' && part.operator === 'NOT') {
    const [operand] = part.operands;
    return operand === undefined ? undefined : bindLookup(operand, !not, context);
  }
  if (part.kind !== 'in-query' && part.kind !== 'exists') return undefined;
  const negated = part.kind === 'in-query' ? part.not !== not : not;
  const { table, scope, condition, items } = bindTableQuery(part.query, part.at, context);
  const inside: ExpressionContext = { ...context, scope };
  const conditions = condition === undefined ? [] : [...conjuncts(condition)];
  if (part.kind === 'in-query') {
    const tested = part.operand.kind === 'row' ? part.operand.items : [part.operand];
    if (tested.length !== items.length) throw sqlErrorAt(part.at, 'Wrong number of arguments to expression');
    for (const [index, expression] of tested.entries()) {
      const item = items[index];
      if (item === undefined) continue;
      const equal = compared('=', bindExpression(expression, context), item, part.at, inside);
      // A row is not NOT IN what it may be in: neither value is known not to be NULL.
      conditions.push(negated ? operator('IS NOT FALSE', [equal], part.at, inside) : equal);
    }
  }
  return (input) => {
    const left: Source = { ...nothing, plan: input, fields: context.scope.fields, streaming: true };
    const sides: Sides = { type: 'INNER', left, right: table, at: part.at };
    const plan = joinOf(sides, conditions.length === 0 ? undefined : joined('and', conditions));
    if (plan.kind !== 'reference-join') throw new TypeError('A table is looked up by a reference join');
    return { ...plan, columns: input.columns, type: negated ? 'ANTI' : 'SEMI' };
  };
}

const nothing = { relations: [], merged: [] } as const;

interface TableQuery {
  readonly table: Source;
  /** Of the query's table, then of the row that is looked up, whose values stand first. */
  readonly scope: Scope;
  readonly condition: Typed | undefined;
  readonly items: readonly Typed[];
}

/** `(SELECT x FROM table WHERE …)`: only of a single reference table, for streams have no end at which nothing was found. */
function bindTableQuery(query: Query, at: Span, context: ExpressionContext): TableQuery {
  const { statement, windows } = context;
  const refuse = (problem: string): never => {
    throw sqlErrorAt(at, problem);
  };
  if (query.kind !== 'select') return refuse('Subqueries of conditions must select from a reference table');
  const [from, ...more] = query.from;
  const isPlain =
    query.groupBy === undefined &&
    query.having === undefined &&
    query.stagger === undefined &&
    query.limit === undefined;
  if (from?.kind !== 'table' || more.length > 0 || !isPlain)
    return refuse('Subqueries of conditions must select from a reference table');
  spendRelation(statement, from.name);
  const relation = statement.relation(from.name);
  if (relation.table === undefined) return refuse('Subqueries of conditions must select from a reference table');
  const alias = from.alias?.text ?? from.name.parts.at(-1)?.text;
  const width = context.scope.fields.length;
  const own: ScopeRelation = {
    alias,
    items: relation.items.map((item) => (item.kind === 'column' ? { ...item, index: item.index + width } : item)),
    rowtime: undefined,
  };
  const fields = [...context.scope.fields, ...relation.fields];
  const ownScope: Scope = { relations: [own], fields, timed: false, merged: [] };
  // Names of the table go before those of the row.
  const scope: Scope = { ...ownScope, timed: context.scope.timed, outer: context.scope };
  const inside: ExpressionContext = { statement, windows, scope, clause: 'WHERE' };
  const condition = query.where === undefined ? undefined : bindCondition(query.where, inside);
  const items = query.items.flatMap((item): Typed[] => {
    if (item.kind === 'star')
      return relation.items.flatMap((each) => (each.kind === 'column' ? [columnOf(each.index + width, ownScope)] : []));
    return [bindExpression(item.expression, { ...inside, scope: ownScope, clause: 'SELECT' })];
  });
  const table: Source = {
    ...nothing,
    plan: relation.plan,
    fields: relation.fields,
    streaming: false,
    table: relation.table,
  };
  return { table, scope, condition, items };
}
