import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distributionOf, mergeDistributions, MOST_VALUES } from './distribution.js';
import { parseStatistic, statisticOf } from './statistics.js';
import type { StatisticPoint } from './statistic-point.js';

const point = (values: readonly number[]): StatisticPoint => ({
  time: 0,
  unit: 'None',
  count: values.length,
  sum: values.reduce((a, b) => a + b, 0),
  min: Math.min(...values),
  max: Math.max(...values),
  values: distributionOf(values.map((value) => [value, 1] as const)),
});

const hundred = point(Array.from({ length: 100 }, (_, index) => index + 1));
const of = (name: string, seen = hundred): number | undefined => {
  const statistic = parseStatistic(name);
  assert.ok(statistic, name);
  return statisticOf(seen, statistic);
};

void test('the five statistics', () => {
  assert.deepEqual(
    ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'].map((name) => of(name)),
    [100, 5050, 50.5, 1, 100],
  );
});

void test('percentiles are values that so many percent do not exceed', () => {
  assert.deepEqual(
    ['p0', 'p50', 'p90', 'p99', 'p99.9', 'p100'].map((name) => of(name)),
    [1, 50, 90, 99, 100, 100],
  );
});

void test('trimmed, winsorized, counted, summed and ranked', () => {
  assert.equal(of('TM(10%:90%)'), 50.5);
  assert.equal(of('IQM'), 50.5);
  assert.equal(of('tm90'), 45.5);
  assert.equal(of('TM(:10)'), 5.5);
  assert.equal(of('TM(10:20)'), 15.5);
  assert.equal(of('TC(10:20)'), 10);
  assert.equal(of('tc25'), 25);
  assert.equal(of('TS(98:)'), 199);
  assert.equal(of('PR(:30)'), 30);
  assert.equal(of('PR(10:30)'), 20);
  assert.equal(of('WM(10%:90%)'), (10 * 10 + sumOf(11, 90) + 90 * 10) / 100);
  assert.equal(of('wm50'), (sumOf(1, 50) + 50 * 50) / 100);
});

const sumOf = (from: number, to: number): number => ((from + to) * (to - from + 1)) / 2;

void test('what is no statistic', () => {
  for (const name of [
    '',
    'average',
    'p',
    'p101',
    'p-1',
    'P90',
    'TM',
    'TM()',
    'TM(:)',
    'TM(10:90%)',
    'PR(10%:)',
    'TM(9:1)',
    'tm',
    'xx90',
  ])
    assert.equal(parseStatistic(name), undefined, name);
});

void test('percentiles need values, none of them negative', () => {
  assert.equal(of('p50', { ...hundred, values: undefined }), undefined);
  assert.equal(of('Average', { ...hundred, values: undefined }), 50.5);
  assert.equal(of('p50', point([-1, 2])), undefined);
});

void test('property: joined distributions count every sample, rising, and are exact while they are small', () => {
  const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 100 });
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      const [left, right] = [a, b].map((values) => distributionOf(values.map((value) => [value, 1] as const)));
      const both = mergeDistributions(left ?? [], right ?? []);
      assert.deepEqual(both, distributionOf([...a, ...b].map((value) => [value, 1] as const)));
    }),
  );
});

void test('many values become few, to within two percent', () => {
  const values = Array.from({ length: 10_000 }, (_, index) => 1 + index / 10);
  const compact = distributionOf(values.map((value) => [value, 1] as const));
  assert.ok(compact.length <= 2 * MOST_VALUES);
  const p90 = of('p90', { ...point([1, 1000.9]), count: 10_000, values: compact }) ?? 0;
  assert.ok(Math.abs(p90 - 900.9) < 18, String(p90));
});
