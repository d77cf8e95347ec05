import { sqlErrorAt } from '../errors.js';
import type { Expression, OrderItem, Select, TableExpression } from '../syntax/ast.js';
import { type Column, TIMESTAMP } from '../types/sql-type.js';
import { bindCondition, bindExpression, nested } from './binding.js';
import { filterOf, projectOf } from './build.js';
import { CallCollector, OverCollector } from './collectors.js';
import { type ExpressionContext, type QueryOptions, type StatementContext, objectName } from './context.js';
import { distinctOf } from './distinct.js';
import { bindFrom, scopeOf } from './from.js';
import { type Grouping, grouped } from './grouping.js';
import { bindWhere } from './membership.js';
import type { Plan } from './plan.js';
import type { Field, Relation } from './relation.js';
import { nameText, rowtimeName } from './scope.js';
import { type BoundItem, bindItems } from './select-items.js';
import { type SortKey, ordinalOf, sortOf } from './sort.js';
import { anyPart, replaced } from './typed-tree.js';
import type { Typed } from './typed.js';
import { namedWindows } from './windows.js';
import { yielded } from './yield.js';

/** What a SELECT yields: FROM, WHERE, GROUP BY, HAVING, windows, ORDER BY, the items, DISTINCT, in this order. */
export function bindSelect(select: Select, statement: StatementContext, options: QueryOptions): Relation {
  const windows = namedWindows(select.windows);
  const outside: ExpressionContext = {
    statement,
    windows,
    scope: { relations: [], fields: [], timed: false, merged: [] },
    clause: 'FROM',
  };
  const source = bindFrom(select, outside);
  refuseWrongModality(select, source.streaming, source.table, options);
  const context: ExpressionContext = { statement, windows, scope: scopeOf(source), clause: 'SELECT' };
  const below = select.where === undefined ? source.plan : bindWhere(source.plan, select.where, context);

  const aggregating = isAggregating(select, context);
  const calls = new CallCollector();
  const overs = new OverCollector();
  const inItems: ExpressionContext = { ...context, overs, ...(aggregating ? { aggregates: calls } : {}) };
  const items = bindItems(select, inItems);
  const having =
    select.having === undefined
      ? undefined
      : bindCondition(select.having, { ...context, clause: 'HAVING', ...(aggregating ? { aggregates: calls } : {}) });
  const order = select.distinct ? [] : orderKeys(select.orderBy, items, { ...inItems, clause: 'ORDER BY' });
  if (select.limit !== undefined && select.orderBy.length === 0)
    throw sqlErrorAt(select.limit.at, 'LIMIT is only allowed with ORDER BY');
  if (!aggregating && having !== undefined && select.having !== undefined)
    throw sqlErrorAt(select.having.at, 'HAVING is only allowed with GROUP BY');

  let plan = below;
  let fields: readonly Field[] = source.fields;
  let rewrite = (typed: Typed): Typed => typed;
  if (aggregating) {
    const first = select.orderBy[0]?.expression.at;
    if (overs.windows.length > 0)
      throw sqlErrorAt(first ?? select.at, 'Windowed aggregate expression is not allowed with GROUP BY');
    const group: Grouping = grouped(select, below, calls, context);
    ({ plan, fields, rewrite } = group);
    if (having !== undefined) plan = filterOf(plan, rewrite(having));
  } else if (overs.windows.length > 0) {
    ({ plan, fields, rewrite } = analytic(below, source.fields, overs));
  }

  const keys = order.map(({ item, typed }) => ({ item, typed: rewrite(typed) }));
  const inSorted = (items: readonly BoundItem[], change: (typed: Typed) => Typed): BoundItem[] =>
    items.map((item) => ({ ...item, values: item.values.map(({ name, typed }) => ({ name, typed: change(typed) })) }));
  let rewritten = inSorted(items, rewrite);
  const sorted = sortOf(plan, keys, fields, select.limit, statement);
  const asked = rewritten.some(({ values }) => values.some(({ typed }) => asksForOwnTime(typed, statement)));
  if (sorted === plan || !asked) plan = sorted;
  else {
    const at = fields.length;
    ({ plan, fields } = withOwnTime(plan, fields));
    const ownTime: Typed = { kind: 'column', index: at, type: TIMESTAMP };
    rewritten = inSorted(rewritten, (typed) =>
      replaced(typed, (part) => (isOwnTime(part, statement) ? ownTime : undefined)),
    );
    plan = sortOf(plan, keys, fields, select.limit, statement);
  }
  const within = order.find(({ item }) => item.within !== undefined);
  const sortedTime = within === undefined ? undefined : rewrite(within.typed);
  if (select.distinct) return distinctOf(select, rewritten, plan, fields, source.streaming, statement);
  return yielded(rewritten, plan, fields, source.streaming, sortedTime);
}

