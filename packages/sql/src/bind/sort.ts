import { sqlErrorAt } from '../errors.js';
import type { Expression, OrderItem } from '../syntax/ast.js';
import { TIMESTAMP, isInterval, isYearMonth } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import { windowKey } from './build.js';
import type { StatementContext } from './context.js';
import { directionOf, inRowtime } from './monotonic.js';
import type { Plan, Sort, WindowKey } from './plan.js';
import { type Field, emptyScope } from './relation.js';
import type { Typed } from './typed.js';

/** An item of ORDER BY over the rows that are sorted. */
export interface SortKey {
  readonly item: OrderItem;
  readonly typed: Typed;
}

/** ORDER BY of a stream: its beginning must be monotonic, or it sorts what comes WITHIN a time. */
export function sortOf(
  input: Plan,
  keys: readonly SortKey[],
  fields: readonly Field[],
  limit: Expression | undefined,
  statement: StatementContext,
): Plan {
  const [first, ...rest] = keys;
  if (first === undefined) return input;
  const count = limit === undefined ? {} : { limit: limitOf(limit, statement) };
  if (keys.some(({ item }, index) => index > 0 && item.within !== undefined))
    throw sqlErrorAt(first.item.expression.at, 'WITHIN is allowed for the first column of ORDER BY only');
  const sorted = keys.map(({ item, typed }): Sort['keys'][number] => ({
    expression: typed,
    descending: item.descending,
    nullsFirst: item.nulls === undefined ? !item.descending : item.nulls === 'FIRST',
  }));
  const base = { kind: 'sort', columns: input.columns, input } as const;
  if (first.item.within !== undefined) {
    if (first.typed.type.kind !== 'TIMESTAMP' || first.item.descending)
      throw sqlErrorAt(first.item.expression.at, 'First column of ORDER BY must be of type TIMESTAMP');
    return { ...base, windows: [], keys: sorted, within: msOf(first.item.within, statement), ...count };
  }
  const windows: WindowKey[] = [];
  for (const { item, typed } of keys) {
    if (directionOf(typed, fields) !== (item.descending ? 'down' : 'up')) break;
    const follows = typed.kind === 'column' && fields[typed.index]?.followsRowtime === true;
    windows.push(windowKey(follows ? { kind: 'rowtime', type: TIMESTAMP } : inRowtime(typed, fields)));
  }
  if (windows.length === 0)
    throw sqlErrorAt(first.item.expression.at, 'Streaming ORDER BY must start with monotonic expression');
  // Rows come in the order of ROWTIME anyway.
  if (rest.length === 0 && first.typed.kind === 'rowtime' && limit === undefined) return input;
  return { ...base, windows, keys: sorted, ...count };
}

function msOf(within: Expression, statement: StatementContext): number {
  const typed = bindExpression(within, { statement, scope: emptyScope, clause: 'ORDER BY', windows: new Map() });
  if (
    typed.kind !== 'constant' ||
    typeof typed.value !== 'number' ||
    !isInterval(typed.type) ||
    isYearMonth(typed.type)
  )
    throw sqlErrorAt(within.at, 'WITHIN must be followed by an interval of days to seconds');
  if (typed.value < 0) throw sqlErrorAt(within.at, 'Window has negative size');
  return typed.value;
}

function limitOf(limit: Expression, statement: StatementContext): number {
  const typed = bindExpression(limit, { statement, scope: emptyScope, clause: 'LIMIT', windows: new Map() });
  if (typed.kind !== 'constant' || typed.type.kind !== 'INTEGER' || typeof typed.value !== 'number' || typed.value < 0)
    throw sqlErrorAt(limit.at, 'LIMIT value must be a non-negative integral constant');
  return typed.value;
}

/** `ORDER BY 2`: the position of an item, from 0. */
export function ordinalOf(expression: Expression, count: number): number | undefined {
  if (expression.kind !== 'literal' || expression.literal.type !== 'exact') return undefined;
  const { text } = expression.literal;
  if (!/^\d+$/.test(text)) return undefined;
  const number = Number(text);
  if (number < 1 || number > count) throw sqlErrorAt(expression.at, 'Ordinal out of range');
  return number - 1;
}
