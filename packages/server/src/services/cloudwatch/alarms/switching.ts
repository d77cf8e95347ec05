import type { AlarmPlace } from './alarm.js';
import { configurationItem } from './configuration-items.js';
import type { AlarmsContext } from './context.js';
import { putAlarm } from './store.js';
import { orderOf } from './transition.js';

/** Has an alarm run its actions, or not. One that is not there is no error. */
export async function setActionsEnabled(
  { store, history, clock, ids }: AlarmsContext,
  place: AlarmPlace,
  name: string,
  actionsEnabled: boolean,
): Promise<void> {
  const item = await store.change(place, name, (there) => {
    if (there === undefined || there.alarm.actionsEnabled === actionsEnabled) {
      return { changes: undefined, result: undefined };
    }
    const now = clock.now();
    const alarm = { ...there.alarm, actionsEnabled, configured: now };
    const order = orderOf(alarm.transitions, 9, ids.requestId());
    return { changes: [putAlarm(alarm, there.version)], result: configurationItem(alarm, 'Update', now, order) };
  });
  if (item !== undefined) await history.add(place, [item]);
}
