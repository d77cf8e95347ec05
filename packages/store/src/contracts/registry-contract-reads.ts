import assert from 'node:assert/strict';
import type { Registry, RegistryChange, RegistryEvent } from '../registry.js';
import { RegistryClosedError } from '../registry.js';

type Cases = Readonly<Record<string, (registry: Registry) => Promise<void>>>;

export const listing: Cases = {
  async 'is in the order of UTF-8 bytes'(registry) {
    const ordered = ['\0', 'A', 'a', 'a\0', 'a/', 'a/b', 'aa', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}'];
    await registry.commit(put(...ordered.toReversed()));
    assert.deepEqual(
      (await registry.list('')).map(({ key }) => key),
      ordered,
    );
  },

  async 'takes a prefix, a start and a limit'(registry) {
    await registry.commit(put('a', 'a/1', 'a/2', 'a/3', 'a0', 'b', '\u{10ffff}', '\u{10ffff}x'));
    const list = async (...query: Parameters<Registry['list']>): Promise<string[]> =>
      (await registry.list(...query)).map(({ key }) => key);
    assert.deepEqual(await list('a/'), ['a/1', 'a/2', 'a/3']);
    assert.deepEqual(await list('a'), ['a', 'a/1', 'a/2', 'a/3', 'a0']);
    assert.deepEqual(await list('\u{10ffff}'), ['\u{10ffff}', '\u{10ffff}x']);
    assert.deepEqual(await list('c'), []);
    assert.deepEqual(await list('a/', { limit: 2 }), ['a/1', 'a/2']);
    assert.deepEqual(await list('a/', { limit: 0 }), []);
    assert.deepEqual(await list('a/', { after: 'a/1' }), ['a/2', 'a/3']);
    assert.deepEqual(await list('a/', { after: 'a/1x', limit: 1 }), ['a/2']);
    assert.deepEqual(await list('a/', { after: 'a' }), ['a/1', 'a/2', 'a/3']);
    assert.deepEqual(await list('a/', { after: 'a/3' }), []);
    assert.deepEqual(await list('a/', { after: 'z' }), []);
    assert.deepEqual(await list('', { after: 'a0', limit: 1 }), ['b']);
  },
};

export const refusals: Cases = {
  async 'keys that are empty, too long or not Unicode'(registry) {
    const longest = '€'.repeat(341) + 'x';
    await registry.commit([{ put: longest, value: 1 }]);
    assert.equal((await registry.get(longest))?.value, 1);
    assert.equal((await registry.list(longest)).length, 1);
    for (const key of ['', `${longest}x`, '\ud800', 'a\udc00b']) {
      await assert.rejects(registry.get(key), RangeError);
      await assert.rejects(registry.commit([{ put: key, value: 1 }]), RangeError);
      await assert.rejects(registry.commit([{ delete: key }]), RangeError);
      await assert.rejects(registry.commit([{ check: key, ifVersion: 0 }]), RangeError);
    }
    await assert.rejects(registry.list('\ud800'), RangeError);
    await assert.rejects(registry.list('', { after: '\ud800' }), RangeError);
    await assert.rejects(registry.list('', { limit: -1 }), RangeError);
    await assert.rejects(registry.list('', { limit: 1.5 }), RangeError);
  },

  async 'a key written twice in one commit, and a value that is not JSON'(registry) {
    await assert.rejects(registry.commit([{ put: 'a', value: 1 }, { delete: 'a' }]), RangeError);
    const notJson = (() => 0) as unknown as null;
    await assert.rejects(
      registry.commit([
        { put: 'b', value: 1 },
        { put: 'a', value: notJson },
      ]),
      TypeError,
    );
    assert.deepEqual(await registry.list(''), []);
  },

  async 'everything once it is closed, but closing again'(registry) {
    const late = registry.commit([{ put: 'a', value: 1 }]);
    await registry.close();
    assert.ok((await late) > 0);
    await assert.rejects(registry.get('a'), RegistryClosedError);
    await assert.rejects(registry.list(''), RegistryClosedError);
    await assert.rejects(registry.commit([]), RegistryClosedError);
    assert.throws(() => registry.watch('', () => {}), RegistryClosedError);
    await registry.close();
  },
};

export const watching: Cases = {
  async 'tells changes under the prefix, in commit order, before the commit resolves'(registry) {
    const events: RegistryEvent[] = [];
    const old = await registry.commit([{ put: 'a/old', value: 0 }]);
    registry.watch('a/', (event) => events.push(event));
    const first = await registry.commit([
      { put: 'a/1', value: { x: 1 } },
      { put: 'b/1', value: 1 },
      { delete: 'a/never' },
      { check: 'a/old', ifVersion: old },
    ]);
    assert.deepEqual(events.splice(0), [{ key: 'a/1', version: first, value: { x: 1 } }]);
    const second = await registry.commit([{ delete: 'a/1' }]);
    assert.deepEqual(events.splice(0), [{ key: 'a/1', version: second, value: undefined }]);
    const versions = await Promise.all([1, 2, 3].map((value) => registry.commit([{ put: 'a/x', value }])));
    assert.deepEqual(
      events,
      versions.map((version, index) => ({ key: 'a/x', version, value: index + 1 })),
    );
  },

  async 'tells only what can be read, and nothing that was refused'(registry) {
    const seen: Promise<unknown>[] = [];
    registry.watch('', (event) => {
      assert.ok(event.reset !== true);
      seen.push(registry.get(event.key).then((entry) => assert.equal(entry?.version, event.version)));
    });
    await registry.commit([{ put: 'a', value: 1 }]);
    await assert.rejects(
      registry.commit([
        { put: 'a', value: 2, ifVersion: 0 },
        { put: 'b', value: 2 },
      ]),
    );
    await Promise.all(seen);
    assert.equal(seen.length, 1);
  },

  async 'ends when it is told to, for that listener only'(registry) {
    const heard: string[] = [];
    const stop = registry.watch('', () => heard.push('first'));
    registry.watch('', () => heard.push('second'));
    await registry.commit([{ put: 'a', value: 1 }]);
    stop();
    stop();
    await registry.commit([{ put: 'a', value: 2 }]);
    assert.deepEqual(heard, ['first', 'second', 'second']);
  },
};

function put(...keys: string[]): RegistryChange[] {
  return keys.map((key) => ({ put: key, value: null }));
}
