import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOUBLE, INTEGER, REAL, TIMESTAMP, type Value, interval, varchar } from '../types/sql-type.js';
import type { AggregateOptions, ResolvedAggregate } from './aggregate.js';
import { constant, resolve, resultOf, sliding, type Operands } from './testing.js';

/** What an aggregate yields row by row over the last `size` rows, the current one among them. */
function overRows(aggregate: ResolvedAggregate, rows: readonly Operands[], size: number): Value[] {
  const accumulator = sliding(aggregate);
  return rows.map((row, index) => {
    const leaving = rows[index - size];
    if (leaving) accumulator.remove(...leaving);
    accumulator.add(...row);
    return accumulator.result();
  });
}

const single = (values: readonly Value[]): Operands[] => values.map((value) => [value]);

const hour = 3_600_000;
// Hours since 2018-11-01 00:00, city, temperature; then the least, the greatest and the average of the city's last day.
const weather: readonly (readonly [number, string, number, number, number, number])[] = [
  [1, 'Denver', 29, 29, 29, 29],
  [1, 'Anchorage', 2, 2, 2, 2],
  [6, 'Miami', 65, 65, 65, 65],
  [7, 'Denver', 32, 29, 32, 30],
  [9, 'Anchorage', 9, 2, 9, 5],
  [13, 'Denver', 50, 29, 50, 37],
  [17, 'Anchorage', 10, 2, 10, 7],
  [18, 'Miami', 71, 65, 71, 68],
  [19, 'Denver', 43, 29, 50, 38],
  [25, 'Anchorage', 4, 2, 10, 6],
  [25, 'Denver', 39, 29, 50, 38],
  [31, 'Denver', 46, 32, 50, 42],
  [33, 'Anchorage', 3, 3, 10, 6],
  [37, 'Denver', 56, 39, 56, 46],
  [41, 'Anchorage', 2, 2, 10, 4],
  [43, 'Denver', 50, 39, 56, 46],
  [49, 'Denver', 36, 36, 56, 45],
  [49, 'Anchorage', 1, 1, 4, 2],
];

test("the reference's temperatures of the last day, by city", () => {
  const calls = ['MIN', 'MAX', 'AVG'].map((name) => resolve(name, [INTEGER]));
  for (const city of ['Denver', 'Anchorage', 'Miami']) {
    const rows = weather.filter((row) => row[1] === city);
    const accumulators = calls.map(sliding);
    let oldest = 0;
    for (const [time, , temperature, ...expected] of rows) {
      for (let left = rows[oldest]; left && left[0] < time - 24; left = rows[++oldest])
        for (const accumulator of accumulators) accumulator.remove(left[2]);
      for (const accumulator of accumulators) accumulator.add(temperature);
      assert.deepEqual(
        accumulators.map((accumulator) => accumulator.result()),
        expected,
      );
    }
  }
});

test('FIRST_VALUE and LAST_VALUE over the last 3 rows', () => {
  const rows = single([1, null, null, 2, 3, null, null, null]);
  const over = (name: string, options: Partial<AggregateOptions>): Value[] =>
    overRows(resolve(name, [INTEGER], options), rows, 3);
  assert.deepEqual(over('FIRST_VALUE', {}), [1, 1, 1, null, null, 2, 3, null]);
  assert.deepEqual(over('FIRST_VALUE', { ignoreNulls: true }), [1, 1, 1, 2, 2, 2, 3, null]);
  assert.deepEqual(over('LAST_VALUE', {}), [1, null, null, 2, 3, null, null, null]);
  assert.deepEqual(over('LAST_VALUE', { ignoreNulls: true }), [1, 1, 1, 2, 3, 3, 3, null]);
});

test('NTH_VALUE from both ends of the last 3 rows', () => {
  const rows = single([1, 2, null, 4, 5]);
  const over = (words: readonly string[], options: Partial<AggregateOptions>): Value[] => {
    const flags = words.map((word) => constant(word, varchar(word.length)));
    return overRows(resolve('NTH_VALUE', [INTEGER, constant(2, INTEGER), ...flags], options), rows, 3);
  };
  assert.deepEqual(over([], {}), [null, 2, 2, null, 4]);
  assert.deepEqual(over(['FIRST'], { ignoreNulls: true }), [null, 2, 2, 4, 5]);
  assert.deepEqual(over(['LAST'], {}), [null, 1, 2, null, 4]);
  assert.deepEqual(over(['LAST'], { ignoreNulls: true }), [null, 1, 1, 2, 4]);
});

test('LAG looks back within the frame; its default is for what lies before it', () => {
  const prices = [10, null, 30, 40];
  const two = resolve('LAG', [DOUBLE, constant(2, INTEGER), constant(0, INTEGER)]);
  const rows = prices.map((price) => [price, 2, 0]);
  assert.deepEqual(overRows(two, rows, 4), [0, 0, 10, null]);
  assert.deepEqual(overRows(two, rows, 2), [0, 0, 0, 0]);
  const ignoring = resolve('LAG', [DOUBLE, constant(2, INTEGER), constant(0, INTEGER)], { ignoreNulls: true });
  assert.deepEqual(overRows(ignoring, rows, 4), [0, 0, 0, 10]);
  assert.deepEqual(overRows(resolve('LAG', [REAL]), single(prices), 2), [null, 10, null, 30]);
  const previous = resolve('LAG', [REAL], { ignoreNulls: true });
  assert.deepEqual(overRows(previous, single(prices), 3), [null, 10, 10, 30]);
});

test("LAG's offset may be a row's own", () => {
  const aggregate = resolve('LAG', [varchar(1), INTEGER]);
  const rows = [
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', null],
    ['e', 4],
    ['f', 6],
  ];
  assert.deepEqual(overRows(aggregate, rows, 6), ['a', 'a', 'a', null, 'a', null]);
  const accumulator = sliding(aggregate);
  accumulator.add('a', -1);
  assert.throws(() => accumulator.result(), /offset of LAG/);
});

test("EXP_AVG's weights halve with each interval", () => {
  const halfLife = 10_000;
  const aggregate = resolve('EXP_AVG', [DOUBLE, constant(halfLife, interval('SECOND')), TIMESTAMP]);
  const start = 1_541_034_000_000;
  const rows = [10, 20, null, 40].map((price, index) => [price, halfLife, start + index * halfLife]);
  const results = overRows(aggregate, rows, 4);
  assert.equal(results[0], 10);
  assert.equal(results[1], (10 + 2 * 20) / 3);
  assert.equal(results[2], results[1]);
  assert.equal(results[3], (10 + 2 * 20 + 8 * 40) / 11);
  assert.equal(resultOf(aggregate, [[null, halfLife, start]]), null);
  // What is a thousand half-lives old weighs nothing; and is forgotten when it leaves.
  const old = [
    [7, halfLife, start],
    [9, halfLife, start + 4 * 1000 * hour],
    [null, halfLife, start + 4 * 1000 * hour],
    [null, halfLife, start + 4 * 1000 * hour],
    [11, halfLife, start],
  ];
  assert.deepEqual(overRows(aggregate, old, 2), [7, 9, 9, null, 11]);
});
