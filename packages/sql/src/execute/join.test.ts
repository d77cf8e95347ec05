import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JoinWindow, Plan } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import type { Value } from '../types/sql-type.js';
import { Bench, column, divide, integerColumns, less, program, scan, constant } from './testing.js';

const order = integerColumns('ID', 'A');
const shipment = integerColumns('ID', 'B');
const minute: JoinWindow = { range: 60_000 };
const moment: JoinWindow = { rows: 0 };

function joined(
  type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL',
  leftWindow: JoinWindow,
  rightWindow: JoinWindow,
  condition?: Typed,
): Plan {
  return {
    kind: 'join',
    type,
    left: scan('O', order),
    right: scan('S', shipment),
    leftWindow,
    rightWindow,
    equal: [{ left: column(0), right: column(0) }],
    columns: [...order, ...shipment],
    ...(condition && { condition }),
  };
}

const bench = (plan: Plan): Bench => new Bench(program({ O: order, S: shipment }, [{ into: 'D', plan }]));

/** Seconds after 10:00:00, as the reference's tables have them. */
const at = (seconds: number): number => seconds * 1000;

// The tables of https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-join-clause.html
const orders = [
  [101, 0],
  [102, 20],
  [103, 30],
  [104, 40],
  [100, 45],
] as const;
const shipments = [
  [100, 0],
  [104, 45],
  [105, 50],
] as const;

function results(plan: Plan): Value[][] {
  const of = bench(plan);
  const rows = [
    ...orders.map(([id, second]) => of.row('O', at(second), id, 0)),
    ...shipments.map(([id, second]) => of.row('S', at(second), id, 0)),
  ].toSorted((a, b) => a.time - b.time);
  of.step(rows).step([], at(600));
  return of.out('D').map(([time, left, , right]) => [Number(time) / 1000, left ?? null, right ?? null]);
}

test('a window on one side: each row of the other looks back', () => {
  assert.deepEqual(results(joined('INNER', minute, moment)), [[45, 104, 104]]);
});

test('windows on both sides: either row can be the later one', () => {
  assert.deepEqual(
    results(joined('INNER', minute, minute)).toSorted((a, b) => Number(b[1]) - Number(a[1])),
    [
      [45, 104, 104],
      [45, 100, 100],
    ],
  );
});

test('a row of the outer side without a window comes out at its own time', () => {
  assert.deepEqual(results(joined('RIGHT', minute, moment)), [
    [0, null, 100],
    [45, 104, 104],
    [50, null, 105],
  ]);
});

test('a row of the outer side with a window comes out at the end of its window', () => {
  assert.deepEqual(
    results(joined('RIGHT', minute, minute)).filter(([, left]) => left === null),
    [[110, null, 105]],
  );
  assert.deepEqual(results(joined('LEFT', minute, moment)), [
    [45, 104, 104],
    [60, 101, null],
    [80, 102, null],
    [90, 103, null],
    [105, 100, null],
  ]);
  assert.deepEqual(
    results(joined('LEFT', minute, minute)).filter(([, , right]) => right === null),
    [
      [60, 101, null],
      [80, 102, null],
      [90, 103, null],
    ],
  );
});

test('the rows of a full join come in the order of their times', () => {
  const times = results(joined('FULL', minute, { range: 10_000 })).map(([time]) => time);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => Number(a) - Number(b)),
  );
  assert.equal(times.length, 8 - 1);
});

test('both ends of a range belong to it; the watermark waits for the last of its milliseconds', () => {
  const of = bench(joined('LEFT', { range: 1000 }, moment));
  of.step([of.row('O', 5000, 1, 0)]);
  assert.equal(of.engine.nextDeadline(), 6001);
  of.step([], 6000);
  assert.deepEqual(of.out('D'), []);
  of.step([of.row('S', 6000, 1, 0)]).step([], 6001);
  assert.deepEqual(of.out('D'), [[6000, 1, 0, 1, 0]]);
  of.step([of.row('O', 7000, 1, 0), of.row('S', 8001, 1, 0)]);
  assert.deepEqual(of.out('D').slice(1), [[8000, 1, 0, null, null]]);
});

test('rows of one millisecond meet, whichever comes first, even without a window', () => {
  for (const first of ['O', 'S']) {
    const of = bench(joined('INNER', minute, moment));
    of.step([of.row(first, 5, 1, 0), of.row(first === 'O' ? 'S' : 'O', 5, 1, 0)]);
    assert.equal(of.out('D').length, 1, first);
  }
});

test('a window of rows keeps the current one and so many before it', () => {
  const of = bench(joined('LEFT', { rows: 1 }, moment));
  of.step([of.row('O', 1, 1, 0), of.row('O', 2, 2, 0), of.row('O', 3, 3, 0)]);
  assert.deepEqual(of.out('D'), [[3, 1, 0, null, null]]);
  of.step([of.row('S', 4, 1, 0), of.row('S', 5, 2, 0), of.row('S', 6, 3, 0), of.row('O', 7, 4, 0)]);
  assert.deepEqual(of.out('D').slice(1), [
    [5, 2, 0, 2, 0],
    [6, 3, 0, 3, 0],
  ]);
});

test('what the keys do not say is asked of each pair; NULL meets nothing; a pair that fails fails alone', () => {
  const of = bench(joined('INNER', minute, minute, less(divide(constant(10), column(1)), column(3))));
  of.step([
    of.row('O', 1, 1, 5),
    of.row('O', 2, 1, 0),
    of.row('O', 3, null, 5),
    of.row('S', 4, 1, 3),
    of.row('S', 5, null, 3),
    of.row('S', 6, 1, 1),
  ]);
  assert.deepEqual(of.out('D'), [[4, 1, 5, 1, 3]]);
  assert.equal(of.out('error_stream').length, 2);
});

test('a stream meets itself', () => {
  const plan = { ...joined('INNER', minute, minute), right: scan('O', order) } as Plan;
  const of = bench(plan);
  of.step([of.row('O', 1, 1, 1), of.row('O', 2, 1, 2)]);
  assert.deepEqual(
    of.out('D').map(([, , a, , b]) => [a, b]),
    [
      [1, 1],
      [2, 1],
      [1, 2],
      [2, 2],
    ],
  );
});

test('an outer row is given out though the other stream never has rows', () => {
  const made = program({ O: order }, [{ into: 'D', plan: joined('LEFT', minute, minute) }], { S: shipment });
  const of = new Bench(made);
  of.step([of.row('O', 1000, 1, 0)]).step([], 100_000);
  assert.deepEqual(of.out('D'), [[61_000, 1, 0, null, null]]);
});
