import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { putMetricAlarm } from './operations/put-metric-alarm.js';
import { setAlarmState } from './operations/set-alarm-state.js';
import { arnOf, begin, minute, place, TestAlarms, usual } from './testing.js';

const running: TestAlarms[] = [];
after(() => Promise.all(running.map((test) => test.stop())));
async function start(): Promise<TestAlarms> {
  const alarms = await TestAlarms.start();
  running.push(alarms);
  return alarms;
}

const fn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const topic = 'arn:aws:sns:us-east-1:123456789012:t';

void test('a fresh alarm has not been checked', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  assert.deepEqual(await alarms.describe(), {
    AlarmName: 'a',
    AlarmArn: arnOf('a'),
    AlarmConfigurationUpdatedTimestamp: begin,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    StateValue: 'INSUFFICIENT_DATA',
    StateReason: 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: begin,
    StateTransitionedTimestamp: begin,
    MetricName: 'm',
    Namespace: 'N',
    Statistic: 'Sum',
    Dimensions: [],
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 2,
    ComparisonOperator: 'GreaterThanThreshold',
  });
  assert.deepEqual(await alarms.history(), ['Alarm "a" created']);
});

void test('data above the threshold raises the alarm once its minute is over, and its end ends it', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, { ...usual, AlarmActions: [fn], OKActions: [topic] });
  await alarms.put(1);
  await alarms.put(2);
  await alarms.advance(minute - 1);
  assert.equal(await alarms.state(), 'INSUFFICIENT_DATA: Unchecked: Initial alarm creation');
  await alarms.advance(1);
  const reason = 'Threshold Crossed: 1 datapoint [3.0 (14/11/23 23:00:00)] was greater than the threshold (2.0).';
  assert.equal(await alarms.state(), `ALARM: ${reason}`);
  assert.deepEqual(
    alarms.called.map(({ arn, caller }) => ({ arn, caller })),
    [
      {
        arn: fn,
        caller: {
          service: 'lambda.alarms.cloudwatch.amazonaws.com',
          sourceArn: arnOf('a'),
          sourceAccount: '123456789012',
        },
      },
    ],
  );
  const { generation } = (await alarms.context.store.get(place, 'a'))?.alarm ?? {};
  const reasonData =
    '{"version":"1.0","queryDate":"2023-11-14T23:01:02.000+0000","startDate":"2023-11-14T23:00:00.000+0000","statistic":"Sum","period":60,"recentDatapoints":[3.0],"threshold":2.0,"evaluatedDatapoints":[{"timestamp":"2023-11-14T23:00:00.000+0000","sampleCount":2.0,"value":3.0}]}';
  assert.deepEqual(alarms.called[0]?.payload, {
    source: 'aws.cloudwatch',
    alarmArn: arnOf('a'),
    accountId: '123456789012',
    time: '2023-11-14T23:01:02.000+0000',
    region: 'us-east-1',
    alarmData: {
      alarmName: 'a',
      state: { value: 'ALARM', reason, reasonData, timestamp: '2023-11-14T23:01:02.000+0000' },
      previousState: {
        value: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        timestamp: '2023-11-14T23:00:02.000+0000',
      },
      configuration: {
        metrics: [
          {
            id: generation,
            metricStat: {
              metric: { namespace: 'N', name: 'm', dimensions: {} },
              period: 60,
              stat: 'Sum',
            },
            returnData: true,
          },
        ],
      },
    },
  });
  await alarms.put(2);
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^OK: Threshold Crossed: 1 datapoint \[2\.0 .* was not greater than/);
  assert.deepEqual(await alarms.history(), [
    'Alarm "a" created',
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    `Successfully executed action ${fn}`,
    'Alarm updated from ALARM to OK',
    `Failed to execute action ${topic}. Received error: "Actions of the service sns are not available here"`,
  ]);
  assert.equal(alarms.called.length, 1);
});

void test('without data an alarm is told so once, and sleeps until there is some', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  await alarms.advance(2 * minute);
  assert.equal(await alarms.state(), 'INSUFFICIENT_DATA: Insufficient Data: 1 datapoint was unknown.');
  assert.equal((await alarms.registry.list('due/')).filter(({ key }) => key.includes('alarm')).length, 0);
  await alarms.put(5);
  await alarms.advance(2 * minute);
  assert.match(await alarms.state(), /^ALARM: /);
  await alarms.advance(5 * minute);
  assert.match(await alarms.state(), /^INSUFFICIENT_DATA: /);
});

