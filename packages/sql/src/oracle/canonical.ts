import type { Call, Expression, Select } from '../syntax/ast.js';
import { aggregateNames } from './aggregates.js';
import { placeOf, type SourceColumn } from './relation.js';

/** What an expression is, whatever names it is written with: equal texts are the same expression. */
export function canonical(expression: Expression, columns: readonly SourceColumn[]): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (key === 'at') return undefined;
    if (!isName(value)) return value;
    const place = placeOf(value.name, columns);
    return place < 0 || columns[place]?.isTime === true ? '@time' : `#${place}`;
  });
}

const isName = (value: unknown): value is Extract<Expression, { kind: 'name' }> =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'name';

/** All calls of aggregates in a query's items, HAVING and ORDER BY. */
export function callsOf({ items, having, orderBy }: Select): Call[] {
  const found: Call[] = [];
  const open: unknown[] = [items, having, orderBy];
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (isCall(next) && aggregateNames.has(next.name.parts[0].text)) found.push(next);
    else open.push(...Object.values(next));
  }
  return found;
}

const isCall = (node: object): node is Call => 'kind' in node && node.kind === 'call';
