import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alarmsOf,
  compositeAlarmInput,
  draftOf,
  emptyDraft,
  faultsOf,
  linesOf,
  metricAlarmInput,
  rangeFor,
  type AlarmDraft,
} from './model.js';

const metric = {
  id: 'm1',
  label: 'Rides',
  namespace: 'N',
  metric: 'M',
  dimensions: { D: 'v' },
  statistic: 'Sum',
  period: 60,
};
const draft: AlarmDraft = {
  ...emptyDraft,
  name: 'many',
  lines: [metric],
  watched: 'm1',
  threshold: '5.5',
  datapoints: '2',
  periods: '3',
  actions: [{ state: 'OK', arn: 'arn:aws:lambda:us-east-1:000000000000:function:f' }],
};

test('one metric is said by itself', () => {
  const input = metricAlarmInput(draft);
  assert.equal(input.MetricName, 'M');
  assert.equal(input.Statistic, 'Sum');
  assert.equal(input.Metrics, undefined);
  assert.deepEqual([input.Threshold, input.DatapointsToAlarm, input.EvaluationPeriods], [5.5, 2, 3]);
  assert.deepEqual(input.OKActions, ['arn:aws:lambda:us-east-1:000000000000:function:f']);
  assert.equal(metricAlarmInput({ ...draft, lines: [{ ...metric, statistic: 'p99' }] }).ExtendedStatistic, 'p99');
});

test('an expression is said with what it names, and is what counts', () => {
  const input = metricAlarmInput({
    ...draft,
    lines: [metric, { id: 'e1', label: '', expression: 'm1 * 2', period: 60 }],
    watched: 'e1',
  });
  assert.deepEqual(
    input.Metrics?.map(({ Id, ReturnData }) => [Id, ReturnData]),
    [
      ['m1', false],
      ['e1', true],
    ],
  );
  const back = draftOf({ kind: 'metric', name: 'many', state: 'OK', alarm: input as never });
  assert.equal(back.watched, 'e1');
  assert.deepEqual(metricAlarmInput(back), { ...input, AlarmDescription: '' });
});

test('the form for an alarm says the same again', () => {
  const input = metricAlarmInput(draft);
  const [alarm] = alarmsOf({ MetricAlarms: [{ ...input, StateValue: 'ALARM' } as never] });
  assert.ok(alarm);
  assert.equal(alarm.state, 'ALARM');
  assert.deepEqual(metricAlarmInput(draftOf(alarm)), input);
  assert.equal(linesOf(alarm.alarm as never)[0]?.period, 60);
});

test('what is wrong is said before it is sent', () => {
  assert.deepEqual(faultsOf(draft), {});
  assert.deepEqual(faultsOf({ ...draft, name: ' ', threshold: 'x', datapoints: '4', lines: [] }), {
    name: 'required',
    threshold: 'number',
    datapoints: 'datapoints',
    lines: 'lines',
  });
  assert.equal(faultsOf({ ...draft, periods: '0' }).periods, 'periods');
  assert.equal(faultsOf({ ...draft, periods: '20000' }).periods, 'day');
  assert.equal(faultsOf({ ...draft, actions: [{ state: 'OK', arn: 'f' }] }).actions, 'arn');
  assert.equal(faultsOf({ ...draft, kind: 'composite' }).rule, 'required');
});

test('a composite alarm has its rule and, where there is one, its suppressor', () => {
  const input = compositeAlarmInput({ ...draft, kind: 'composite', rule: ' ALARM(a) ', suppressor: 's', wait: '30' });
  assert.equal(input.AlarmRule, 'ALARM(a)');
  assert.equal(input.ActionsSuppressorWaitPeriod, 30);
});

test('a graph shows some of the spans that an alarm looks at', () => {
  assert.equal(rangeFor(60, 1, 0), '1h');
  assert.equal(rangeFor(60, 5, 0), '3h');
  assert.equal(rangeFor(300, 3, 1e9), `${1e9 - 300 * 90 * 1000}~${1e9}`.replace('~', '~'));
});
