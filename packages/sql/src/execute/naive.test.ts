import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JoinWindow, Plan } from '../bind/plan.js';
import type { Value } from '../types/sql-type.js';
import { Bench, column, count, integerColumns, max, program, scan, sum } from './testing.js';

// The operators against what their definitions say of all rows at once.

const source = integerColumns('K', 'V');

interface Item {
  readonly stream: 'S' | 'T';
  readonly time: number;
  readonly key: number;
  readonly value: number;
}

const items = fc
  .array(
    fc.record({
      stream: fc.constantFrom('S' as const, 'T' as const),
      gap: fc.integer({ min: 0, max: 4 }),
      key: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 40 },
  )
  .map((all): Item[] => {
    let time = 0;
    return all.map(({ stream, gap, key }, index) => ({ stream, time: (time += gap), key, value: index }));
  });

function run(plan: Plan, all: readonly Item[]): Value[][] {
  const at = new Bench(program({ S: source, T: source }, [{ into: 'D', plan }]));
  for (const { stream, time, key, value } of all) at.step([at.row(stream, time, key, value)]);
  at.step([], 10_000);
  return at.out('D');
}

const byText = (rows: readonly Value[][]): string[] => rows.map((row) => row.join(' ')).toSorted();

test('joins', () => {
  const windows = fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined });
  const types = fc.constantFrom('INNER' as const, 'LEFT' as const, 'RIGHT' as const, 'FULL' as const);
  const windowOf = (range: number | undefined): JoinWindow => (range === undefined ? { rows: 0 } : { range });
  fc.assert(
    fc.property(items, types, windows, windows, (all, type, leftRange, rightRange) => {
      const plan: Plan = {
        kind: 'join',
        type,
        left: scan('S', source),
        right: scan('T', source),
        leftWindow: windowOf(leftRange),
        rightWindow: windowOf(rightRange),
        equal: [{ left: column(0), right: column(0) }],
        columns: [...source, ...source],
      };
      const left = all.filter(({ stream }) => stream === 'S');
      const right = all.filter(({ stream }) => stream === 'T');
      const meet = (l: Item, r: Item): boolean =>
        l.key === r.key && r.time - l.time <= (leftRange ?? 0) && l.time - r.time <= (rightRange ?? 0);
      const expected: Value[][] = left.flatMap((l) =>
        right.filter((r) => meet(l, r)).map((r) => [Math.max(l.time, r.time), l.key, l.value, r.key, r.value]),
      );
      if (type === 'LEFT' || type === 'FULL')
        for (const l of left)
          if (!right.some((r) => meet(l, r))) expected.push([l.time + (leftRange ?? 0), l.key, l.value, null, null]);
      if (type === 'RIGHT' || type === 'FULL')
        for (const r of right)
          if (!left.some((l) => meet(l, r))) expected.push([r.time + (rightRange ?? 0), null, null, r.key, r.value]);
      const rows = run(plan, all);
      assert.deepEqual(byText(rows), byText(expected));
      const times = rows.map(([time]) => Number(time));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 300 },
  );
});

test('windows that slide', () => {
  const bounds = fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined });
  fc.assert(
    fc.property(items, bounds, bounds, fc.boolean(), (all, rows, range, parted) => {
      const plan: Plan = {
        kind: 'analytic',
        input: scan('S', source),
        windows: [
          {
            partition: parted ? [column(0)] : [],
            frame: { ...(rows !== undefined && { rows }), ...(range !== undefined && { range }) },
            calls: [count(), sum(column(1)), max(column(1))],
          },
        ],
        columns: [...source, ...integerColumns('N', 'S', 'M')],
      };
      const own = all.filter(({ stream }) => stream === 'S');
      const expected = own.map(({ time, key, value }, index) => {
        const frame = own
          .slice(0, index + 1)
          .filter((other) => !parted || other.key === key)
          .slice(rows === undefined ? 0 : -(rows + 1))
          .filter((other) => range === undefined || other.time >= time - range)
          .map((other) => other.value);
        const total = frame.reduce((a, b) => a + b, 0);
        return [time, key, value, BigInt(frame.length), total, Math.max(...frame)];
      });
      assert.deepEqual(run(plan, all), expected);
    }),
    { numRuns: 300 },
  );
});
