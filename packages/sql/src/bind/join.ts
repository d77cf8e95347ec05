import { type Span, sqlErrorAt } from '../errors.js';
import { asDecimal } from '../types/derive.js';
import { type Column, type SqlType, TIMESTAMP, decimal, isExact, mostDecimalDigits } from '../types/sql-type.js';
import { columnsOf, filterOf, projectOf } from './build.js';
import { converted } from './fold.js';
import type { JoinWindow, Plan } from './plan.js';
import type { Field, Item, ScopeRelation } from './relation.js';
import { rowtimeName } from './scope.js';
import { joined } from './resolve.js';
import type { Typed } from './typed.js';
import { anyPart, shifted } from './typed-tree.js';

/** One side of a join, or the whole of a FROM clause. */
export interface Source {
  readonly plan: Plan;
  readonly fields: readonly Field[];
  readonly relations: readonly ScopeRelation[];
  readonly merged: readonly { readonly name: string; readonly typed: Typed }[];
  readonly streaming: boolean;
  /** A reference table that is not joined yet. */
  readonly table?: string;
  /** Of `OVER`. */
  readonly window?: JoinWindow;
}

export type JoinType = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';

/** Two sides beside each other: what conditions are bound over, and the plan made of. */
export interface Sides {
  readonly type: JoinType;
  readonly left: Source;
  readonly right: Source;
  readonly at: Span;
}

const momentary: JoinWindow = { rows: 0 };

/**
 * The sides as they are joined. Where a side's ROWTIME is asked for and is not that of the joined rows, it becomes a value.
 * @param asked the aliases whose ROWTIME the query names
 */
export function besides(
  { type, left, right, at }: Sides,
  asked: ReadonlySet<string>,
): Sides & { fields: Field[]; relations: ScopeRelation[] } {
  refuseUnsupported(type, left, right, at);
  const isLeftKept = type === 'INNER' || type === 'LEFT';
  const isRightKept = type === 'INNER' || type === 'RIGHT';
  // Rows of a side without a window meet others only at their own time.
  const timeOfLeft = isLeftKept && (right.table !== undefined || left.window === undefined);
  const timeOfRight = isRightKept && (left.table !== undefined || right.window === undefined);
  const a = timeOfLeft ? left : withRowtime(left, asked);
  const b = timeOfRight ? right : withRowtime(right, asked);
  const width = a.fields.length;
  const lasting = ({ window, table }: Source, other: Source): boolean =>
    table === undefined && (window === undefined || other.table !== undefined);
  const fields = [
    ...a.fields.map((field) => besideOther(field, isLeftKept, lasting(a, b))),
    ...b.fields.map((field) => besideOther(field, isRightKept, lasting(b, a))),
  ];
  const relations = [...a.relations, ...b.relations.map((relation) => moved(relation, width))];
  return { type, left: a, right: b, at, fields, relations };
}

function refuseUnsupported(type: JoinType, left: Source, right: Source, at: Span): void {
  if (left.table !== undefined && right.table !== undefined)
    throw sqlErrorAt(at, `Cannot join table '${left.table}' with table '${right.table}': one side must be a stream`);
  if (left.table === undefined && right.table === undefined) {
    if (!left.streaming || !right.streaming)
      throw sqlErrorAt(at, 'Cannot join what is not a stream or a reference table');
    if (left.window === undefined && right.window === undefined)
      throw sqlErrorAt(at, 'Streams can only be joined over a window: at least one side must have an OVER clause');
    return;
  }
  const stream = left.table === undefined ? left : right;
  if (!stream.streaming) throw sqlErrorAt(at, 'Cannot join what is not a stream or a reference table');
  const table = left.table ?? right.table ?? '';
  if (type === 'FULL' || type === (left.table === undefined ? 'RIGHT' : 'LEFT'))
    throw sqlErrorAt(at, `${type} JOIN cannot keep the rows of table '${table}' that match no row of a stream`);
}

function withRowtime(source: Source, asked: ReadonlySet<string>): Source {
  const wanted = source.relations.some(
    ({ alias, rowtime }) => rowtime?.kind === 'rowtime' && alias !== undefined && asked.has(alias),
  );
  if (!wanted) return source;
  const index = source.fields.length;
  const expressions: Typed[] = source.fields.map(({ type }, column) => ({ kind: 'column', index: column, type }));
  const column: Column = { name: rowtimeName, type: TIMESTAMP };
  const plan = projectOf(
    source.plan,
    [...expressions, { kind: 'rowtime', type: TIMESTAMP }],
    [...source.plan.columns, column],
  );
  const relations = source.relations.map((relation) =>
    relation.rowtime?.kind === 'rowtime'
      ? { ...relation, rowtime: { kind: 'column' as const, index, type: TIMESTAMP } }
      : relation,
  );
  const field: Field = { type: TIMESTAMP, notNull: true, direction: 'up' };
  return { ...source, plan, relations, fields: [...source.fields, field] };
}

const besideOther = ({ type, notNull, direction, ofRowtime }: Field, isKept: boolean, lasts: boolean): Field => ({
  type,
  notNull: notNull && isKept,
  direction: isKept && lasts ? direction : 'none',
  // The joined rows' ROWTIME is this side's.
  ...(isKept && lasts && ofRowtime !== undefined ? { ofRowtime } : {}),
});

const moved = ({ alias, items, rowtime }: ScopeRelation, by: number): ScopeRelation => ({
  alias,
  items: items.map((item) => movedItem(item, by)),
  rowtime: rowtime === undefined ? undefined : shifted(rowtime, by),
});

const movedItem = (item: Item, by: number): Item =>
  item.kind === 'column'
    ? { ...item, index: item.index + by }
    : { ...item, members: item.members.map(({ name, index }) => ({ name, index: index + by })) };

