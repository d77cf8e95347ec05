import { type Span, sqlErrorAt } from '../errors.js';
import type { Identifier, Select, TableExpression } from '../syntax/ast.js';
import { leastRestrictive } from '../types/derive.js';
import { TIMESTAMP, typeText } from '../types/sql-type.js';
import { bindCondition, bindQuery, nested, spendRelation } from './binding.js';
import { caseOf } from './case.js';
import type { ExpressionContext } from './context.js';
import { type JoinType, type Source, besides, joinOf } from './join.js';
import type { Item, Relation, Scope } from './relation.js';
import { compared, joined, operator } from './resolve.js';
import { columnOf, rowtimeName } from './scope.js';
import { bindTableFunction } from './table-functions.js';
import type { Typed } from './typed.js';
import { bindJoinWindow } from './windows.js';
import { isVisible } from './relation.js';
import { branch } from './typed-tree.js';

/** What a SELECT's FROM clause yields. */
export function bindFrom(select: Select, context: ExpressionContext): Source {
  const [first, ...more] = select.from;
  if (first === undefined) {
    const plan: Source['plan'] = { kind: 'values', columns: [], rows: [[]] };
    return { plan, fields: [], relations: [], merged: [], streaming: false };
  }
  const asked = rowtimesAskedFor(select);
  return more.reduce(
    (left, right) => bindJoin('INNER', left, bindTable(right, asked, context), {}, right.at, asked, context),
    bindTable(first, asked, context),
  );
}

function bindTable(table: TableExpression, asked: ReadonlySet<string>, context: ExpressionContext): Source {
  return nested(context.statement, table.at, () => {
    switch (table.kind) {
      case 'table': {
        spendRelation(context.statement, table.name);
        const relation = context.statement.relation(table.name);
        const alias = table.alias?.text ?? table.name.parts.at(-1)?.text;
        return windowed(sourceOf(relation, alias, table.columns, table.at), table, context);
      }
      case 'subquery':
        return windowed(
          sourceOf(bindQuery(table.query, context.statement), table.alias?.text, table.columns, table.at),
          table,
          context,
        );
      case 'table-function':
        return sourceOf(bindTableFunction(table.call, context), table.alias?.text, table.columns, table.at);
      case 'join': {
        const left = bindTable(table.left, asked, context);
        const right = bindTable(table.right, asked, context);
        const { type, at } = table;
        refuseMissingCondition(table);
        return bindJoin(type === 'CROSS' ? 'INNER' : type, left, right, table, at, asked, context);
      }
    }
  });
}

function refuseMissingCondition({
  type,
  condition,
  using,
  natural,
  at,
}: Extract<TableExpression, { kind: 'join' }>): void {
  const conditions = [condition, using, natural ? true : undefined].filter((each) => each !== undefined).length;
  if (type === 'CROSS' && conditions > 0)
    throw sqlErrorAt(at, 'Cannot specify condition (NATURAL keyword, or ON or USING clause) following CROSS JOIN');
  if (type !== 'CROSS' && conditions === 0)
    throw sqlErrorAt(
      at,
      'INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)',
    );
  if (conditions > 1) throw sqlErrorAt(at, 'Cannot specify NATURAL keyword with ON or USING clause');
}

function windowed(
  source: Source,
  { over }: Extract<TableExpression, { kind: 'table' | 'subquery' }>,
  context: ExpressionContext,
): Source {
  if (over === undefined) return source;
  if (!source.streaming) throw sqlErrorAt(over.at, 'Only streams have windows');
  const scope: Scope = { ...scopeOf(source) };
  return { ...source, window: bindJoinWindow(over, { ...context, scope }) };
}

/** A relation under its name, with its columns' names where they are given. */
function sourceOf(
  relation: Relation,
  alias: string | undefined,
  columns: readonly Identifier[] | undefined,
  at: Span,
): Source {
  const { plan, fields, streaming, table } = relation;
  const items = columns === undefined ? relation.items : renamed(relation.items, columns, at);
  const rowtime: Typed | undefined = streaming ? { kind: 'rowtime', type: TIMESTAMP } : undefined;
  return {
    plan,
    fields,
    relations: [{ alias, items, rowtime }],
    merged: [],
    streaming,
    ...(table === undefined ? {} : { table }),
  };
}

