import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError, testCloudWatch, testStart } from '../testing.js';
import { getMetricData } from './get-metric-data.js';
import { getMetricStatistics } from './get-metric-statistics.js';
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
