import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryLog } from './log.js';
import { openMemoryObjects } from './objects.js';
import { openMemoryRegistry } from './registry.js';
import { openMemoryTables } from './tables.js';

test('a copy of stores in memory is what they held, whatever is done to them, or to what begins with it', async () => {
  const [registry, tables, log, objects] = [
    openMemoryRegistry(),
    openMemoryTables(),
    await openMemoryLog(),
    openMemoryObjects(),
  ];
  const write = async (
    to: { registry: typeof registry; tables: typeof tables; log: typeof log; objects: typeof objects },
    text: string,
  ) => {
    await to.registry.commit([{ put: 'a', value: text }, { delete: 'b' }]);
    await to.tables.transact([], (_, writes) => {
      writes.put('t', 'a', Buffer.from(text));
      writes.append('feed', Buffer.from(text));
    });
    await to.tables.raiseFence('f', text.length);
    await to.log.append('shard', { count: 1, time: 1, encode: () => [text] });
    await to.objects.put('o', Buffer.from(text));
  };
  const read = async (of: Parameters<typeof write>[0]) => {
    const feed: string[] = [];
    await of.tables.scan('feed', {}, { visit: (key, value) => feed.push(key + String(Buffer.from(value))) > 0 });
    const [value] = await of.tables.read([{ collection: 't', key: 'a' }]);
    const { chunks, extent } = await of.log.read('shard', 0, { records: 10, bytes: 1000 });
    const object = await (await of.objects.get('o'))?.bytes();
    return [await of.registry.list(''), feed, String(value), String(Buffer.concat(chunks)), extent, String(object)];
  };
  const first = { registry, tables, log, objects };
  await write(first, 'one');
  const copy = { registry: registry.copy(), tables: tables.copy(), log: log.copy(), objects: objects.copy() };
  const expected = await read(first);
  await write(first, 'three');
  await log.drop('shard');
  for (const store of Object.values(first)) await store.close();
  for (let round = 0; round < 2; round++) {
    const opened = {
      registry: openMemoryRegistry(copy.registry),
      tables: openMemoryTables(copy.tables),
      log: await openMemoryLog(copy.log),
      objects: openMemoryObjects(copy.objects),
    };
    assert.deepEqual(await read(opened), expected);
    await assert.rejects(opened.tables.transact([], () => 0, [{ name: 'f', revision: 2 }]));
    const [version] = await opened.registry.list('a');
    await write(opened, 'other');
    assert.ok(((await opened.registry.get('a'))?.version ?? 0) > (version?.version ?? 0));
  }
});
