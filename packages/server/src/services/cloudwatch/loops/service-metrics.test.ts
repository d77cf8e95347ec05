import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Series } from '../../../metrics/metric-store.js';
import { listMetrics } from '../operations/list-metrics.js';
import { testAccount, testCloudWatch, testRegion, testStart, type TestCloudWatch } from '../testing.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const minute = testStart - (testStart % MINUTE);

const identity = {
  account: testAccount,
  region: testRegion,
  namespace: 'AWS/Kinesis',
  metric: 'IncomingRecords',
  dimensions: { StreamName: 'rides' },
};
const series = ({ emitted }: TestCloudWatch): Series => emitted.series({ ...identity, unit: 'Count' });

/** Time after the first minute, sum and samples of each period. */
async function seen({ context, clock }: TestCloudWatch, period = 60): Promise<number[][]> {
  const points = await context.metrics.points({ metric: identity, from: minute, to: clock.now() + DAY, period });
  return points.map(({ time, sum, count }) => [time - minute, sum, count]);
}

void test('what services emit is seen at once, and once when its minute is over', async () => {
  const cloudWatch = await testCloudWatch();
  series(cloudWatch).add(3);
  series(cloudWatch).add(4);
  assert.deepEqual(await seen(cloudWatch), [[0, 7, 2]]);
  const listed = async () => (await cloudWatch.run(listMetrics, { Namespace: 'AWS/Kinesis' })).Metrics;
  const Dimensions = [{ Name: 'StreamName', Value: 'rides' }];
  const expected = [{ Namespace: 'AWS/Kinesis', MetricName: 'IncomingRecords', Dimensions }];
  assert.deepEqual(await listed(), expected);
  await cloudWatch.clock.advance(MINUTE);
  assert.deepEqual(await seen(cloudWatch), [[0, 7, 2]]);
  series(cloudWatch).add(5);
  assert.deepEqual(await seen(cloudWatch), [
    [0, 7, 2],
    [MINUTE, 5, 1],
  ]);
  assert.deepEqual(await seen(cloudWatch, 300), [[0, 12, 3]]);
  assert.deepEqual(await listed(), expected);
  await cloudWatch.stop();
});

void test('several processes add up, and a restart keeps what was emitted', async () => {
  const first = await testCloudWatch();
  const second = first.another();
  series(first).add(1);
  series(second).add(10, 2);
  await second.services.stop();
  await first.clock.advance(2 * MINUTE);
  assert.deepEqual(await seen(first), [[0, 21, 3]]);
  const third = first.another();
  assert.deepEqual(await seen(third), [[0, 21, 3]]);
  series(third).add(1);
  await third.services.stop();
  assert.deepEqual(await seen(first), [
    [0, 21, 3],
    [2 * MINUTE, 1, 1],
  ]);
  await first.stop();
});

void test('percentiles of what services emit are known to within two percent', async () => {
  const cloudWatch = await testCloudWatch();
  for (let value = 1; value <= 1_000; value++) series(cloudWatch).add(value);
  await cloudWatch.clock.advance(MINUTE);
  const [point] = await cloudWatch.context.metrics.points({
    metric: identity,
    from: minute,
    to: minute + MINUTE,
    period: 60,
  });
  assert.deepEqual([point?.count, point?.min, point?.max], [1_000, 1, 1_000]);
  assert.equal(
    point?.values?.filter((_, index) => index % 2 === 1).reduce((a, b) => a + b, 0),
    1_000,
  );
  await cloudWatch.stop();
});

void test('a disk that cannot be written loses nothing', async () => {
  const cloudWatch = await testCloudWatch();
  const { archive } = cloudWatch.context;
  const add = archive.add.bind(archive);
  archive.add = () => Promise.reject(new Error('full'));
  series(cloudWatch).add(1);
  await cloudWatch.clock.advance(2 * MINUTE);
  assert.deepEqual(await seen(cloudWatch), [[0, 1, 1]]);
  archive.add = add;
  await cloudWatch.clock.advance(2 * MINUTE);
  assert.deepEqual(await seen(cloudWatch), [[0, 1, 1]]);
  assert.deepEqual(await seen(cloudWatch.another()), [[0, 1, 1]]);
  await cloudWatch.stop();
});

void test('nothing waits while nothing is emitted', async () => {
  const cloudWatch = await testCloudWatch();
  assert.equal(cloudWatch.clock.status().timers, 0);
  series(cloudWatch).add(1);
  await cloudWatch.clock.advance(2 * MINUTE);
  // What is left is the end of the day's data.
  assert.equal(cloudWatch.clock.status().timers, 1);
  await cloudWatch.stop();
});
