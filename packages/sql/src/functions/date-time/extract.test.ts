import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BIGINT, TIMESTAMP, interval, typeText } from '../../types/sql-type.js';
import { RowError } from '../../errors.js';
import { called, date, given, ofNull, settled, time, timestamp } from '../testing.js';

const days = given(interval('DAY', 'SECOND'), 2 * 86_400_000 + 3 * 3_600_000 + 4 * 60_000 + 5678);
const moment = timestamp('2016-09-23 04:29:26.234');

for (const [unit, from, expected] of [
  ['DAY', days, 2n],
  ['HOUR', days, 3n],
  ['MINUTE', days, 4n],
  ['SECOND', days, 5678n],
  ['MINUTE', moment, 29n],
  ['HOUR', moment, 4n],
  ['YEAR', moment, 2016n],
  ['MONTH', moment, 9n],
  ['DAY', moment, 23n],
  ['SECOND', moment, 26_234n],
  ['YEAR', date('2000-02-29'), 2000n],
  ['DAY', date('2000-02-29'), 29n],
  ['HOUR', date('2000-02-29'), 0n],
  ['SECOND', time('23:59:58'), 58_000n],
  ['HOUR', timestamp('1969-12-31 23:59:59'), 23n],
  ['DAY', timestamp('1969-12-31 23:59:59'), 31n],
  ['DAY', given(interval('DAY', 'HOUR'), -(86_400_000 + 7_200_000)), -1n],
  ['HOUR', given(interval('DAY', 'HOUR'), -(86_400_000 + 7_200_000)), -2n],
  ['YEAR', given(interval('YEAR', 'MONTH'), 27), 2n],
  ['MONTH', given(interval('YEAR', 'MONTH'), 27), 3n],
  ['MONTH', given(interval('YEAR', 'MONTH'), -27), -3n],
  ['DAY', ofNull(TIMESTAMP), null],
] as const)
  test(`EXTRACT(${unit} FROM ${String(from.value)} ${typeText(from.type)}) is ${String(expected)}`, () => {
    assert.equal(called('EXTRACT', from, unit), expected);
    const call = settled('EXTRACT', from, unit);
    assert.equal(call && typeText(call.type), unit === 'SECOND' ? 'DECIMAL(5, 3)' : 'BIGINT');
  });

test('EXTRACT refuses fields that an interval does not have, and numbers', () => {
  assert.equal(settled('EXTRACT', given(interval('YEAR'), 12), 'DAY'), undefined);
  assert.equal(settled('EXTRACT', days, 'MONTH'), undefined);
  assert.equal(settled('EXTRACT', 5, 'DAY'), undefined);
  assert.equal(settled('EXTRACT', moment, 'DOW'), undefined);
});

test('unix times', () => {
  assert.equal(called('UNIX_TIMESTAMP', timestamp('1970-01-01 00:00:01.5')), 1500n);
  assert.equal(called('UNIX_TIMESTAMP', timestamp('1969-12-31 23:59:59')), -1000n);
  assert.equal(called('UNIX_TIMESTAMP', ofNull()), null);
  assert.equal(called('TO_TIMESTAMP', given(BIGINT, 1_474_604_966_234n)), moment.value);
  assert.equal(called('TO_TIMESTAMP', 1500), 1500);
  assert.throws(() => called('TO_TIMESTAMP', given(BIGINT, 10n ** 18n)), RowError);
  assert.equal(settled('UNIX_TIMESTAMP', moment)?.monotonic, true);
  assert.equal(settled('TO_TIMESTAMP', 5)?.monotonic, true);
  assert.equal(settled('UNIX_TIMESTAMP', date('2000-01-01')), undefined);
  assert.equal(settled('TO_TIMESTAMP', 'x'), undefined);
});

test('TSDIFF is from the start to the end', () => {
  const later = timestamp('2016-09-23 04:29:27');
  assert.equal(called('TSDIFF', moment, later), 766n);
  assert.equal(called('TSDIFF', later, moment), -766n);
  assert.equal(called('TSDIFF', given(BIGINT, 5n), given(BIGINT, 12n)), 7n);
  assert.equal(called('TSDIFF', 5, 12), 7n);
  assert.equal(called('TSDIFF', timestamp('1970-01-01 00:00:00'), given(BIGINT, 12n)), 12n);
  assert.equal(called('TSDIFF', moment, ofNull()), null);
  assert.equal(settled('TSDIFF', moment, 'x'), undefined);
});
