import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryRegistry, type Json, type Registry, type RegistryEvent } from '@paddock/store';
import fc from 'fast-check';
import { RegistryMirror } from './registry-mirror.js';

const keysOf = (mirror: RegistryMirror<unknown>, prefix = ''): string[] =>
  [...mirror.list(prefix)].map(({ key }) => key);

test('holds what is there, and what comes, in order', async () => {
  const registry = openMemoryRegistry();
  await registry.commit([
    { put: 'iam/b', value: 1 },
    { put: 'other', value: 0 },
  ]);
  const mirror = await RegistryMirror.open<number>(registry, 'iam/');
  const { revision } = mirror;
  const version = await registry.commit([
    { put: 'iam/a', value: 2 },
    { put: 'iam/c/x', value: 3 },
  ]);
  assert.deepEqual(mirror.get('iam/a'), { key: 'iam/a', version, value: 2 });
  assert.deepEqual(keysOf(mirror, 'iam/'), ['iam/a', 'iam/b', 'iam/c/x']);
  assert.deepEqual(keysOf(mirror, 'iam/c/'), ['iam/c/x']);
  assert.equal(mirror.get('other'), undefined);
  assert.ok(mirror.revision > revision);
  await registry.commit([{ delete: 'iam/b' }]);
  assert.deepEqual(keysOf(mirror, 'iam/'), ['iam/a', 'iam/c/x']);
  mirror.close();
  await registry.commit([{ put: 'iam/z', value: 9 }]);
  assert.equal(mirror.get('iam/z'), undefined);
});

/** A registry whose change feed says nothing of its own accord, like another process's that is late. */
function lateRegistry(): { readonly registry: Registry; readonly tell: (event: RegistryEvent) => void } {
  const registry = openMemoryRegistry();
  const listeners: ((event: RegistryEvent) => void)[] = [];
  return {
    registry: {
      get: (key: string) => registry.get(key),
      list: (prefix: string) => registry.list(prefix),
      commit: (changes: Parameters<Registry['commit']>[0]) => registry.commit(changes),
      close: () => registry.close(),
      watch: (_prefix: string, listener: (event: RegistryEvent) => void) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
    tell: (event: RegistryEvent) => {
      for (const listener of listeners) listener(event);
    },
  };
}

test('reads a document anew when it is told to, and forgets one that is gone', async () => {
  const { registry } = lateRegistry();
  const mirror = await RegistryMirror.open<string>(registry, 'iam/');
  await registry.commit([{ put: 'iam/a', value: 'first' }]);
  assert.equal(mirror.get('iam/a'), undefined);
  await mirror.refresh('iam/a');
  assert.equal(mirror.get('iam/a')?.value, 'first');
  await registry.commit([{ delete: 'iam/a' }]);
  await mirror.refresh('iam/a');
  assert.equal(mirror.get('iam/a'), undefined);
});

test('an event that comes late brings nothing old back', async () => {
  const { registry, tell } = lateRegistry();
  const mirror = await RegistryMirror.open<string>(registry, 'iam/');
  const first = await registry.commit([{ put: 'iam/a', value: 'first' }]);
  await registry.commit([{ put: 'iam/a', value: 'second' }]);
  await mirror.refresh('iam/a');
  tell({ key: 'iam/a', version: first, value: 'first' });
  assert.equal(mirror.get('iam/a')?.value, 'second');
});

test('what was committed together is read together', async () => {
  const { registry } = lateRegistry();
  const mirror = await RegistryMirror.open<string>(registry, 'iam/');
  await registry.commit([
    { put: 'iam/group', value: 'joined' },
    { put: 'iam/user', value: 'in the group' },
  ]);
  await mirror.refresh('iam/group');
  assert.equal(mirror.get('iam/user')?.value, 'in the group');
});

test('a deletion that is told late takes nothing new away', async () => {
  const { registry, tell } = lateRegistry();
  const mirror = await RegistryMirror.open<string>(registry, 'iam/');
  await registry.commit([{ put: 'iam/a', value: 'first' }]);
  const version = await registry.commit([{ delete: 'iam/a' }]);
  await registry.commit([{ put: 'iam/a', value: 'second' }]);
  await mirror.refresh('iam/a');
  tell({ key: 'iam/a', version, value: undefined });
  assert.equal(mirror.get('iam/a')?.value, 'second');
});

test('a deletion that is told while everything is being read stays one', async () => {
  const { registry, tell } = lateRegistry();
  await registry.commit([{ put: 'iam/a', value: 'first' }]);
  const held = registry.list('iam/');
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: Registry = { ...registry, list: () => gate.then(() => held) };
  const opening = RegistryMirror.open<string>(slow, 'iam/');
  const version = await registry.commit([{ delete: 'iam/a' }]);
  tell({ key: 'iam/a', version, value: undefined });
  release();
  assert.equal((await opening).get('iam/a'), undefined);
});

test('after a reset it holds what the registry holds', async () => {
  const { registry, tell } = lateRegistry();
  await registry.commit([
    { put: 'iam/gone', value: 1 },
    { put: 'iam/stays', value: 1 },
  ]);
  const mirror = await RegistryMirror.open<number>(registry, 'iam/');
  await registry.commit([{ delete: 'iam/gone' }, { put: 'iam/new', value: 2 }, { put: 'iam/stays', value: 3 }]);
  tell({ reset: true });
  for (let turn = 0; turn < 100 && mirror.get('iam/new') === undefined; turn++) await Promise.resolve();
  assert.deepEqual(
    [...mirror.list('iam/')].map(({ key, value }) => [key, value]),
    [
      ['iam/new', 2],
      ['iam/stays', 3],
    ],
  );
});

test('a registry that cannot be read after a reset is read when it speaks again', async () => {
  const { registry, tell } = lateRegistry();
  let isBroken = false;
  const list: Registry['list'] = (prefix) =>
    isBroken ? Promise.reject(new Error('the network is away')) : registry.list(prefix);
  const mirror = await RegistryMirror.open<number>({ ...registry, list }, 'iam/');
  await registry.commit([{ put: 'iam/missed', value: 1 }]);
  isBroken = true;
  tell({ reset: true });
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assert.equal(mirror.get('iam/missed'), undefined);
  isBroken = false;
  const version = await registry.commit([{ put: 'iam/new', value: 2 }]);
  tell({ key: 'iam/new', version, value: 2 });
  for (let turn = 0; turn < 100 && mirror.get('iam/missed') === undefined; turn++) await Promise.resolve();
  assert.equal(mirror.get('iam/missed')?.value, 1);
  assert.equal(mirror.get('iam/new')?.value, 2);
});

test('agrees with the registry after any commits', async () => {
  const change = fc.record({ key: fc.constantFrom('m/a', 'm/b', 'm/b/c', 'm/d', 'n'), value: fc.option(fc.nat(9)) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
      const registry = openMemoryRegistry();
      const mirror = await RegistryMirror.open<Json>(registry, 'm/');
      for (const { key, value } of changes) {
        await registry.commit([value === null ? { delete: key } : { put: key, value }]);
      }
      assert.deepEqual([...mirror.list('m/')], await registry.list('m/'));
      assert.deepEqual([...mirror.list('m/b')], await registry.list('m/b'));
    }),
    { numRuns: 100 },
  );
});
