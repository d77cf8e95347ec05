import type { Column } from '../types/sql-type.js';
import { isOfRowtime } from './monotonic.js';
import type { AggregateCall, Plan, TumblingAggregate, WindowKey } from './plan.js';
import { joined } from './resolve.js';
import { replaced, sizeOf, operandsOf } from './typed-tree.js';
import type { Typed } from './typed.js';

// Plans from below upwards: filters and projections that follow each other become one where nothing is computed twice by it.

const largestMerged = 2000;

export function filterOf(input: Plan, condition: Typed): Plan {
  if (condition.kind === 'constant' && condition.value === true) return input;
  if (input.kind === 'filter') return { ...input, condition: joined('and', [input.condition, condition]) };
  if (input.kind === 'project' && input.rowtime === undefined) {
    const used = columnsOf([condition]);
    if (input.expressions.every((expression, index) => !used.has(index) || isCheap(expression))) {
      const below = through(input.expressions, undefined, condition);
      return { ...input, input: filterOf(input.input, below) };
    }
  }
  return { kind: 'filter', columns: input.columns, input, condition };
}

export function projectOf(
  input: Plan,
  expressions: readonly Typed[],
  columns: readonly Column[],
  rowtime?: Typed,
): Plan {
  if (rowtime === undefined && isIdentity(input, expressions)) return { ...input, columns };
  const all = rowtime === undefined ? expressions : [...expressions, rowtime];
  if (input.kind === 'project' && !(rowtime !== undefined && input.rowtime !== undefined) && merges(input, all)) {
    const below = (typed: Typed): Typed => through(input.expressions, input.rowtime, typed);
    const time = rowtime === undefined ? input.rowtime : below(rowtime);
    const merged = expressions.map(below);
    if (merged.every((typed) => sizeOf(typed) <= largestMerged)) {
      if (time === undefined && isIdentity(input.input, merged)) return { ...input.input, columns };
      return {
        kind: 'project',
        columns,
        input: input.input,
        expressions: merged,
        ...(time === undefined ? {} : { rowtime: time }),
      };
    }
  }
  return { kind: 'project', columns, input, expressions, ...(rowtime === undefined ? {} : { rowtime }) };
}

export function aggregateOf(
  input: Plan,
  windows: readonly Typed[],
  keys: readonly Typed[],
  calls: readonly AggregateCall[],
  columns: readonly Column[],
  atOnce: boolean,
): Plan & TumblingAggregate {
  let from = input;
  let below = (typed: Typed): Typed => typed;
  const all = [...windows, ...keys, ...calls.flatMap(({ operands }) => operands)];
  if (input.kind === 'project' && input.rowtime === undefined && merges(input, all)) {
    from = input.input;
    below = (typed) => through(input.expressions, undefined, typed);
  }
  return {
    kind: 'aggregate',
    columns,
    input: from,
    windows: windows.map((each) => windowKey(below(each))),
    keys: keys.map(below),
    calls: calls.map((call) => ({ ...call, operands: call.operands.map(below) })),
    ...(atOnce ? { atOnce } : {}),
  };
}

export const windowKey = (expression: Typed): WindowKey => ({ expression, ofRowtime: isOfRowtime(expression) });

const isIdentity = (input: Plan, expressions: readonly Typed[]): boolean =>
  expressions.length === input.columns.length &&
  expressions.every((typed, index) => typed.kind === 'column' && typed.index === index);

/** What costs next to nothing, and what a window's end is known by. */
const isCheap = (typed: Typed): boolean =>
  typed.kind === 'column' ||
  typed.kind === 'rowtime' ||
  typed.kind === 'constant' ||
  typed.kind === 'now' ||
  isOfRowtime(typed);

/** An expression over a projection's rows as one over the projection's input. */
const through = (expressions: readonly Typed[], rowtime: Typed | undefined, typed: Typed): Typed =>
  replaced(typed, (part) => {
    if (part.kind === 'column') return expressions[part.index];
    return part.kind === 'rowtime' ? rowtime : undefined;
  });

/** Whether no costly expression of the projection is used more than once. */
function merges(input: Extract<Plan, { kind: 'project' }>, above: readonly Typed[]): boolean {
  const used = columnsOf(above);
  return input.expressions.every((expression, index) => isCheap(expression) || (used.get(index) ?? 0) <= 1);
}

/** How often each value of the row is used. */
export function columnsOf(expressions: readonly Typed[]): ReadonlyMap<number, number> {
  const used = new Map<number, number>();
  const open = [...expressions];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'column') used.set(next.index, (used.get(next.index) ?? 0) + 1);
    else open.push(...operandsOf(next));
  }
  return used;
}
