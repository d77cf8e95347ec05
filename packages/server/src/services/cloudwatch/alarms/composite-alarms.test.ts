import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { awsError } from '../testing.js';
import { deleteAlarms } from './operations/delete-alarms.js';
import { describeAlarms } from './operations/describe-alarms.js';
import { putCompositeAlarm } from './operations/put-composite-alarm.js';
import { putMetricAlarm } from './operations/put-metric-alarm.js';
import { setAlarmState } from './operations/set-alarm-state.js';
import type { StateValue } from './alarm.js';
import { arnOf, TestAlarms, usual } from './testing.js';

const running: TestAlarms[] = [];
after(() => Promise.all(running.map((test) => test.stop())));
const fn = 'arn:aws:lambda:us-east-1:123456789012:function:f';

async function start(...names: readonly string[]): Promise<TestAlarms> {
  const alarms = await TestAlarms.start();
  running.push(alarms);
  for (const name of names) await alarms.run(putMetricAlarm, { ...usual, AlarmName: name });
  return alarms;
}

async function set(alarms: TestAlarms, AlarmName: string, StateValue: StateValue): Promise<void> {
  await alarms.run(setAlarmState, { AlarmName, StateValue, StateReason: 'test' });
  await alarms.tasks.idle();
}

async function put(alarms: TestAlarms, AlarmName: string, AlarmRule: string, more: object = {}): Promise<void> {
  await alarms.run(putCompositeAlarm, { AlarmName, AlarmRule, ...more });
  await alarms.tasks.idle();
}

void test('goes by its rule from the beginning, and whenever one of its alarms changes', async () => {
  const alarms = await start('x', 'y');
  await put(alarms, 'c', 'ALARM(x) AND NOT ALARM("y")', { AlarmActions: [fn] });
  assert.equal(await alarms.state('c'), `OK: ${arnOf('c')} was created and its alarm rule evaluates to OK`);
  await set(alarms, 'x', 'ALARM');
  assert.equal(
    await alarms.state('c'),
    `ALARM: ${arnOf('x')} transitioned to ALARM at Tuesday 14 November, 2023 23:00:02 UTC`,
  );
  const described = await alarms.describe('c');
  assert.equal(
    described?.StateReasonData,
    `{"triggeringAlarms":[{"arn":"${arnOf('x')}","state":{"value":"ALARM","timestamp":"2023-11-14T23:00:02.000+0000"}}]}`,
  );
  assert.equal(alarms.called.length, 1);
  const data = alarms.called[0]?.payload['alarmData'] as { readonly configuration: unknown } | undefined;
  assert.deepEqual(data?.configuration, { alarmRule: 'ALARM(x) AND NOT ALARM("y")' });
  await put(alarms, 'c', 'FALSE');
  assert.equal(await alarms.state('c'), `OK: ${arnOf('c')} was updated and its new alarm rule evaluates to OK`);
  assert.deepEqual((await alarms.history('c')).toSorted(), [
    'Alarm "c" created',
    'Alarm "c" updated',
    'Alarm updated from ALARM to OK',
    'Alarm updated from INSUFFICIENT_DATA to OK',
    'Alarm updated from OK to ALARM',
    `Successfully executed action ${fn}`,
  ]);
});

void test('composite alarms build on one another, also by their ARNs', async () => {
  const alarms = await start('x');
  await put(alarms, 'c', 'ALARM(x)');
  await put(alarms, 'd', `NOT OK("${arnOf('c')}") OR AT_LEAST(2, ALARM, (x, c))`);
  await set(alarms, 'x', 'ALARM');
  assert.match(await alarms.state('d'), new RegExp(`^ALARM: ${arnOf('c')} transitioned to ALARM`));
  const { CompositeAlarms: parents } = await alarms.run(describeAlarms, { ParentsOfAlarmName: 'x' });
  assert.deepEqual(
    parents?.map(({ AlarmName }) => AlarmName),
    ['c', 'd'],
  );
  const children = await alarms.run(describeAlarms, { ChildrenOfAlarmName: 'd' });
  assert.deepEqual(
    [...(children.MetricAlarms ?? []), ...(children.CompositeAlarms ?? [])].map(({ AlarmName }) => AlarmName),
    ['x', 'c'],
  );
});

