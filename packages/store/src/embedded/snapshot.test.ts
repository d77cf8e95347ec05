import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Holdable } from '../snapshot.js';
import { openEmbeddedLog } from './log.js';
import { openEmbeddedObjects } from './objects.js';
import { openEmbeddedRegistry } from './registry.js';
import { copyStores, type StoreDirectories } from './snapshot-copy.js';
import { openEmbeddedTables } from './tables.js';

const root = await mkdtemp(join(tmpdir(), 'paddock-snapshot-'));
after(() => rm(root, { recursive: true, force: true }));

const below = (name: string): StoreDirectories => ({
  registry: join(root, name, 'registry'),
  tables: join(root, name, 'tables'),
  log: join(root, name, 'log'),
  objects: join(root, name, 'objects'),
});

/** All four, with little room, so that they flush, turn and checkpoint while they are copied. */
async function open(name: string, room = 256 * 1024) {
  const at = below(name);
  const durability = 'sync';
  const onFatal = (error: Error): never => assert.fail(error);
  const registry = await openEmbeddedRegistry({ directory: at.registry, durability });
  const tables = await openEmbeddedTables({
    directory: at.tables,
    durability,
    onFatal,
    memtableBytes: room,
    journalBytes: room,
  });
  const log = await openEmbeddedLog({
    directory: at.log,
    durability,
    onFatal,
    segmentBytes: 32 * 1024,
    journalBytes: 128 * 1024,
  });
  const objects = await openEmbeddedObjects({ directory: at.objects, durability, onFatal, inlineBytes: 1000 });
  const close = async (): Promise<void> => {
    for (const store of [objects, log, tables, registry]) await store.close();
  };
  return { registry, tables, log, objects, close };
}
type Stores = Awaited<ReturnType<typeof open>>;

async function save({ registry, tables, log, objects }: Stores, name: string, between?: () => Promise<unknown>) {
  const to = below(name);
  const holds = [];
  const parts: [Holdable, string][] = [
    [tables, to.tables],
    [log, to.log],
    [objects, to.objects],
    [registry, to.registry],
  ];
  for (const [store, directory] of parts) holds.push({ hold: await store.hold(), directory });
  for (const { hold } of holds) hold.mark();
  for (const { hold, directory } of holds.toReversed()) {
    if (directory !== to.registry) await between?.();
    await hold.copy(directory);
    hold.release();
  }
}

const large = (n: number): Buffer => Buffer.alloc(5000, n);

/** One after the other: what is in a store was acknowledged by those before it. */
async function step({ registry, tables, log, objects }: Stores, n: number): Promise<void> {
  await registry.commit([{ put: 'n', value: n }]);
  await tables.transact([], (_, writes) => {
    writes.put('things', 'n', Buffer.from(String(n)));
    writes.put('things', `k${n % 50}`, large(n));
    writes.append('feed', Buffer.from(String(n)));
  });
  await log.append(`shard-${n % 3}`, { count: 1, time: n, encode: () => [large(n)] });
  await log.append('all', { count: 1, time: n, encode: () => [`${n}`.padEnd(3000)] });
  await objects.put('large', large(n));
  await objects.put(`large-${n % 7}`, large(n));
  await objects.put('small', Buffer.from(String(n)));
}

/** The last step that each store knows of, in the order in which they were asked. */
async function last({ registry, tables, log, objects }: Stores) {
  const entry = await registry.get('n');
  const [value] = await tables.read([{ collection: 'things', key: 'n' }]);
  let feed = 0;
  await tables.scan('feed', { reverse: true }, { visit: (_, bytes) => (feed = Number(Buffer.from(bytes))) < 0 });
  const { end } = await log.extent('all');
  const slice = await log.read('all', end - 1, { records: 1, bytes: 1e6 });
  const small = await objects.get('small');
  const whole = await objects.get('large');
  return {
    registry: Number(entry?.value ?? 0),
    tables: Number(Buffer.from(value ?? [])),
    feed,
    log: Number(Buffer.concat(slice.chunks)),
    large: (await whole?.bytes())?.[0] ?? 0,
    objects: Number(Buffer.from((await small?.bytes()) ?? [])),
  };
}