/** `alias.ROWTIME`: of the row itself, whatever time sorting gives it. */
const isOwnTime = (part: Typed, { places }: StatementContext): boolean =>
  part.kind === 'rowtime' && places.get(part)?.bareRowtime === false;

const asksForOwnTime = (typed: Typed, statement: StatementContext): boolean =>
  anyPart(typed, (part) => isOwnTime(part, statement));

/** Rows with their ROWTIME as one more value. */
function withOwnTime(input: Plan, fields: readonly Field[]): { plan: Plan; fields: readonly Field[] } {
  const expressions = input.columns.map(({ type }, index): Typed => ({ kind: 'column', index, type }));
  const rowtime: Typed = { kind: 'rowtime', type: TIMESTAMP };
  const columns = [...input.columns, { name: rowtimeName, type: TIMESTAMP }];
  const plan = projectOf(input, [...expressions, rowtime], columns);
  return { plan, fields: [...fields, { type: TIMESTAMP, notNull: true, direction: 'none' }] };
}

/** A query of streams is streaming whether it says STREAM or not: AWS's grammar makes it optional, and many applications leave it out. */
function refuseWrongModality(
  select: Select,
  streaming: boolean,
  table: string | undefined,
  options: QueryOptions,
): void {
  const [first] = select.from;
  const at = first === undefined ? select.at : leaf(first).at;
  if (table !== undefined) throw sqlErrorAt(at, `Cannot convert table '${table}' to stream`);
  if (options.outermost !== true) return;
  if (select.stream && !streaming)
    throw sqlErrorAt(
      at,
      first === undefined ? 'Cannot stream VALUES' : `Cannot convert table '${leafName(first)}' to stream`,
    );
}

function leaf(table: TableExpression): TableExpression {
  let next = table;
  while (next.kind === 'join') next = next.left;
  return next;
}

function leafName(table: TableExpression): string {
  const first = leaf(table);
  return first.kind === 'table' ? nameText(first.name) : 'VALUES';
}

/** ORDER BY: by an item's name or position, or by any expression of the query's rows. */
function orderKeys(orderBy: readonly OrderItem[], items: readonly BoundItem[], context: ExpressionContext): SortKey[] {
  return orderBy.map((item) => {
    const { expression } = item;
    const ordinal = ordinalOf(expression, items.length);
    const named =
      ordinal === undefined && expression.kind === 'name' && expression.name.parts.length === 1
        ? items.filter(({ name, aliased }) => aliased && name === expression.name.parts[0].text)
        : [];
    const chosen = ordinal === undefined ? named[0] : items[ordinal];
    const [value, ...more] = chosen?.values ?? [];
    if (value !== undefined && more.length === 0) return { item, typed: value.typed };
    return { item, typed: bindExpression(expression, context) };
  });
}

/** Whether the query aggregates: by GROUP BY, by a window per key, or as it calls an aggregate. */
function isAggregating(select: Select, context: ExpressionContext): boolean {
  if (select.groupBy !== undefined || select.stagger !== undefined) return true;
  const parts: Expression[] = [
    ...select.items.flatMap((item) => (item.kind === 'star' ? [] : [item.expression])),
    ...(select.having === undefined ? [] : [select.having]),
    ...select.orderBy.map(({ expression }) => expression),
  ];
  return parts.some((part) => callsAggregate(part, context.statement));
}

function callsAggregate(expression: Expression, statement: StatementContext): boolean {
  return nested(statement, expression.at, () => {
    const open: unknown[] = [expression];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next !== 'object' || next === null) continue;
      if (isCall(next)) {
        if (next.over !== undefined) continue;
        if (statement.functions.aggregate.has(objectName(next.name))) return true;
      }
      for (const [key, part] of Object.entries(next))
        if (key !== 'query' && typeof part === 'object' && part !== null) open.push(part);
    }
    return false;
  });
}

const isCall = (node: object): node is Extract<Expression, { kind: 'call' }> => 'kind' in node && node.kind === 'call';

/** The values of windows stand behind the row's own. */
function analytic(input: Plan, fields: readonly Field[], overs: OverCollector): Grouping {
  const { windows } = overs;
  const width = fields.length;
  const calls = windows.flatMap((window) => window.calls);
  const columns = [
    ...input.columns,
    ...calls.map(({ text, aggregate }): Column => ({ name: text, type: aggregate.type })),
  ];
  const computed = calls.map(({ aggregate }): Field => ({ type: aggregate.type, notNull: false, direction: 'none' }));
  return {
    plan: { kind: 'analytic', columns, input, windows },
    fields: [...fields, ...computed],
    rewrite: (typed) =>
      replaced(typed, (part) => {
        const offset = part.kind === 'column' ? overs.offsetOf(part.index) : undefined;
        return part.kind === 'column' && offset !== undefined ? { ...part, index: width + offset } : undefined;
      }),
  };
}
