import { done, type DueTask, type DueTasks } from '../../../../runtime/due-tasks.js';
import { alarmArn, nameIn, type AlarmPlace, type AlarmState, type CompositeAlarm, type StateValue } from '../alarm.js';
import type { LoopsContext } from '../context.js';
import { alarmsOf, holds, parseRule } from '../domain/alarm-rule.js';
import { longTime, spokenTime } from '../domain/texts.js';
import { childrenOf, type AlarmStore } from '../store.js';
import { transitionTo } from '../transition.js';
import { COMPOSITE_TASK, type CompositeCause, type CompositeTask } from './composite-task.js';
import { suppressionChanges, suppressionOn } from './suppression.js';

/** Evaluates composite alarms when an alarm that they depend on has changed, and when their rules are set. */
export function registerComposites(tasks: DueTasks, context: LoopsContext): void {
  tasks.handle(COMPOSITE_TASK, (task) => evaluateOne(task, context));
}

async function evaluateOne(task: DueTask, context: LoopsContext): Promise<void> {
  const { store, clock, history } = context;
  // What `compositeTask` wrote.
  const { account, region, name, ...cause } = task.payload as unknown as CompositeTask;
  const place: AlarmPlace = { account, region };
  const there = await store.get(place, name);
  if (there?.alarm.type !== 'CompositeAlarm') {
    await store.registry.commit([done(task)]);
    return;
  }
  const { alarm, version } = there;
  const states = await statesOf(store, alarm);
  const rule = parseRule(alarm.rule);
  const state = (named: string): AlarmState | undefined => states.get(nameIn(place, named) ?? '');
  const value: StateValue = holds(rule, (named) => state(named)?.value) ? 'ALARM' : 'OK';
  const now = clock.now();
  const suppressor = alarm.suppressor === undefined ? undefined : state(alarm.suppressor.alarm)?.value;
  if (value === alarm.state.value) {
    const changed = suppressionChanges(alarm, version, suppressor, now);
    await store.registry.commit([...changed, done(task)]);
    return;
  }
  const ruled = [...alarmsOf(rule)].flatMap((named) => nameIn(place, named) ?? []);
  const next = { value, ...reasonOf(alarm, value, cause, ruled, states), updated: now };
  const { alarm: prepared, changes: tasks, runsActions } = suppressionOn(alarm, value, suppressor, now);
  const { changes, item } = transitionTo(prepared, version, next, { path: cause.path, runsActions });
  await store.registry.commit([...changes, ...tasks, done(task)]);
  await history.add(place, [item]);
}

/** The states of the alarms that one depends on, by name. */
async function statesOf(store: AlarmStore, alarm: CompositeAlarm): Promise<ReadonlyMap<string, AlarmState>> {
  const names = [...childrenOf(alarm)];
  const found = await Promise.all(names.map((name) => store.get(alarm, name)));
  return new Map(
    found.flatMap((child) => (child === undefined ? [] : [[child.alarm.name, child.alarm.state] as const])),
  );
}

function reasonOf(
  alarm: CompositeAlarm,
  value: StateValue,
  { child, isNew }: CompositeCause,
  ruled: readonly string[],
  states: ReadonlyMap<string, AlarmState>,
): Pick<AlarmState, 'reason' | 'data'> {
  const arn = alarmArn(alarm);
  if (child !== undefined) {
    const reason = `${child.arn} transitioned to ${child.value} at ${spokenTime(child.at)}`;
    return { reason, data: dataOf([{ arn: child.arn, value: child.value, at: child.at }]) };
  }
  const how = isNew === true ? 'was created and its' : 'was updated and its new';
  const triggers = ruled.flatMap((name) => {
    const state = states.get(name);
    return state === undefined
      ? []
      : [{ arn: alarmArn({ ...alarm, name }), value: state.value, at: state.transitioned }];
  });
  return { reason: `${arn} ${how} alarm rule evaluates to ${value}`, data: dataOf(triggers) };
}

const LONGEST_DATA = 4_000;

/** Of many alarms the last are left out. */
function dataOf(
  triggers: readonly { readonly arn: string; readonly value: StateValue; readonly at: number }[],
): string {
  const all = triggers.map(({ arn, value, at }) => ({ arn, state: { value, timestamp: longTime(at) } }));
  for (let count = all.length; ; count--) {
    const text = JSON.stringify({ triggeringAlarms: all.slice(0, count) });
    if (text.length <= LONGEST_DATA || count === 0) return text;
  }
}
