import { required, structure } from '@paddock/wire';
import { alarmArn } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { alarmNotFound, reasonDataNotJson } from '../errors.js';
import { wake } from '../loops/wake.js';
import { placeOf } from '../requests.js';
import { AlarmName, StateReason, StateReasonData, StateValue } from '../shapes.js';
import { putAlarm } from '../store.js';
import { transitionTo } from '../transition.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
export const setAlarmState = alarmOperation({
  name: 'SetAlarmState',
  input: structure('SetAlarmStateInput', {
    AlarmName: required(AlarmName),
    StateValue: required(StateValue),
    StateReason: required(StateReason),
    StateReasonData,
  }),
  output: undefined,
  errors: ['ResourceNotFound', 'InvalidFormat'],
  needs: (_, { AlarmName: name }, request) => ({
    action: 'cloudwatch:SetAlarmState',
    resources: [alarmArn({ ...placeOf(request), name })],
  }),
  async run({ store, history, clock }, input, request) {
    const { AlarmName: name, StateValue: value, StateReason: reason, StateReasonData: data } = input;
    if (data !== undefined && !isJson(data)) throw reasonDataNotJson();
    const place = placeOf(request);
    const item = await store.change(place, name, (there) => {
      if (there === undefined) throw alarmNotFound();
      const state = { value, reason, data, updated: clock.now() };
      const { alarm, version } = there;
      if (value === alarm.state.value) {
        const same = { ...alarm, state: { ...state, transitioned: alarm.state.transitioned } };
        return { changes: [putAlarm(same, version)], result: undefined };
      }
      const told = alarm.type === 'CompositeAlarm' ? { ...alarm, acted: value, suppressed: undefined } : alarm;
      const { changes, item: happened } = transitionTo(told, version, state, {
        path: alarm.type === 'CompositeAlarm' ? [name] : [],
      });
      return { changes, result: happened };
    });
    if (item !== undefined) await history.add(place, [item]);
    // Its metrics have the last word.
    await wake(store, place, name, clock.now());
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
