import type { RegistryChange } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../../runtime/due-tasks.js';
import { nameIn, type AlarmPlace, type CompositeAlarm, type StateValue, type Suppression } from '../alarm.js';
import type { LoopsContext } from '../context.js';
import { eventOf } from '../event.js';
import { hashOf, putAlarm } from '../store.js';
import { ACTION_TASK, type ActionTask } from './actions.js';

const SUPPRESSION_TASK = 'alarm-suppression';

interface SuppressionTask extends AlarmPlace {
  readonly name: string;
  readonly until: number;
}

/** Ends the periods for which the actions of composite alarms wait for, or after, their suppressors. */
export function registerSuppression(tasks: DueTasks, context: LoopsContext): void {
  tasks.handle(SUPPRESSION_TASK, (task) => end(task, context));
}

async function end(task: DueTask, { store, clock }: LoopsContext): Promise<void> {
  // What `periodTask` wrote.
  const { account, region, name, until } = task.payload as unknown as SuppressionTask;
  const place = { account, region };
  const there = await store.get(place, name);
  const alarm = there?.alarm;
  if (there === undefined || alarm?.type !== 'CompositeAlarm' || alarm.suppressed?.until !== until) {
    await store.registry.commit([done(task)]);
    return;
  }
  const suppressor = alarm.suppressor && nameIn(place, alarm.suppressor.alarm);
  const state = suppressor === undefined ? undefined : (await store.get(place, suppressor))?.alarm.state.value;
  const changes =
    state === 'ALARM'
      ? [putAlarm({ ...alarm, suppressed: { by: 'Alarm' } }, there.version)]
      : actNow(alarm, there.version, clock.now());
  await store.registry.commit([...changes, done(task)]);
}

/**
 * What a suppressor makes of a change of state: in ALARM it holds the actions back; before, they wait for it to go there, as long as the alarm says.
 * @param value the state that the alarm goes to
 */
export function suppressionOn(
  alarm: CompositeAlarm,
  value: StateValue,
  suppressor: StateValue | undefined,
  now: number,
): { readonly alarm: CompositeAlarm; readonly changes: readonly RegistryChange[]; readonly runsActions: boolean } {
  const acts = { alarm: { ...alarm, acted: value, suppressed: undefined }, changes: [], runsActions: true };
  if (alarm.suppressor === undefined) return acts;
  if (suppressor === 'ALARM') {
    return { alarm: { ...alarm, suppressed: { by: 'Alarm' } }, changes: [], runsActions: false };
  }
  if (alarm.suppressed?.by === 'ExtensionPeriod') return { alarm, changes: [], runsActions: false };
  // Back where it was before anybody was told: nobody needs to be.
  if (alarm.suppressed !== undefined && value === alarm.acted) return { ...acts, runsActions: false };
  if (value !== 'ALARM') return acts;
  const suppressed: Suppression = { by: 'WaitPeriod', until: now + alarm.suppressor.wait * 1_000 };
  return { alarm: { ...alarm, suppressed }, changes: [periodTask(alarm, suppressed)], runsActions: false };
}

/** What a suppressor's own change makes of an alarm that stays in its state. */
export function suppressionChanges(
  alarm: CompositeAlarm,
  version: number,
  suppressor: StateValue | undefined,
  now: number,
): RegistryChange[] {
  const { suppressed } = alarm;
  if (suppressed === undefined || alarm.suppressor === undefined) return [];
  if (suppressor === 'ALARM') {
    return suppressed.by === 'Alarm' ? [] : [putAlarm({ ...alarm, suppressed: { by: 'Alarm' } }, version)];
  }
  if (suppressed.by !== 'Alarm') return [];
  const extension: Suppression = { by: 'ExtensionPeriod', until: now + alarm.suppressor.extension * 1_000 };
  return [putAlarm({ ...alarm, suppressed: extension }, version), periodTask(alarm, extension)];
}

function periodTask({ account, region, name }: CompositeAlarm, { until = 0 }: Suppression): RegistryChange {
  const id = `${account}/${region}/${hashOf(name)}`;
  return dueTask({ at: until, kind: SUPPRESSION_TASK, id, payload: { account, region, name, until } });
}

/** The end of the suppression, with the actions of the state that the alarm is in now, if they were not run. */
function actNow(alarm: CompositeAlarm, version: number, now: number): RegistryChange[] {
  const { account, region, name, type, generation, transitions: number, state } = alarm;
  const free: CompositeAlarm = { ...alarm, suppressed: undefined, acted: state.value };
  const actions = alarm.actionsEnabled && alarm.acted !== state.value ? alarm.actions[state.value] : [];
  const event = eventOf(free, state);
  return [
    putAlarm(free, version),
    ...actions.map((action, index) => {
      const payload: ActionTask = {
        account,
        region,
        name,
        type,
        number,
        generation,
        index,
        event,
        action,
        at: state.updated,
      };
      const id = `${account}/${region}/${name}/${generation}/${number}/${index}`;
      return dueTask({ at: now, kind: ACTION_TASK, id, payload: { ...payload } });
    }),
  ];
}
