import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awsError } from '../testing.js';
import { deleteAlarms } from './operations/delete-alarms.js';
import { describeAlarmHistory } from './operations/describe-alarm-history.js';
import { describeAlarms } from './operations/describe-alarms.js';
import { describeAlarmsForMetric } from './operations/describe-alarms-for-metric.js';
import { disableAlarmActions } from './operations/disable-alarm-actions.js';
import { enableAlarmActions } from './operations/enable-alarm-actions.js';
import { putCompositeAlarm } from './operations/put-composite-alarm.js';
import { putMetricAlarm } from './operations/put-metric-alarm.js';
import { setAlarmState } from './operations/set-alarm-state.js';
import { arnOf, minute, TestAlarms, usual } from './testing.js';

let alarms: TestAlarms;
before(async () => {
  alarms = await TestAlarms.start();
});
after(() => alarms.stop());

const { AlarmName: _, Namespace: __, MetricName: ___, Statistic: ____, Period: _____, ...unmeasured } = usual;
const metric = (Id: string, more: object = {}) => ({
  Id,
  MetricStat: { Metric: { Namespace: 'N', MetricName: Id }, Period: 60, Stat: 'Sum' },
  ...more,
});
const fn = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const faults: readonly (readonly [object, string])[] = [
  [{ DatapointsToAlarm: 2 }, 'DatapointsToAlarm must be less than or equal to EvaluationPeriods'],
  [
    { TreatMissingData: 'no' },
    'Option no is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore, and missing.',
  ],
  [
    { EvaluateLowSampleCountPercentile: 'no' },
    'Option no is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.',
  ],
  [{ MetricName: undefined }, 'MetricName must not be null'],
  [{ Threshold: undefined }, 'Threshold must not be null'],
  [{ ThresholdMetricId: 't' }, 'Threshold and ThresholdMetricId cannot both be set'],
  [
    { ComparisonOperator: 'LessThanLowerThreshold' },
    'ComparisonOperators for ranges require ThresholdMetricId to be set',
  ],
  [
    { ComparisonOperator: 'LessThanLowerThreshold', Threshold: undefined, ThresholdMetricId: 't' },
    'Alarms on anomaly detection models are not available here',
  ],
  [
    { EvaluationPeriods: 1_441 },
    'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
  ],
  [
    { EvaluationPeriods: 8, Period: 86_400 },
    'Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600',
  ],
  [{ Period: 15 }, 'Period must be 10, 20, 30 or a multiple of 60'],
  [
    { Statistic: undefined, ExtendedStatistic: 'p101' },
    'The value p101 for parameter ExtendedStatistic is not supported.',
  ],
  [{ Metrics: [metric('m1')] }, 'MetricName should not be set if list of Metrics is set.'],
  [{ AlarmActions: ['nothing'] }, 'Invalid arn syntax: nothing'],
  [
    { OKActions: ['arn:aws:kinesis:us-east-1:123456789012:stream/s'] },
    "The parameter OKActions.member.1'arn:aws:kinesis:us-east-1:123456789012:stream/s' is an unsupported action for this metric and dimension list.",
  ],
];
for (const [change, text] of faults) {
  void test(`PutMetricAlarm: ${text}`, async () => {
    const input = Object.fromEntries(
      Object.entries({ ...usual, ...change }).filter(([, value]) => value !== undefined),
    );
    await assert.rejects(alarms.run(putMetricAlarm, input as typeof usual), awsError('ValidationError', text));
  });
}

const mathFaults: readonly (readonly [readonly object[], string])[] = [
  [[metric('m1'), metric('m2')], 'Exactly one element of the metrics list should return data.'],
  [[metric('m1', { ReturnData: false })], 'Exactly one element of the metrics list should return data.'],
  [[metric('M1')], 'Invalid metrics list'],
  [[metric('m1', { Expression: 'm1' })], 'Invalid metrics list'],
  [
    [{ Id: 'e1', Expression: 'ANOMALY_DETECTOR(m1)' }],
    "Error in expression 'e1': Function 'ANOMALY_DETECTOR' not found",
  ],
  [
    [metric('m1', { ReturnData: false }), { Id: 'e1', Expression: 'METRICS()' }],
    'Metrics expression that return multi time series are only allowed for MetricsInsights expression with an ORDER BY clause',
  ],
  [
    [{ Id: 'e1', Expression: "SUM(SEARCH('m', 'Sum', 60))" }],
    "Error in expression 'e1': SEARCH is not supported in alarms",
  ],
];
for (const [metrics, text] of mathFaults) {
  void test(`PutMetricAlarm with Metrics: ${text}`, async () => {
    const input = { ...unmeasured, AlarmName: 'm', Metrics: metrics as ReturnType<typeof metric>[] };
    await assert.rejects(alarms.run(putMetricAlarm, input), awsError('ValidationError', text));
  });
}

