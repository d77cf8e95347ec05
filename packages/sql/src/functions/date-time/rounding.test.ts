import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { BIGINT, DOUBLE, INTEGER, REAL, decimal, interval, typeText } from '../../types/sql-type.js';
import { greatestTimestamp, leastTimestamp } from '../../values/datetimes.js';
import { called, calledTimestamp, date, given, ofNull, settled, time, timestamp } from '../testing.js';

const at = '2004-09-30 13:48:23';

for (const [name, text, unit, expected] of [
  ['FLOOR', at, 'HOUR', '2004-09-30 13:00:00.000'],
  ['FLOOR', at, 'MINUTE', '2004-09-30 13:48:00.000'],
  ['FLOOR', at, 'DAY', '2004-09-30 00:00:00.000'],
  ['FLOOR', at, 'MONTH', '2004-09-01 00:00:00.000'],
  ['FLOOR', at, 'YEAR', '2004-01-01 00:00:00.000'],
  ['FLOOR', '2004-09-30 13:48:23.999', 'SECOND', '2004-09-30 13:48:23.000'],
  ['FLOOR', '1969-12-31 23:59:59.999', 'SECOND', '1969-12-31 23:59:59.000'],
  ['FLOOR', '1969-12-31 23:59:59.999', 'HOUR', '1969-12-31 23:00:00.000'],
  ['FLOOR', '1969-12-31 23:59:59.999', 'YEAR', '1969-01-01 00:00:00.000'],
  ['FLOOR', '2000-02-29 01:00:00', 'MONTH', '2000-02-01 00:00:00.000'],
  ['FLOOR', '0001-01-01 00:00:00', 'YEAR', '0001-01-01 00:00:00.000'],
  ['CEIL', at, 'HOUR', '2004-09-30 14:00:00.000'],
  ['CEILING', at, 'HOUR', '2004-09-30 14:00:00.000'],
  ['CEILING', at, 'MINUTE', '2004-09-30 13:49:00.000'],
  ['CEILING', at, 'DAY', '2004-10-01 00:00:00.000'],
  ['CEILING', at, 'MONTH', '2004-10-01 00:00:00.000'],
  ['CEILING', at, 'YEAR', '2005-01-01 00:00:00.000'],
  ['CEIL', '2004-12-31 23:59:59.001', 'SECOND', '2005-01-01 00:00:00.000'],
  ['CEIL', '2004-12-01 00:00:00', 'MONTH', '2004-12-01 00:00:00.000'],
  ['CEIL', '2004-12-01 00:00:00.001', 'MONTH', '2005-01-01 00:00:00.000'],
  ['CEIL', '2004-09-30 14:00:00', 'HOUR', '2004-09-30 14:00:00.000'],
  ['CEIL', '1969-12-31 23:59:59.999', 'DAY', '1970-01-01 00:00:00.000'],
] as const)
  test(`${name}(${text} TO ${unit}) is ${expected}`, () => {
    assert.equal(calledTimestamp(name, timestamp(text), unit), expected);
    assert.equal(settled(name, timestamp(text), unit)?.monotonic, true);
  });

for (const [name, operand, expected, type] of [
  ['FLOOR', given(decimal(2, 1), 20n), 2n, 'DECIMAL(2, 0)'],
  ['FLOOR', given(decimal(2, 1), -10n), -1n, 'DECIMAL(2, 0)'],
  ['FLOOR', given(decimal(2, 1), 52n), 5n, 'DECIMAL(2, 0)'],
  ['FLOOR', given(decimal(2, 1), -33n), -4n, 'DECIMAL(2, 0)'],
  ['FLOOR', given(decimal(3, 1), -93n), -10n, 'DECIMAL(3, 0)'],
  ['FLOOR', given(decimal(5, 0), -93n), -93n, 'DECIMAL(5, 0)'],
  ['FLOOR', given(DOUBLE, -3.3), -4, 'DOUBLE'],
  ['FLOOR', given(REAL, 2.5), 2, 'REAL'],
  ['FLOOR', given(INTEGER, 7), 7, 'INTEGER'],
  ['FLOOR', given(BIGINT, -7n), -7n, 'BIGINT'],
  ['CEIL', given(decimal(2, 1), 20n), 2n, 'DECIMAL(2, 0)'],
  ['CEIL', given(decimal(2, 1), -10n), -1n, 'DECIMAL(2, 0)'],
  ['CEIL', given(decimal(2, 1), 52n), 6n, 'DECIMAL(2, 0)'],
  ['CEILING', given(decimal(2, 1), -33n), -3n, 'DECIMAL(2, 0)'],
  ['CEILING', given(decimal(3, 1), -93n), -9n, 'DECIMAL(3, 0)'],
  ['CEIL', given(DOUBLE, 5.2), 6, 'DOUBLE'],
  ['CEIL', given(DOUBLE, -0.5), 0, 'DOUBLE'],
  ['CEIL', given(INTEGER, -7), -7, 'INTEGER'],
  ['FLOOR', ofNull(INTEGER), null, 'INTEGER'],
] as const)
  test(`${name} of ${String(operand.value)} ${typeText(operand.type)} is ${String(expected)}`, () => {
    assert.equal(called(name, operand), expected);
    const call = settled(name, operand);
    assert.equal(call && typeText(call.type), type);
  });

