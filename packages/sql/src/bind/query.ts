import { type Span, spanning, sqlErrorAt } from '../errors.js';
import type { Query, SetOperation, Values } from '../syntax/ast.js';
import { leastRestrictive } from '../types/derive.js';
import type { Column, Value } from '../types/sql-type.js';
import { bindExpression, bindQuery } from './binding.js';
import { projectOf } from './build.js';
import type { ExpressionContext, QueryOptions, StatementContext } from './context.js';
import { converted } from './fold.js';
import type { Plan } from './plan.js';
import { type Field, type Relation, type Scope, emptyScope, fieldOf, itemsOf } from './relation.js';
import { bindSelect } from './select.js';
import { ordinalOf, sortOf } from './sort.js';
import type { Typed } from './typed.js';

/** What a query is, by its kind. */
export function queryOf(query: Query, statement: StatementContext, options: QueryOptions): Relation {
  switch (query.kind) {
    case 'select':
      return bindSelect(query, statement, options);
    case 'values':
      return bindValues(query, statement);
    case 'set-operation':
      return bindSetOperation(query, statement, options);
  }
}

/** UNION ALL: what else there is of set operations would wait for a stream's end. */
function bindSetOperation(query: SetOperation, statement: StatementContext, options: QueryOptions): Relation {
  const { operator, at } = query;
  if (operator !== 'UNION ALL') throw sqlErrorAt(at, `${operator} not supported`);
  const sides = [bindQuery(query.left, statement, options), bindQuery(query.right, statement, options)];
  const [left, right] = sides;
  if (left === undefined || right === undefined) throw new TypeError('A set operation has two sides');
  const { columns } = left.plan;
  if (columns.length !== right.plan.columns.length)
    throw sqlErrorAt(itemsPlace(query.right), `Column count mismatch in ${operator}`);
  if (left.streaming !== right.streaming)
    throw sqlErrorAt(at, 'Set operator cannot combine streaming and non-streaming inputs');
  const common = columns.map(({ name }, index): Column => {
    const types = sides.map(({ fields }) => fields[index]?.type ?? { kind: 'NULL' as const });
    const type = leastRestrictive(types);
    if (type === undefined)
      throw sqlErrorAt(left.places?.[index] ?? at, `Type mismatch in column ${index + 1} of ${operator}`);
    return { name, type };
  });
  const inputs = sides.flatMap(({ plan }) => {
    const cast = projectOf(
      plan,
      common.map(({ type }, index) => converted(columnAt(plan, index), type)),
      common,
    );
    return cast.kind === 'union' ? cast.inputs : [cast];
  });
  // ROWTIME as a value rises in the union, too, for rows are merged by it.
  const isTime = (plan: Plan, index: number): boolean =>
    plan.kind === 'project' && plan.rowtime === undefined && plan.expressions[index]?.kind === 'rowtime';
  const fields = common.map((column, index): Field =>
    inputs.every((plan) => isTime(plan, index)) ? { ...fieldOf(column, 'up'), followsRowtime: true } : fieldOf(column),
  );
  const plan: Plan = { kind: 'union', columns: common, inputs };
  const items = itemsOf(common);
  if (query.orderBy.length === 0) return { plan, streaming: left.streaming, fields, items };
  const scope: Scope = {
    relations: [{ alias: undefined, items, rowtime: undefined }],
    fields,
    timed: left.streaming,
    merged: [],
  };
  const context: ExpressionContext = { statement, scope, clause: 'ORDER BY', windows: new Map() };
  const keys = query.orderBy.map((item) => {
    const { expression } = item;
    const ordinal = ordinalOf(expression, common.length);
    const typed = ordinal === undefined ? bindExpression(expression, context) : columnAt(plan, ordinal);
    return { item, typed };
  });
  return { plan: sortOf(plan, keys, fields, undefined, statement), streaming: left.streaming, fields, items };
}

/** Where a query says what it yields. */
function itemsPlace(query: Query): Span {
  if (query.kind === 'set-operation') return itemsPlace(query.left);
  const [first] = query.kind === 'select' ? query.items : [];
  const last = query.kind === 'select' ? query.items.at(-1) : undefined;
  return first === undefined || last === undefined ? query.at : spanning(first.at, last.at);
}

const columnAt = ({ columns }: Plan, index: number): Typed => {
  const column = columns[index];
  if (column === undefined) throw new RangeError(`There is no column ${index}`);
  return { kind: 'column', index, type: column.type };
};

function bindValues({ rows, at }: Values, statement: StatementContext): Relation {
  const context: ExpressionContext = { statement, scope: emptyScope, clause: 'VALUES', windows: new Map() };
  const bound = rows.map((row) => row.map((expression) => bindExpression(expression, context)));
  const [first = []] = bound;
  if (bound.some((row) => row.length !== first.length))
    throw sqlErrorAt(at, 'Values passed to VALUES operator must have compatible types');
  const columns = first.map((_, index): Column => {
    const type = leastRestrictive(bound.map((row) => row[index]?.type ?? { kind: 'NULL' }));
    if (type === undefined) throw sqlErrorAt(at, 'Values passed to VALUES operator must have compatible types');
    return { name: `EXPR$${index}`, type };
  });
  const cast = bound.map((row) => row.map((typed, index) => converted(typed, columns[index]?.type ?? typed.type)));
  return {
    plan: valuesPlan(cast, columns),
    streaming: false,
    fields: columns.map((column) => fieldOf(column)),
    items: itemsOf(columns),
  };
}

/** Constants are rows at once; what is not constant is computed over a row of nothing. */
function valuesPlan(rows: readonly (readonly Typed[])[], columns: readonly Column[]): Plan {
  const values: Value[][] = [];
  for (const row of rows) {
    const constants = row.flatMap((typed) => (typed.kind === 'constant' ? [typed.value] : []));
    if (constants.length === row.length) values.push(constants);
  }
  if (values.length === rows.length) return { kind: 'values', columns, rows: values };
  const nothing: Plan = { kind: 'values', columns: [], rows: [[]] };
  const inputs = rows.map((row) => projectOf(nothing, row, columns));
  const [only] = inputs;
  return only !== undefined && inputs.length === 1 ? only : { kind: 'union', columns, inputs };
}
