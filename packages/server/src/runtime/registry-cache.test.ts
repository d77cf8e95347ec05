import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openMemoryRegistry, type Registry, type RegistryEntry, type RegistryEvent } from '@paddock/store';
import { RegistryCache } from './registry-cache.js';

/** A registry whose reads and events the test can hold back. */
function setUp(options: { limit?: number } = {}) {
  const memory = openMemoryRegistry();
  const reads: string[] = [];
  let gate: Promise<void> | undefined;
  let send: ((event: RegistryEvent) => void) | undefined;
  let stopped = false;
  const registry: Registry = {
    get: async (key) => {
      reads.push(key);
      const entry = await memory.get(key);
      await gate;
      return entry;
    },
    list: (...query) => memory.list(...query),
    commit: (changes) => memory.commit(changes),
    watch: (prefix, listener) => {
      send = listener;
      const stop = memory.watch(prefix, listener);
      return () => {
        stopped = true;
        stop();
      };
    },
    close: () => memory.close(),
  };
  const decoded: RegistryEntry[] = [];
  const cache = new RegistryCache<{ name: string }>({
    registry,
    prefix: 'a/',
    decode: (entry) => {
      decoded.push(entry);
      if (entry.value === 'bad') throw new Error('cannot decode');
      return { name: entry.value as string };
    },
    ...options,
  });
  return {
    cache,
    reads,
    decoded,
    put: (key: string, value: string) => memory.commit([{ put: key, value }]),
    remove: (key: string) => memory.commit([{ delete: key }]),
    send: (event: RegistryEvent) => send?.(event),
    isStopped: () => stopped,
    /** Holds reads that have seen the registry until the returned function is called. */
    hold: () => {
      let open = (): void => {};
      gate = new Promise((resolve) => (open = resolve));
      return () => {
        gate = undefined;
        open();
      };
    },
  };
}

describe('a registry cache', () => {
  it('reads and decodes a document once', async () => {
    const { cache, put, reads, decoded } = setUp();
    await put('a/1', 'one');
    assert.equal(cache.peek('a/1'), undefined);
    const value = await cache.get('a/1');
    assert.deepEqual(value, { name: 'one' });
    assert.equal(await cache.get('a/1'), value);
    assert.equal(cache.peek('a/1'), value);
    assert.deepEqual([reads.length, decoded.length], [1, 1]);
  });

  it('shares a read under way', async () => {
    const { cache, put, reads } = setUp();
    await put('a/1', 'one');
    const [first, second] = await Promise.all([cache.get('a/1'), cache.get('a/1')]);
    assert.equal(first, second);
    assert.equal(reads.length, 1);
  });

  it('reads anew what it was told to forget, also while it is being read', async () => {
    const { cache, put, reads, hold } = setUp();
    await put('a/1', 'one');
    const open = hold();
    const first = cache.get('a/1');
    cache.forget('a/1');
    const second = cache.get('a/1');
    open();
    assert.deepEqual([await first, await second], [{ name: 'one' }, { name: 'one' }]);
    assert.equal(cache.peek('a/1'), await second);
    cache.forget('a/1');
    assert.equal(cache.peek('a/1'), undefined);
    assert.equal(reads.length, 2);
  });

  it('forgets what changed, and only that', async () => {
    const { cache, put, remove } = setUp();
    await put('a/1', 'one');
    await put('a/2', 'two');
    await Promise.all([cache.get('a/1'), cache.get('a/2')]);
    await put('a/1', 'uno');
    assert.equal(cache.peek('a/1'), undefined);
    assert.deepEqual(cache.peek('a/2'), { name: 'two' });
    assert.deepEqual(await cache.get('a/1'), { name: 'uno' });
    await remove('a/1');
    assert.equal(await cache.get('a/1'), undefined);
  });

  it('does not remember absence', async () => {
    const { cache, put, reads } = setUp();
    assert.equal(await cache.get('a/1'), undefined);
    assert.equal(await cache.get('a/1'), undefined);
    assert.equal(reads.length, 2);
    await put('a/1', 'one');
    assert.deepEqual(await cache.get('a/1'), { name: 'one' });
  });

  it('does not remember what was read before a change, nor share that read after it', async () => {
    const { cache, put, hold } = setUp();
    await put('a/1', 'old');
    const release = hold();
    const early = cache.get('a/1');
    await put('a/1', 'new');
    const late = cache.get('a/1');
    release();
    assert.deepEqual(await early, { name: 'old' });
    assert.deepEqual(await late, { name: 'new' });
    assert.deepEqual(cache.peek('a/1'), { name: 'new' });
  });

  it('forgets everything when changes may have been missed, reads under way too', async () => {
    const { cache, put, hold, send } = setUp();
    await put('a/1', 'one');
    await put('a/2', 'two');
    await cache.get('a/1');
    const release = hold();
    const read = cache.get('a/2');
    send({ reset: true });
    release();
    await read;
    assert.equal(cache.peek('a/1'), undefined);
    assert.equal(cache.peek('a/2'), undefined);
  });

  it('remembers no failure', async () => {
    const { cache, put } = setUp();
    await put('a/1', 'bad');
    await assert.rejects(cache.get('a/1'), /cannot decode/);
    await put('a/1', 'good');
    assert.deepEqual(await cache.get('a/1'), { name: 'good' });
  });

  it('keeps what is used when others push in, within its limit', async () => {
    const { cache, put } = setUp({ limit: 10 });
    for (let index = 0; index < 50; index++) {
      await put(`a/${index}`, String(index));
      await cache.get(`a/${index}`);
      cache.peek('a/0');
    }
    assert.deepEqual(cache.peek('a/0'), { name: '0' });
    let kept = 0;
    for (let index = 0; index < 50; index++) if (cache.peek(`a/${index}`) !== undefined) kept++;
    assert.ok(kept >= 5 && kept <= 10, String(kept));
  });

  it('listens no longer when it is closed', async () => {
    const { cache, put, isStopped } = setUp();
    await put('a/1', 'one');
    await cache.get('a/1');
    cache.close();
    assert.ok(isStopped());
    assert.equal(cache.peek('a/1'), undefined);
  });

  it('never gives less than what a finished commit wrote, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('read', 'write'), { maxLength: 12 }),
        async (scheduler, steps) => {
          const memory = openMemoryRegistry();
          const registry: Registry = {
            get: scheduler.scheduleFunction(async (key: string) => memory.get(key)),
            list: (...query) => memory.list(...query),
            commit: scheduler.scheduleFunction(async (changes: Parameters<Registry['commit']>[0]) =>
              memory.commit(changes),
            ),
            watch: (...watch) => memory.watch(...watch),
            close: () => memory.close(),
          };
          const cache = new RegistryCache<number>({ registry, prefix: 'a', decode: ({ version }) => version });
          let finished = 0;
          const work = steps.map(async (step) => {
            await scheduler.schedule(Promise.resolve());
            if (step === 'write') {
              finished = Math.max(finished, await registry.commit([{ put: 'a', value: null }]));
            } else {
              const atLeast = finished;
              assert.ok(((await cache.get('a')) ?? 0) >= atLeast);
            }
          });
          await scheduler.waitAll();
          await Promise.all(work);
          assert.ok((cache.peek('a') ?? finished) >= finished);
        },
      ),
      { numRuns: 200 },
    );
  });
});
