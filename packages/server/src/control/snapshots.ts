import type { WireResponse } from '@paddock/wire';
import type { SnapshotControl } from '../snapshot-control.js';
import { isSnapshotName, type SnapshotInfo } from '../storage/storage.js';
import { json, refuse } from './answers.js';

/** Which snapshots there are. */
export const listSnapshots = async (snapshots: SnapshotControl): Promise<WireResponse> =>
  json(200, { snapshots: (await snapshots.list()).map(shown) });

/** `{"action":"save","name"}` or `{"action":"load","name"}` */
export async function changeSnapshots(snapshots: SnapshotControl, body: unknown): Promise<WireResponse> {
  const given: Partial<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  const { action, name } = given;
  if (action !== 'save' && action !== 'load') return refuse(400, 'action must be save or load.');
  if (!isSnapshotName(name)) return badName;
  try {
    if (action === 'save') return json(201, { snapshot: shown(await snapshots.save(name)) });
    const loaded = await snapshots.load(name);
    return loaded ? json(200, { snapshot: shown(loaded) }) : unknown(name);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return refuse(
      507,
      action === 'save' ? 'The disk is full: nothing was saved.' : 'The disk is full: nothing was loaded.',
    );
  }
}

/** The one that `?name=` names goes. */
export async function removeSnapshot(snapshots: SnapshotControl, query: string): Promise<WireResponse> {
  const name = new URLSearchParams(query).get('name');
  if (!isSnapshotName(name)) return badName;
  return (await snapshots.remove(name)) ? await listSnapshots(snapshots) : unknown(name);
}

const badName = refuse(
  400,
  'name must be 1 to 64 letters, digits, dots, dashes and underscores, of which the first is no dot.',
);
const unknown = (name: string): WireResponse => refuse(404, `There is no snapshot ${name}.`);

const shown = ({ name, saved, bytes, clock }: SnapshotInfo): object => ({
  name,
  saved: new Date(saved).toISOString(),
  bytes,
  clock: { ...clock, iso: new Date(clock.now).toISOString() },
});

/** Whatever part of the stores says so. */
function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT' || cause.code === 'EFBIG')) return true;
    if (/ENOSPC|No space left|disk is full/i.test(cause.message)) return true;
  }
  return false;
}
