import { type Span, spanning, sqlErrorAt } from '../errors.js';
import type { Expression, Select } from '../syntax/ast.js';
import { type Column, TIMESTAMP, isInterval, isYearMonth } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import { aggregateOf } from './build.js';
import { type CallCollector, callOf } from './collectors.js';
import type { ExpressionContext } from './context.js';
import { directionOf, inRowtime, isMonotonic } from './monotonic.js';
import type { Plan } from './plan.js';
import type { Direction, Field } from './relation.js';
import { typedText } from './typed-text.js';
import { replaced } from './typed-tree.js';
import type { Typed } from './typed.js';

/** An aggregation, and how expressions bound over its input become expressions over its rows. */
export interface Grouping {
  readonly plan: Plan;
  readonly fields: readonly Field[];
  readonly rewrite: (typed: Typed) => Typed;
}

/** GROUP BY, or WINDOWED BY STAGGER. All of the query's aggregate calls must be collected already. */
export function grouped(select: Select, input: Plan, calls: CallCollector, context: ExpressionContext): Grouping {
  const { stagger } = select;
  if (stagger !== undefined && select.groupBy !== undefined)
    throw sqlErrorAt(stagger.at, 'WINDOWED BY STAGGER cannot be used with GROUP BY');
  const inside: ExpressionContext = { ...context, clause: stagger === undefined ? 'GROUP BY' : 'PARTITION BY' };
  const expressions = stagger?.partitionBy ?? select.groupBy ?? [];
  const bound = distinctTexts(expressions.map((expression) => bindExpression(expression, inside)));
  const directions = new Map<Typed, Direction>(bound.map((typed) => [typed, directionOf(typed, context.scope.fields)]));
  const isWindow = (typed: Typed): boolean => stagger === undefined && isMonotonic(directions.get(typed) ?? 'none');
  const windows = bound.filter(isWindow);
  const keys = bound.filter((typed) => !isWindow(typed));
  if (stagger === undefined && windows.length === 0)
    throw sqlErrorAt(
      placeOf(expressions) ?? select.at,
      'Streaming aggregation requires at least one monotonic expression in GROUP BY clause',
    );
  // What changes where ROWTIME does ends where ROWTIME does: it need not wait for another row.
  const following = windows.filter((typed) => followsRowtime(typed, context.scope.fields));
  const timed = following.length === 0 ? [] : [rowtime];
  const ordered = [...timed, ...windows.filter((typed) => !following.includes(typed)), ...following, ...keys];
  const inTime = (typed: Typed): Typed => inRowtime(typed, context.scope.fields);
  const own = ordered.length - keys.length - following.length;
  const columns: Column[] = [
    ...ordered.map((typed) => ({ name: typedText(typed), type: typed.type })),
    ...calls.calls.map(({ text, aggregate }) => ({ name: text, type: aggregate.type })),
  ];
  const plan: Plan =
    stagger === undefined
      ? aggregateOf(input, ordered.slice(0, own).map(inTime), ordered.slice(own), calls.calls, columns, false)
      : { kind: 'stagger', columns, input, keys, range: rangeOf(stagger.range, inside), calls: calls.calls };
  const [only, ...others] = plan.kind === 'aggregate' ? plan.windows : [];
  const follows = only?.ofRowtime === true && others.length === 0;
  const fields = [
    ...ordered.map((typed): Field => ({
      type: typed.type,
      notNull: false,
      direction: isWindow(typed) ? (directions.get(typed) ?? 'none') : 'none',
      ...(follows && isWindow(typed) ? { followsRowtime: true } : {}),
    })),
    ...calls.calls.map(({ aggregate }): Field => ({ type: aggregate.type, notNull: false, direction: 'none' })),
  ];
  return { plan, fields, rewrite: rewriting(ordered, timed.length, context) };
}

const rowtime: Typed = { kind: 'rowtime', type: TIMESTAMP };

const followsRowtime = (typed: Typed, fields: readonly Field[]): boolean =>
  typed.kind === 'column' && fields[typed.index]?.followsRowtime === true;

function distinctTexts(expressions: readonly Typed[]): Typed[] {
  const texts = new Set<string>();
  return expressions.filter((typed) => {
    const text = typedText(typed);
    return !texts.has(text) && texts.add(text) !== undefined;
  });
}

function placeOf(expressions: readonly Expression[]): Span | undefined {
  const [first, last] = [expressions[0], expressions.at(-1)];
  return first === undefined || last === undefined ? undefined : spanning(first.at, last.at);
}

/** Grouped expressions and calls become columns; ROWTIME alone is that of the row that comes out; nothing else may be left. */
function rewriting(keys: readonly Typed[], from: number, { statement }: ExpressionContext): Grouping['rewrite'] {
  const indexes = new Map(keys.map((typed, index) => [typedText(typed), index] as const).slice(from));
  return (typed) =>
    replaced(typed, (part) => {
      if (part.kind === 'constant' || part.kind === 'now') return undefined;
      const call = part.kind === 'column' ? callOf(part.index) : undefined;
      if (part.kind === 'column' && call !== undefined) return { ...part, index: keys.length + call };
      const index = indexes.get(typedText(part));
      if (index !== undefined) return { kind: 'column', index, type: part.type };
      if (part.kind !== 'column' && part.kind !== 'rowtime') return undefined;
      const place = statement.places.get(part);
      if (place?.bareRowtime === true) return undefined;
      throw sqlErrorAt(place?.at ?? unknownPlace, `Expression '${place?.text ?? ''}' is not being grouped`);
    });
}

const unknownPlace: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function rangeOf(range: Expression, context: ExpressionContext): number {
  const typed = bindExpression(range, context);
  if (typed.kind !== 'constant') throw sqlErrorAt(range.at, 'Window boundary must be constant');
  const { value, type } = typed;
  if (!isInterval(type) || isYearMonth(type) || typeof value !== 'number')
    throw sqlErrorAt(range.at, 'Data Type mismatch between ORDER BY and RANGE clause');
  if (value <= 0) throw sqlErrorAt(range.at, 'Window has negative size');
  return value;
}
