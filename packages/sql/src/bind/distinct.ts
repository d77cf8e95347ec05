import { sqlErrorAt } from '../errors.js';
import type { Select } from '../syntax/ast.js';
import { type Column, TIMESTAMP } from '../types/sql-type.js';
import { aggregateOf } from './build.js';
import type { StatementContext } from './context.js';
import { directionOf, isMonotonic } from './monotonic.js';
import type { Plan } from './plan.js';
import type { Field, Relation } from './relation.js';
import { type BoundItem, isRowtimeAlias } from './select-items.js';
import { type SortKey, ordinalOf, sortOf } from './sort.js';
import { typedText } from './typed-text.js';
import type { Typed } from './typed.js';
import { yielded } from './yield.js';

/**
 * SELECT DISTINCT: each group's first row, at once. ROWTIME among the items does not tell rows apart where another item is monotonic; it is the row's own.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-select-all-distinct.html
 */
export function distinctOf(
  select: Select,
  items: readonly BoundItem[],
  input: Plan,
  fields: readonly Field[],
  streaming: boolean,
  statement: StatementContext,
): Relation {
  const time = items.find(isRowtimeAlias);
  const values = items.filter((item) => item !== time).flatMap((item) => item.values.map(({ typed }) => typed));
  const rising = (typed: Typed): boolean => isMonotonic(directionOf(typed, fields));
  const bounding = values.filter((typed) => rising(typed) && typed.kind !== 'rowtime');
  const windows = unique(bounding.length > 0 ? bounding : values.filter(({ kind }) => kind === 'rowtime'));
  if (windows.length === 0 || !streaming)
    throw sqlErrorAt(select.at, 'Streaming aggregation requires at least one monotonic expression in GROUP BY clause');
  const keys = unique(values.filter((typed) => !rising(typed)));
  const groups = [...windows, ...keys];
  const columns = groups.map((typed): Column => ({ name: typedText(typed), type: typed.type }));
  const plan = aggregateOf(input, windows, keys, [], columns, true);
  const indexes = new Map(groups.map((typed, index) => [typedText(typed), index]));
  const rowtime: Typed = { kind: 'rowtime', type: TIMESTAMP };
  const over = (typed: Typed): Typed => {
    const index = indexes.get(typedText(typed));
    return index === undefined ? rowtime : { kind: 'column', index, type: typed.type };
  };
  const above = items.map((item) => ({
    ...item,
    values: item.values.map(({ name, typed }) => {
      if (item !== time || typed.kind === 'rowtime' || indexes.has(typedText(typed)))
        return { name, typed: over(typed) };
      throw sqlErrorAt(item.at, `Expression '${item.name}' is not in the select clause`);
    }),
  }));
  const grouped = groups.map((typed): Field => ({
    type: typed.type,
    notNull: false,
    direction: directionOf(typed, fields),
  }));
  const order = select.orderBy.map((item): SortKey => {
    const { expression } = item;
    const ordinal = ordinalOf(expression, above.length);
    const name = expression.kind === 'name' ? expression.name.parts.at(-1)?.text : undefined;
    const chosen = ordinal === undefined ? above.find((each) => each.name === name) : above[ordinal];
    const value = chosen?.values[0];
    if (value === undefined) throw sqlErrorAt(expression.at, `Expression '${name ?? ''}' is not in the select clause`);
    return { item, typed: value.typed };
  });
  return yielded(above, sortOf(plan, order, grouped, select.limit, statement), grouped, streaming);
}

function unique(expressions: readonly Typed[]): Typed[] {
  const texts = new Set<string>();
  return expressions.filter((typed) => {
    const text = typedText(typed);
    if (texts.has(text)) return false;
    texts.add(text);
    return true;
  });
}
