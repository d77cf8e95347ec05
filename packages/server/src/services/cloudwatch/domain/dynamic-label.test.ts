import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimeSeries } from '../query-types.js';
import { dynamicLabel } from './dynamic-label.js';

const start = Date.UTC(2023, 10, 14, 22, 0);
const series: TimeSeries = {
  id: 'm1',
  label: 'Distance',
  timestamps: [start, start + 60_000, start + 120_000],
  values: [4, 1, 10],
  period: 60,
  metric: {
    account: '123456789012',
    region: 'us-east-1',
    namespace: 'Rides',
    name: 'Distance',
    dimensions: { Herd: 'north' },
    stat: 'Sum',
  },
};
const label = (template: string, of = series): string =>
  dynamicLabel(template, of, { now: start + 3_600_000, timezone: '+0130' });

void test('values of the series', () => {
  assert.equal(label('${LABEL}: ${MIN} to ${MAX}, ${AVG} of ${DATAPOINT_COUNT}'), 'Distance: 1 to 10, 5 of 3');
  assert.equal(label('${FIRST} ${LAST} ${SUM} ${FIRST_LAST_RANGE} ${MIN_MAX_RANGE}'), '4 10 15 6 9');
});

void test('times, in the zone that was asked for, and durations', () => {
  assert.equal(label('${MAX_TIME} ${MIN_TIME}'), '2023-11-14 23:32 2023-11-14 23:31');
  assert.equal(label('${FIRST_TIME_RELATIVE} ${LAST_TIME_RELATIVE}'), '1h 58m');
  assert.equal(label('${FIRST_LAST_TIME_RANGE}'), '2m');
});

void test('properties of the metric', () => {
  const template =
    "${PROP('MetricName')} ${PROP('Dim.Herd')} ${PROP('Dim.No')} ${PROP('Stat')} ${PROP('Period')} ${PROP('Region')}";
  assert.equal(label(template), 'Distance north -- Sum 60 us-east-1');
});

void test('what is no dynamic value stays, and so does a seventh', () => {
  assert.equal(label('${NO} ${avg} $5 ${PROP(Stat)}'), '${NO} ${avg} $5 ${PROP(Stat)}');
  assert.equal(label('${SUM}'.repeat(7)), `${'15'.repeat(6)}\${SUM}`);
});

void test('a series without points has no values', () => {
  const empty = { ...series, timestamps: [], values: [] };
  assert.equal(label('${AVG} ${LAST_TIME} ${DATAPOINT_COUNT} ${LABEL}', empty), '-- -- 0 Distance');
});
