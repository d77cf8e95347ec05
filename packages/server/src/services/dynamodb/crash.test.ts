import { describe, it } from 'node:test';
import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { testClock } from '../../runtime/controlled-clock.js';
import { testStart } from '../../test-request.js';
import type { Table } from './domain/table.js';
import { tablesPrefix } from './store.js';
import { beginProcess, checkInStep, recorded, type Step } from './testing-processes.js';
import {
  create,
  expiry,
  put,
  puts,
  recovery,
  remake,
  remove,
  restore,
  rides,
  streaming,
  unindex,
  unstream,
} from './testing-steps.js';

/*
 * A process is killed right after each of the writes that an operation and its work make; another one goes on with what is left. Whatever
 * the moment: nothing stays half-done, and nothing is left of what is gone.
 */

/** What is there before, and what a process dies at. */
const stories: Readonly<Record<string, readonly [readonly Step[], readonly Step[]]>> = {
  'a table is made': [[], [create, put(1)]],
  'an index is removed and made anew': [
    [create, ...puts],
    [unindex, put(8), ['UpdateTable', { ...rides, ...remake }], put(9)],
  ],
  'a stream is switched on and off': [
    [create, ...puts],
    [['UpdateTable', { ...rides, ...streaming }], put(8), unstream],
  ],
  'items expire, and do no more': [
    [create, ...puts],
    [expiry(true), put(8), expiry(false), put(1), expiry(true)],
  ],
  'a history is kept, and given up': [
    [create, ...puts],
    [recovery(true), put(8), recovery(false)],
  ],
  'a table is backed up': [
    [create, ...puts],
    [['CreateBackup', { ...rides, BackupName: 'mine' }], put(8)],
  ],
  'a table is restored': [
    [create, recovery(true), ...puts],
    [restore, put(8), recovery(false)],
  ],
  'a table goes that another is restored from': [
    [create, recovery(true), ...puts],
    [restore, remove],
  ],
  'a table goes': [[create, ['UpdateTable', { ...rides, ...streaming }], expiry(true), ...puts], [remove]],
  'a table goes that could be recovered': [
    [create, recovery(true), ...puts],
    [remove, create, put(9)],
  ],
  'a table goes while it is copied': [
    [create, ...puts],
    [['CreateBackup', { ...rides, BackupName: 'mine' }], remove],
  ],
};

class Killed extends Error {}

/** Stores that have a last write, and fail right after it. */
function mortal(registry: Registry, tables: Tables, last: number) {
  let writes = 0;
  const write = async <T>(run: () => Promise<T>): Promise<T> => {
    writes += 1;
    if (writes > last) throw new Killed();
    const result = await run();
    if (writes >= last) throw new Killed();
    return result;
  };
  const read = <T>(run: () => Promise<T>): Promise<T> => (writes >= last ? Promise.reject(new Killed()) : run());
  const mortalRegistry: Registry = {
    get: (key) => read(() => registry.get(key)),
    list: (...query) => read(() => registry.list(...query)),
    commit: (changes) => write(() => registry.commit(changes)),
    watch: (prefix, listener) => registry.watch(prefix, (event) => void (writes < last && listener(event))),
    close: () => Promise.resolve(),
  };
  const mortalTables: Tables = {
    read: (places) => read(() => tables.read(places)),
    scan: (...query) => read(() => tables.scan(...query)),
    transact: (...transaction) => write(() => tables.transact(...transaction)),
    raiseFence: (...fence) => write(() => tables.raiseFence(...fence)),
    clear: (...what) => write(() => tables.clear(...what)),
    watch: (feed, listener) => tables.watch(feed, listener),
    close: () => Promise.resolve(),
  };
  return { registry: mortalRegistry, tables: mortalTables, isDead: () => writes >= last };
}

describe('a process that is killed', () => {
  for (const [story, [before, steps]] of Object.entries(stories))
    for (const transitions of ['brief', 'instant'] as const)
      it(`while ${story}, ${transitions}`, async () => {
        let isOver = false;
        for (let at = 1; !isOver; at++) {
          const clock = testClock(testStart);
          const registry = openMemoryRegistry();
          const { tables, names } = recorded(openMemoryTables());
          const first = await beginProcess({ registry, tables }, clock, 1, transitions);
          for (const step of before) await first.run(step);
          await first.settle();
          await first.stop();

          const stores = mortal(registry, tables, at);
          const second = await beginProcess(stores, clock, 2, transitions).catch(() => undefined);
          const acknowledged: string[] = [];
          try {
            for (const step of second ? steps : []) {
              await second?.run(step);
              acknowledged.push(JSON.stringify(step));
            }
            await second?.settle();
          } catch (error) {
            if (!stores.isDead()) throw error;
          }
          isOver = !stores.isDead();
          await second?.stop();

          const third = await beginProcess({ registry, tables }, clock, 3, transitions);
          await third.settle();
          try {
            await checkInStep(registry, tables, names);
          } catch (error) {
            throw new Error(`killed after write ${at}, after ${acknowledged.join(' ')}`, {
              cause: error,
            });
          }
          const left = (await registry.list(tablesPrefix)).map(({ value }) => (value as unknown as Table).name);
          if (left.includes('rides')) {
            await third.run(put(100));
            await third.run(remove);
          }
          await third.settle();
          await checkInStep(registry, tables, names);
          await third.stop();
        }
      });
});