export function renamed(items: readonly Item[], names: readonly Identifier[], at: Span): Item[] {
  const visible = items.filter((item) => item.kind === 'row' || item.hidden !== true);
  if (names.length !== visible.length) {
    const listed = visible.map(({ name }) => `'${name}'`).join(', ');
    throw sqlErrorAt(
      at,
      `List of column aliases must have same degree as table; table has ${visible.length} columns (${listed}), whereas alias list has ${names.length} columns`,
    );
  }
  const seen = new Set<string>();
  return visible.map((item, index) => {
    const name = names[index];
    if (name === undefined) return item;
    if (seen.has(name.text)) throw sqlErrorAt(name.at, `Duplicate name '${name.text}' in column alias list`);
    seen.add(name.text);
    return { ...item, name: name.text };
  });
}

export const scopeOf = ({ relations, fields, streaming, merged }: Source): Scope => ({
  relations,
  fields,
  timed: streaming,
  merged,
});

type Conditions = Pick<Extract<TableExpression, { kind: 'join' }>, 'condition' | 'using'> & {
  readonly natural?: boolean;
};

function bindJoin(
  type: JoinType,
  left: Source,
  right: Source,
  { condition, using, natural }: Conditions,
  at: Span,
  asked: ReadonlySet<string>,
  context: ExpressionContext,
): Source {
  for (const { alias } of right.relations)
    if (alias !== undefined && left.relations.some((relation) => relation.alias === alias))
      throw sqlErrorAt(at, `Duplicate relation name '${alias}' in FROM clause`);
  const sides = besides({ type, left, right, at }, asked);
  const { fields, relations } = sides;
  const scope: Scope = { fields, relations, timed: true, merged: [] };
  const inside: ExpressionContext = { statement: context.statement, windows: context.windows, scope, clause: 'ON' };
  const width = sides.left.fields.length;
  const names = using?.map(({ text }) => text) ?? (natural === true ? commonNames(left, right) : []);
  const pairs = names.map((name, index) =>
    mergedColumn(name, type, sides.left, sides.right, width, using?.[index]?.at ?? at, inside),
  );
  const conditions = pairs.map((pair) => pair.equal);
  if (condition !== undefined) conditions.push(bindCondition(condition, inside));
  const merged = [
    ...pairs.map(({ name, typed }) => ({ name, typed })),
    ...left.merged.filter(({ name }) => !names.includes(name)),
  ];
  const plan = joinOf(sides, conditions.length === 0 ? undefined : joined('and', conditions));
  return { plan, fields, relations, merged, streaming: true };
}

function commonNames(left: Source, right: Source): string[] {
  const namesOf = ({ relations }: Source): string[] =>
    relations.flatMap(({ items }) => items.filter(isVisible).map(({ name }) => name));
  const others = new Set(namesOf(right));
  return [...new Set(namesOf(left))].filter((name) => others.has(name) && name !== rowtimeName);
}

/** A column of USING or NATURAL: once for both sides. */
function mergedColumn(
  name: string,
  type: JoinType,
  left: Source,
  right: Source,
  width: number,
  at: Span,
  context: ExpressionContext,
): { name: string; typed: Typed; equal: Typed } {
  const [a, b] = [left, right].map((side) => {
    const items = side.relations.flatMap((relation) =>
      relation.items.filter((item) => item.kind === 'column' && item.name === name),
    );
    const [item, ...more] = items;
    if (item?.kind !== 'column') throw sqlErrorAt(at, `Column '${name}' not found in any table`);
    if (more.length > 0 && !side.merged.some((each) => each.name === name))
      throw sqlErrorAt(at, `Column name '${name}' in USING clause is not unique on one side of join`);
    return columnOf(side === left ? item.index : item.index + width, context.scope);
  });
  if (a === undefined || b === undefined) throw new TypeError('A join has two sides');
  if (leastRestrictive([a.type, b.type]) === undefined)
    throw sqlErrorAt(
      at,
      `Column '${name}' matched using NATURAL keyword or USING clause has incompatible types: cannot compare '${typeText(a.type)}' to '${typeText(b.type)}'`,
    );
  const equal = compared('=', a, b, at, context);
  if (type !== 'FULL') return { name, typed: type === 'RIGHT' ? b : a, equal };
  const when = operator('IS NOT NULL', [a], at, context);
  return { name, typed: caseOf([branch(when, a)], b, at), equal };
}

/** The aliases of `alias.ROWTIME` anywhere in a query. */
function rowtimesAskedFor(select: Select): ReadonlySet<string> {
  const asked = new Set<string>();
  const open: unknown[] = [select];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('parts' in next && Array.isArray(next.parts)) {
      const [first, second] = next.parts as Identifier[];
      if (first !== undefined && second?.text === rowtimeName) asked.add(first.text);
    } else for (const part of Object.values(next)) if (typeof part === 'object' && part !== null) open.push(part);
  }
  return asked;
}