/** The join's plan. The condition is over the joined row. */
export function joinOf({ type, left, right }: Sides, condition: Typed | undefined): Plan {
  const columns = [...left.plan.columns, ...right.plan.columns];
  const width = left.fields.length;
  const { equal, rest } = split(condition === undefined ? [] : conjuncts(condition), width);
  const residual = rest.length === 0 ? {} : { condition: joined('and', rest) };
  if (right.table !== undefined || left.table !== undefined) {
    const tableFirst = left.table !== undefined;
    return {
      kind: 'reference-join',
      columns,
      type: type === 'INNER' ? 'INNER' : 'LEFT',
      input: tableFirst ? right.plan : left.plan,
      table: left.table ?? right.table ?? '',
      tableFirst,
      equal: equal.map((pair) =>
        tableFirst ? { input: pair.right, table: pair.left } : { input: pair.left, table: pair.right },
      ),
      ...residual,
    };
  }
  return {
    kind: 'join',
    columns,
    type,
    left: left.plan,
    right: right.plan,
    leftWindow: left.window ?? momentary,
    rightWindow: right.window ?? momentary,
    equal,
    ...residual,
  };
}

export const conjuncts = (condition: Typed): readonly Typed[] =>
  condition.kind === 'and' ? condition.operands : [condition];

interface Split {
  readonly equal: { left: Typed; right: Typed }[];
  readonly rest: Typed[];
}

/** Conjuncts `left = right`, and the others. */
function split(conditions: readonly Typed[], width: number): Split {
  const result: Split = { equal: [], rest: [] };
  for (const condition of conditions) {
    const pair = equality(condition, width);
    if (pair === undefined) result.rest.push(condition);
    else result.equal.push(pair);
  }
  return result;
}

function equality(condition: Typed, width: number): { left: Typed; right: Typed } | undefined {
  if (condition.kind !== 'call' || condition.name !== '=') return undefined;
  const [first, second] = condition.operands;
  if (first === undefined || second === undefined) return undefined;
  const type = keyType(first.type, second.type);
  if (type === 'none') return undefined;
  const [a, b] = type === 'own' ? [first, second] : [converted(first, type), converted(second, type)];
  const [sideOfA, sideOfB] = [sideOf(a, width), sideOf(b, width)];
  if (sideOfA === 'left' && sideOfB === 'right') return { left: a, right: shifted(b, -width) };
  if (sideOfA === 'right' && sideOfB === 'left') return { left: b, right: shifted(a, -width) };
  return undefined;
}

/** What two sides' keys are compared as: what they are, or a DECIMAL that has all digits of both. There may be none. */
function keyType(a: SqlType, b: SqlType): SqlType | 'own' | 'none' {
  const isScaled = a.kind === 'DECIMAL' || b.kind === 'DECIMAL';
  if (!isScaled || !isExact(a) || !isExact(b)) return 'own';
  const [one, other] = [asDecimal(a), asDecimal(b)];
  if (one.scale === other.scale) return 'own';
  const scale = Math.max(one.scale, other.scale);
  const precision = Math.max(one.precision - one.scale, other.precision - other.scale) + scale;
  return precision > mostDecimalDigits ? 'none' : decimal(precision, scale);
}

/** The side of whose values alone an expression is made. ROWTIME is of the joined row. */
function sideOf(typed: Typed, width: number): 'left' | 'right' | undefined {
  if (anyPart(typed, ({ kind }) => kind === 'rowtime' || kind === 'now')) return undefined;
  const used = [...columnsOf([typed]).keys()];
  if (used.length === 0) return undefined;
  if (used.every((index) => index < width)) return 'left';
  return used.every((index) => index >= width) ? 'right' : undefined;
}

/** A filter of WHERE: as part of the joins' conditions, and below them, where that is the same. */
export function where(plan: Plan, conditions: readonly Typed[]): Plan {
  let result = plan;
  for (const condition of conditions) result = taken(result, condition) ?? filterOf(result, condition);
  return result;
}

function taken(plan: Plan, condition: Typed): Plan | undefined {
  if (plan.kind === 'join') {
    if (plan.type !== 'INNER') return undefined;
    const width = plan.left.columns.length;
    const side = sideOf(condition, width);
    if (side === 'left' && isFree(plan.leftWindow)) return { ...plan, left: where(plan.left, [condition]) };
    if (side === 'right' && isFree(plan.rightWindow))
      return { ...plan, right: where(plan.right, [shifted(condition, -width)]) };
    const pair = equality(condition, width);
    if (pair !== undefined) return { ...plan, equal: [...plan.equal, pair] };
    return {
      ...plan,
      condition: plan.condition === undefined ? condition : joined('and', [plan.condition, condition]),
    };
  }
  if (plan.kind !== 'reference-join' || plan.type === 'SEMI' || plan.type === 'ANTI') return undefined;
  const inputWidth = plan.input.columns.length;
  const width = plan.tableFirst ? plan.columns.length - inputWidth : inputWidth;
  const side = sideOf(condition, width);
  if (side === (plan.tableFirst ? 'right' : 'left'))
    return { ...plan, input: where(plan.input, [shifted(condition, plan.tableFirst ? -width : 0)]) };
  if (plan.type !== 'INNER') return undefined;
  const pair = equality(condition, width);
  if (pair === undefined)
    return {
      ...plan,
      condition: plan.condition === undefined ? condition : joined('and', [plan.condition, condition]),
    };
  const found = plan.tableFirst ? { input: pair.right, table: pair.left } : { input: pair.left, table: pair.right };
  return { ...plan, equal: [...plan.equal, found] };
}

/** Whether leaving rows out does not make room for others. */
const isFree = ({ rows }: JoinWindow): boolean => rows === undefined || rows === 0;
