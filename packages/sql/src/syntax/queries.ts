import { spanning, type Span } from '../errors.js';
import type { Expression, OrderItem, Query, Select, SelectItem, SetOperation } from './ast.js';
import type { Cursor } from './cursor.js';
import { acceptAlias, columnIdentifier, isIdentifier, nameFrom, toIdentifier } from './names.js';
import { tableExpression } from './tables.js';
import { acceptOrderBy, staggerSpecification, windowName, windowSpecification } from './windows.js';

/** A query with all that may follow it: `SELECT … UNION ALL SELECT … ORDER BY …` */
export function query(cursor: Cursor): Query {
  return cursor.nested(() => continuedQuery(cursor, intersection(cursor)));
}

/** What follows a query whose beginning is there already. */
export function continuedQuery(cursor: Cursor, first: Query): Query {
  let left = intersections(cursor, first);
  for (;;) {
    const word = cursor.accept('UNION', 'EXCEPT');
    if (word === undefined) break;
    const all = word.text === 'UNION' && cursor.accept('ALL') !== undefined;
    const operator = word.text === 'EXCEPT' ? 'EXCEPT' : all ? 'UNION ALL' : 'UNION';
    left = setOperation(operator, left, intersection(cursor));
  }
  const orderBy = acceptOrderBy(cursor);
  return limited(ordered(left, orderBy), acceptLimit(cursor));
}

/** Whether a query begins here; `(` may begin one too. */
export const atQuery = (cursor: Cursor): boolean => cursor.at('SELECT', 'VALUES');

function intersection(cursor: Cursor): Query {
  return intersections(cursor, queryPrimary(cursor));
}

function intersections(cursor: Cursor, first: Query): Query {
  let left = first;
  while (cursor.accept('INTERSECT') !== undefined) left = setOperation('INTERSECT', left, queryPrimary(cursor));
  return left;
}

const setOperation = (operator: SetOperation['operator'], left: Query, right: Query): SetOperation => ({
  kind: 'set-operation',
  operator,
  left,
  right,
  orderBy: [],
  at: spanning(left.at, right.at),
});

function ordered(inner: Query, orderBy: readonly OrderItem[]): Query {
  if (orderBy.length === 0) return inner;
  if (inner.kind !== 'values' && inner.orderBy.length === 0) return { ...inner, orderBy };
  return { ...wrapped(inner), orderBy };
}

function limited(inner: Query, limit: Expression | undefined): Query {
  if (limit === undefined) return inner;
  if (inner.kind === 'select' && inner.limit === undefined) return { ...inner, limit };
  return { ...wrapped(inner), limit };
}

/** `SELECT * FROM (query)`, for what only a SELECT has room for. */
const wrapped = (inner: Query): Select => ({
  kind: 'select',
  stream: isStreaming(inner),
  distinct: false,
  items: [{ kind: 'star', at: inner.at }],
  from: [{ kind: 'subquery', query: inner, at: inner.at }],
  windows: [],
  orderBy: [],
  at: inner.at,
});

function isStreaming(inner: Query): boolean {
  let first = inner;
  while (first.kind === 'set-operation') first = first.left;
  return first.kind === 'select' && first.stream;
}

function acceptLimit(cursor: Cursor): Expression | undefined {
  if (cursor.accept('LIMIT') !== undefined) return cursor.rules.expression(cursor);
  if (cursor.accept('FETCH') === undefined) return undefined;
  cursor.expect('FIRST', 'NEXT');
  const limit = cursor.rules.expression(cursor);
  cursor.expect('ROW', 'ROWS');
  cursor.expect('ONLY');
  return limit;
}

function queryPrimary(cursor: Cursor): Query {
  const start = cursor.peek();
  if (cursor.accept('SELECT') !== undefined) return select(cursor, start.at);
  if (cursor.accept('VALUES') !== undefined) {
    const rows = cursor.list(row);
    return { kind: 'values', rows, at: spanning(start.at, rows.at(-1)?.at(-1)?.at ?? start.at) };
  }
  cursor.expect('(');
  const inner = query(cursor);
  cursor.expect(')');
  return inner;
}

/** `(1, 'a')`, `ROW(1, 'a')`, or a single bare expression */
function row(cursor: Cursor): readonly Expression[] {
  const expression = cursor.rules.expression(cursor);
  return expression.kind === 'row' ? expression.items : [expression];
}

function select(cursor: Cursor, start: Span): Select {
  const stream = cursor.accept('STREAM') !== undefined;
  const distinct = cursor.accept('DISTINCT', 'ALL')?.text === 'DISTINCT';
  const items = cursor.list(selectItem);
  cursor.expect('FROM');
  const from = cursor.list(tableExpression);
  const where = cursor.accept('WHERE') === undefined ? undefined : cursor.rules.expression(cursor);
  const groupBy = cursor.acceptAll('GROUP', 'BY') === undefined ? undefined : groupings(cursor);
  let stagger = acceptStagger(cursor);
  const having = cursor.accept('HAVING') === undefined ? undefined : cursor.rules.expression(cursor);
  const windows = cursor.accept('WINDOW') === undefined ? [] : cursor.list(namedWindow);
  stagger ??= acceptStagger(cursor);
  const end = (having ?? groupBy?.at(-1) ?? where ?? from.at(-1))?.at ?? start;
  return {
    kind: 'select',
    stream,
    distinct,
    items,
    from,
    ...(where === undefined ? {} : { where }),
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(having === undefined ? {} : { having }),
    ...(stagger === undefined ? {} : { stagger }),
    windows,
    orderBy: [],
    at: spanning(start, stagger?.at ?? windows.at(-1)?.window.at ?? end),
  };
}

function acceptStagger(cursor: Cursor): Select['stagger'] {
  return cursor.acceptAll('WINDOWED', 'BY', 'STAGGER') === undefined ? undefined : staggerSpecification(cursor);
}

function namedWindow(cursor: Cursor): Select['windows'][number] {
  const name = windowName(cursor);
  cursor.expect('AS');
  return { name, window: windowSpecification(cursor) };
}

function groupings(cursor: Cursor): Expression[] {
  if (cursor.is('(') && cursor.is(')', 1)) {
    cursor.next();
    cursor.next();
    return [];
  }
  return cursor.list((c) => c.rules.expression(c));
}

function selectItem(cursor: Cursor): SelectItem {
  const first = cursor.peek();
  if (cursor.accept('*') !== undefined) return { kind: 'star', at: first.at };
  if (isIdentifier(first) && startsQualifiedStar(cursor)) {
    const qualifier = nameFrom(cursor, toIdentifier(cursor.next()));
    cursor.expect('.');
    const star = cursor.expect('*');
    return { kind: 'star', qualifier, at: spanning(first.at, star.at) };
  }
  const expression = cursor.rules.expression(cursor);
  const alias = cursor.accept('AS') === undefined ? acceptAlias(cursor) : columnIdentifier(cursor);
  return {
    kind: 'expression',
    expression,
    ...(alias === undefined ? {} : { alias }),
    at: alias === undefined ? expression.at : spanning(expression.at, alias.at),
  };
}

/** `s.*`, `"A"."B".*` */
function startsQualifiedStar(cursor: Cursor): boolean {
  let ahead = 1;
  while (cursor.is('.', ahead)) {
    if (cursor.is('*', ahead + 1)) return true;
    ahead += 2;
  }
  return false;
}
