import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowError } from '../errors.js';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  INTEGER,
  NULL,
  REAL,
  TIMESTAMP,
  TINYINT,
  type SqlType,
  type Value,
  decimal,
  interval,
  varchar,
} from '../types/sql-type.js';
import type { AggregateOptions } from './aggregate.js';
import { constant, resolve, resultOf, tryResolve } from './testing.js';

type Case = readonly [
  name: string,
  type: SqlType,
  values: readonly Value[],
  expected: Value,
  options?: Partial<AggregateOptions>,
];
const distinct = { distinct: true };
const ignoreNulls = { ignoreNulls: true };

const cases: readonly Case[] = [
  // Of the reference's pages.
  ['SUM', INTEGER, [1, null, 2, null, 3, null], 6],
  ['AVG', INTEGER, [1, null, 2, null, 3, null], 2],
  ['COUNT', INTEGER, [1, null, 2, null, 3, null], 3n],
  // What integers yield is cut; what nothing yields is NULL, but for COUNT.
  ['AVG', INTEGER, [29, 32], 30],
  ['AVG', INTEGER, [-3, -4], -3],
  ['AVG', BIGINT, [9007199254740993n, 9007199254740994n], 9007199254740993n],
  ['AVG', BIGINT, [2n ** 63n - 1n, 2n ** 63n - 1n], 2n ** 63n - 1n],
  ['AVG', decimal(4, 2), [100n, 101n], 101n],
  ['AVG', decimal(4, 2), [-100n, -101n, -101n], -101n],
  ['AVG', REAL, [1, 2], 1.5],
  ['AVG', DOUBLE, [], null],
  ['AVG', INTEGER, [null], null],
  ['SUM', INTEGER, [], null],
  ['SUM', DOUBLE, [null], null],
  ['COUNT', INTEGER, [], 0n],
  ['COUNT', INTEGER, [null], 0n],
  ['COUNT', NULL, [null], 0n],
  ['MIN', INTEGER, [null], null],
  // Sums.
  ['SUM', BIGINT, [2n ** 63n - 1n, 1n, -1n], 2n ** 63n - 1n],
  ['SUM', decimal(4, 2), [1230n, 70n], 1300n],
  ['SUM', INTEGER, [2_147_483_647, 1, -1], 2_147_483_647],
  ['SUM', DOUBLE, [0.1, 0.2, 0.3], 0.6],
  ['SUM', DOUBLE, [1e16, 1, -1e16], 1],
  ['SUM', DOUBLE, [1e308, 1e308, -1e308, -1e308, 1e-308], 1e-308],
  ['SUM', DOUBLE, [1e300, 1, 1e-300, -1e300, -1], 1e-300],
  ['SUM', REAL, [Math.fround(0.1), Math.fround(0.2)], Math.fround(Math.fround(0.1) + Math.fround(0.2))],
  // Distinct values: blanks at the end of strings do not count.
  ['COUNT', INTEGER, [1, 1, null, 2], 2n, distinct],
  ['COUNT', varchar(4), ['a', 'a ', 'b'], 2n, distinct],
  ['SUM', INTEGER, [1, 1, 2], 3, distinct],
  ['AVG', DOUBLE, [1, 1, 1, 2], 1.5, distinct],
  ['VAR_POP', DOUBLE, [1, 3, 3, 3], 1, distinct],
  ['MAX', INTEGER, [1, 2, 2], 2, distinct],
  // Extremes of all types.
  ['MIN', INTEGER, [3, null, 1, 2], 1],
  ['MAX', INTEGER, [3, null, 1, 2], 3],
  ['MAX', varchar(3), ['b', 'a', 'ba'], 'ba'],
  ['MIN', varchar(3), ['a ', 'a'], 'a '],
  ['MAX', BOOLEAN, [false, true], true],
  ['MIN', decimal(4, 2), [1230n, -5n], -5n],
  ['MAX', TIMESTAMP, [1000, 5000], 5000],
  ['MIN', interval('MINUTE'), [60_000, 1], 1],
  // Variances.
  ['VAR_POP', DOUBLE, [1, 2, 3, 4], 1.25],
  ['VAR_SAMP', DOUBLE, [1, 2, 3, 4, null], 5 / 3],
  ['STDDEV_POP', DOUBLE, [2, 4, 4, 4, 5, 5, 7, 9], 2],
  ['STDDEV_SAMP', DOUBLE, [1, 2, 3, 4], Math.sqrt(5 / 3)],
  ['STDDEV', DOUBLE, [1, 2, 3, 4], Math.sqrt(5 / 3)],
  ['STD_DEV', DOUBLE, [1, 2, 3, 4], Math.sqrt(5 / 3)],
  ['VAR_SAMP', DOUBLE, [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 30],
  ['VAR_POP', DOUBLE, [1e-200, 3e-200], 0],
  ['VAR_POP', DOUBLE, [0.1, 0.1, 0.1], 0],
  ['VAR_SAMP', DOUBLE, [1], null],
  ['STDDEV_SAMP', INTEGER, [1], null],
  ['VAR_POP', INTEGER, [1], 0],
  ['VAR_POP', DOUBLE, [null], null],
  ['VAR_POP', INTEGER, [1, 2, 3, 4], 1],
  ['STDDEV_POP', INTEGER, [1, 5, 9], 3],
  ['VAR_SAMP', BIGINT, [10n, 20n], 50n],
  ['VAR_POP', decimal(6, 2), [100n, 200n, 300n, 400n], 125n],
  ['STDDEV_POP', decimal(6, 2), [100n, 200n, 300n, 400n], 112n],
  ['STDDEV_POP', REAL, [1, 2], 0.5],
  // Conditions.
  ['EVERY', BOOLEAN, [true, null, true], true],
  ['EVERY', BOOLEAN, [true, false], false],
  ['EVERY', BOOLEAN, [null], null],
  ['ANY', BOOLEAN, [false, null, true], true],
  ['ANY', BOOLEAN, [false, null], false],
  ['ANY', BOOLEAN, [], null],
  // Places.
  ['FIRST_VALUE', INTEGER, [null, 1, 2], null],
  ['FIRST_VALUE', INTEGER, [null, 1, 2], 1, ignoreNulls],
  ['FIRST_VALUE', varchar(3), ['a', 'b'], 'a'],
  ['LAST_VALUE', INTEGER, [1, 2, null], null],
  ['LAST_VALUE', INTEGER, [1, 2, null], 2, ignoreNulls],
  ['LAST_VALUE', INTEGER, [], null],
];

for (const [name, type, values, expected, options] of cases) {
  const shown = values.map((value) => String(value)).join(', ');
  const words = options === undefined ? '' : ` ${Object.keys(options).join(' ')}`;
  test(`${name}(${type.kind}: ${shown})${words} is ${String(expected)}`, () => {
    const result = resultOf(
      resolve(name, [type], options),
      values.map((value) => [value]),
    );
    assert.equal(result, expected);
  });
}

const overflows: readonly Case[] = [
  ['SUM', TINYINT, [100, 28], null],
  ['SUM', INTEGER, [2_147_483_647, 1], null],
  ['SUM', BIGINT, [2n ** 63n - 1n, 1n], null],
  ['SUM', decimal(4, 2), [9999n, 1n], null],
  ['SUM', REAL, [3e38, 3e38], null],
  ['SUM', DOUBLE, [1e308, 1e308], null],
  ['SUM', DOUBLE, [1, Infinity], null],
  ['AVG', DOUBLE, [1, Number.NaN], null],
  ['VAR_POP', INTEGER, [-2_000_000_000, 2_000_000_000], null],
  ['VAR_POP', DOUBLE, [-1e300, 1e300], null],
  ['VAR_POP', DOUBLE, [Infinity], null],
];

for (const [name, type, values] of overflows)
  test(`${name}(${type.kind}: ${values.map(String).join(', ')}) overflows`, () => {
    const aggregate = resolve(name, [type]);
    const rows = values.map((value) => [value]);
    assert.throws(() => resultOf(aggregate, rows), RowError);
  });

test('COUNT(*) counts rows', () => {
  assert.equal(resultOf(resolve('COUNT', [], { star: true }), [[], []]), 2n);
});

test('sums of integers are exact beyond what a double holds, and come back', () => {
  const aggregate = resolve('AVG', [INTEGER]);
  const accumulator = aggregate.create();
  for (let row = 0; row < 5_000_000; row++) accumulator.add(2_147_483_647);
  assert.equal(accumulator.result(), 2_147_483_647);
  const total = resolve('SUM', [INTEGER]).restore(accumulator.save());
  assert.throws(() => total.result(), RowError);
  for (let row = 0; row < 5_000_000; row++) total.add(row === 0 ? -2_147_483_640 : -2_147_483_647);
  assert.equal(total.result(), 7);
});

test('result types are those of the operands, but of COUNT and EXP_AVG', () => {
  for (const type of [TINYINT, INTEGER, BIGINT, decimal(5, 1), REAL, DOUBLE])
    for (const name of ['SUM', 'AVG', 'MIN', 'MAX', 'VAR_POP', 'STDDEV_SAMP', 'FIRST_VALUE'])
      assert.deepEqual(resolve(name, [type]).type, type);
  assert.deepEqual(resolve('COUNT', [varchar(3)]).type, BIGINT);
  const operands = [INTEGER, constant(10_000, interval('SECOND')), TIMESTAMP];
  assert.deepEqual(resolve('EXP_AVG', operands).type, DOUBLE);
});

test('operands that are refused', () => {
  const refused: readonly [string, readonly (SqlType | { type: SqlType })[], Partial<AggregateOptions>?][] = [
    ['SUM', [varchar(3)]],
    ['SUM', [interval('MINUTE')]],
    ['AVG', [NULL]],
    ['SUM', [INTEGER, INTEGER]],
    ['SUM', []],
    ['MIN', [NULL]],
    ['EVERY', [INTEGER]],
    ['VAR_POP', [BOOLEAN]],
    ['FIRST_VALUE', [INTEGER], { distinct: true }],
    ['LAG', [INTEGER, constant(-1, INTEGER)]],
    ['LAG', [INTEGER, varchar(1)]],
    ['LAG', [INTEGER, constant(1, INTEGER), varchar(1)]],
    ['NTH_VALUE', [INTEGER, INTEGER]],
    ['NTH_VALUE', [INTEGER, constant(0, INTEGER)]],
    ['EXP_AVG', [DOUBLE, interval('SECOND'), TIMESTAMP]],
    ['EXP_AVG', [DOUBLE, constant(3, interval('MONTH')), TIMESTAMP]],
    ['EXP_AVG', [DOUBLE, constant(10_000, interval('SECOND'))]],
  ];
  for (const [name, operands, options] of refused) assert.equal(tryResolve(name, operands, options), undefined, name);
});
