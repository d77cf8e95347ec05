import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCloudWatch, testStart } from '../testing.js';
import { getMetricStatistics } from './get-metric-statistics.js';
import { putMetricData } from './put-metric-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A whole minute. */
const start = testStart - (testStart % MINUTE);

const all = {
  Namespace: 'Rides',
  MetricName: 'Distance',
  StartTime: start - HOUR,
  EndTime: start + HOUR,
  Period: 60,
};

void test('values and counts, a statistic set and a single value make a data point together', async () => {
  const cloudWatch = await testCloudWatch();
  const put = (datum: object): Promise<void> =>
    cloudWatch.run(putMetricData, {
      Namespace: 'Rides',
      MetricData: [{ MetricName: 'Distance', Timestamp: start, Unit: 'Count', ...datum }],
    });
  await put({ Values: [1, 10], Counts: [2, 4] });
  const statistics = { ...all, Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'] as const };
  const first = await cloudWatch.run(getMetricStatistics, { ...statistics, ExtendedStatistics: ['p50'] });
  assert.deepEqual(first, {
    Label: 'Distance',
    Datapoints: [
      {
        Timestamp: start,
        SampleCount: 6,
        Sum: 42,
        Average: 7,
        Minimum: 1,
        Maximum: 10,
        Unit: 'Count',
        ExtendedStatistics: { p50: 10 },
      },
    ],
  });
  await put({ StatisticValues: { SampleCount: 2, Sum: 20, Minimum: 5, Maximum: 15 } });
  await put({ Value: 0 });
  const { Datapoints: points } = await cloudWatch.run(getMetricStatistics, {
    ...statistics,
    ExtendedStatistics: ['p50'],
  });
  assert.deepEqual(points?.[0], {
    Timestamp: start,
    SampleCount: 9,
    Sum: 62,
    Average: 62 / 9,
    Minimum: 0,
    Maximum: 15,
    Unit: 'Count',
    ExtendedStatistics: {},
  });
  await cloudWatch.stop();
});

void test('periods begin at the start time, rounded down to the minute', async () => {
  const cloudWatch = await testCloudWatch();
  for (let minute = 0; minute < 10; minute++) {
    await cloudWatch.run(putMetricData, {
      Namespace: 'Rides',
      MetricData: [{ MetricName: 'Distance', Timestamp: start - minute * MINUTE, Value: 1 }],
    });
  }
  const { Datapoints: points } = await cloudWatch.run(getMetricStatistics, {
    ...all,
    StartTime: start - 8 * MINUTE + 30_000,
    EndTime: start + MINUTE,
    Period: 300,
    Statistics: ['Sum'],
  });
  assert.deepEqual(
    points?.map(({ Timestamp, Sum }) => [Timestamp, Sum]),
    [
      [start - 8 * MINUTE, 5],
      [start - 3 * MINUTE, 4],
    ],
  );
  await cloudWatch.stop();
});

void test('what has no seconds stands at the beginning of its minute', async () => {
  const cloudWatch = await testCloudWatch();
  const data = { Namespace: 'Rides', MetricData: [{ MetricName: 'Distance', Timestamp: start + 40_000, Value: 3 }] };
  await cloudWatch.run(putMetricData, data);
  const from = async (StartTime: number, EndTime: number): Promise<unknown> => {
    const input = { ...all, StartTime, EndTime, Period: 30, Statistics: ['Sum'] as const };
    const { Datapoints: points } = await cloudWatch.run(getMetricStatistics, input);
    return points?.map(({ Timestamp = 0, Sum }) => [Timestamp - start, Sum]);
  };
  assert.deepEqual(await from(start, start + 30_000), [[0, 3]]);
  assert.deepEqual(await from(start + 30_000, start + MINUTE), []);
  await cloudWatch.clock.advance(5 * HOUR);
  await cloudWatch.tasks.idle();
  assert.deepEqual(await from(start, start + 30_000), []);
  await cloudWatch.stop();
});

void test('seconds are kept of what has high resolution, for three hours', async () => {
  const cloudWatch = await testCloudWatch();
  await cloudWatch.run(putMetricData, {
    Namespace: 'Rides',
    MetricData: [
      { MetricName: 'Distance', Timestamp: start, Value: 1, StorageResolution: 1 },
      { MetricName: 'Distance', Timestamp: start + 7_500, Value: 2, StorageResolution: 1 },
      { MetricName: 'Distance', Timestamp: start + 8_000, Value: 4, StorageResolution: 60 },
    ],
  });
  const of = async (Period: number): Promise<unknown> => {
    const { Datapoints: points } = await cloudWatch.run(getMetricStatistics, {
      ...all,
      StartTime: start - MINUTE,
      EndTime: start + MINUTE,
      Period,
      Statistics: ['Sum'],
    });
    return points?.map(({ Timestamp = 0, Sum }) => [Timestamp - start, Sum]);
  };
  assert.deepEqual(await of(1), [
    [0, 1],
    [7_000, 2],
  ]);
  assert.deepEqual(await of(5), [
    [0, 1],
    [5_000, 2],
  ]);
  assert.deepEqual(await of(60), [[0, 7]]);
  await cloudWatch.clock.advance(5 * HOUR);
  await cloudWatch.tasks.idle();
  assert.deepEqual(await of(1), []);
  assert.deepEqual(await of(60), [[0, 7]]);
  await cloudWatch.stop();
});
