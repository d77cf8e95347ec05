import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { StoreCorruptError } from '@paddock/store';
import { parseConfig } from '../config.js';
import { DiskStorage } from './disk-storage.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-stores-'));
after(() => rm(directory, { recursive: true, force: true }));

const config = parseConfig(['--data-dir', join(directory, 'data')], {});
assert.ok(!('problem' in config));
const open = () => new DiskStorage(config, (error) => assert.fail(error)).open();

test('a registry that lost everything is not taken for a new one', async () => {
  const stores = await open();
  await stores.log.append('shard', { count: 1, time: 0, encode: () => ['record'] });
  await stores.close();
  await (await open()).close();
  await truncate(join(directory, 'data', 'registry', 'data.mdb'), 0);
  await assert.rejects(
    open(),
    (error) => error instanceof StoreCorruptError && /is empty, but there are records/.test(error.message),
  );
  await assert.rejects(open(), StoreCorruptError, 'the directory is free again, and nothing was mended');
});

test('what the tables and the objects keep is there again, until all is destroyed', async () => {
  const kept = parseConfig(['--data-dir', join(directory, 'kept')], {});
  assert.ok(!('problem' in kept));
  const start = () => new DiskStorage(kept, (error) => assert.fail(error)).open();
  const place = { collection: 'things', key: 'a' };
  let stores = await start();
  await stores.tables.transact([], (_, writes) => writes.put('things', 'a', Buffer.from('1')));
  await stores.objects.put('an object', Buffer.alloc(100_000));
  await stores.close();
  stores = await start();
  assert.equal((await stores.objects.head('an object'))?.size, 100_000);
  assert.equal(String((await stores.tables.read([place]))[0]), '1');
  await stores.destroy();
  stores = await start();
  assert.deepEqual(await stores.tables.read([place]), [undefined]);
  assert.equal(await stores.objects.head('an object'), undefined);
  await stores.close();
});

test('a snapshot that cannot be started is put back for what was there', async () => {
  const kept = parseConfig(['--data-dir', join(directory, 'replaced')], {});
  assert.ok(!('problem' in kept));
  const storage = new DiskStorage(kept, (error) => assert.fail(error));
  const write = async (stores: Awaited<ReturnType<typeof storage.open>>, text: string): Promise<void> => {
    await stores.registry.commit([{ put: 'text', value: text }]);
    await stores.objects.put('text', Buffer.alloc(100_000, text));
  };
  const read = async (stores: Awaited<ReturnType<typeof storage.open>>): Promise<unknown> => {
    const object = await (await stores.objects.get('text'))?.bytes();
    return [(await stores.registry.get('text'))?.value, String.fromCharCode(object?.[0] ?? 0)];
  };
  let stores = await storage.open();
  await write(stores, 'a');
  await storage.snapshots.save({ name: 'a', saved: 0, clock: { now: 0, frozen: false } });
  await write(stores, 'b');
  const replacement = await storage.snapshots.prepare('a');
  assert.ok(replacement !== undefined);
  await stores.replace(replacement);
  stores = await storage.open();
  assert.deepEqual(await read(stores), ['a', 'a']);
  await stores.close();
  await replacement.putBack();
  await replacement.finish();
  stores = await storage.open();
  assert.deepEqual(await read(stores), ['b', 'b']);
  assert.deepEqual(
    (await storage.snapshots.list()).map(({ name }) => name),
    ['a'],
  );
  await stores.destroy();
  stores = await storage.open();
  assert.deepEqual(await stores.registry.get('text'), undefined);
  assert.equal(await storage.snapshots.remove('a'), true);
  assert.equal(await storage.snapshots.remove('a'), false);
  await stores.close();
});