void test('a circle comes to rest, and cannot be deleted until it is opened', async () => {
  const alarms = await start('x');
  await put(alarms, 'c', 'ALARM(x)');
  await put(alarms, 'd', 'ALARM(c)');
  await put(alarms, 'c', 'ALARM(x) OR NOT ALARM(d)');
  await set(alarms, 'x', 'ALARM');
  await set(alarms, 'x', 'OK');
  await assert.rejects(alarms.run(deleteAlarms, { AlarmNames: ['c'] }), awsError('ValidationError', /depending on it/));
  await put(alarms, 'c', 'FALSE');
  await alarms.run(deleteAlarms, { AlarmNames: ['d'] });
  await alarms.run(deleteAlarms, { AlarmNames: ['c'] });
  assert.equal(await alarms.state('c'), 'gone');
});

void test('rules are checked', async () => {
  const alarms = await start('x');
  const fails = (AlarmRule: string, text: string, more: object = {}): Promise<void> =>
    assert.rejects(put(alarms, 'c', AlarmRule, more), awsError('ValidationError', text));
  await fails('()', "Error in AlarmRule [Unsupported token ')' at char 1]");
  await fails(
    'ALARM(gone) AND ALARM("g 2")',
    'Could not save the composite alarm as alarms [gone, g 2] in the alarm rule do not exist',
  );
  await fails(' ALARM(x)', 'AlarmRule must not contain leading or trailing whitespace or be null');
  await fails(
    'ALARM(x)',
    'ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be set if ActionsSuppressor is set.',
    { ActionsSuppressor: 'x' },
  );
});

void test('a suppressor holds actions back; without it they wait for it first', async () => {
  const alarms = await start('x', 's');
  const suppressor = {
    ActionsSuppressor: 's',
    ActionsSuppressorWaitPeriod: 60,
    ActionsSuppressorExtensionPeriod: 120,
    AlarmActions: [fn],
  };
  await put(alarms, 'c', 'ALARM(x)', suppressor);
  const by = async (): Promise<string | undefined> => {
    const described = await alarms.describe('c');
    return described !== undefined && 'ActionsSuppressedBy' in described ? described.ActionsSuppressedBy : undefined;
  };
  // Nobody comes to suppress: the actions are late.
  await set(alarms, 'x', 'ALARM');
  assert.equal(await by(), 'WaitPeriod');
  await alarms.advance(59_999);
  assert.equal(alarms.called.length, 0);
  await set(alarms, 'x', 'ALARM');
  await alarms.advance(1);
  assert.equal(alarms.called.length, 1);
  assert.equal(await by(), undefined);
  // Back before anybody was told.
  await set(alarms, 'x', 'OK');
  await set(alarms, 'x', 'ALARM');
  assert.equal(await by(), 'WaitPeriod');
  await set(alarms, 'x', 'OK');
  assert.equal(await by(), undefined);
  // Suppressed, and for a while after that.
  await set(alarms, 's', 'ALARM');
  await set(alarms, 'x', 'ALARM');
  assert.equal(await by(), 'Alarm');
  await set(alarms, 's', 'OK');
  assert.equal(await by(), 'ExtensionPeriod');
  await set(alarms, 's', 'ALARM');
  assert.equal(await by(), 'Alarm');
  assert.equal(alarms.called.length, 1);
});

void test('the end of an extension runs the actions of the state that the alarm is in then', async () => {
  const alarms = await start('x', 's');
  await put(alarms, 'c', 'ALARM(x)', {
    ActionsSuppressor: arnOf('s'),
    ActionsSuppressorWaitPeriod: 0,
    ActionsSuppressorExtensionPeriod: 10,
    AlarmActions: [fn],
  });
  await set(alarms, 's', 'ALARM');
  await set(alarms, 'x', 'ALARM');
  await set(alarms, 's', 'OK');
  await alarms.advance(9_999);
  assert.equal(alarms.called.length, 0);
  await alarms.advance(1);
  assert.equal(alarms.called.length, 1);
});
