import type { Running, Served } from './serving.js';
import type { Replacement, SnapshotInfo } from './storage/storage.js';

/** What an operator can do with snapshots while the server runs. */
export interface SnapshotControl {
  /** By name. */
  list(): Promise<SnapshotInfo[]>;
  /** Saves all that there is, as it is at one moment. Requests go on. @throws what the disk says: then nothing was saved */
  save(name: string): Promise<SnapshotInfo>;
  /**
   * Puts what a snapshot holds in the place of all that there is; undefined when there is no such snapshot. Nothing is answered meanwhile.
   * @throws what the disk says, or why it cannot be started: then all is as it was
   */
  load(name: string): Promise<SnapshotInfo | undefined>;
  /** Whether there was one. */
  remove(name: string): Promise<boolean>;
}

/** The server that runs, as far as loading exchanges it. */
export interface Exchangeable {
  readonly alone: <T>(run: () => Promise<T>) => Promise<T>;
  readonly running: () => Running | undefined;
  readonly become: (running: Running | undefined) => void;
}

export function snapshotControl(
  { snapshots, clock, clockStatus, start }: Pick<Served, 'snapshots' | 'clock' | 'clockStatus' | 'start'>,
  { alone, running, become }: Exchangeable,
): SnapshotControl {
  const begin = async (): Promise<void> => {
    const next = await start();
    become(next);
    next.listening();
  };
  const exchange = async (before: Running, replacement: Replacement): Promise<void> => {
    become(undefined);
    try {
      await before.stop(replacement);
      await begin();
    } catch (error) {
      await replacement.putBack();
      await begin();
      throw error;
    } finally {
      await replacement.finish();
    }
  };
  return {
    list: () => alone(() => snapshots.list()),
    remove: (name) => alone(() => snapshots.remove(name)),
    save: (name) =>
      alone(async () => {
        await running()?.flush();
        return await snapshots.save({ name, saved: clock.now(), clock: clockStatus() });
      }),
    load: (name) =>
      alone(async () => {
        const before = running();
        if (before === undefined) return undefined;
        const replacement = await snapshots.prepare(name);
        if (replacement === undefined) return undefined;
        await exchange(before, replacement);
        return replacement.snapshot;
      }),
  };
}

/** Runs what it is given one after the other, in the order in which it came. */
export function oneAfterTheOther(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
}