describe('a copy of stores that are being written', () => {
  it('is all that there was at one moment, and nothing of what came later', async () => {
    const stores = await open('live');
    let n = 0;
    let stopped = false;
    const writing = (async () => {
      while (!stopped) await step(stores, ++n);
    })();
    const until = async (count: number) => {
      while (n < count) await new Promise((resolve) => setImmediate(resolve));
    };
    await until(60);
    for (const name of ['first', 'second']) {
      const before = n;
      await save(stores, name, async () => {
        // It goes on meanwhile; what the copy needs is trimmed, dropped and replaced.
        await until(n + 5);
        await stores.log.trim('all', n - 3);
        await stores.log.drop('shard-1');
        await stores.tables.clear('things', 'k2');
        await stores.objects.delete(`large-${n % 7}`);
      });
      assert.ok(n > before + 10);
      await copyStores(below(name), below(`${name}-opened`));
      const copy = await open(`${name}-opened`);
      const found = await last(copy);
      const order = [found.registry, found.tables, found.log, found.objects];
      assert.ok(found.registry >= before - 1 && found.registry <= n, JSON.stringify(found));
      assert.ok(
        order.every((at, index) => index === 0 || (order[index - 1] ?? 0) >= at),
        JSON.stringify(found),
      );
      assert.ok(found.registry - found.objects <= 1, JSON.stringify(found));
      assert.equal(found.feed, found.tables);
      // Every record, every object is whole.
      for (const shard of ['all', 'shard-0', 'shard-1', 'shard-2']) {
        const { start, end } = await copy.log.extent(shard);
        for (let at = start; at < end;) at = (await copy.log.read(shard, at, { records: 10, bytes: 1e6 })).next;
      }
      for (const { key } of await copy.objects.list('')) await (await copy.objects.get(key))?.bytes();
      // What is written to what was opened stays there.
      for (let more = 1000; more < 1030; more++) await step(copy, more);
      await copy.log.drop('all');
      await copy.objects.delete('large');
      await copy.close();
      await copyStores(below(name), below(`${name}-again`));
      const again = await open(`${name}-again`);
      assert.deepEqual(await last(again), found);
      await again.close();
    }
    stopped = true;
    await writing;
    const end = await last(stores);
    assert.equal(end.objects, n);
    await stores.close();
    const reopened = await open('live');
    assert.deepEqual(await last(reopened), end);
    await reopened.close();
  });

  it('lets commits go on until there is no room, and then they wait and are not lost', async () => {
    const stores = await open('full', 64 * 1024);
    await step(stores, 1);
    const hold = await stores.tables.hold();
    hold.mark();
    let written = 0;
    const writing = (async () => {
      for (let index = 0; index < 100; index++) {
        await stores.tables.transact([], (_, writer) => writer.put('things', `w${index}`, large(index)));
        written += 1;
      }
    })();
    await hold.copy(join(root, 'full-copy'));
    assert.ok(written < 100, 'the journal has no room for all of them');
    hold.release();
    await writing;
    await stores.close();
    const copy = await openEmbeddedTables({ directory: join(root, 'full-copy'), durability: 'sync' });
    const places = Array.from({ length: 100 }, (_, index) => ({ collection: 'things', key: `w${index}` }));
    assert.deepEqual(
      (await copy.read(places)).filter((value) => value !== undefined),
      [],
    );
    await copy.close();
  });

  it('waits with closing, and of what is empty is empty', async () => {
    const stores = await open('empty');
    const hold = await stores.registry.hold();
    const closing = stores.close();
    await hold.copy(join(root, 'empty-registry'));
    hold.release();
    await closing;
    const fresh = await open('fresh');
    await save(fresh, 'fresh-copy');
    await fresh.close();
    await copyStores(below('fresh-copy'), below('fresh-opened'));
    const copy = await open('fresh-opened');
    assert.deepEqual(await copy.registry.list(''), []);
    assert.deepEqual(await copy.objects.list(''), []);
    await copy.close();
  });
});
