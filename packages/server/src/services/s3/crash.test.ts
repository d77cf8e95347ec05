import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tables } from '@paddock/store';
import { memoryStores, ok, testS3, type TestStores } from './testing.js';

const large = Buffer.alloc(100_000, 'x');

/** Stores that end the server at its n-th write to any of them: later ones fail too. */
function dying(stores: TestStores, after: number): { stores: TestStores; died: () => boolean } {
  let left = after;
  const spend = (): void => {
    if (left-- <= 0) throw new Error('the server was killed');
  };
  const { registry, tables, objects } = stores;
  const guarded: TestStores = {
    registry: Object.assign(Object.create(registry) as typeof registry, {
      commit: async (changes: never) => (spend(), registry.commit(changes)),
    }),
    tables: Object.assign(Object.create(tables) as Tables, {
      transact: async (...args: Parameters<Tables['transact']>) => (spend(), tables.transact(...args)),
      clear: async (...args: Parameters<Tables['clear']>) => (spend(), tables.clear(...args)),
      raiseFence: async (...args: Parameters<Tables['raiseFence']>) => (spend(), tables.raiseFence(...args)),
    }) as Tables,
    objects: Object.assign(Object.create(objects) as typeof objects, {
      put: async (...args: Parameters<typeof objects.put>) => (spend(), objects.put(...args)),
      delete: async (...args: Parameters<typeof objects.delete>) => (spend(), objects.delete(...args)),
    }),
  };
  return { stores: bound(guarded), died: () => left < 0 };
}

/** Methods of classes with private members are called on what they belong to. */
function bound(stores: TestStores): TestStores {
  const through = <T extends object>(target: T): T => {
    const owner = Object.getPrototypeOf(target) as T;
    return new Proxy(target, {
      get: (own, name) => {
        const value: unknown = Object.hasOwn(own, name) ? Reflect.get(own, name) : Reflect.get(owner, name, owner);
        return typeof value === 'function' && !Object.hasOwn(own, name) ? value.bind(owner) : value;
      },
    });
  };
  return { registry: through(stores.registry), tables: through(stores.tables), objects: through(stores.objects) };
}

test('killed at any write, an object is the old one or the new one, and nothing is left behind', async () => {
  for (let after = 0; ; after++) {
    const stores = memoryStores();
    const before = await testS3(stores);
    ok(await before.call('PUT', '/box'));
    ok(await before.call('PUT', '/box/key', { body: 'old' }));
    await before.stop();
    const { stores: fragile, died } = dying(stores, after);
    const broken = await testS3(fragile);
    const acknowledged: string[] = [];
    for (const body of [large, Buffer.from('new'), large]) {
      const put = await broken.call('PUT', '/box/key', { body });
      if (put.status === 200) acknowledged.push(body.toString());
    }
    await broken.stop();
    const again = await testS3(stores);
    const { text } = ok(await again.call('GET', '/box/key'));
    const latest = acknowledged.at(-1) ?? 'old';
    assert.ok(text === latest || died(), `after ${after} writes`);
    assert.ok(['old', 'new', large.toString()].includes(text));
    ok(await again.call('DELETE', '/box/key'), 204);
    await again.clock.advance(2 * 3_600_000);
    await again.stop();
    const last = await testS3(stores);
    await last.clock.advance(2 * 3_600_000);
    await last.s3.service.start();
    await last.stop();
    const left = await stores.objects.list('s3/');
    assert.deepEqual(left, [], `after ${after} writes`);
    if (!died()) return;
  }
});

test('killed at any write of an upload, or of a deletion, a bucket can be used and deleted', async () => {
  for (let after = 0; ; after++) {
    const stores = memoryStores();
    const { stores: fragile, died } = dying(stores, after);
    const broken = await testS3(fragile);
    const { call } = broken;
    await call('PUT', '/box');
    const id = (await call('POST', '/box/big', { query: 'uploads' })).one('UploadId') ?? '';
    const parts: string[] = [];
    for (const number of [1, 2])
      parts.push(
        (await call('PUT', '/box/big', { query: `partNumber=${number}&uploadId=${id}`, body: 'part' })).headers[
          'etag'
        ] ?? '',
      );
    const body = `<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>${parts[1] ?? ''}</ETag></Part></CompleteMultipartUpload>`;
    const done = await call('POST', '/box/big', { query: `uploadId=${id}`, body });
    const removed = await call('DELETE', '/box/big');
    const gone = await call('DELETE', '/box');
    await broken.stop();
    const again = await testS3(stores);
    const there = await again.call('GET', '/box/big');
    if (done.status === 200 && removed.status !== 204 && there.status === 200) assert.equal(there.text, 'part');
    if (gone.status === 204) assert.equal(there.status, 404);
    ok(await again.call('PUT', '/box'));
    ok(await again.call('PUT', '/box/other', { body: 'x' }));
    for (const key of ['other', 'big']) ok(await again.call('DELETE', `/box/${key}`), 204);
    ok(await again.call('DELETE', '/box'), 204);
    await again.stop();
    const last = await testS3(stores);
    await last.clock.advance(2 * 3_600_000);
    await last.s3.service.start();
    await last.stop();
    assert.deepEqual(await stores.objects.list('s3/'), [], `after ${after} writes`);
    if (!died()) return;
  }
});