void test('a year passes without half a million evaluations', async () => {
  const alarms = await start();
  let commits = 0;
  alarms.registry.watch('due/', (event) => {
    if (event.reset !== true && event.key.includes('/alarm-evaluation/') && event.value !== undefined) commits++;
  });
  const math = [
    {
      Id: 'm1',
      MetricStat: { Metric: { Namespace: 'N', MetricName: 'm' }, Period: 60, Stat: 'Sum' },
      ReturnData: false,
    },
    { Id: 'e1', Expression: 'FILL(m1, 0) + TIME_SERIES(1)' },
  ];
  const { AlarmName: _, Namespace: __, MetricName: ___, Statistic: ____, Period: _____, ...rest } = usual;
  await alarms.run(putMetricAlarm, { ...rest, AlarmName: 'b', Metrics: math });
  await alarms.run(putMetricAlarm, { ...usual, EvaluationPeriods: 3, TreatMissingData: 'breaching' });
  await alarms.put(5);
  await alarms.advance(365 * 24 * 60 * minute);
  assert.ok(commits < 30, String(commits));
  assert.match(await alarms.state(), /^ALARM: Threshold Crossed: /);
  assert.match(await alarms.state('b'), /^OK: /);
  await alarms.put(5);
  await alarms.advance(minute);
  assert.match(await alarms.state('b'), /^ALARM: .*\[6\.0 /);
});

void test('data of the future is seen when its time comes', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  await alarms.put(9, 'm', begin + 90 * minute);
  await alarms.advance(90 * minute);
  assert.match(await alarms.state(), /^INSUFFICIENT_DATA: /);
  await alarms.advance(2 * minute);
  assert.match(await alarms.state(), /^ALARM: /);
});

void test('actions survive a crash between the change of state and the call, and are called once', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, { ...usual, AlarmActions: [fn] });
  // The process dies with the commit on disk.
  await alarms.tasks.stop();
  await alarms.run(setAlarmState, { AlarmName: 'a', StateValue: 'ALARM', StateReason: 'test' });
  assert.equal(alarms.called.length, 0);
  await alarms.restart();
  await alarms.restart();
  assert.equal(alarms.called.length, 1);
  assert.deepEqual((await alarms.history()).slice(1), [
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    `Successfully executed action ${fn}`,
  ]);
});

void test('an alarm that slept through new data looks when a process begins', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  await alarms.advance(2 * minute);
  await alarms.alarms.stop();
  await alarms.put(5);
  await alarms.restart();
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^ALARM: /);
});

void test('an alarm keeps its state when it is configured anew, and goes by the new configuration alone', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  await alarms.put(5);
  await alarms.advance(minute);
  await alarms.run(putMetricAlarm, { ...usual, Threshold: 10, Tags: [{ Key: 'k', Value: 'v' }] });
  assert.match(await alarms.state(), /^ALARM: /);
  assert.deepEqual((await alarms.context.store.get(place, 'a'))?.alarm.tags, []);
  await alarms.put(5);
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^OK: .*threshold \(10\.0\)\.$/);
});

void test('percentiles of few samples change nothing where the alarm says so', async () => {
  const alarms = await start();
  const { Statistic: _, ...rest } = usual;
  const percentile = { ...rest, ExtendedStatistic: 'p90', EvaluateLowSampleCountPercentile: 'ignore' };
  await alarms.run(putMetricAlarm, percentile);
  await alarms.run(putMetricAlarm, { ...percentile, AlarmName: 'b', EvaluateLowSampleCountPercentile: 'evaluate' });
  for (let i = 0; i < 99; i++) await alarms.put(5);
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^INSUFFICIENT_DATA: Unchecked/);
  assert.match(await alarms.state('b'), /^ALARM: /);
  for (let i = 0; i < 100; i++) await alarms.put(5);
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^ALARM: /);
});

void test('alarms of ten seconds go by data of high resolution', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, { ...usual, Period: 10 });
  const sample = { count: 1, sum: 5, min: 5, max: 5, values: [5, 1] };
  const series = { namespace: 'N', metric: 'm', dimensions: {} };
  await alarms.archive.add(place, [{ series, unit: 'None', time: begin, highResolution: true, sample }]);
  await alarms.advance(10_000);
  assert.match(await alarms.state(), /^ALARM: /);
});

void test('data that comes while an alarm falls asleep wakes it', async () => {
  const alarms = await start();
  await alarms.run(putMetricAlarm, usual);
  const { reader } = alarms;
  const points = reader.points.bind(reader);
  let isComing = true;
  reader.points = async (request) => {
    const found = await points(request);
    // Just after it has looked at the minute that is open.
    if (isComing && request.to > alarms.clock.now()) {
      isComing = false;
      await alarms.put(3);
    }
    return found;
  };
  await alarms.advance(minute);
  assert.equal(isComing, false);
  await alarms.advance(minute);
  assert.match(await alarms.state(), /^ALARM/);
});