void test('an alarm on metric math has its queries, and reasons without a statistic', async () => {
  const Metrics = [
    metric('m1', { ReturnData: false }),
    metric('m2', { ReturnData: false }),
    { Id: 'e1', Expression: 'm1 / m2 * 100', Label: 'Rate' },
  ];
  await alarms.run(putMetricAlarm, { ...unmeasured, AlarmName: 'math', Metrics });
  await alarms.put(1, 'm1');
  await alarms.put(4, 'm2');
  await alarms.advance(minute);
  const described = await alarms.describe('math');
  assert.ok(described && 'Metrics' in described);
  assert.deepEqual(described.Metrics, Metrics);
  assert.equal('Statistic' in described, false);
  assert.match(described.StateReason ?? '', /^Threshold Crossed: 1 datapoint \[25\.0 /);
  assert.match(described.StateReasonData ?? '', /"period":60,"recentDatapoints":\[25\.0\]/);
});

void test('SetAlarmState', async () => {
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'set', AlarmActions: [fn] });
  const set = (input: object): Promise<void> =>
    alarms.run(setAlarmState, { AlarmName: 'set', StateValue: 'ALARM', StateReason: 'r', ...input });
  await assert.rejects(
    set({ StateValue: 'INVALID' }),
    awsError(
      'ValidationError',
      "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]",
    ),
  );
  await assert.rejects(set({ AlarmName: 'none' }), awsError('ResourceNotFound', ''));
  await assert.rejects(
    set({ StateReasonData: '{' }),
    awsError('InvalidFormatFault', 'StateReasonData was not syntactically valid JSON'),
  );
  await set({ StateReasonData: '{"a":1}' });
  await alarms.tasks.idle();
  assert.equal(await alarms.state('set'), 'ALARM: r');
  assert.equal(alarms.called.length, 1);
  const { AlarmHistoryItems: items } = await alarms.run(describeAlarmHistory, {
    AlarmName: 'set',
    HistoryItemType: 'StateUpdate',
  });
  assert.deepEqual(
    items?.map(({ HistoryData: data }) => data),
    [
      '{"version":"1.0","oldState":{"stateValue":"INSUFFICIENT_DATA","stateReason":"Unchecked: Initial alarm creation"},"newState":{"stateValue":"ALARM","stateReason":"r","stateReasonData":{"a":1}}}',
    ],
  );
  // The metrics have the last word.
  await alarms.advance(minute);
  assert.match(await alarms.state('set'), /^(OK|INSUFFICIENT_DATA): /);
});

void test('actions that are disabled are not called', async () => {
  const before = alarms.called.length;
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'off', AlarmActions: [fn], ActionsEnabled: true });
  await alarms.run(disableAlarmActions, { AlarmNames: ['off', 'none'] });
  await alarms.run(setAlarmState, { AlarmName: 'off', StateValue: 'ALARM', StateReason: '' });
  await alarms.tasks.idle();
  assert.equal(alarms.called.length, before);
  await alarms.run(enableAlarmActions, { AlarmNames: ['off'] });
  assert.equal((await alarms.describe('off'))?.ActionsEnabled, true);
});

void test('a function that does not let alarms call it is told in the history', async () => {
  alarms.answer = 'denied';
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'denied', AlarmActions: [fn] });
  await alarms.run(setAlarmState, { AlarmName: 'denied', StateValue: 'ALARM', StateReason: '' });
  await alarms.tasks.idle();
  alarms.answer = 'accepted';
  assert.match(
    (await alarms.history('denied')).join(),
    /Failed to execute action .*not authorized to perform: lambda:InvokeFunction/,
  );
});

