import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError, testCloudWatch } from '../testing.js';
import { listMetrics } from './list-metrics.js';
import { putMetricData } from './put-metric-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

void test('metrics are listed for two weeks after their last data, a page at a time', async () => {
  const cloudWatch = await testCloudWatch();
  const names = Array.from({ length: 700 }, (_, index) => `m${String(index).padStart(3, '0')}`);
  await cloudWatch.run(putMetricData, {
    Namespace: 'Rides',
    MetricData: names.map((MetricName) => ({
      MetricName,
      Value: 1,
      Dimensions: [{ Name: 'Herd', Value: MetricName }],
    })),
  });
  const first = await cloudWatch.run(listMetrics, { Namespace: 'Rides' });
  assert.equal(first.Metrics?.length, 500);
  const second = await cloudWatch.run(listMetrics, { Namespace: 'Rides', NextToken: first.NextToken ?? '' });
  assert.deepEqual(
    [...(first.Metrics ?? []), ...(second.Metrics ?? [])].map(({ MetricName }) => MetricName),
    names,
  );
  assert.equal(second.NextToken, undefined);
  const one = await cloudWatch.run(listMetrics, { Dimensions: [{ Name: 'Herd', Value: 'm007' }] });
  assert.deepEqual(one.Metrics, [
    { Namespace: 'Rides', MetricName: 'm007', Dimensions: [{ Name: 'Herd', Value: 'm007' }] },
  ]);
  await cloudWatch.clock.advance(13 * DAY);
  assert.equal((await cloudWatch.run(listMetrics, {})).Metrics?.length, 500);
  assert.equal((await cloudWatch.run(listMetrics, { RecentlyActive: 'PT3H' })).Metrics?.length, 0);
  await cloudWatch.clock.advance(2 * DAY);
  assert.equal((await cloudWatch.run(listMetrics, {})).Metrics?.length, 0);
  await assert.rejects(
    cloudWatch.run(listMetrics, { NextToken: 'x' }),
    awsError('InvalidParameterValueException', 'Request parameter NextToken is invalid'),
  );
  await cloudWatch.stop();
});
