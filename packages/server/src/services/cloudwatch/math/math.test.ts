import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compute, start, type Points } from './testing.js';

const x = undefined;
const cases: readonly (readonly [string, Readonly<Record<string, Points>>, readonly Points[]])[] = [
  ['m1 < m2', { m1: [30, 20, 0, 0], m2: [20, x, 20, x] }, [[0, 0, 1, 0]]],
  ['m1 >= 30', { m1: [30, 20, 0, 0] }, [[1, 0, 0, 0]]],
  ['m1 > 15 AND m2 > 15', { m1: [30, 20, 0, 0], m2: [20, x, 20, x] }, [[1, 0, 0, 0]]],
  ['m1 > 15 && m2 > 15', { m1: [30, 20, 0, 0], m2: [20, x, 20, x] }, [[1, 0, 0, 0]]],
  ['m1 > 25 || m2 > 15', { m1: [30, 20, 0, 0], m2: [20, x, 20, x] }, [[1, 0, 1, 0]]],
  ['IF(m1, m2, m3)', { m1: [1, 1, 0, 0, x], m2: [30, x, 0, 0, 30], m3: [0, 0, 20, x, 20] }, [[30, 0, 20, x, x]]],
  ['IF(m1, 5, m3)', { m1: [1, 1, 0, 0, x], m3: [0, 0, 20, x, 20] }, [[5, 5, 20, x, x]]],
  ['IF(m1, m2, 5)', { m1: [1, 1, 0, 0, x], m2: [30, x, 0, 0, 30] }, [[30, 0, 5, 5, x]]],
  ['IF(m1, m2)', { m1: [1, 1, 0, 0, x], m2: [30, x, 0, 0, 30] }, [[30, 0, x, x, x]]],
  ['IF(1 < 2, m1, m2)', { m1: [1, x], m2: [2, 2] }, [[1, x]]],
  ['IF(1 > 2, m1)', { m1: [1, x] }, [[x, x]]],
  ['IF(1 < 2, 7, m1)', { m1: [1, x] }, [[7, 7]]],
  ['m1 / m2', { m1: [6, 6, 6], m2: [2, 0, x] }, [[3, x, x]]],
  ['-m1 ^ 2 + 2 * 3', { m1: [3] }, [[-3]]],
  ['2 ^ 3 ^ 2 + m1', { m1: [0] }, [[512]]],
  ['m1 - 1 - 1', { m1: [5] }, [[3]]],
  ['10 - m1 * 2 > 3 == 1', { m1: [3, 4] }, [[1, 0]]],
  [
    '[m1, m2] * 2',
    { m1: [1, x], m2: [2, 3] },
    [
      [2, x],
      [4, 6],
    ],
  ],
  [
    'm1 - METRICS()',
    { m1: [1, x], m2: [2, 3] },
    [
      [0, x],
      [-1, -3],
    ],
  ],
  ['METRICS("err") + 0', { err1: [1], ok: [2], e_err: [3] }, [[1], [3]]],
  ['SUM(METRICS())', { m1: [1, x, x], m2: [2, 3, x] }, [[3, 3, x]]],
  ['AVG([m1, [m2]])', { m1: [1, x, x], m2: [2, 3, x] }, [[1.5, 3, x]]],
  ['MAX(METRICS()) - MIN(METRICS())', { m1: [1, x], m2: [5, 3] }, [[4, 0]]],
  ['DATAPOINT_COUNT(METRICS())', { m1: [1, x], m2: [5, 3] }, [[2, 1]]],
  ['m1 - AVG(m1)', { m1: [1, x, 3] }, [[-1, x, 1]]],
  ['STDDEV(m1) + m1 * 0', { m1: [2, 4, 4, 4, 5, 5, 7, 9] }, [[2, 2, 2, 2, 2, 2, 2, 2]]],
  ['TIME_SERIES(METRIC_COUNT(METRICS()))', { m1: [1, x], m2: [x, x] }, [[2, 2]]],
  ['TIME_SERIES(AVG(m1))', { m1: [x, x] }, [[x, x]]],
  ['m1 / PERIOD(m1)', { m1: [120] }, [[2]]],
  ['RATE(m1)', { m1: [60, 120, x, 0] }, [[x, 1, x, -1]]],
  ['DIFF(m1)', { m1: [60, 120, x, 0] }, [[x, 60, x, -120]]],
  ['DIFF_TIME(m1)', { m1: [60, 120, x, 0] }, [[x, 60, x, 120]]],
  ['RUNNING_SUM(m1)', { m1: [1, 2, x, 3] }, [[1, 3, x, 6]]],
  ['ABS(m1) + CEIL(m1) + FLOOR(m1)', { m1: [-1.5] }, [[-1.5]]],
  ['LOG10(m1)', { m1: [100, 0, -1] }, [[2, x, x]]],
  ['LOG(m1)', { m1: [1] }, [[0]]],
  ['FILL(m1, 7)', { m1: [x, 1, x, 3, x] }, [[7, 1, 7, 3, 7]]],
  ['FILL(m1, m2)', { m1: [x, 1, x], m2: [9, 8, x] }, [[9, 1, x]]],
  ['FILL(m1, REPEAT)', { m1: [x, 1, x, 3, x] }, [[x, 1, 1, 3, 3]]],
  ['FILL(m1, LINEAR)', { m1: [x, 1, x, x, 4, x] }, [[1, 1, 2, 3, 4, 4]]],
  [
    'FILL(METRICS(), 0)',
    { m1: [x, 1], m2: [x, x] },
    [
      [0, 1],
      [0, 0],
    ],
  ],
  ['REMOVE_EMPTY(METRICS())', { m1: [x, x], m2: [x, 1] }, [[x, 1]]],
  ['SORT(METRICS(), SUM, DESC)', { m1: [1], m2: [3], m3: [2] }, [[3], [2], [1]]],
  ['SORT(METRICS(), MIN, ASC, 2)', { m1: [1], m2: [3], m3: [2] }, [[1], [2]]],
  ['SLICE(METRICS(), 1, 3)', { m1: [1], m2: [3], m3: [2] }, [[3], [2]]],
  ['SLICE(METRICS(), 2)', { m1: [1], m2: [3], m3: [2] }, [[2]]],
  ['FIRST(SORT(METRICS(), MAX, DESC))', { m1: [1], m2: [3] }, [[3]]],
  ['LAST(METRICS())', { m1: [1], m2: [3] }, [[3]]],
  ['MINUTE(m1)', { m1: [x, x, 1] }, [[0, 1, 2]]],
  ['HOUR(m1) * 10000 + DAY(m1) * 1000 + DATE(m1)', { m1: [1] }, [[222_014]]],
  ['YEAR(m1) * 100 + MONTH(m1)', { m1: [1] }, [[202_311]]],
  ['EPOCH(m1)', { m1: [1] }, [[start / 1000]]],
];

for (const [expression, metrics, expected] of cases) {
  void test(`${expression} of ${JSON.stringify(metrics)}`, async () => {
    assert.deepEqual(await compute(expression, metrics), expected);
  });
}

void test('expressions use others, also those that are numbers', async () => {
  assert.deepEqual(await compute('e1 * 2', { m1: [1, 2] }, ['m1 + e2', 'SUM(m1)']), [[8, 10]]);
});

void test('what is made of numbers alone begins with the window and goes on until now', async () => {
  assert.deepEqual(await compute('TIME_SERIES(3)', { m1: Array.from({ length: 20 }, () => x) }), [
    [...Array.from({ length: 14 }, () => 3), ...Array.from({ length: 6 }, () => x)],
  ]);
});