void test('DescribeAlarms pages by name, and filters', async () => {
  for (const name of ['p1', 'p2', 'p3']) await alarms.run(putMetricAlarm, { ...usual, AlarmName: name });
  await alarms.run(putCompositeAlarm, { AlarmName: 'p4', AlarmRule: 'TRUE', OKActions: [fn] });
  const first = await alarms.run(describeAlarms, { AlarmNamePrefix: 'p', MaxRecords: 2 });
  assert.deepEqual(
    first.MetricAlarms?.map(({ AlarmName }) => AlarmName),
    ['p1', 'p2'],
  );
  const second = await alarms.run(describeAlarms, { AlarmNamePrefix: 'p', MaxRecords: 2, NextToken: first.NextToken });
  assert.deepEqual(
    second.MetricAlarms?.map(({ AlarmName }) => AlarmName),
    ['p3'],
  );
  assert.deepEqual(second.CompositeAlarms, []);
  assert.equal(second.NextToken, undefined);
  const composite = await alarms.run(describeAlarms, { AlarmTypes: ['CompositeAlarm'], ActionPrefix: fn.slice(0, 9) });
  assert.deepEqual(
    composite.CompositeAlarms?.map(({ AlarmArn }) => AlarmArn),
    [arnOf('p4')],
  );
  const states = await alarms.run(describeAlarms, { AlarmNamePrefix: 'p', StateValue: 'ALARM' });
  assert.deepEqual(states.MetricAlarms, []);
  await assert.rejects(
    alarms.run(describeAlarms, { AlarmNames: ['p1'], AlarmNamePrefix: 'p' }),
    awsError('InvalidParameterCombinationException', 'AlarmNamePrefix and AlarmNames.member are mutually exclusive'),
  );
  await assert.rejects(alarms.run(describeAlarms, { NextToken: 'x' }), awsError('InvalidNextToken', /./));
});

void test('DescribeAlarmsForMetric', async () => {
  const dimensions = [
    { Name: 'D', Value: '1' },
    { Name: 'E', Value: '2' },
  ];
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'for', MetricName: 'watched', Dimensions: dimensions });
  const names = async (more: object): Promise<(string | undefined)[] | undefined> =>
    (await alarms.run(describeAlarmsForMetric, { Namespace: 'N', MetricName: 'watched', ...more })).MetricAlarms?.map(
      ({ AlarmName }) => AlarmName,
    );
  assert.deepEqual(await names({ Dimensions: dimensions.toReversed() }), ['for']);
  assert.deepEqual(await names({ Dimensions: dimensions, Statistic: 'Sum', Period: 60 }), ['for']);
  assert.deepEqual(await names({ Dimensions: dimensions, Statistic: 'Average' }), []);
  assert.deepEqual(await names({}), []);
});

void test('DeleteAlarms deletes those that there are; their history stays for thirty days', async () => {
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'del' });
  await assert.rejects(alarms.run(deleteAlarms, { AlarmNames: ['del', 'none'] }), awsError('ResourceNotFound', /none/));
  assert.equal(await alarms.state('del'), 'gone');
  assert.deepEqual(await alarms.history('del'), ['Alarm "del" created', 'Alarm "del" deleted']);
  await alarms.advance(31 * 24 * 60 * minute);
  assert.deepEqual(await alarms.history('del'), []);
});

void test('history pages in both orders', async () => {
  const name = 'hist';
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: name });
  for (const StateValue of ['ALARM', 'OK', 'ALARM'] as const) {
    await alarms.run(setAlarmState, { AlarmName: name, StateValue, StateReason: '' });
  }
  for (const ScanBy of ['TimestampAscending', 'TimestampDescending'] as const) {
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await alarms.run(describeAlarmHistory, {
        AlarmName: name,
        MaxRecords: 1,
        ScanBy,
        ...(NextToken === undefined ? {} : { NextToken }),
      });
      found.push(...(page.AlarmHistoryItems ?? []).map(({ HistorySummary }) => HistorySummary));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.equal(found.length, 4);
    assert.equal(new Set(found).size, 4);
  }
});

void test('there are no more than 5,000 alarms', async () => {
  await alarms.run(putMetricAlarm, usual);
  alarms.count = 5_000;
  await alarms.run(putMetricAlarm, usual);
  await assert.rejects(
    alarms.run(putMetricAlarm, { ...usual, AlarmName: 'more' }),
    awsError('LimitExceededFault', /5000/),
  );
  alarms.count = 0;
});

void test('tags are those of the alarm', async () => {
  await alarms.run(putMetricAlarm, { ...usual, AlarmName: 'tagged', Tags: [{ Key: 'k', Value: 'v' }] });
  const { tags } = alarms.alarms;
  assert.equal(tags.holds(arnOf('tagged')), true);
  assert.deepEqual(await tags.tags(arnOf('tagged')), [{ Key: 'k', Value: 'v' }]);
  assert.equal(await tags.changeTags(arnOf('tagged'), () => []), true);
  assert.deepEqual(await tags.tags(arnOf('tagged')), []);
  assert.equal(await tags.changeTags(arnOf('none'), () => []), false);
});
