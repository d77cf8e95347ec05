import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { MetricStore } from '../../metrics/metric-store.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { testRequest, testStart } from '../../test-request.js';
import type { Item } from './domain/attribute-value.js';
import type { Backup } from './backups/documents.js';
import type { Table } from './domain/table.js';
import { expiryEntry } from './expiry.js';
import { indexEntry } from './index-entries.js';
import { createDynamoDb } from './index.js';
import { keyOfItem } from './keys.js';
import { decodeTable, tablesPrefix } from './store.js';
import { StoredItem } from './stored-item.js';

/*
 * A process is killed right after each of the writes that an operation and its work make; another one goes on with what is left. Whatever
 * the moment: nothing stays half-done, and nothing is left of what is gone.
 */

const rides = { TableName: 'rides' };
const byG = {
  IndexName: 'byG',
  KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
};
const base = {
  ...rides,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'g', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [byG],
};
const put = (id: number): Step => [
  'PutItem',
  {
    ...rides,
    Item: { pk: { S: String(id) }, g: { S: `g${id % 3}` }, until: { N: String(testStart / 1000 + 1e6 + id) } },
  },
];
const puts = [1, 2, 3, 4, 5, 6, 7].map(put);
const remake = { AttributeDefinitions: base.AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: byG }] };
const recovery = (PointInTimeRecoveryEnabled: boolean): Step => [
  'UpdateContinuousBackups',
  { ...rides, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled } },
];
const expiry = (Enabled: boolean): Step => [
  'UpdateTimeToLive',
  { ...rides, TimeToLiveSpecification: { AttributeName: 'until', Enabled } },
];
const unstream: Step = ['UpdateTable', { ...rides, StreamSpecification: { StreamEnabled: false } }];
const unindex: Step = ['UpdateTable', { ...rides, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byG' } }] }];
const create: Step = ['CreateTable', base];
const streaming = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } };
const restore: Step = [
  'RestoreTableToPointInTime',
  { SourceTableName: 'rides', TargetTableName: 'again', UseLatestRestorableTime: true },
];
const remove: Step = ['DeleteTable', rides];

type Step = readonly [operation: string, input: object];

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

/** The tables, with the names of all collections that were ever written. */
function recorded(tables: Tables): { readonly tables: Tables; readonly names: Set<string> } {
  const names = new Set<string>();
  return {
    names,
    tables: {
      read: (places) => tables.read(places),
      scan: (...query) => tables.scan(...query),
      transact: (places, decide, fences) =>
        tables.transact(
          places,
          (values, writes) =>
            decide(values, {
              put(name, key, value) {
                names.add(name);
                writes.put(name, key, value);
              },
              delete: (name, key) => writes.delete(name, key),
              append(name, value) {
                names.add(name);
                writes.append(name, value);
              },
            }),
          fences,
        ),
      raiseFence: (...fence) => tables.raiseFence(...fence),
      clear: (...what) => tables.clear(...what),
      watch: (...watch) => tables.watch(...watch),
      close: () => tables.close(),
    },
  };
}

async function begin(
  stores: { registry: Registry; tables: Tables },
  clock: ControlledClock,
  seed: number,
  transitions: 'brief' | 'instant',
) {
  const tasks = new DueTasks({ registry: stores.registry, clock, logger: silentLogger });
  const { service } = await createDynamoDb({
    ...stores,
    clock,
    random: seededRandom(seed),
    dueTasks: tasks,
    metrics: new MetricStore({ clock }),
    logger: silentLogger,
    kinesis: { takesRecords: async () => false, put: async () => 0 },
    limits: false,
    transitions,
  });
  await service.start();
  await tasks.start();
  return {
    run: async ([name, input]: Step): Promise<unknown> => {
      // Each waits for the one before.
      await tasks.idle();
      await clock.advance(1000);
      await tasks.idle();
      return service.operations.get(name)?.run(input, testRequest(clock));
    },
    settle: async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await clock.advance(60_000);
        await tasks.idle();
      }
    },
    stop: async (): Promise<void> => {
      await tasks.stop();
      await service.stop();
    },
  };
}

async function keysOf(tables: Tables, collection: string): Promise<string[]> {
  const keys: string[] = [];
  await tables.scan(collection, {}, { visit: (key) => keys.push(key) > 0 });
  return keys;
}

async function itemsOf(tables: Tables, collection: string): Promise<Item[]> {
  const items: Item[] = [];
  await tables.scan(collection, {}, { visit: (_key, value) => items.push(new StoredItem(value).item) > 0 });
  return items;
}

/** Checks that everything is in step. */
async function check(registry: Registry, tables: Tables, names: Iterable<string>): Promise<void> {
  const known = new Set(['tokens', 'tokens.used']);
  for (const entry of await registry.list(tablesPrefix)) {
    const view = decodeTable(entry);
    const { table } = view;
    assert.deepEqual([table.status, table.works], ['ACTIVE', []]);
    const items = await itemsOf(tables, view.collection);
    known.add(view.collection);
    if (table.history !== undefined) {
      known.add(table.history);
      assert.ok(table.recovery, 'a history that nothing needs is left');
    }
    for (const index of view.indexes) {
      known.add(index.collection);
      assert.notEqual(index.global?.status ?? 'ACTIVE', 'CREATING');
      const implied = items.map((item) => {
        const { bytes } = StoredItem.of(item, 0);
        return indexEntry(view, index, keyOfItem(view, item), new StoredItem(bytes, item))?.key;
      });
      assert.deepEqual(await keysOf(tables, index.collection), implied.toSorted());
    }
    if (view.expiry) {
      const { expiry } = view;
      known.add(expiry.collection);
      const implied = items.map((item) => expiryEntry(expiry, keyOfItem(view, item).place, item));
      assert.deepEqual(await keysOf(tables, expiry.collection), implied.toSorted());
    }
  }
  for (const { value } of await registry.list('dynamodb/stream/')) known.add((value as { feed: string }).feed);
  for (const { value } of await registry.list('dynamodb/backup/')) {
    const { status, collection, items } = value as unknown as Backup;
    known.add(collection);
    assert.equal(status, 'AVAILABLE');
    assert.equal((await keysOf(tables, collection)).length, items);
  }
  assert.deepEqual(await registry.list('dynamodb/job/'), []);
  for (const name of names) if (!known.has(name)) assert.deepEqual(await keysOf(tables, name), [], `${name} is left`);
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
          const first = await begin({ registry, tables }, clock, 1, transitions);
          for (const step of before) await first.run(step);
          await first.settle();
          await first.stop();

          const stores = mortal(registry, tables, at);
          const second = await begin(stores, clock, 2, transitions).catch(() => undefined);
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

          const third = await begin({ registry, tables }, clock, 3, transitions);
          await third.settle();
          try {
            await check(registry, tables, names);
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
          await check(registry, tables, names);
          await third.stop();
        }
      });
});
