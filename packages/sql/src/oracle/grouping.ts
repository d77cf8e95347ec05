import type { Select } from '../syntax/ast.js';
import type { Value } from '../types/sql-type.js';
import { aggregated } from './aggregates.js';
import { callsOf, canonical } from './canonical.js';
import { areSame } from './compare.js';
import { computed } from './expression.js';
import type { Computed, Context, Row } from './computed.js';
import { surviving } from './failure.js';
import { contextOf, intervalOf } from './from.js';
import { columnAt, type Source, type SourceColumn } from './relation.js';

/** Rows on their way through a query, and what expressions are over them. */
export interface Stage {
  readonly rows: readonly Row[];
  readonly context: Context;
  readonly ordered: boolean;
}

interface Group {
  readonly keys: readonly Value[];
  readonly time: number;
  /** For each call its operands, row by row. */
  readonly rows: Value[][][];
}

/** GROUP BY and WINDOWED BY STAGGER. */
export function grouped(select: Select, source: Source, failed: () => void): Stage {
  const context = contextOf(source);
  const { columns, ordered } = source;
  const expressions = select.stagger?.partitionBy ?? select.groupBy ?? [];
  const keys = expressions.map((expression) => computed(expression, context));
  const types = keys.map(({ type }) => type);
  const texts = expressions.map((expression) => canonical(expression, columns));
  const written = callsOf(select).map((call) => ({ call, text: canonical(call, columns) }));
  const calls = written
    .filter(({ text }, index) => written.findIndex((other) => other.text === text) === index)
    .map(({ call, text }) => {
      const operands = call.operands.map((operand) => computed(operand, context));
      const types = operands.map(({ type }) => type);
      return { text, operands, aggregate: aggregated(call, types) };
    });
  const taken = surviving(
    source.rows,
    (row) => ({
      time: row.time,
      keys: keys.map((key) => key.of(row)),
      operands: calls.map((call) => call.operands.map((operand) => operand.of(row))),
    }),
    failed,
  );
  const range = select.stagger && intervalOf(select.stagger.range);
  const windows = keys.filter((_, index) => isOfTime(texts[index] ?? ''));
  const groups: Group[] = [];
  for (const row of taken) {
    let group = groups.findLast((each) => areSame(each.keys, row.keys, types));
    if (group !== undefined && range !== undefined && row.time >= group.time) group = undefined;
    if (group === undefined) {
      const time = range === undefined ? changeAfter(windows, row.time, columns) : row.time + range;
      group = { keys: row.keys, time, rows: calls.map(() => []) };
      groups.push(group);
    }
    for (const [index, operands] of row.operands.entries()) group.rows[index]?.push(operands);
  }
  const rows = surviving(
    inOrderOfTime(groups),
    ({ keys: values, time, rows: of }): Row => ({
      time,
      values: [...values, ...calls.map(({ aggregate }, index) => aggregate.of(of[index] ?? []))],
    }),
    failed,
  );
  const results: SourceColumn[] = [...types, ...calls.map(({ aggregate }) => aggregate.type)].map((type) => ({
    alias: '',
    name: '',
    type,
  }));
  const known = [...texts, ...calls.map(({ text }) => text)];
  return {
    rows,
    ordered,
    context: {
      name: ({ parts }) => {
        if (parts.length > 1 || parts[0].text !== 'ROWTIME') throw new TypeError(`${parts[0].text} is not grouped`);
        return columnAt(-1, results);
      },
      special: (expression) => {
        if (expression.kind === 'literal') return undefined;
        const at = known.indexOf(canonical(expression, columns));
        return at < 0 ? undefined : columnAt(at, results);
      },
    },
  };
}

const inOrderOfTime = (groups: readonly Group[]): Group[] => groups.toSorted((a, b) => a.time - b.time);

const isOfTime = (text: string): boolean => text.includes('@time') && !text.includes('"#');

/** Windows of random programs end at multiples of it, or at the ms behind, as CEIL has it. */
const grid = 500;

/** The first ms after a time at which one of the expressions of ROWTIME has another value. */
function changeAfter(windows: readonly Computed[], from: number, columns: readonly SourceColumn[]): number {
  const rowAt = (time: number): Row => ({ time, values: columns.map(({ isTime }) => (isTime ? time : null)) });
  const valuesAt = (time: number): Value[] => windows.map(({ of }) => of(rowAt(time)));
  const types = windows.map(({ type }) => type);
  const values = valuesAt(from);
  for (let at = Math.floor(from / grid) * grid; ; at += grid)
    for (const time of [at, at + 1]) if (time > from && !areSame(valuesAt(time), values, types)) return time;
}
