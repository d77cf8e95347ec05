import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Plan } from '../bind/plan.js';
import { TIMESTAMP, type Value } from '../types/sql-type.js';
import { Bench, byTime, column, count, integerColumns, max, program, scan, sum } from './testing.js';

const source = integerColumns('K', 'V');
const s = scan('S', source);
const t = scan('T', source);

/** All operators that remember rows. */
const plans: Readonly<Record<string, Plan>> = {
  aggregate: {
    kind: 'aggregate',
    input: s,
    windows: [byTime(10)],
    keys: [column(0)],
    calls: [sum(column(1)), max(column(1))],
    columns: integerColumns('W', 'K', 'A', 'B'),
  },
  distinct: {
    kind: 'aggregate',
    input: s,
    windows: [{ expression: column(1), ofRowtime: false }, byTime(7)],
    keys: [column(0), column(1)],
    calls: [],
    atOnce: true,
    columns: integerColumns('V', 'W', 'K', 'V2'),
  },
  stagger: {
    kind: 'stagger',
    input: s,
    keys: [column(0)],
    range: 9,
    calls: [count()],
    columns: integerColumns('K', 'N'),
  },
  analytic: {
    kind: 'analytic',
    input: s,
    windows: [
      { partition: [column(0)], frame: { range: 5 }, calls: [sum(column(1)), max(column(1))] },
      { partition: [], frame: { rows: 3 }, calls: [count(), max(column(1))] },
      { partition: [], frame: {}, calls: [count(), max(column(1))] },
    ],
    columns: integerColumns('K', 'V', 'A', 'B', 'C', 'D', 'E', 'F'),
  },
  join: {
    kind: 'join',
    type: 'FULL',
    left: s,
    right: t,
    leftWindow: { range: 6 },
    rightWindow: { rows: 2 },
    equal: [{ left: column(0), right: column(0) }],
    columns: [...source, ...source],
  },
  merged: {
    kind: 'aggregate',
    input: {
      kind: 'union',
      inputs: [
        t,
        {
          kind: 'project',
          input: s,
          expressions: [column(0), column(1)],
          rowtime: column(1, TIMESTAMP),
          columns: source,
        },
      ],
      columns: source,
    },
    windows: [byTime(4)],
    keys: [],
    calls: [count()],
    columns: integerColumns('W', 'N'),
  },
  sort: {
    kind: 'sort',
    input: s,
    windows: [byTime(8)],
    keys: [{ expression: column(1), descending: true, nullsFirst: true }],
    columns: source,
  },
  within: {
    kind: 'sort',
    input: s,
    windows: [],
    within: 3,
    keys: [{ expression: column(1, TIMESTAMP), descending: false, nullsFirst: true }],
    columns: source,
  },
};

const made = program({ S: source, T: source }, [
  ...Object.entries(plans).map(([into, plan]) => ({ into, plan })),
  { into: 'sort', plan: scan('within', source) },
  {
    into: 'chained',
    plan: {
      kind: 'aggregate',
      input: scan('sort', source),
      windows: [byTime(12)],
      keys: [],
      calls: [count()],
      columns: integerColumns('W', 'N'),
    } satisfies Plan,
  },
]);

interface Item {
  readonly stream: string;
  readonly gap: number;
  readonly key: number | null;
  readonly value: number;
  /** Whether a batch ends behind it. */
  readonly cut: boolean;
  readonly restart: boolean;
}

const items = fc.array(
  fc.record<Item>({
    stream: fc.constantFrom('S', 'T'),
    gap: fc.integer({ min: 0, max: 6 }),
    key: fc.option(fc.integer({ min: 0, max: 2 })),
    value: fc.integer({ min: 0, max: 60 }),
    cut: fc.boolean(),
    restart: fc.boolean(),
  }),
  { maxLength: 60 },
);

function run(all: readonly Item[], cuts: boolean, restarts: boolean): Value[][] {
  const at = new Bench(made);
  let time = 0;
  let rows = [];
  for (const { stream, gap, key, value, cut, restart } of all) {
    time += gap;
    rows.push(at.row(stream, time, key, value));
    if (!cuts || !cut) continue;
    at.step(rows);
    rows = [];
    if (restarts && restart) at.restart();
  }
  at.step(rows, time + 1000);
  return at.all();
}

test('an engine that goes on from a snapshot gives out what it would have given out without', () => {
  fc.assert(
    fc.property(items, (all) => {
      assert.deepEqual(run(all, true, true), run(all, true, false));
    }),
    { numRuns: 300 },
  );
});

test('where batches are cut makes no difference to any stream', () => {
  const byStream = (rows: readonly Value[][]): Value[][] => rows.toSorted(([a], [b]) => Number(a) - Number(b));
  fc.assert(
    fc.property(items, (all) => {
      assert.deepEqual(byStream(run(all, true, false)), byStream(run(all, false, false)));
    }),
    { numRuns: 300 },
  );
});

test('the ROWTIMEs of no stream ever fall', () => {
  fc.assert(
    fc.property(items, (all) => {
      const last = new Map<Value, number>();
      for (const [stream, time] of run(all, false, false)) {
        assert.ok(Number(time) >= (last.get(stream ?? null) ?? -Infinity));
        last.set(stream ?? null, Number(time));
      }
    }),
    { numRuns: 100 },
  );
});
