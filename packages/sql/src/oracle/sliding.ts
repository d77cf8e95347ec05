import type { Select } from '../syntax/ast.js';
import { aggregated } from './aggregates.js';
import { callsOf, canonical } from './canonical.js';
import { areSame } from './compare.js';
import { computed } from './expression.js';
import type { Row } from './computed.js';
import { surviving } from './failure.js';
import { contextOf, intervalOf } from './from.js';
import type { Stage } from './grouping.js';
import { columnAt, windowOf, type Source, type SourceColumn, type Windows } from './relation.js';

/** OVER: what stands behind a row's own values are those of its windows. */
export function slid(select: Select, source: Source, windows: Windows, failed: () => void): Stage {
  const { columns, ordered } = source;
  const context = contextOf(source);
  const calls = callsOf(select).map((call) => {
    if (call.over === undefined) throw new TypeError('The oracle knows aggregates with OVER or GROUP BY');
    const window = windowOf(call.over, windows);
    const partition = window.partitionBy.map((each) => computed(each, context));
    const operands = call.operands.map((operand) => computed(operand, context));
    const operandTypes = operands.map(({ type }) => type);
    return { text: canonical(call, columns), window, partition, operands, aggregate: aggregated(call, operandTypes) };
  });
  // What cannot be computed of a row keeps it out of all windows.
  const taken = surviving(
    source.rows,
    (row) => ({
      row,
      calls: calls.map(({ partition, operands }) => ({
        partition: partition.map(({ of }) => of(row)),
        operands: operands.map(({ of }) => of(row)),
      })),
    }),
    failed,
  );
  const rows = surviving(
    [...taken.entries()],
    ([at, { row, calls: own }]): Row => {
      const results = calls.map(({ window, partition, aggregate }, index) => {
        const types = partition.map(({ type }) => type);
        const same = taken
          .slice(0, at + 1)
          .filter((other) => areSame(other.calls[index]?.partition ?? [], own[index]?.partition ?? [], types));
        const frame = same.filter((other, place) => {
          const from = window.frame?.from;
          const isRows = window.frame?.unit === 'ROWS';
          if (from === undefined || from.kind === 'unbounded-preceding') return true;
          const isPreceding = 'offset' in from;
          if (isRows) return same.length - 1 - place <= (isPreceding ? countOf(from.offset) : 0);
          return row.time - other.row.time <= (isPreceding ? intervalOf(from.offset) : 0);
        });
        return aggregate.of(frame.map((other) => other.calls[index]?.operands ?? []));
      });
      return { time: row.time, values: [...row.values, ...results] };
    },
    failed,
  );
  const all: SourceColumn[] = [
    ...columns,
    ...calls.map(({ aggregate }) => ({ alias: '', name: '', type: aggregate.type })),
  ];
  const texts = calls.map(({ text }) => text);
  return {
    rows,
    ordered,
    context: {
      ...context,
      special: (expression) => {
        const at = expression.kind === 'call' ? texts.indexOf(canonical(expression, columns)) : -1;
        return at < 0 ? undefined : columnAt(columns.length + at, all);
      },
    },
  };
}

function countOf(expression: { readonly kind: string }): number {
  if ('literal' in expression && typeof expression.literal === 'object' && expression.literal !== null)
    if ('text' in expression.literal) return Number(expression.literal.text);
  throw new TypeError('The oracle knows counts that are literals');
}
