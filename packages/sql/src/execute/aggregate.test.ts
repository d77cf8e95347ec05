import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AggregateCall, Plan, WindowKey } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import { BIGINT, INTEGER, TIMESTAMP, type Column } from '../types/sql-type.js';
import { Bench, byTime, column, count, integerColumns, max, program, scan, sum } from './testing.js';

const source = integerColumns('K', 'V');
const windowColumn: Column = { name: 'W', type: TIMESTAMP };

function grouped(
  windows: readonly WindowKey[],
  keys: readonly Typed[],
  calls: readonly AggregateCall[],
  input: Plan = scan('S', source),
): Plan {
  const columns = [
    ...windows.map(() => windowColumn),
    ...keys.map(() => ({ name: 'K', type: INTEGER })),
    ...calls.map(() => ({ name: 'C', type: BIGINT })),
  ];
  return { kind: 'aggregate', input, windows, keys, calls, columns };
}

const bench = (plan: Plan): Bench => new Bench(program({ S: source }, [{ into: 'D', plan }]));

test('groups of a window come out at its end, in the order of their appearance, with the end as their ROWTIME', () => {
  const at = bench(grouped([byTime(1000)], [column(0)], [count(), sum(column(1))]));
  at.step([at.row('S', 100, 2, 10), at.row('S', 200, 1, 5), at.row('S', 999, 2, 1)]);
  assert.deepEqual(at.out('D'), []);
  at.step([at.row('S', 1000, 2, 7)]);
  assert.deepEqual(at.out('D'), [
    [1000, 0, 2, 2n, 11],
    [1000, 0, 1, 1n, 5],
  ]);
});

test('a window ends by the watermark alone, not a millisecond earlier', () => {
  const at = bench(grouped([byTime(1000)], [], [count()]));
  at.step([at.row('S', 5100, 1, 1)]);
  assert.equal(at.engine.nextDeadline(), 6000);
  at.step([], 5999);
  assert.deepEqual(at.out('D'), []);
  at.step([], 6000);
  assert.deepEqual(at.out('D'), [[6000, 5000, 1n]]);
  assert.equal(at.engine.nextDeadline(), undefined);
});

test('several window keys: the first to have another value ends the window', () => {
  const at = bench(grouped([byTime(3000), byTime(2000)], [], [count()]));
  at.step([0, 1999, 2000, 2999, 3000, 4000].map((time) => at.row('S', time, 1, 1)));
  assert.deepEqual(at.out('D'), [
    [2000, 0, 0, 2n],
    [3000, 0, 2000, 2n],
    [4000, 3000, 2000, 1n],
  ]);
});

test('a window of another monotonic column ends with the row that has another value, at its ROWTIME', () => {
  const at = bench(grouped([{ expression: column(0), ofRowtime: false }], [], [count()]));
  at.step([at.row('S', 1, 7, 1), at.row('S', 2, 7, 1), at.row('S', 5, 8, 1)], 1_000_000);
  assert.deepEqual(at.out('D'), [[5, 7, 2n]]);
  assert.equal(at.engine.nextDeadline(), undefined);
});

test('NULL is a group of its own; keys of several values are told apart', () => {
  const at = bench(grouped([byTime(1000)], [column(0), column(1)], [count()]));
  at.step([at.row('S', 1, null, 1), at.row('S', 1, 1, null), at.row('S', 1, null, 1), at.row('S', 1, 11, 1)], 1000);
  assert.deepEqual(at.out('D'), [
    [1000, 0, null, 1, 2n],
    [1000, 0, 1, null, 1n],
    [1000, 0, 11, 1, 1n],
  ]);
});

test('a result that fails costs its group only', () => {
  const at = bench(grouped([byTime(1000)], [column(0)], [sum(column(1))]));
  at.step([at.row('S', 1, 1, 2_000_000), at.row('S', 2, 2, 5)], 1000);
  assert.deepEqual(at.out('D'), [[1000, 0, 2, 5]]);
  const [error] = at.out('error_stream');
  assert.deepEqual(error?.slice(0, 6), [
    1000,
    1_000_000,
    'WARNING',
    'Calculation error',
    'Overflow during calculation or cast: Code=22003',
    1000,
  ]);
  assert.equal(error?.at(-1), 'PUMP_0');
});

test('DISTINCT gives a row out when it is the first of its window', () => {
  const plan = { ...grouped([byTime(1000)], [column(0)], []), atOnce: true } as Plan;
  const at = bench(plan);
  at.step([at.row('S', 1, 5, 0), at.row('S', 2, 5, 0), at.row('S', 3, 6, 0), at.row('S', 1001, 5, 0)]);
  assert.deepEqual(at.out('D'), [
    [1, 0, 5],
    [3, 0, 6],
    [1001, 1000, 5],
  ]);
});

test('windows of windows: an end goes through all of them', () => {
  const seconds = grouped([byTime(1000)], [], [max(column(1))]);
  const at = new Bench(
    program({ S: source }, [
      { into: 'A', plan: seconds },
      { into: 'B', plan: grouped([byTime(4000)], [], [count()], scan('A', seconds.columns)) },
    ]),
  );
  at.step([at.row('S', 100, 1, 1), at.row('S', 1100, 1, 2)], 3000);
  assert.deepEqual(at.out('A'), [
    [1000, 0, 1],
    [2000, 1000, 2],
  ]);
  assert.equal(at.engine.nextDeadline(), 4000);
  at.step([], 9000);
  assert.deepEqual(at.out('B'), [[4000, 0, 2n]]);
});
