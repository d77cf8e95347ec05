import type { Expression, Query, Statement, TableExpression, WindowSpecification } from '../syntax/ast.js';
import { computed } from './expression.js';
import { constant, ms, type Context, type Row } from './computed.js';
import {
  columnAt,
  inOrder,
  named,
  nulls,
  placeOf,
  windowOf,
  type Joined,
  type Relation,
  type Source,
  type SourceColumn,
  type Windows,
} from './relation.js';

export type View = Extract<Statement, { kind: 'create-view' }>;

/** Where names lead. */
export interface Catalogue {
  readonly streams: ReadonlyMap<string, Relation>;
  readonly tables: ReadonlyMap<string, Relation>;
  readonly views: ReadonlyMap<string, View>;
  readonly query: (query: Query) => Relation;
}

interface Side extends Source {
  readonly isTable: boolean;
  /** ms */
  readonly window: number;
}

/** The rows of a FROM clause. */
export function fromOf(table: TableExpression, windows: Windows, catalogue: Catalogue): Side {
  switch (table.kind) {
    case 'table': {
      const name = table.name.parts[0].text;
      const alias = table.alias?.text ?? name;
      const view = catalogue.views.get(name);
      const reference = catalogue.tables.get(name);
      const relation = view ? viewed(view, catalogue) : (reference ?? catalogue.streams.get(name));
      if (relation === undefined) throw new TypeError(`The oracle knows no ${name}`);
      return { ...named(relation, alias), isTable: reference !== undefined, window: rangeOf(table.over, windows) };
    }
    case 'subquery': {
      const relation = catalogue.query(table.query);
      return { ...named(relation, table.alias?.text ?? ''), isTable: false, window: rangeOf(table.over, windows) };
    }
    case 'join':
      return { ...join(table, windows, catalogue), isTable: false, window: 0 };
    default:
      throw new TypeError(`The oracle knows no ${table.kind}`);
  }
}

function viewed({ query, columns }: View, catalogue: Catalogue): Relation {
  const relation = catalogue.query(query);
  return {
    ...relation,
    columns: relation.columns.map((each, at) => ({ ...each, name: columns?.[at]?.text ?? each.name })),
  };
}

/** The ms of RANGE … PRECEDING; 0 without a window. */
function rangeOf(over: WindowSpecification | undefined, windows: Windows): number {
  const from = over && windowOf(over, windows).frame?.from;
  return from !== undefined && 'offset' in from ? intervalOf(from.offset) : 0;
}

export function intervalOf(expression: Expression): number {
  if (expression.kind !== 'literal' || expression.literal.type !== 'interval')
    throw new TypeError('The oracle knows intervals that are literals');
  return Number(expression.literal.text) * ms(expression.literal.qualifier.from);
}

export function contextOf({ columns }: Pick<Source, 'columns'>): Context {
  return { name: (name) => columnAt(placeOf(name, columns), columns) };
}

/** The times of a side's rows are those of the joined ones only beside a table. */
const timeless = ({ columns }: Side, isBesideTable: boolean): SourceColumn[] =>
  columns.map(({ alias, name, type, isTime }) => ({ alias, name, type, ...(isTime && isBesideTable && { isTime }) }));

/** Each row of one side with each of the other: what meets is a row of the later one's time. What meets nothing is one when its window is over. */
function join(joined: Joined, windows: Windows, catalogue: Catalogue): Source {
  const left = fromOf(joined.left, windows, catalogue);
  const right = fromOf(joined.right, windows, catalogue);
  const columns = [...timeless(left, right.isTable), ...timeless(right, left.isTable)];
  const condition = joined.condition
    ? computed(joined.condition, contextOf({ columns }))
    : constant(true, { kind: 'BOOLEAN' });
  const rows: Row[] = [];
  const met = new Set<Row>();
  for (const l of left.rows)
    for (const r of right.rows) {
      const isInTime =
        left.isTable || right.isTable || (r.time - l.time <= left.window && l.time - r.time <= right.window);
      if (!isInTime) continue;
      const time = left.isTable ? r.time : right.isTable ? l.time : Math.max(l.time, r.time);
      const row: Row = { time, values: [...l.values, ...r.values] };
      if (condition.of(row) !== true) continue;
      rows.push(row);
      met.add(l).add(r);
    }
  if (joined.type === 'LEFT' || joined.type === 'FULL')
    for (const l of left.rows)
      if (!met.has(l))
        rows.push({ time: l.time + (right.isTable ? 0 : left.window), values: [...l.values, ...nulls(right.columns)] });
  if (joined.type === 'RIGHT' || joined.type === 'FULL')
    for (const r of right.rows)
      if (!met.has(r))
        rows.push({ time: r.time + (left.isTable ? 0 : right.window), values: [...nulls(left.columns), ...r.values] });
  return { columns, rows: inOrder(rows), ordered: false };
}
