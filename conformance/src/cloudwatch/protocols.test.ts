import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import CloudWatchV2 from 'aws-sdk/clients/cloudwatch.js';
import { allow, denial, Identities, region, rootKeys, startPaddock, type Paddock } from '../harness.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

/** The same API in the protocols that clients speak: Query (SDK v2), RPCv2 CBOR (SDK v3), JSON 1.0, and whatever the CLI likes. */
const minute = 60_000;

describe('CloudWatch', { timeout: 60_000 }, () => {
  let paddock: Paddock;
  let v3: CloudWatch;
  let v2: CloudWatchV2;
  let identities: Identities;
  const Namespace = 'Rides';
  const Dimensions = [{ Name: 'Herd', Value: 'North & "South" <1>' }];
  // Whole minutes, the last of them over.
  const start = Math.floor(Date.now() / minute) * minute - 10 * minute;
  const at = (minutes: number): Date => new Date(start + minutes * minute);
  const window = { StartTime: at(0), EndTime: at(20) };
  const json = async (operation: string, input: object) =>
    paddock.raw.send({
      body: JSON.stringify(input),
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
        'x-amzn-query-mode': 'true',
      },
      sign: { service: 'monitoring' },
    });

  before(async () => {
    paddock = await startPaddock();
    v3 = new CloudWatch({ endpoint: paddock.url, region, credentials: rootKeys, maxAttempts: 1 });
    v2 = new CloudWatchV2({ endpoint: paddock.url, region, credentials: rootKeys, maxRetries: 0 });
    identities = new Identities(paddock);
  });
  after(async () => {
    v3.destroy();
    identities.close();
    await paddock.close();
  });

  it('takes data in each protocol, and adds it up', async () => {
    const metric = { MetricName: 'Distance', Dimensions, Unit: 'Count' as const };
    await v3.putMetricData({ Namespace, MetricData: [{ ...metric, Timestamp: at(1), Value: 1.5 }] });
    await v2
      .putMetricData({ Namespace, MetricData: [{ ...metric, Timestamp: at(1), Values: [2, 4], Counts: [1, 2] }] })
      .promise();
    const StatisticValues = { SampleCount: 2, Sum: 30, Minimum: 10, Maximum: 20 };
    const put = await json('PutMetricData', {
      Namespace,
      MetricData: [{ ...metric, Timestamp: at(2).getTime() / 1000, StatisticValues }],
    });
    assert.equal(put.status, 200, put.text);
    const asked = {
      Namespace,
      MetricName: 'Distance',
      Dimensions,
      Period: 60,
      ...window,
      Statistics: ['Sum', 'SampleCount', 'Minimum', 'Maximum', 'Average'],
    };
    const expected = [
      { Timestamp: at(1), Sum: 11.5, SampleCount: 4, Minimum: 1.5, Maximum: 4, Average: 2.875, Unit: 'Count' },
      { Timestamp: at(2), Sum: 30, SampleCount: 2, Minimum: 10, Maximum: 20, Average: 15, Unit: 'Count' },
    ];
    const byTime = <T extends { Timestamp?: Date | undefined }>(points: T[] = []): T[] =>
      [...points].sort((a, b) => Number(a.Timestamp) - Number(b.Timestamp));
    const cbor = await v3.getMetricStatistics(asked as Parameters<CloudWatch['getMetricStatistics']>[0]);
    assert.deepEqual(byTime(cbor.Datapoints), expected);
    assert.equal(cbor.Label, 'Distance');
    const query = await v2.getMetricStatistics(asked).promise();
    assert.deepEqual(byTime(query.Datapoints), expected);
    const { StartTime, EndTime } = window;
    const told = await json('GetMetricStatistics', {
      ...asked,
      StartTime: +StartTime / 1000,
      EndTime: +EndTime / 1000,
    });
    const points = told.json?.['Datapoints'] as { Timestamp: number; Sum: number }[];
    assert.deepEqual(
      points.map(({ Timestamp, Sum }) => [Timestamp, Sum]).sort(([a = 0], [b = 0]) => a - b),
      expected.map(({ Timestamp, Sum }) => [Timestamp.getTime() / 1000, Sum]),
    );
  });

  it('lists metrics at once, in each protocol', async () => {
    const listed = [{ Namespace, MetricName: 'Distance', Dimensions }];
    assert.deepEqual((await v3.listMetrics({ Namespace })).Metrics, listed);
    assert.deepEqual((await v2.listMetrics({ Namespace }).promise()).Metrics, listed);
    assert.deepEqual((await json('ListMetrics', { Namespace })).json?.['Metrics'], listed);
  });

  it('answers percentiles', async () => {
    const Values = Array.from({ length: 100 }, (_, index) => index + 1);
    await v3.putMetricData({ Namespace, MetricData: [{ MetricName: 'Latency', Timestamp: at(3), Values }] });
    const { Datapoints = [] } = await v3.getMetricStatistics({
      Namespace,
      MetricName: 'Latency',
      Period: 60,
      ...window,
      ExtendedStatistics: ['p50', 'p99', 'tm90', 'PR(:10)'],
    });
    const statistics = Datapoints[0]?.ExtendedStatistics ?? {};
    assert.ok(Math.abs((statistics['p50'] ?? 0) - 50) <= 1.5, JSON.stringify(statistics));
    assert.ok(Math.abs((statistics['p99'] ?? 0) - 99) <= 2);
    assert.ok(Math.abs((statistics['tm90'] ?? 0) - 45.5) <= 1.5);
    assert.ok(Math.abs((statistics['PR(:10)'] ?? 0) - 10) <= 1);
  });

  it('words errors for each protocol', async () => {
    const asked = { Namespace, MetricName: 'x', Period: 60, ...window };
    const message = 'Must specify either Statistics or ExtendedStatistics';
    await assert.rejects(v3.getMetricStatistics(asked), { message });
    await assert.rejects(v2.getMetricStatistics(asked).promise(), { code: 'InvalidParameterCombination', message });
    const past = new Date(Date.now() - 15 * 86_400_000);
    const old = { Namespace, MetricData: [{ MetricName: 'x', Timestamp: past, Value: 1 }] };
    const text = 'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.';
    await assert.rejects(v3.putMetricData(old), { name: 'InvalidParameterValueException', message: text });
    await assert.rejects(v2.putMetricData(old).promise(), { code: 'InvalidParameterValue', message: text });
    const answer = await json('PutMetricData', { Namespace: 'AWS/Mine', MetricData: [{ MetricName: 'x', Value: 1 }] });
    assert.equal(answer.status, 400);
    assert.match(String(answer.headers['x-amzn-query-error']), /^InvalidParameterValue;Sender$/);
    await assert.rejects(v3.setAlarmState({ AlarmName: 'absent', StateValue: 'OK', StateReason: 'x' }), {
      name: /^ResourceNotFound/,
    });
  });

  it('asks the policies, in the words of each protocol', async () => {
    const user = await identities.newUser(
      allow('cloudwatch:PutMetricData', '*', { StringEquals: { 'cloudwatch:namespace': 'Mine' } }),
    );
    const mine = new CloudWatch({ endpoint: paddock.url, region, credentials: user.keys, maxAttempts: 1 });
    const put = (of: string) => mine.putMetricData({ Namespace: of, MetricData: [{ MetricName: 'x', Value: 1 }] });
    await put('Mine');
    const message = denial(user.arn, 'cloudwatch:PutMetricData', undefined);
    await assert.rejects(
      put('Theirs'),
      (error: Error) => /AccessDenied/.test(error.name) && error.message.startsWith(message.slice(0, 60)),
    );
    await assert.rejects(mine.listMetrics({}), /AccessDenied|not authorized/);
    mine.destroy();
  });

  it('works for the CLI', { skip: !hasCli && 'the AWS CLI is not installed' }, async () => {
    const run = promisify(execFile);
    const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
      const { stdout } = await run('aws', ['cloudwatch', ...args, '--endpoint-url', paddock.url, '--output', 'json'], {
        env: cliEnvironment,
      });
      return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
    };
    await aws(
      'put-metric-data',
      '--namespace',
      'Cli',
      '--metric-name',
      'Rides',
      '--value',
      '7',
      '--dimensions',
      'Herd=north',
    );
    const { Metrics } = await aws('list-metrics', '--namespace', 'Cli');
    assert.deepEqual(Metrics, [
      { Namespace: 'Cli', MetricName: 'Rides', Dimensions: [{ Name: 'Herd', Value: 'north' }] },
    ]);
    const now = Date.now();
    const span = [
      '--start-time',
      new Date(now - 600_000).toISOString(),
      '--end-time',
      new Date(now + 60_000).toISOString(),
    ];
    const query = [
      { Id: 'a', Expression: 'm * 6' },
      {
        Id: 'm',
        ReturnData: false,
        MetricStat: {
          Metric: { Namespace: 'Cli', MetricName: 'Rides', Dimensions: [{ Name: 'Herd', Value: 'north' }] },
          Period: 60,
          Stat: 'Sum',
        },
      },
    ];
    const { MetricDataResults } = await aws('get-metric-data', ...span, '--metric-data-queries', JSON.stringify(query));
    assert.deepEqual(
      (MetricDataResults as { Values: number[] }[]).map(({ Values }) => Values),
      [[42]],
    );
  });
});
