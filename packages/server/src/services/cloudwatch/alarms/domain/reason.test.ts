import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPARISONS } from './comparison.js';
import { decide, type EvaluatedPoint } from './decision.js';
import { reasonDataOf, reasonOf, type ReasonedAlarm } from './reason.js';
import { doubleText, spokenTime } from './texts.js';

const newest = Date.UTC(2023, 9, 26, 16, 42);
const alarm: ReasonedAlarm = {
  comparison: 'GreaterThanThreshold',
  threshold: 2,
  periods: 1,
  toAlarm: undefined,
  missing: 'missing',
  period: 60,
};

/** @param values the newest first */
function reason(values: readonly (number | undefined)[], change: Partial<ReasonedAlarm> = {}): string {
  const changed = { ...alarm, ...change };
  const points = values.map((value, age): EvaluatedPoint => ({ time: newest - age * 60_000, value }));
  const decision = decide(points, {
    periods: changed.periods,
    toAlarm: changed.toAlarm ?? changed.periods,
    missing: changed.missing,
    isBreaching: (value) => COMPARISONS[changed.comparison].holds(value, changed.threshold),
  });
  return reasonOf(decision.state ?? 'OK', decision, changed);
}

void test('alarms that do not say how many datapoints they need', () => {
  assert.equal(
    reason([21.5]),
    'Threshold Crossed: 1 datapoint [21.5 (26/10/23 16:42:00)] was greater than the threshold (2.0).',
  );
  assert.equal(
    reason([2, 3, 1], { periods: 3, threshold: 0 }),
    'Threshold Crossed: 3 datapoints [2.0 (26/10/23 16:42:00), 3.0 (26/10/23 16:41:00), 1.0 (26/10/23 16:40:00)] were greater than the threshold (0.0).',
  );
  assert.equal(
    reason([1]),
    'Threshold Crossed: 1 datapoint [1.0 (26/10/23 16:42:00)] was not greater than the threshold (2.0).',
  );
  assert.equal(
    reason([2, ...Array.from({ length: 9 }, () => undefined)], {
      periods: 8,
      threshold: 0,
      comparison: 'LessThanOrEqualToThreshold',
      missing: 'breaching',
    }),
    'Threshold Crossed: 1 datapoint [2.0 (26/10/23 16:42:00)] was not less than or equal to the threshold (0.0) and 7 missing datapoints were treated as [Breaching].',
  );
});

void test('alarms that do', () => {
  assert.equal(
    reason([2], { toAlarm: 1, threshold: 0 }),
    'Threshold Crossed: 1 out of the last 1 datapoints [2.0 (26/10/23 16:42:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).',
  );
  assert.equal(
    reason([2], { toAlarm: 1, threshold: 50 }),
    'Threshold Crossed: 1 out of the last 1 datapoints [2.0 (26/10/23 16:42:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
  );
  assert.equal(
    reason([613, ...Array.from({ length: 21 }, () => undefined)], {
      toAlarm: 1,
      threshold: 1,
      periods: 20,
      comparison: 'GreaterThanOrEqualToThreshold',
      missing: 'notBreaching',
    }),
    'Threshold Crossed: 1 out of the last 20 datapoints [613.0 (26/10/23 16:42:00)] was greater than or equal to the threshold (1.0) and 19 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).',
  );
  assert.match(
    reason([5, 0, 5], { toAlarm: 2, periods: 3 }),
    /^Threshold Crossed: 2 out of the last 3 datapoints \[5\.0 \(26\/10\/23 16:42:00\), 5\.0 \(26\/10\/23 16:40:00\)\] were greater than .*minimum 2 datapoints/,
  );
});

void test('missing data', () => {
  const none = [undefined, undefined];
  assert.equal(
    reason(none, { periods: 2, missing: 'breaching' }),
    'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
  );
  assert.equal(
    reason([undefined], { missing: 'notBreaching' }),
    'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
  );
  assert.equal(
    reason([1, undefined, undefined], { periods: 3, toAlarm: 2, missing: 'breaching' }),
    'Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].',
  );
  assert.equal(reason([undefined]), 'Insufficient Data: 1 datapoint was unknown.');
  assert.equal(reason(none, { periods: 2 }), 'Insufficient Data: 2 datapoints were unknown.');
});

void test('the data for machines', () => {
  const now = newest + 60_123;
  const point = { time: newest, value: 21.5, sampleCount: 2 };
  assert.equal(
    reasonDataOf([point], { ...alarm, unit: 'Seconds', statistic: 'Average', period: 30 }, now),
    '{"version":"1.0","queryDate":"2023-10-26T16:43:00.123+0000","startDate":"2023-10-26T16:42:00.000+0000","unit":"Seconds","statistic":"Average","period":30,"recentDatapoints":[21.5],"threshold":2.0,"evaluatedDatapoints":[{"timestamp":"2023-10-26T16:42:00.000+0000","sampleCount":2.0,"value":21.5}]}',
  );
  assert.equal(
    reasonDataOf([{ time: newest, value: undefined }], { ...alarm, statistic: 'Sum' }, now),
    '{"version":"1.0","queryDate":"2023-10-26T16:43:00.123+0000","statistic":"Sum","period":60,"recentDatapoints":[],"threshold":2.0,"evaluatedDatapoints":[{"timestamp":"2023-10-26T16:42:00.000+0000"}]}',
  );
});

void test('of many periods the reason stays within what an alarm may hold', () => {
  const values = Array.from({ length: 1_440 }, (_, index) => index + 1_000.123);
  assert.ok(reason(values, { periods: 1_440 }).length <= 1_023);
  const points = values.map((value, age) => ({ time: newest - age * 60_000, value, sampleCount: 1 }));
  const data = reasonDataOf(points, alarm, newest);
  assert.ok(data.length <= 4_000 && data.length > 2_500, String(data.length));
  JSON.parse(data);
});

void test('doubles as Java prints them', () => {
  const texts = [0, -0, 1, 0.5, 1e7, 12_345_678.5, 1e-4, 0.001, 9_999_999, -2.5e21].map(doubleText);
  assert.deepEqual(texts, [
    '0.0',
    '-0.0',
    '1.0',
    '0.5',
    '1.0E7',
    '1.23456785E7',
    '1.0E-4',
    '0.001',
    '9999999.0',
    '-2.5E21',
  ]);
  assert.equal(spokenTime(Date.UTC(2022, 6, 22, 15, 57, 45)), 'Friday 22 July, 2022 15:57:45 UTC');
});