test('dates, times and intervals are rounded, too', () => {
  assert.equal(called('FLOOR', date('2004-09-30'), 'MONTH'), date('2004-09-01').value);
  assert.equal(called('CEIL', date('2004-09-30'), 'MONTH'), date('2004-10-01').value);
  assert.equal(called('FLOOR', date('2004-09-30'), 'HOUR'), date('2004-09-30').value);
  assert.equal(called('FLOOR', time('13:48:23'), 'MINUTE'), time('13:48:00').value);
  assert.equal(called('CEIL', time('23:48:23'), 'HOUR'), 0);
  assert.equal(settled('CEIL', time('23:48:23'), 'HOUR')?.monotonic, undefined);
  assert.equal(settled('FLOOR', time('23:48:23'), 'DAY'), undefined);
  const seconds = given(interval('SECOND'), 12_345);
  assert.equal(called('FLOOR', seconds, 'SECOND'), 12_000);
  assert.equal(called('CEIL', seconds, 'SECOND'), 13_000);
  assert.equal(called('FLOOR', given(interval('DAY', 'SECOND'), -1), 'DAY'), -86_400_000);
  assert.equal(called('FLOOR', given(interval('YEAR', 'MONTH'), 27), 'YEAR'), 24);
  assert.equal(settled('FLOOR', seconds, 'YEAR'), undefined);
  assert.equal(settled('FLOOR', given(interval('YEAR'), 12), 'DAY'), undefined);
});

test('what is not to be rounded is refused', () => {
  assert.equal(settled('FLOOR', 'abc'), undefined);
  assert.equal(settled('FLOOR', timestamp(at)), undefined);
  assert.equal(settled('FLOOR', timestamp(at), 'WEEK'), undefined);
  assert.equal(settled('FLOOR', 5, 'DAY'), undefined);
  assert.throws(() => called('CEIL', timestamp('9999-12-31 10:00:00'), 'YEAR'), RowError);
  assert.throws(() => called('CEIL', timestamp('9999-12-31 23:59:59.5'), 'SECOND'), RowError);
});

for (const [text, by, expected] of [
  [at, given(interval('SECOND'), 10_000), '2004-09-30 13:48:20.000'],
  [at, given(interval('HOUR'), 7_200_000), '2004-09-30 12:00:00.000'],
  [at, given(interval('MINUTE'), 300_000), '2004-09-30 13:45:00.000'],
  [at, given(interval('SECOND'), 60_000), '2004-09-30 13:48:00.000'],
  // By the formula: 12,688 days since 1970. (The reference's own example says the 25th.)
  ['2004-09-27 13:48:23', given(interval('DAY'), 5 * 86_400_000), '2004-09-24 00:00:00.000'],
  [at, given(interval('YEAR'), 12), '2004-01-01 00:00:00.000'],
  [at, given(interval('YEAR'), 120), '2000-01-01 00:00:00.000'],
  [at, given(interval('MONTH'), 3), '2004-07-01 00:00:00.000'],
  ['1969-12-31 23:59:59', given(interval('SECOND'), 10_000), '1969-12-31 23:59:50.000'],
  ['1969-11-30 23:59:59', given(interval('MONTH'), 3), '1969-10-01 00:00:00.000'],
  ['2004-09-30 13:48:23.789', given(interval('SECOND'), 500), '2004-09-30 13:48:23.500'],
] as const)
  test(`STEP(${text} BY ${String(by.value)} ${typeText(by.type)}) is ${expected}`, () => {
    assert.equal(calledTimestamp('STEP', timestamp(text), by), expected);
    assert.equal(settled('STEP', timestamp(text), by)?.monotonic, true);
  });

for (const [value, by, expected] of [
  [23, 5, 20],
  [30, 10, 30],
  [-23, 5, -20],
  [4, 5, 0],
  [-4, 5, 0],
  [given(BIGINT, 23n), 5, 20n],
  [given(BIGINT, -23n), given(BIGINT, 5n), -20n],
  [23, given(BIGINT, 5n), 20],
  [ofNull(INTEGER), 5, null],
  [23, ofNull(INTEGER), null],
] as const)
  test(`STEP(${JSON.stringify(value, text)} BY ${JSON.stringify(by, text)}) is ${String(expected)}`, () => {
    assert.equal(called('STEP', value, by), expected);
  });

function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

test('STEP takes literals of integers for integers, of intervals for datetimes', () => {
  assert.throws(() => called('STEP', 5, 0), /22012/);
  assert.throws(() => called('STEP', given(BIGINT, 5n), 0), /22012/);
  assert.throws(() => called('STEP', timestamp(at), given(interval('SECOND'), 0)), /22012/);
  assert.equal(settled('STEP', 5.5, 2), undefined);
  assert.equal(settled('STEP', timestamp(at), 5), undefined);
  assert.equal(settled('STEP', 5, given(interval('SECOND'), 1000)), undefined);
  assert.equal(called('STEP', date('1970-01-03'), given(interval('HOUR'), 36 * 3_600_000)), date('1970-01-02').value);
  assert.equal(called('STEP', time('13:48:23'), given(interval('MINUTE'), 900_000)), time('13:45:00').value);
});

test('rounding never passes what it rounds, and never goes back', () => {
  const moments = fc.integer({ min: leastTimestamp, max: greatestTimestamp - 366 * 86_400_000 });
  const units = fc.constantFrom('YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND');
  fc.assert(
    fc.property(moments, moments, units, (a, b, unit) => {
      const floor = settled('FLOOR', timestamp(at), unit)?.evaluate as (ms: number) => number;
      const ceil = settled('CEIL', timestamp(at), unit)?.evaluate as (ms: number) => number;
      assert.ok(floor(a) <= a && ceil(a) >= a);
      assert.equal(floor(floor(a)), floor(a));
      assert.equal(ceil(floor(a)), floor(a));
      assert.equal(floor(a) <= floor(b), a <= b || floor(a) === floor(b));
    }),
  );
});
