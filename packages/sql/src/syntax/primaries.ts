import { spanning, type Span } from '../errors.js';
import type { Expression, Identifier, Query } from './ast.js';
import { call } from './calls.js';
import type { Cursor } from './cursor.js';
import { literal, literalStarts, literalLabels } from './literals.js';
import { identifierLabels, isIdentifier, nameFrom, toIdentifier } from './names.js';
import { atQuery, continuedQuery } from './queries.js';
import { bareFunctions, reservedFunctions, systemColumns } from './reserved-words.js';
import { atIntervalQualifier, declaredType, intervalQualifier } from './types.js';

/** What stands between operators: a literal, a name, a call, parentheses, CASE and so on. */
export function primary(cursor: Cursor): Expression {
  const token = cursor.peek();
  const value = literal(cursor);
  if (value !== undefined) return value;
  if (isIdentifier(token)) return nameOrCall(cursor, toIdentifier(cursor.next()));
  if (token.kind === 'symbol' && token.text === '(') return inParentheses(cursor);
  if (token.kind === 'word') {
    const rule = keywords[token.text];
    if (rule !== undefined) {
      cursor.next();
      return rule(cursor, token.at);
    }
    if (systemColumns.has(token.text)) {
      const name = toIdentifier(cursor.next());
      return { kind: 'name', name: { parts: [name], at: name.at }, at: name.at };
    }
    if (bareFunctions.has(token.text)) return bareCall(cursor, toIdentifier(cursor.next()));
    if (reservedFunctions.has(token.text) && cursor.is('(', 1)) {
      const name = toIdentifier(cursor.next());
      return call(cursor, { parts: [name], at: name.at });
    }
  }
  if (cursor.watching) {
    cursor.note([
      ...literalStarts,
      '(',
      ...Object.keys(keywords),
      ...systemColumns,
      ...bareFunctions,
      ...reservedFunctions,
    ]);
    cursor.noteLabel(...literalLabels, ...identifierLabels);
  }
  // A function's reserved name without its parenthesis: that is what is missed.
  if (token.kind === 'word' && reservedFunctions.has(token.text)) {
    cursor.next();
    cursor.expect('(');
  }
  return cursor.fail();
}

type Keyword = (cursor: Cursor, at: Span) => Expression;

const keywords: Readonly<Record<string, Keyword | undefined>> = {
  CASE: caseExpression,
  CAST(cursor, at) {
    cursor.expect('(');
    const operand = cursor.rules.expression(cursor);
    cursor.expect('AS');
    const type = declaredType(cursor);
    return { kind: 'cast', operand, type, at: spanning(at, cursor.expect(')').at) };
  },
  CURSOR: (cursor, at) => ({ kind: 'cursor', ...subquery(cursor, at) }),
  EXISTS: (cursor, at) => ({ kind: 'exists', ...subquery(cursor, at) }),
  ROW(cursor, at) {
    cursor.expect('(');
    const items = cursor.list((c) => c.rules.expression(c));
    return { kind: 'row', items, at: spanning(at, cursor.expect(')').at) };
  },
};

function subquery(cursor: Cursor, start: Span): { query: Query; at: Span } {
  cursor.expect('(');
  const query = cursor.rules.query(cursor);
  return { query, at: spanning(start, cursor.expect(')').at) };
}

function caseExpression(cursor: Cursor, start: Span): Expression {
  const operand = cursor.at('WHEN') ? undefined : cursor.rules.expression(cursor);
  const whens: { when: readonly Expression[]; then: Expression }[] = [];
  cursor.expect('WHEN');
  do {
    const when = cursor.list((c) => c.rules.expression(c));
    cursor.expect('THEN');
    // oxlint-disable-next-line unicorn/no-thenable -- the tree has it under SQL's word; nobody awaits a tree
    whens.push({ when, then: cursor.rules.expression(cursor) });
  } while (cursor.accept('WHEN') !== undefined);
  const otherwise = cursor.accept('ELSE') === undefined ? undefined : cursor.rules.expression(cursor);
  const end = cursor.expect('END');
  return {
    kind: 'case',
    ...(operand === undefined ? {} : { operand }),
    whens,
    ...(otherwise === undefined ? {} : { otherwise }),
    at: spanning(start, end.at),
  };
}

function nameOrCall(cursor: Cursor, first: Identifier): Expression {
  const name = nameFrom(cursor, first);
  if (cursor.at('(')) return call(cursor, name);
  // It is not reserved, so that it may name a column; unquoted and alone it is the function.
  if (first.text === 'CURRENT_ROW_TIMESTAMP' && !first.quoted && name.parts.length === 1)
    return bareCall(cursor, first);
  return { kind: 'name', name, at: name.at };
}

function bareCall(cursor: Cursor, name: Identifier): Expression {
  const named = { parts: [name] as const, at: name.at };
  if (cursor.at('(')) return call(cursor, named);
  return {
    kind: 'call',
    name: named,
    operands: [],
    star: false,
    distinct: false,
    ignoreNulls: false,
    at: name.at,
  };
}

function inParentheses(cursor: Cursor): Expression {
  const { query, items, at } = parenthesized(cursor);
  if (query !== undefined) return { kind: 'scalar-subquery', query, at };
  const [only] = items;
  if (only === undefined || items.length > 1) return { kind: 'row', items, at };
  if (only.kind !== 'operator' || only.operator !== '-' || !atIntervalQualifier(cursor)) return only;
  const [left, right] = only.operands;
  if (left === undefined || right === undefined) return only;
  const interval = intervalQualifier(cursor);
  return {
    kind: 'datetime-difference',
    left,
    right,
    qualifier: interval.qualifier,
    at: spanning(at, interval.at),
  };
}

/** `(a, b)` or `(SELECT …)`: expressions, or a query. */
export function parenthesized(cursor: Cursor): { query?: Query; items: Expression[]; at: Span } {
  const open = cursor.expect('(');
  if (atQuery(cursor)) {
    const query = cursor.rules.query(cursor);
    return { query, items: [], at: spanning(open.at, cursor.expect(')').at) };
  }
  const items = cursor.list((c) => c.rules.expression(c));
  const [first] = items;
  // `((SELECT …) UNION (SELECT …))`: what looked like a value was the beginning of a query.
  const query =
    first?.kind === 'scalar-subquery' && items.length === 1 && cursor.at('EXCEPT', 'INTERSECT', 'UNION')
      ? continuedQuery(cursor, first.query)
      : undefined;
  const at = spanning(open.at, cursor.expect(')').at);
  return query === undefined ? { items, at } : { query, items: [], at };
}
