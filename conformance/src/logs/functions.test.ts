import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { account, allow, arnOf, eventually, newName, newStream, readShard, region } from '../harness.js';
import { functionArn, startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** Logs at work with functions: live tails, queries, metric filters and subscriptions. */
const minute = 60_000;

interface Delivery {
  readonly messageType: string;
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
  readonly logEvents: readonly { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

describe("functions' logs in CloudWatch Logs", { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let worker = '';
  let group = '';
  const groupArn = (name: string): string => `arn:aws:logs:${region}:${account}:log-group:${name}`;
  const newGroup = async (): Promise<string> => {
    const logGroupName = newName('/rides/functions');
    await paddock.logs.createLogGroup({ logGroupName });
    await paddock.logs.createLogStream({ logGroupName, logStreamName: 's' });
    return logGroupName;
  };
  const put = (logGroupName: string, messages: readonly string[], timestamp = Date.now()) =>
    paddock.logs.putLogEvents({
      logGroupName,
      logStreamName: 's',
      logEvents: messages.map((message) => ({ message, timestamp })),
    });
  const query = async (queryString: string, logGroupName = group): Promise<Record<string, string>[]> => {
    const { queryId } = await paddock.logs.startQuery({
      logGroupName,
      queryString,
      startTime: Math.floor(Date.now() / 1000) - 3600,
      endTime: Math.floor(Date.now() / 1000) + 60,
    });
    const { results = [] } = await eventually('the results', async () => {
      const answer = await paddock.logs.getQueryResults({ queryId });
      assert.notEqual(answer.status, 'Failed');
      return answer.status === 'Complete' && answer;
    });
    const rowOf = (row: ResultField[]): Record<string, string> =>
      Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value]));
    return results.map(rowOf);
  };

  before(async () => {
    paddock = await startLambda();
    worker = await paddock.newFunction(
      'exports.handler = async (event) => { console.log(JSON.stringify({ ride: event.ride, miles: event.miles })); };',
      { MemorySize: 256 },
    );
    group = `/aws/lambda/${worker}`;
    for (let ride = 1; ride <= 5; ride++) await paddock.invoke(worker, { ride, miles: ride * 10 });
    await eventually('the log', async () => {
      const log = await paddock.logOf(worker).catch(() => []);
      return log.filter((line) => line.startsWith('REPORT ')).length === 5;
    });
  });
  after(() => paddock.close());

  it('are queried: what a function took, from its REPORT lines', async () => {
    const [row] = await query(
      'filter @type = "REPORT" | stats count(*) as n, max(@duration) as most, min(@billedDuration) as least, max(@memorySize) / 1000 / 1000 as memory, count(@initDuration) as cold',
    );
    assert.ok(row);
    assert.equal(Number(row['n']), 5);
    assert.equal(Number(row['cold']), 1);
    assert.ok(Number(row['most']) > 0 && Number(row['least']) >= 1);
    assert.ok(Math.abs(Number(row['memory']) - 256) < 16, row['memory'] ?? '');
    const parsed = await query(
      'filter @message like /^REPORT/ | parse @message "Duration: * ms" as took | filter took > 0 | stats count(took) as n',
    );
    assert.equal(Number(parsed[0]?.['n']), 5);
    const requests = await query('fields @requestId | filter @type = "START" | dedup @requestId');
    assert.equal(requests.length, 5);
  });

  it('are queried: what a function said', async () => {
    const rows = await query('filter ispresent(miles) | stats sum(miles) as all, avg(miles) as mean by bin(1h)');
    const total = rows.reduce((sum, { all }) => sum + Number(all), 0);
    assert.equal(total, 150);
    const sorted = await query('fields ride, miles | filter miles > 20 | sort miles desc | limit 2');
    assert.deepEqual(
      sorted.map(({ ride, miles }) => [ride, miles]),
      [
        ['5', '50'],
        ['4', '40'],
      ],
    );
    const record = await paddock.logs.getLogRecord({ logRecordPointer: sorted[0]?.['@ptr'] });
    assert.equal(record.logRecord?.['ride'], '5');
    const malformed = paddock.logs.startQuery({
      logGroupName: group,
      queryString: 'felds @x',
      startTime: 0,
      endTime: 1,
    });
    await assert.rejects(malformed, { name: 'MalformedQueryException' });
  });

  it('are tailed live', async () => {
    const logGroupName = await newGroup();
    const { CloudWatchLogsClient, StartLiveTailCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = new CloudWatchLogsClient({
      endpoint: paddock.url,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      disableHostPrefix: true,
    });
    const tail = await client.send(
      new StartLiveTailCommand({ logGroupIdentifiers: [groupArn(logGroupName)], logEventFilterPattern: 'unicorn' }),
    );
    const seen: string[] = [];
    let isStarted = false;
    for await (const { sessionStart, sessionUpdate } of tail.responseStream ?? []) {
      if (sessionStart !== undefined) {
        isStarted = true;
        assert.deepEqual(sessionStart.logGroupIdentifiers, [groupArn(logGroupName)]);
        await put(logGroupName, ['a horse', 'a unicorn', 'another unicorn']);
      }
      seen.push(...(sessionUpdate?.sessionResults ?? []).map(({ message = '' }) => message));
      if (seen.length >= 2) break;
    }
    assert.ok(isStarted);
    assert.deepEqual(seen, ['a unicorn', 'another unicorn']);
    client.destroy();
  });

  it('are counted by a metric filter, on which an alarm calls a function', async () => {
    const listener = await paddock.newFunction(
      'exports.handler = async (event) => { console.log("alarm " + event.alarmData.state.value); };',
    );
    await paddock.lambda.addPermission({
      FunctionName: listener,
      StatementId: 'alarms',
      Action: 'lambda:InvokeFunction',
      Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
    });
    const logGroupName = await newGroup();
    await paddock.logs.putMetricFilter({
      logGroupName,
      filterName: 'miles',
      filterPattern: '{ $.miles > 0 }',
      metricTransformations: [{ metricName: 'Miles', metricNamespace: 'Rides', metricValue: '$.miles' }],
    });
    await paddock.cloudWatch.putMetricAlarm({
      AlarmName: 'miles',
      Namespace: 'Rides',
      MetricName: 'Miles',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 100,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [functionArn(listener)],
    });
    const now = await paddock.control.freeze();
    await put(logGroupName, ['{"miles":70}', '{"miles":50}', 'no JSON', '{"miles":-5}'], now);
    const { Datapoints = [] } = await eventually('the metric', async () => {
      const answer = await paddock.cloudWatch.getMetricStatistics({
        Namespace: 'Rides',
        MetricName: 'Miles',
        Statistics: ['Sum', 'SampleCount'],
        Period: 60,
        StartTime: new Date(now - 10 * minute),
        EndTime: new Date(now + minute),
      });
      return answer.Datapoints?.length === 1 && answer;
    });
    assert.deepEqual([Datapoints[0]?.Sum, Datapoints[0]?.SampleCount], [120, 2]);
    await eventually('the alarm', async () => {
      await paddock.control.advance(10_000);
      const log = await paddock.logOf(listener).catch(() => []);
      return log.some((line) => line.includes('alarm ALARM'));
    });
    await paddock.control.release();
  });

  it('are passed on to a function', async () => {
    const subscriber = await paddock.newFunction(
      `exports.handler = async ({ awslogs }) => {
        console.log('got ' + require('node:zlib').gunzipSync(Buffer.from(awslogs.data, 'base64')).toString());
      };`,
    );
    const logGroupName = await newGroup();
    const filter = {
      logGroupName,
      filterName: 'to-function',
      filterPattern: 'unicorn',
      destinationArn: functionArn(subscriber),
    };
    await assert.rejects(paddock.logs.putSubscriptionFilter(filter), {
      name: 'InvalidParameterException',
      message:
        'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
    });
    await paddock.lambda.addPermission({
      FunctionName: subscriber,
      StatementId: 'logs',
      Action: 'lambda:InvokeFunction',
      Principal: 'logs.amazonaws.com',
      SourceArn: `${groupArn(logGroupName)}:*`,
    });
    await paddock.logs.putSubscriptionFilter(filter);
    await put(logGroupName, ['a horse', 'a unicorn', 'the last unicorn']);
    const deliveries = await eventually('the deliveries', async () => {
      const log = await paddock.logOf(subscriber).catch(() => []);
      const texts = log.map((line) => line.split('\t').at(-1) ?? '').filter((text) => text.startsWith('got '));
      return texts.length > 0 && texts.map((text) => JSON.parse(text.slice(4)) as Delivery);
    });
    const [first] = deliveries;
    assert.deepEqual(
      [first?.messageType, first?.owner, first?.logGroup, first?.logStream, first?.subscriptionFilters],
      ['DATA_MESSAGE', account, logGroupName, 's', ['to-function']],
    );
    const events = deliveries.flatMap(({ logEvents }) => logEvents);
    assert.deepEqual(
      events.map(({ message }) => message),
      ['a unicorn', 'the last unicorn'],
    );
    assert.match(events[0]?.id ?? '', /^\d{56}$/);
  });

  it('are passed on to a stream', async () => {
    const StreamName = await newStream(paddock.sdk);
    const { arn: roleArn } = await paddock.identities.newRole({ Service: 'logs.amazonaws.com' }, [
      allow('kinesis:PutRecord', arnOf(StreamName)),
    ]);
    const logGroupName = await newGroup();
    const destinationArn = arnOf(StreamName);
    const filter = { logGroupName, filterName: 'to-stream', filterPattern: '', destinationArn };
    await assert.rejects(paddock.logs.putSubscriptionFilter(filter), {
      name: 'InvalidParameterException',
      message: 'destinationArn for vendor kinesis cannot be used without roleArn',
    });
    await paddock.logs.putSubscriptionFilter({ ...filter, roleArn });
    await put(logGroupName, ['one', 'two']);
    const found = await eventually('the records', async () => {
      const records = await readShard(paddock.sdk, StreamName);
      const all = records.map(({ Data }) => JSON.parse(gunzipSync(Data ?? Buffer.alloc(0)).toString()) as Delivery);
      return all.some(({ messageType }) => messageType === 'DATA_MESSAGE') && all;
    });
    assert.equal(found[0]?.messageType, 'CONTROL_MESSAGE');
    const events = found
      .filter(({ messageType }) => messageType === 'DATA_MESSAGE')
      .flatMap(({ logEvents }) => logEvents);
    assert.deepEqual(
      events.map(({ message }) => message),
      ['one', 'two'],
    );
  });
});
