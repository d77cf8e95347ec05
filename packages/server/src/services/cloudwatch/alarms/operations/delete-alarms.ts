import { required, structure } from '@paddock/wire';
import { validationFailed } from '../../errors.js';
import { alarmArn, type AlarmPlace } from '../alarm.js';
import { configurationItem } from '../configuration-items.js';
import { alarmOperation, type AlarmsContext } from '../context.js';
import { alarmNotFound } from '../errors.js';
import { placeOf } from '../requests.js';
import { AlarmNames } from '../shapes.js';
import { deleteAlarm, parentChanges } from '../store.js';
import { orderOf } from '../transition.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export const deleteAlarms = alarmOperation({
  name: 'DeleteAlarms',
  input: structure('DeleteAlarmsInput', { AlarmNames: required(AlarmNames) }),
  output: undefined,
  errors: ['ResourceNotFound'],
  needs: (_, { AlarmNames: names }, request) => ({
    action: 'cloudwatch:DeleteAlarms',
    resources: names.map((name) => alarmArn({ ...placeOf(request), name })),
  }),
  async run(context, { AlarmNames: given }, request) {
    const place = placeOf(request);
    const names = [...new Set(given)];
    await checkComposites(context, place, names);
    const missing: string[] = [];
    for (const name of names) if (!(await deleteOne(context, place, name))) missing.push(name);
    if (missing.length > 0) throw alarmNotFound(`Alarms [${missing.join(', ')}] do not exist`);
  },
});

/** At most one composite alarm at a time, and none on which another depends. The texts are our guess. */
async function checkComposites({ store }: AlarmsContext, place: AlarmPlace, names: readonly string[]): Promise<void> {
  const found = await Promise.all(names.map((name) => store.get(place, name)));
  const composites = found.filter((there) => there?.alarm.type === 'CompositeAlarm');
  if (composites.length > 1) throw validationFailed('Only one composite alarm can be deleted in a request.');
  for (const there of composites) {
    const parents = await store.parents(place, there?.alarm.name ?? '');
    if (parents.length > 0) {
      throw validationFailed(
        `Cannot delete ${there?.alarm.name} as there are composite alarms [${parents.join(', ')}] depending on it.`,
      );
    }
  }
}

/** @returns whether there was one */
async function deleteOne({ store, history, clock }: AlarmsContext, place: AlarmPlace, name: string): Promise<boolean> {
  const now = clock.now();
  const deleted = await store.change(place, name, (there) => ({
    changes: there && [deleteAlarm(there.alarm, there.version), ...parentChanges(there.alarm, undefined)],
    result: there?.alarm,
  }));
  if (deleted === undefined) return false;
  const order = orderOf(deleted.transitions, 9, `${deleted.generation}/deleted`);
  await history.add(place, [configurationItem(deleted, 'Delete', now, order)]);
  return true;
}
