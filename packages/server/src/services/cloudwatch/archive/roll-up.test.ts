import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAccount, testCloudWatch, testRegion, testStart, type TestCloudWatch } from '../testing.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hour = testStart - (testStart % HOUR);
const metric = { account: testAccount, region: testRegion, namespace: 'Rides', metric: 'Distance', dimensions: {} };

async function sums({ context }: TestCloudWatch, period: number): Promise<number[][]> {
  const points = await context.metrics.points({ metric, from: hour, to: hour + 2 * HOUR, period });
  return points.map(({ time, sum, count, min, max }) => [(time - hour) / MINUTE, sum, count, min, max]);
}

async function passed(cloudWatch: TestCloudWatch, ms: number): Promise<void> {
  await cloudWatch.clock.advance(ms);
  await cloudWatch.tasks.idle();
}

void test('minutes become 5 minutes, those hours, and nothing is left after 455 days', async () => {
  const cloudWatch = await testCloudWatch();
  const at = (
    minutes: number,
    value: number,
  ): { readonly timestamp: number; readonly value: number; readonly namespace: string; readonly metric: string } => ({
    namespace: 'Rides',
    metric: 'Distance',
    timestamp: hour + minutes * MINUTE,
    value,
  });
  await cloudWatch.port.put(testAccount, testRegion, [at(0, 1), at(1, 2), at(6, 4), at(61, 8)]);
  const fine = [
    [0, 1, 1, 1, 1],
    [1, 2, 1, 2, 2],
    [6, 4, 1, 4, 4],
    [61, 8, 1, 8, 8],
  ];
  const coarse = [
    [0, 3, 2, 1, 2],
    [5, 4, 1, 4, 4],
    [60, 8, 1, 8, 8],
  ];
  const hours = [
    [0, 7, 3, 1, 4],
    [60, 8, 1, 8, 8],
  ];
  assert.deepEqual(await sums(cloudWatch, 60), fine);
  assert.deepEqual(await sums(cloudWatch, 300), coarse);
  assert.deepEqual(await sums(cloudWatch, 3600), hours);
  await passed(cloudWatch, 14 * DAY);
  assert.deepEqual(await sums(cloudWatch, 60), fine);
  await passed(cloudWatch, 3 * DAY);
  assert.deepEqual(await sums(cloudWatch, 60), []);
  assert.deepEqual(await sums(cloudWatch, 300), coarse);
  assert.deepEqual(await sums(cloudWatch, 3600), hours);
  await passed(cloudWatch, 60 * DAY);
  assert.deepEqual(await sums(cloudWatch, 300), []);
  assert.deepEqual(await sums(cloudWatch, 3600), hours);
  await passed(cloudWatch, 450 * DAY);
  assert.deepEqual(await sums(cloudWatch, 3600), []);
  assert.deepEqual(await cloudWatch.registry.list(''), []);
  await cloudWatch.stop();
});

void test('a leap of the clock goes past the tiers that it leaves behind', async () => {
  const cloudWatch = await testCloudWatch();
  await cloudWatch.port.put(testAccount, testRegion, [
    { namespace: 'Rides', metric: 'Distance', timestamp: hour, value: 1 },
  ]);
  await passed(cloudWatch, 200 * DAY);
  assert.deepEqual(await sums(cloudWatch, 3600), [[0, 1, 1, 1, 1]]);
  await cloudWatch.port.put(testAccount, testRegion, [
    { namespace: 'Rides', metric: 'Distance', timestamp: hour, value: 2 },
    { namespace: 'Rides', metric: 'Distance', timestamp: hour - 500 * DAY, value: 2 },
  ]);
  assert.deepEqual(await sums(cloudWatch, 3600), [[0, 3, 2, 1, 2]]);
  await cloudWatch.stop();
});

void test('metrics that have been silent for more than two weeks leave the index', async () => {
  const cloudWatch = await testCloudWatch();
  await cloudWatch.port.put(testAccount, testRegion, [{ namespace: 'Rides', metric: 'Distance', value: 1 }]);
  await passed(cloudWatch, 20 * DAY);
  const keys: string[] = [];
  await cloudWatch.tables.scan(`cw/${testAccount}/${testRegion}/i`, {}, { visit: (key) => keys.push(key) > 0 });
  assert.deepEqual(keys, []);
  await cloudWatch.stop();
});
