import assert from 'node:assert/strict';
import type { Registry, Tables } from '@paddock/store';
import { MetricStore } from '../../metrics/metric-store.js';
import type { ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { testRequest } from '../../test-request.js';
import type { Backup } from './backups/documents.js';
import type { Item } from './domain/attribute-value.js';
import { expiryEntry } from './expiry.js';
import { indexEntry } from './index-entries.js';
import { createDynamoDb } from './index.js';
import { keyOfItem } from './keys.js';
import { decodeTable, tablesPrefix } from './store.js';
import { StoredItem } from './stored-item.js';

/** An operation and its input. */
export type Step = readonly [operation: string, input: object];

/** The tables, with the names of all collections that were ever written. */
export function recorded(tables: Tables): { readonly tables: Tables; readonly names: Set<string> } {
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

export async function beginProcess(
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
    /** When what came before has been done. */
    run: async ([name, input]: Step): Promise<unknown> => {
      // Each waits for the one before.
      await tasks.idle();
      await clock.advance(1000);
      await tasks.idle();
      return service.operations.get(name)?.run(input, testRequest(clock));
    },
    runNow: async ([name, input]: Step): Promise<unknown> =>
      service.operations.get(name)?.run(input, testRequest(clock)),
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
export async function checkInStep(registry: Registry, tables: Tables, names: Iterable<string>): Promise<void> {
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
