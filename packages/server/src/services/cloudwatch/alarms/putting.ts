import type { RegistryChange } from '@paddock/store';
import { validationFailed } from '../errors.js';
import { withTags, type Tags } from '../tags.js';
import type { Alarm, AlarmPlace } from './alarm.js';
import { configurationItem } from './configuration-items.js';
import type { AlarmsContext } from './context.js';
import { tooManyAlarms } from './errors.js';
import { orderOf } from './transition.js';
import { putAlarm, type StoredAlarm } from './store.js';

const MOST_ALARMS = 5_000;
/** JSON can say halves of surrogate pairs; nothing else can. */
const HALF_A_PAIR = /\p{Surrogate}/u;

/** What every alarm has that is not configured. */
export type Kept = Pick<Alarm, 'state' | 'tags' | 'transitions' | 'generation' | 'configured'>;

/**
 * Writes an alarm's configuration: a new alarm begins as AWS's do, one that is there keeps its state and its tags.
 * @param make the alarm, and what is to be written with it
 */
export async function putConfiguration(
  { store, history, clock, ids, count }: AlarmsContext,
  place: AlarmPlace,
  { name, tags }: { readonly name: string; readonly tags: Tags | undefined },
  make: (
    kept: Kept,
    there: StoredAlarm | undefined,
    now: number,
  ) => Promise<{ readonly alarm: Alarm; readonly changes: readonly RegistryChange[] }>,
): Promise<void> {
  if (HALF_A_PAIR.test(name)) throw validationFailed('AlarmName must contain only UTF-8 characters');
  const item = await store.change(place, name, async (there) => {
    if (there === undefined && count(place) >= MOST_ALARMS) throw tooManyAlarms(MOST_ALARMS);
    const now = clock.now();
    const kept: Kept = {
      state: there?.alarm.state ?? {
        value: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        updated: now,
        transitioned: now,
      },
      tags: there?.alarm.tags ?? withTags([], tags ?? []),
      transitions: there?.alarm.transitions ?? 0,
      generation: ids.requestId(),
      configured: now,
    };
    const { alarm, changes } = await make(kept, there, now);
    const change = there === undefined ? 'Create' : 'Update';
    const order = orderOf(alarm.transitions, 9, alarm.generation);
    return {
      changes: [putAlarm(alarm, there?.version ?? 0), ...changes],
      result: configurationItem(alarm, change, now, order),
    };
  });
  await history.add(place, [item]);
}
