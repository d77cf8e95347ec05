import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MetricAlarm, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { account, eventually, newName, region } from '../harness.js';
import { functionArn, startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** Alarms that act on functions, in the time of the test clock. */
const minute = 60_000;
const alarmArn = (name: string): string => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

interface AlarmEvent {
  readonly source: string;
  readonly alarmArn: string;
  readonly accountId: string;
  readonly region: string;
  readonly alarmData: {
    readonly alarmName: string;
    readonly state: { readonly value: string; readonly reason: string; readonly reasonData?: string };
    readonly previousState: { readonly value: string };
    readonly configuration: Record<string, unknown>;
  };
}

describe('alarms', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let listener = '';
  let now = 0;
  const advance = async (ms: number): Promise<void> => {
    now = await paddock.control.advance(ms);
  };
  /** Puts a value, of the minute that is running. */
  const put = (MetricName: string, Value: number) =>
    paddock.cloudWatch.putMetricData({
      Namespace: 'Rides',
      MetricData: [{ MetricName, Value, Timestamp: new Date(now) }],
    });
  const alarm = (more: Partial<PutMetricAlarmInput>) => {
    const AlarmName = newName('alarm');
    const AlarmActions = [functionArn(listener)];
    return paddock.cloudWatch
      .putMetricAlarm({
        AlarmName,
        Namespace: 'Rides',
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions,
        OKActions: AlarmActions,
        ...more,
      })
      .then(() => AlarmName);
  };
  const described = async (AlarmName: string): Promise<MetricAlarm> => {
    const { MetricAlarms = [] } = await paddock.cloudWatch.describeAlarms({ AlarmNames: [AlarmName] });
    const [found] = MetricAlarms;
    assert.ok(found);
    return found;
  };
  const becomes = (name: string, state: string) =>
    eventually(`${name} to be ${state}`, async () => {
      const { StateValue } = await described(name);
      if (StateValue === state) return true;
      // Evaluations are due now and then; what is read must have come in.
      await advance(10_000);
      return false;
    });
  const events = async (of: string): Promise<AlarmEvent[]> => {
    const log = await paddock.logOf(listener).catch(() => []);
    const texts = log.map((line) => line.split('\t').at(-1) ?? '').filter((text) => text.startsWith('alarm '));
    return texts
      .map((text) => JSON.parse(text.slice('alarm '.length)) as AlarmEvent)
      .filter(({ alarmData }) => alarmData.alarmName === of);
  };
  const heard = (name: string, count = 1) =>
    eventually(`${count} actions of ${name}`, async () => {
      const found = await events(name);
      return found.length >= count && found;
    });
  const permit = (FunctionName: string) =>
    paddock.lambda.addPermission({
      FunctionName,
      StatementId: 'alarms',
      Action: 'lambda:InvokeFunction',
      Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
      SourceAccount: account,
    });

  before(async () => {
    paddock = await startLambda();
    listener = await paddock.newFunction(
      'exports.handler = async (event) => { console.log("alarm " + JSON.stringify(event)); };',
    );
    await permit(listener);
    now = await paddock.control.freeze(Math.floor(Date.now() / minute) * minute + 1_000);
  });
  after(() => paddock.close());

  it('invoke a function when a metric crosses the threshold, and when it is back', async () => {
    const name = await alarm({ MetricName: 'Distance', AlarmDescription: 'too far', TreatMissingData: 'ignore' });
    assert.equal((await described(name)).StateValue, 'INSUFFICIENT_DATA');
    await put('Distance', 12);
    await becomes(name, 'ALARM');
    const [event] = await heard(name);
    assert.ok(event);
    const { state, previousState, configuration } = event.alarmData;
    assert.deepEqual(
      [event.source, event.alarmArn, event.accountId, event.region],
      ['aws.cloudwatch', alarmArn(name), account, region],
    );
    assert.equal(state.value, 'ALARM');
    assert.match(
      state.reason,
      /^Threshold Crossed: 1 datapoint \[12\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(10\.0\)\.$/,
    );
    assert.equal((JSON.parse(state.reasonData ?? '') as { threshold: number }).threshold, 10);
    assert.equal(previousState.value, 'INSUFFICIENT_DATA');
    assert.equal(configuration['description'], 'too far');
    assert.equal((configuration['metrics'] as { metricStat: { stat: string } }[])[0]?.metricStat.stat, 'Maximum');
    await advance(minute);
    await put('Distance', 3);
    await becomes(name, 'OK');
    const [, back] = await heard(name, 2);
    assert.equal(back?.alarmData.state.value, 'OK');
    const { AlarmHistoryItems = [] } = await paddock.cloudWatch.describeAlarmHistory({ AlarmName: name });
    const summaries = AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
    for (const summary of [
      `Alarm "${name}" created`,
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      `Successfully executed action ${functionArn(listener)}`,
      'Alarm updated from ALARM to OK',
    ])
      assert.ok(summaries.includes(summary), `${summary} among ${summaries.join('; ')}`);
  });

  it('say in their history that a function may not be invoked', async () => {
    const closed = await paddock.newFunction('exports.handler = async () => {};');
    const name = await alarm({ MetricName: 'Height', AlarmActions: [functionArn(closed)] });
    await put('Height', 99);
    await becomes(name, 'ALARM');
    await eventually('the failure', async () => {
      const { AlarmHistoryItems = [] } = await paddock.cloudWatch.describeAlarmHistory({
        AlarmName: name,
        HistoryItemType: 'Action',
      });
      return AlarmHistoryItems.some(({ HistorySummary = '' }) =>
        HistorySummary.startsWith(`Failed to execute action ${functionArn(closed)}`),
      );
    });
  });

  it('take what is missing for what they are told to take it for', async () => {
    const [breaching, fine] = await Promise.all([
      alarm({ MetricName: 'Silent', TreatMissingData: 'breaching' }),
      alarm({ MetricName: 'Silent', TreatMissingData: 'notBreaching' }),
    ]);
    await becomes(breaching, 'ALARM');
    await becomes(fine, 'OK');
  });

  it("watch a function's own errors", async () => {
    const failing = await paddock.newFunction('exports.handler = async () => { throw new Error("x"); };');
    const name = await alarm({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: failing }],
      Statistic: 'Sum',
      Threshold: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    await becomes(name, 'OK');
    for (let round = 0; round < 3; round++) await paddock.invoke(failing);
    await becomes(name, 'ALARM');
    const values = (await heard(name, 2)).map(({ alarmData }) => alarmData.state.value);
    assert.deepEqual(values.sort(), ['ALARM', 'OK']);
  });

  it('watch expressions', async () => {
    const metric = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'Rides', MetricName }, Period: 60, Stat: 'Sum' },
    });
    const AlarmName = newName('alarm');
    await paddock.cloudWatch.putMetricAlarm({
      AlarmName,
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [functionArn(listener)],
      Metrics: [
        { Id: 'e', Expression: '100 * bad / all', ReturnData: true },
        metric('bad', 'Bad'),
        metric('all', 'All'),
      ],
    });
    await put('All', 10);
    await put('Bad', 6);
    await becomes(AlarmName, 'ALARM');
    await heard(AlarmName);
  });

  it('of alarms act once for all of them', async () => {
    const [one, two] = await Promise.all([
      alarm({ MetricName: 'One', AlarmActions: [], OKActions: [], TreatMissingData: 'ignore' }),
      alarm({ MetricName: 'Two', AlarmActions: [], OKActions: [], TreatMissingData: 'ignore' }),
    ]);
    const AlarmName = newName('composite');
    await paddock.cloudWatch.putCompositeAlarm({
      AlarmName,
      AlarmRule: `ALARM("${one}") AND ALARM(${two})`,
      AlarmActions: [functionArn(listener)],
    });
    const stateOf = async (): Promise<string | undefined> => {
      const { CompositeAlarms = [] } = await paddock.cloudWatch.describeAlarms({
        AlarmNames: [AlarmName],
        AlarmTypes: ['CompositeAlarm'],
      });
      return CompositeAlarms[0]?.StateValue;
    };
    await put('One', 11);
    await becomes(one, 'ALARM');
    await eventually('the composite to be OK', async () => (await stateOf()) === 'OK');
    await paddock.cloudWatch.setAlarmState({ AlarmName: two, StateValue: 'ALARM', StateReason: 'by hand' });
    await eventually('the composite to be in alarm', async () => (await stateOf()) === 'ALARM');
    const found = await heard(AlarmName);
    assert.equal(found.length, 1);
    assert.equal(found[0]?.alarmData.configuration['alarmRule'], `ALARM("${one}") AND ALARM(${two})`);
  });

  it('do nothing while their actions are disabled', async () => {
    const name = await alarm({ MetricName: 'Disabled', ActionsEnabled: false });
    await put('Disabled', 20);
    await becomes(name, 'ALARM');
    await paddock.cloudWatch.setAlarmState({ AlarmName: name, StateValue: 'OK', StateReason: 'by hand' });
    await paddock.cloudWatch.enableAlarmActions({ AlarmNames: [name] });
    await paddock.cloudWatch.setAlarmState({ AlarmName: name, StateValue: 'ALARM', StateReason: 'by hand' });
    const found = await heard(name);
    assert.equal(found[0]?.alarmData.state.reason, 'by hand');
    assert.equal(found.length, 1);
  });
});
