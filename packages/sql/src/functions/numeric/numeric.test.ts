import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowError } from '../../errors.js';
import { BIGINT, DOUBLE, INTEGER, REAL, SMALLINT, TINYINT, decimal, interval, typeText } from '../../types/sql-type.js';
import { called, given, ofNull, settled, timestamp } from '../testing.js';

for (const [operand, expected, type] of [
  [given(decimal(2, 1), 20n), 20n, 'DECIMAL(2, 1)'],
  [given(decimal(2, 1), -10n), 10n, 'DECIMAL(2, 1)'],
  [given(INTEGER, 0), 0, 'INTEGER'],
  [given(INTEGER, -9), 9, 'INTEGER'],
  [given(TINYINT, -127), 127, 'TINYINT'],
  [given(BIGINT, -(2n ** 63n) + 1n), 2n ** 63n - 1n, 'BIGINT'],
  [given(DOUBLE, -1.5), 1.5, 'DOUBLE'],
  [given(REAL, -0), 0, 'REAL'],
  [
    given(interval('DAY', 'MINUTE'), -(3 * 86_400_000 + 260 * 60_000)),
    3 * 86_400_000 + 260 * 60_000,
    'INTERVAL DAY TO MINUTE',
  ],
  [given(interval('YEAR'), -12), 12, 'INTERVAL YEAR'],
  [ofNull(), null, 'INTEGER'],
] as const)
  test(`ABS(${String(operand.value)} ${typeText(operand.type)}) is ${String(expected)}`, () => {
    assert.equal(called('ABS', operand), expected);
    const call = settled('ABS', operand);
    assert.equal(call && typeText(call.type), type);
  });

test('ABS of what has none', () => {
  assert.throws(() => called('ABS', given(TINYINT, -128)), RowError);
  assert.throws(() => called('ABS', given(SMALLINT, -32_768)), RowError);
  assert.throws(() => called('ABS', given(INTEGER, -(2 ** 31))), RowError);
  assert.throws(() => called('ABS', given(BIGINT, -(2n ** 63n))), RowError);
  assert.equal(settled('ABS', 'x'), undefined);
  assert.equal(settled('ABS', timestamp('2000-01-01 00:00:00')), undefined);
  assert.equal(settled('ABS', 1, 2), undefined);
});

for (const [dividend, divisor, expected, type] of [
  [4, 2, 0, 'INTEGER'],
  [5, 3, 2, 'INTEGER'],
  [-4, 3, -1, 'INTEGER'],
  [4, -3, 1, 'INTEGER'],
  [-4, 2, 0, 'INTEGER'],
  [5, 12, 5, 'INTEGER'],
  [given(BIGINT, 10n ** 18n + 7n), 10, 7, 'INTEGER'],
  [7, given(BIGINT, 5n), 2n, 'BIGINT'],
  [given(SMALLINT, 7), given(TINYINT, 4), 3, 'TINYINT'],
  [given(decimal(5, 0), 17n), 5, 2, 'INTEGER'],
  [17, given(decimal(5, 0), 5n), 2n, 'DECIMAL(5, 0)'],
  [ofNull(INTEGER), 5, null, 'INTEGER'],
  [5, ofNull(BIGINT), null, 'BIGINT'],
] as const)
  test(`MOD(${text(dividend)}, ${text(divisor)}) is ${String(expected)}`, () => {
    assert.equal(called('MOD', dividend, divisor), expected);
    const call = settled('MOD', dividend, divisor);
    assert.equal(call && typeText(call.type), type);
  });

function text(value: unknown): string {
  return typeof value === 'object' && value !== null && 'value' in value ? String(value.value) : String(value);
}

test('MOD is of integers, and not by 0', () => {
  assert.throws(() => called('MOD', 5, 0), /22012/);
  assert.throws(() => called('MOD', given(BIGINT, 5n), 0), /22012/);
  assert.equal(settled('MOD', given(decimal(3, 1), 55n), 2), undefined);
  assert.equal(settled('MOD', 5.5, 2), undefined);
  assert.equal(settled('MOD', 5), undefined);
});

for (const [name, operands, expected] of [
  ['EXP', [1], 2.718_281_828_459_045_5],
  ['EXP', [0], 1],
  ['SQRT', [2.25], 1.5],
  ['SQRT', [0], 0],
  ['EXP', [-1], 0.367_879_441_171_442_33],
  ['EXP', [10], 22_026.465_794_806_718],
  ['EXP', [2.5], 12.182_493_960_703_473],
  ['LN', [1], 0],
  ['LN', [10], 2.302_585_092_994_046],
  ['LN', [2.5], 0.916_290_731_874_155_1],
  ['LOG10', [1], 0],
  ['LOG10', [100], 2],
  ['LOG10', [given(decimal(18, 0), 23n)], 1.361_727_836_017_592_8],
  ['POWER', [3, 2], 9],
  ['POWER', [-2, 3], -8],
  ['POWER', [4, -2], 0.0625],
  ['POWER', [10.1, 2.5], 324.192_851_571_406_44],
  ['POWER', [given(decimal(3, 1), 101n), given(decimal(2, 1), 25n)], 324.192_851_571_406_44],
  ['POWER', [0, 0], 1],
  ['POWER', [given(BIGINT, 2n), 10], 1024],
] as const)
  test(`${name}(${operands.map(text).join(', ')}) is ${expected}`, () => {
    const value = called(name, ...operands);
    // The last digit is the library's: Java's differs from JavaScript's.
    assert.ok(typeof value === 'number' && Math.abs(value - expected) <= 2e-16 * Math.max(1, Math.abs(expected)) * 2);
    const call = settled(name, ...operands);
    assert.equal(call && typeText(call.type), 'DOUBLE');
  });

test('approximate functions outside their domain', () => {
  for (const value of [0, -1, -0.5]) {
    assert.throws(() => called('LN', value), /2201E/);
    assert.throws(() => called('LOG10', value), /2201E/);
  }
  assert.throws(() => called('POWER', 0, -1), /2201F/);
  assert.throws(() => called('POWER', -2, 0.5), /2201F/);
  assert.throws(() => called('POWER', 10, 400), /22003/);
  assert.throws(() => called('EXP', 1000), /22003/);
  assert.equal(called('POWER', ofNull(), 2), null);
  assert.equal(called('LN', ofNull()), null);
  assert.equal(settled('LN', 'x'), undefined);
  assert.equal(settled('POWER', 2), undefined);
});
