import type { Expression, Query, Select, SetOperation } from '../syntax/ast.js';
import type { SqlType, Value } from '../types/sql-type.js';
import { callsOf, canonical } from './canonical.js';
import { areSame, compared } from './compare.js';
import { computed } from './expression.js';
import { converted, type Computed, type Row } from './computed.js';
import { surviving } from './failure.js';
import { contextOf, fromOf, type Catalogue } from './from.js';
import { grouped, type Stage } from './grouping.js';
import { columnAt, inOrder, type Relation, type Source } from './relation.js';
import { slid } from './sliding.js';
import { commonType } from './typing.js';

/** All rows of a query. */
export function rowsOf(query: Query, catalogue: Catalogue, failed: () => void): Relation {
  if (query.kind === 'select') return selected(query, catalogue, failed);
  if (query.kind === 'set-operation') return united(query, catalogue);
  throw new TypeError('The oracle knows no VALUES');
}

function united({ left, right }: SetOperation, catalogue: Catalogue): Relation {
  const sides = [catalogue.query(left), catalogue.query(right)];
  const columns = (sides[0]?.columns ?? []).map(({ name }, index) => ({
    name,
    type: commonType(sides.map((side) => side.columns[index]?.type ?? { kind: 'NULL' })),
  }));
  const rows = sides.flatMap((side) => {
    const own = side.columns.map(({ type, name }) => ({ type, name, alias: '' }));
    const casts = columns.map(({ type }, index) => converted(columnAt(index, own), type));
    return side.rows.map((row) => ({ time: row.time, values: casts.map(({ of }) => of(row)) }));
  });
  return { columns, rows: inOrder(rows), ordered: false };
}

function selected(select: Select, catalogue: Catalogue, failed: () => void): Relation {
  const windows = new Map(select.windows.map(({ name, window }) => [name.text, window]));
  const [table] = select.from;
  if (table === undefined || select.from.length > 1) throw new TypeError('The oracle knows FROM of one table');
  const from = fromOf(table, windows, catalogue);
  const where = select.where && computed(select.where, contextOf(from));
  const source: Source = {
    ...from,
    rows: surviving(from.rows, (row) => (!where || where.of(row) === true ? [row] : []), failed).flat(),
  };
  const isGrouped = select.groupBy !== undefined || select.stagger !== undefined;
  const stage: Stage = isGrouped
    ? grouped(select, source, failed)
    : callsOf(select).length > 0
      ? slid(select, source, windows, failed)
      : { rows: source.rows, context: contextOf(source), ordered: source.ordered };
  const inner = (expression: Expression): Computed => computed(expression, stage.context);
  const having = select.having && inner(select.having);
  const kept = surviving(stage.rows, (row) => (!having || having.of(row) === true ? [row] : []), failed).flat();
  const items = itemsOf(select, source, inner);
  const columns = items.map(({ name, of: { type }, isRowtime }) => ({ name, type, isTime: isRowtime && !isGrouped }));
  const rows = surviving(
    sorted(select, items, kept, inner, failed),
    (row): Row => ({ time: row.time, values: items.map(({ of }) => of.of(row)) }),
    failed,
  );
  return { columns, rows: select.distinct ? withoutRepeats(items, rows) : rows, ordered: stage.ordered };
}

interface Item {
  readonly name: string;
  readonly of: Computed;
  readonly isRowtime: boolean;
  /** It is written so: DISTINCT passes over it. */
  readonly isNamedRowtime?: boolean;
}

function itemsOf(select: Select, source: Source, inner: (expression: Expression) => Computed): Item[] {
  const { columns } = source;
  return select.items.flatMap((item, index): Item[] => {
    if (item.kind === 'star')
      return columns.flatMap(({ alias, name }, at) =>
        name === 'ROWTIME' || (item.qualifier !== undefined && item.qualifier.parts[0].text !== alias)
          ? []
          : [{ name, of: columnAt(at, columns), isRowtime: false }],
      );
    const { expression, alias } = item;
    const own = expression.kind === 'name' ? expression.name.parts.at(-1)?.text : undefined;
    const isRowtime = canonical(expression, columns) === '"@time"';
    return [
      {
        name: alias?.text ?? own ?? `EXPR$${index}`,
        of: inner(expression),
        isRowtime,
        isNamedRowtime: isRowtime && own === 'ROWTIME',
      },
    ];
  });
}

/** ORDER BY: its first item is of ROWTIME, and what it is equal for is sorted. No row comes out before the time of one that came out already. */
function sorted(
  select: Select,
  items: readonly Item[],
  rows: readonly Row[],
  inner: (expression: Expression) => Computed,
  failed: () => void,
): readonly Row[] {
  if (select.orderBy.length === 0 || select.distinct) return rows;
  const keys = select.orderBy.map(({ expression, descending, nulls }) => {
    const named = expression.kind === 'name' ? expression.name.parts : [];
    const item =
      named.length === 1
        ? items.find((each, index) => each.name === named[0]?.text && isAliased(select, index))
        : undefined;
    const { of, type } = item?.of ?? inner(expression);
    return { of, type, sign: descending ? -1 : 1, nullsFirst: nulls === undefined ? !descending : nulls === 'FIRST' };
  });
  const entries = surviving(rows, (row) => ({ row, values: keys.map(({ of }) => of(row)) }), failed);
  const inOrderOfKeys = entries.toSorted((a, b) => {
    for (const [index, { type, sign, nullsFirst }] of keys.entries()) {
      const order = orderOf(a.values[index] ?? null, b.values[index] ?? null, type, nullsFirst);
      if (order !== 0) return order * (a.values[index] === null || b.values[index] === null ? 1 : sign);
    }
    return 0;
  });
  let last = -Infinity;
  return inOrderOfKeys.map(({ row }) => ({ time: (last = Math.max(last, row.time)), values: row.values }));
}

function isAliased({ items }: Select, index: number): boolean {
  const item = items[index];
  return item?.kind === 'expression' && item.alias !== undefined;
}

function orderOf(a: Value, b: Value, type: SqlType, nullsFirst: boolean): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
  return compared(a, type, b, type);
}

/** DISTINCT: the first of rows that are the same but for their ROWTIMEs. */
function withoutRepeats(items: readonly Item[], rows: readonly Row[]): Row[] {
  const told = items.flatMap(({ isNamedRowtime, of }, index) => (isNamedRowtime ? [] : [{ index, type: of.type }]));
  const types = told.map(({ type }) => type);
  const seen: Value[][] = [];
  return rows.filter(({ values }) => {
    const own = told.map(({ index }) => values[index] ?? null);
    if (seen.some((other) => areSame(other, own, types))) return false;
    seen.push(own);
    return true;
  });
}
