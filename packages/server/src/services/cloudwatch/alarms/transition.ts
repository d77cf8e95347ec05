import { dueTask } from '../../../runtime/due-tasks.js';
import type { Json, RegistryChange } from '@paddock/store';
import type { Alarm, AlarmPlace, AlarmState } from './alarm.js';
import { eventOf } from './event.js';
import type { HistoryItem } from './history.js';
import { putAlarm } from './store.js';

export const TRANSITION_TASK = 'alarm-transition';

/** What follows from a change of state. It is written with it, as a task. */
export interface Transition extends AlarmPlace {
  readonly name: string;
  readonly type: Alarm['type'];
  readonly number: number;
  readonly generation: string;
  readonly value: AlarmState['value'];
  /** ms since the epoch */
  readonly at: number;
  readonly item: HistoryItem;
  /** ARNs of what is to be called. */
  readonly actions: readonly string[];
  /** What Lambda functions are told. */
  readonly event: string;
  /** Names of the composite alarms whose changes led to this one: what leads back to one of them stops. */
  readonly path: readonly string[];
}

/**
 * The changes that put an alarm into another state, with the task of telling everybody.
 * @param alarm as it is to be, but for its state
 * @param version of the alarm that is replaced
 * @param runsActions whether the new state's actions are called, when they are enabled
 */
export function transitionTo(
  alarm: Alarm,
  version: number,
  state: Omit<AlarmState, 'transitioned'>,
  { path = [], runsActions = true }: { readonly path?: readonly string[]; readonly runsActions?: boolean } = {},
): { readonly alarm: Alarm; readonly changes: RegistryChange[]; readonly item: HistoryItem } {
  const now = state.updated;
  const number = alarm.transitions + 1;
  const after = { ...alarm, transitions: number, state: { ...state, transitioned: now } };
  const item = stateItem(alarm, after.state, number);
  const { account, region, name, type, generation } = alarm;
  const transition: Transition = {
    account,
    region,
    name,
    type,
    number,
    generation,
    value: state.value,
    at: now,
    item,
    actions: runsActions && alarm.actionsEnabled ? alarm.actions[state.value] : [],
    event: eventOf(after, alarm.state),
    path,
  };
  return { alarm: after, item, changes: [putAlarm(after, version), transitionTask(transition)] };
}

export const transitionTask = (transition: Transition): RegistryChange =>
  dueTask({
    at: transition.at,
    kind: TRANSITION_TASK,
    id: `${transition.account}/${transition.region}/${transition.name}/${transition.generation}/${transition.number}`,
    payload: transition as unknown as Json,
  });

export const orderOf = (number: number, step: number, generation: string): string =>
  `${String(number).padStart(8, '0')}/${step}/${generation}`;

function stateItem({ name, type, generation, state: before }: Alarm, after: AlarmState, number: number): HistoryItem {
  return {
    name,
    type,
    time: after.updated,
    kind: 'StateUpdate',
    summary: `Alarm updated from ${before.value} to ${after.value}`,
    data: historyData(before, after),
    order: orderOf(number, 0, generation),
  };
}

const LONGEST = 4_095;

/** The two states; of what is too long the data are left out. */
function historyData(before: AlarmState, after: AlarmState): string {
  const texts = [
    [before.data, after.data],
    [undefined, after.data],
    [undefined, undefined],
  ].map(
    ([old, fresh]) => `{"version":"1.0","oldState":${stateText(before, old)},"newState":${stateText(after, fresh)}}`,
  );
  return texts.find((text) => text.length <= LONGEST) ?? texts.at(-1)?.slice(0, LONGEST) ?? '{}';
}

/** The data stand there as they are, whose doubles no parser would keep. */
function stateText({ value, reason }: AlarmState, data: string | undefined): string {
  const fields = `"stateValue":${JSON.stringify(value)},"stateReason":${JSON.stringify(reason)}`;
  return `{${fields}${data === undefined ? '' : `,"stateReasonData":${data}`}}`;
}
