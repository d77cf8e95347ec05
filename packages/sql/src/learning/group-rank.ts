import { INTEGER, isBinary, type Value } from '../types/sql-type.js';
import { CallArguments, columnIndex, orProblem } from './call-arguments.js';
import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { RowTransformer, TableFunction, TimedRow } from './table-function.js';

/**
 * Ranks the rows of equal ROWTIME among each other by a column, as RANK does, and gives them out in the order of their ranks.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-group-rank-udx.html
 *
 * `maxIdle` changes nothing: it bounds how long AWS waits for the next row to learn that a group is whole, and here time itself tells that.
 */
export const groupRank: TableFunction = {
  name: 'GROUP_RANK',
  signatures: ['GROUP_RANK(<CURSOR>, <CHARACTER>, <CHARACTER>, <CHARACTER>, <CHARACTER>, <INTEGER>, <INTEGER>)'],
  resolve: (call) =>
    orProblem(() => {
      const read = new CallArguments('GROUP_RANK', call, 6, 6);
      const rankBy = columnIndex(read, call.cursorColumns, read.text('rankByColumnName'));
      if (read.text('rankOutColumnName') !== rankColumn)
        throw read.problem(`rankOutColumnName must be '${rankColumn}'`);
      const sortOrder = order(read, 'sortOrder', ['asc', 'desc']);
      const outputOrder = order(read, 'outputOrder', ['asc', 'desc', 'none']);
      read.integer('maxIdle', 0, 2_147_483_647);
      const outputMax = read.integer('outputMax', 0, 2_147_483_647);
      const type = call.cursorColumns[rankBy]?.type ?? INTEGER;
      if (isBinary(type)) throw read.problem('rankByColumnName must name a column whose values have an order');
      const options = { rankBy, sortOrder, outputOrder, outputMax };
      return {
        columns: [...call.cursorColumns, { name: rankColumn, type: INTEGER }],
        create: (saved) => ranker(options, saved),
      };
    }),
};

const rankColumn = 'groupRank';

type Order = 'asc' | 'desc' | 'none';

function order(read: CallArguments, name: string, allowed: readonly Order[]): Order {
  const text = read.text(name).toLowerCase();
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw read.problem(`${name} must be ${allowed.map((one) => `'${one}'`).join(' or ')}`);
  return found;
}

interface Options {
  readonly rankBy: number;
  readonly sortOrder: Order;
  readonly outputOrder: Order;
  /** 0 for all. */
  readonly outputMax: number;
}

function ranker(options: Options, saved: Saved | undefined): RowTransformer {
  const groups: { time: number; rows: (readonly Value[])[] }[] = [];
  if (saved !== undefined)
    for (const group of savedList(saved)) {
      const [time, rows] = savedList(group);
      groups.push({ time: savedNumber(time), rows: [...(savedList(rows) as readonly (readonly Value[])[])] });
    }
  return {
    row(values, time) {
      const group = groups.at(-1);
      if (group !== undefined && group.time >= time) group.rows.push(values);
      else groups.push({ time, rows: [values] });
      return [];
    },
    advance(time) {
      const whole: TimedRow[] = [];
      for (let first = groups[0]; first !== undefined && first.time < time; first = groups[0]) {
        for (const values of ranked(first.rows, options)) whole.push({ time: first.time, values });
        groups.shift();
      }
      return whole;
    },
    nextEnd: () => {
      const first = groups[0];
      return first === undefined ? undefined : first.time + 1;
    },
    save: () => groups.map(({ time, rows }) => [time, [...rows]]),
  };
}

/** The rows with their ranks; of equally ranked ones, what came first is first. */
function ranked(
  rows: readonly (readonly Value[])[],
  { rankBy, sortOrder, outputOrder, outputMax }: Options,
): readonly (readonly Value[])[] {
  const sign = sortOrder === 'desc' ? -1 : 1;
  const valueOf = (index: number): Value => rows[index]?.[rankBy] ?? null;
  const sorted = rows.map((_, index) => index).toSorted((a, b) => sign * compare(valueOf(a), valueOf(b)));
  const ranks = new Map<number, number>();
  let rank = 1;
  for (const [place, index] of sorted.entries()) {
    const before = sorted[place - 1];
    if (before !== undefined && compare(valueOf(before), valueOf(index)) !== 0) rank = place + 1;
    ranks.set(index, rank);
  }
  const rankOf = (index: number): number => ranks.get(index) ?? 0;
  const direction = outputOrder === 'none' ? 0 : outputOrder === 'desc' ? -1 : 1;
  return rows
    .map((_, index) => index)
    .toSorted((a, b) => direction * (rankOf(a) - rankOf(b)))
    .slice(0, outputMax === 0 ? undefined : outputMax)
    .map((index) => [...(rows[index] ?? []), rankOf(index)]);
}

/** Values of one column; NULL, then NaN before all others. */
function compare(a: Value, b: Value): number {
  const unordered = (value: Value): number => (value === null ? 0 : Number.isNaN(value) ? 1 : 2);
  const difference = unordered(a) - unordered(b);
  if (difference !== 0 || a === null || b === null) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
