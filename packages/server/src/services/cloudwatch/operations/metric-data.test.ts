import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError, testCloudWatch, testStart } from '../testing.js';
import { getMetricData } from './get-metric-data.js';
import { getMetricStatistics } from './get-metric-statistics.js';
import { listMetrics } from './list-metrics.js';
import { putMetricData } from './put-metric-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
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

void test('each unit has data points of its own', async () => {
  const cloudWatch = await testCloudWatch();
  const units = ['Seconds', 'Count', undefined] as const;
  await cloudWatch.run(putMetricData, {
    Namespace: 'Rides',
    MetricData: units.map((Unit, index) => ({ MetricName: 'Distance', Timestamp: start, Unit, Value: index })),
  });
  const { Datapoints: points } = await cloudWatch.run(getMetricStatistics, { ...all, Statistics: ['Sum'] });
  assert.deepEqual(
    points?.map(({ Unit, Sum }) => [Unit, Sum]),
    [
      ['Count', 1],
      ['None', 2],
      ['Seconds', 0],
    ],
  );
  const query = {
    Id: 'm1',
    MetricStat: { Metric: { Namespace: 'Rides', MetricName: 'Distance' }, Period: 60, Stat: 'Sum' },
  };
  const answer = await cloudWatch.run(getMetricData, {
    MetricDataQueries: [query, { ...query, Id: 'm2', MetricStat: { ...query.MetricStat, Unit: 'Seconds' } }],
    StartTime: all.StartTime,
    EndTime: all.EndTime,
  });
  assert.deepEqual(answer, {
    MetricDataResults: [
      {
        Id: 'm1',
        Label: 'Distance',
        Timestamps: [start],
        Values: [1],
        StatusCode: 'Complete',
        Messages: [{ Code: 'MultipleUnits', Value: "Multiple units returned: '[Count, None, Seconds]'" }],
      },
      { Id: 'm2', Label: 'Distance', Timestamps: [start], Values: [0], StatusCode: 'Complete' },
    ],
    Messages: [],
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

void test('GetMetricData: order, pages, labels', async () => {
  const cloudWatch = await testCloudWatch();
  await cloudWatch.run(putMetricData, {
    Namespace: 'Rides',
    MetricData: [0, 1, 2].map((minute) => ({
      MetricName: 'Distance',
      Timestamp: start + minute * MINUTE,
      Value: minute,
    })),
  });
  const metric = { Namespace: 'Rides', MetricName: 'Distance' };
  const request = {
    MetricDataQueries: [
      { Id: 'sum', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } },
      { Id: 'average', MetricStat: { Metric: metric, Period: 300, Stat: 'Average' } },
      {
        Id: 'none',
        Label: 'nothing: ${LAST}',
        MetricStat: { Metric: { ...metric, MetricName: 'No' }, Period: 60, Stat: 'p99' },
      },
      {
        Id: 'named',
        Label: "${PROP('MetricName')} up to ${MAX}",
        MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' },
      },
      { Id: 'hidden', ReturnData: false, MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } },
    ],
    StartTime: start,
    EndTime: start + HOUR,
  };
  const { MetricDataResults: results } = await cloudWatch.run(getMetricData, request);
  assert.deepEqual(
    results?.map(({ Id, Label, Values }) => [Id, Label, Values]),
    [
      ['sum', 'Distance Sum 60', [2, 1, 0]],
      ['average', 'Distance Average 300', [1]],
      ['none', 'nothing: --', []],
      ['named', 'Distance up to 2', [2, 1, 0]],
    ],
  );
  const paged: unknown[] = [];
  let token: string | undefined;
  do {
    const page = await cloudWatch.run(getMetricData, {
      ...request,
      ScanBy: 'TimestampAscending',
      MaxDatapoints: 2,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    paged.push(page.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
    token = page.NextToken;
  } while (token !== undefined);
  assert.deepEqual(paged, [
    [['sum', [0, 1], 'PartialData']],
    [
      ['sum', [2], 'Complete'],
      ['average', [1], 'Complete'],
    ],
    [
      ['none', [], 'Complete'],
      ['named', [0, 1], 'PartialData'],
    ],
    [['named', [2], 'Complete']],
  ]);
  await assert.rejects(
    cloudWatch.run(getMetricData, { ...request, NextToken: 'nonsense' }),
    awsError('InvalidNextToken', /./),
  );
  await cloudWatch.stop();
});

void test('what PutMetricData refuses, each fault on a line', async () => {
  const cloudWatch = await testCloudWatch();
  const put = (Namespace: string, ...data: object[]): Promise<void> =>
    cloudWatch.run(putMetricData, { Namespace, MetricData: data as never });
  const value = { MetricName: 'm', Value: 1 };
  const invalid = (message: string | RegExp): ReturnType<typeof awsError> =>
    awsError('InvalidParameterValueException', message);
  await assert.rejects(put('AWS/EC2', value), invalid('The value AWS/EC2 for parameter Namespace is invalid.'));
  await assert.rejects(put(':x', value), invalid('The value :x for parameter Namespace is invalid.'));
  await assert.rejects(
    put('x'),
    awsError('MissingRequiredParameterException', 'The parameter MetricData is required.'),
  );
  await assert.rejects(
    put('x', { MetricName: 'm' }),
    awsError('MissingRequiredParameterException', 'The parameter MetricData.member.1.Value is required.'),
  );
  await assert.rejects(
    put('x', { ...value, Timestamp: start - 15 * DAY }, { ...value, Timestamp: start - 15 * DAY }),
    invalid(
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.\n' +
        'The parameter MetricData.member.2.Timestamp must specify a time within the past two weeks.',
    ),
  );
  await assert.rejects(put('x', { ...value, Timestamp: start + 3 * HOUR }), invalid(/two hours in the future/));
  await assert.rejects(
    put('x', { ...value, Values: [1] }),
    awsError(
      'InvalidParameterCombinationException',
      'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
    ),
  );
  await assert.rejects(
    put('x', { MetricName: 'm', Values: [1, 2], Counts: [1] }),
    invalid('The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.'),
  );
  await assert.rejects(
    put('x', { MetricName: 'm', Value: NaN }),
    invalid('The value NaN for parameter MetricData.member.1.Value is invalid.'),
  );
  await assert.rejects(
    put('x', { ...value, Unit: 'Cups' }),
    invalid(
      /^The parameter MetricData\.member\.1\.Unit must be a value in the set \[ Seconds, Microseconds, .*, None \]\.$/,
    ),
  );
  await assert.rejects(
    put('x', { MetricName: 'm', Values: Array.from({ length: 151 }, () => 1) }),
    invalid('The collection MetricData.member.1.Values must not have a size greater than 150.'),
  );
  await assert.rejects(
    put('x', ...Array.from({ length: 1001 }, () => value)),
    invalid('The collection MetricData must not have a size greater than 1000.'),
  );
  await cloudWatch.stop();
});

void test('what GetMetricStatistics and GetMetricData refuse', async () => {
  const cloudWatch = await testCloudWatch();
  const statistics = { ...all, Statistics: ['Sum'] as const };
  await assert.rejects(
    cloudWatch.run(getMetricStatistics, { ...statistics, Period: 7 }),
    awsError(
      'InvalidParameterValueException',
      'The parameter Period must be a value in the set [ 1, 5, 10, 20, 30 ], or a multiple of 60.',
    ),
  );
  await assert.rejects(
    cloudWatch.run(getMetricStatistics, { ...statistics, StartTime: start - 60 * DAY, EndTime: start }),
    awsError(
      'InvalidParameterCombinationException',
      /^You have requested up to 86400 datapoints, which exceeds the limit of 1440\./,
    ),
  );
  await assert.rejects(
    cloudWatch.run(getMetricStatistics, all),
    awsError('InvalidParameterCombinationException', 'Must specify either Statistics or ExtendedStatistics'),
  );
  const query = { Id: 'M', MetricStat: { Metric: { Namespace: 'a', MetricName: 'b' }, Period: 60, Stat: 'Most' } };
  await assert.rejects(
    cloudWatch.run(getMetricData, { MetricDataQueries: [query], StartTime: start, EndTime: start + HOUR }),
    awsError(
      'ValidationError',
      'The value M for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.\n' +
        'The value Most for parameter MetricDataQueries.member.1.MetricStat.Stat is not a valid statistic.',
    ),
  );
  await cloudWatch.stop();
});

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

void test('a request about all of time costs no more than what there is', async () => {
  const cloudWatch = await testCloudWatch();
  await cloudWatch.run(putMetricData, {
    Namespace: 'Rides',
    MetricData: [{ MetricName: 'Distance', Timestamp: start, Value: 1 }],
  });
  const metric = { Namespace: 'Rides', MetricName: 'Distance' };
  const { MetricDataResults: results } = await cloudWatch.run(getMetricData, {
    MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
    StartTime: -8.64e15,
    EndTime: 8.64e15,
  });
  assert.deepEqual(results?.[0]?.Values, [1]);
  await cloudWatch.stop();
});
