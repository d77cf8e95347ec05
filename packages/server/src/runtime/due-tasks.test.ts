import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Json,
  openMemoryRegistry,
  type Registry,
  RegistryConflictError,
  type RegistryChange,
} from '@paddock/store';
import { type ControlledClock, testClock } from './controlled-clock.js';
import { done, type DueTask, DueTasks, dueTask } from './due-tasks.js';
import { createLogger } from './log.js';

interface SetUp {
  readonly registry: Registry;
  readonly clock: ControlledClock;
  readonly tasks: DueTasks;
  /** Messages of the log. */
  readonly logged: string[];
  /** How often the registry was listed. */
  readonly lists: () => number;
}

function setUp(registry: Registry = openMemoryRegistry(), clock: ControlledClock = testClock(1_000_000)): SetUp {
  const logged: string[] = [];
  let lists = 0;
  const counted: Registry = {
    get: (key) => registry.get(key),
    list: (...query) => {
      lists++;
      return registry.list(...query);
    },
    commit: (changes) => registry.commit(changes),
    watch: (...watch) => registry.watch(...watch),
    close: () => registry.close(),
  };
  const logger = createLogger({
    level: 'debug',
    clock,
    stream: { write: (text) => logged.push(text.slice(25).trim()) },
  });
  const tasks = new DueTasks({ registry: counted, clock, logger });
  return { registry, clock, tasks, logged, lists: () => lists };
}

const task = (at: number, id: string, payload: Json = null, kind = 'k'): RegistryChange =>
  dueTask({ at, kind, id, payload });

/** A handler that does its task and says which and when. */
function recorder({ registry, clock }: SetUp, heard: [string, number][]) {
  return async (due: DueTask): Promise<void> => {
    await registry.commit([done(due)]);
    heard.push([due.id, clock.now()]);
  };
}

describe('a due task', () => {
  it('is a document in the order of time', () => {
    assert.deepEqual(task(1_700_000_000_000, 'a/b', { x: 1 }), { put: 'due/0001700000000000/k/a/b', value: { x: 1 } });
    assert.deepEqual(task(-5.5, ''), { put: 'due/0000000000000000/k/', value: null });
    assert.throws(() => task(Number.NaN, 'a'), RangeError);
    assert.throws(() => task(1e300, 'a'), RangeError);
    assert.throws(() => task(1, 'a', null, 'a/b'), RangeError);
  });
});

describe('due tasks', () => {
  it('run at their time, in its order', async () => {
    const all = setUp();
    const { registry, clock, tasks } = all;
    const heard: [string, number][] = [];
    tasks.handle('k', recorder(all, heard));
    await tasks.start();
    await registry.commit([task(1_000_300, 'c'), task(1_000_100, 'a')]);
    await registry.commit([task(1_000_200, 'b'), task(1_000_000, 'now')]);
    await tasks.idle();
    assert.deepEqual(heard, [['now', 1_000_000]]);
    await clock.advance(299);
    assert.deepEqual(heard.slice(1), [
      ['a', 1_000_100],
      ['b', 1_000_200],
    ]);
    await clock.advance(1);
    assert.deepEqual(heard.at(-1), ['c', 1_000_300]);
    assert.deepEqual(await registry.list(''), []);
    assert.equal(clock.status().timers, 0);
  });

  it('get what was written, and are done with their effect', async () => {
    const { registry, tasks } = setUp();
    const version = await registry.commit([{ put: 'thing', value: 'CREATING' }, task(1_000_000, 'x/y', { deep: [1] })]);
    tasks.handle('k', async (due) => {
      assert.deepEqual(due, {
        key: 'due/0000000001000000/k/x/y',
        version,
        kind: 'k',
        id: 'x/y',
        at: 1_000_000,
        payload: { deep: [1] },
      });
      await registry.commit([{ put: 'thing', value: 'ACTIVE', ifVersion: version }, done(due)]);
    });
    await tasks.start();
    await tasks.idle();
    assert.deepEqual(
      (await registry.list('')).map(({ key, value }) => [key, value]),
      [['thing', 'ACTIVE']],
    );
  });

  it('that are overdue run at the start, however many', async () => {
    const all = setUp();
    const heard: [string, number][] = [];
    await all.registry.commit(Array.from({ length: 350 }, (_, index) => task(index, String(index))));
    all.tasks.handle('k', recorder(all, heard));
    await all.tasks.start();
    await all.tasks.idle();
    assert.equal(new Set(heard.map(([id]) => id)).size, 350);
    assert.equal(heard.length, 350);
  });

  it('cost nothing while none is due', async () => {
    const { registry, clock, tasks, lists } = setUp();
    await tasks.start();
    const before = lists();
    await registry.commit([task(9_000_000, 'far'), { put: 'other', value: 1 }]);
    await clock.advance(1_000_000);
    assert.equal(lists(), before);
    assert.equal(clock.status().timers, 1);
    await tasks.stop();
    assert.equal(clock.status().timers, 0);
  });

  it('that were taken back do not run', async () => {
    const all = setUp();
    const heard: [string, number][] = [];
    all.tasks.handle('k', recorder(all, heard));
    await all.tasks.start();
    await all.registry.commit([task(1_000_100, 'a'), task(1_000_200, 'b')]);
    await all.registry.commit([{ delete: 'due/0000000001000100/k/a' }]);
    await all.clock.advance(500);
    assert.deepEqual(heard, [['b', 1_000_200]]);
  });

  it('run one at a time for one kind and id, others side by side, within a bound', async () => {
    const { registry, tasks } = setUp();
    let running = 0;
    let most = 0;
    const lanes = new Set<string>();
    const heard: string[] = [];
    tasks.handle('k', async (due) => {
      assert.ok(!lanes.has(due.id), 'one at a time');
      lanes.add(due.id);
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      running--;
      lanes.delete(due.id);
      heard.push(`${due.id}@${due.at}`);
      await registry.commit([done(due)]);
    });
    await registry.commit(
      Array.from({ length: 60 }, (_, index) => [
        task(1, `id${index}`),
        task(2, `id${index}`),
        task(3, `id${index}`),
      ]).flat(),
    );
    await tasks.start();
    await tasks.idle();
    assert.equal(heard.length, 180);
    assert.equal(most, 16);
    assert.deepEqual(
      heard.filter((name) => name.startsWith('id7@')),
      ['id7@1', 'id7@2', 'id7@3'],
    );
  });

  it('that waited for one of their kind and id run after it', async () => {
    const all = setUp();
    const heard: [string, number][] = [];
    all.tasks.handle('k', recorder(all, heard));
    await all.registry.commit([task(1, 'same'), task(2, 'same')]);
    await all.tasks.start();
    await all.tasks.idle();
    assert.equal(heard.length, 2);
  });

  it('that fail are logged and tried again, later and later, and hold up nobody', async () => {
    const all = setUp();
    const { registry, clock, tasks, logged } = all;
    const tried: number[] = [];
    const heard: [string, number][] = [];
    tasks.handle('bad', async () => {
      tried.push(clock.now() - 1_000_000);
      throw new Error('cannot');
    });
    tasks.handle('k', recorder(all, heard));
    await registry.commit([task(1_000_000, 'x', null, 'bad'), task(1_000_500, 'good')]);
    await tasks.start();
    await clock.advance(1_200_000);
    const waits = tried.slice(1).map((time, index) => time - (tried[index] ?? 0));
    assert.deepEqual(
      waits,
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000),
    );
    assert.deepEqual(heard, [['good', 1_000_500]]);
    assert.match(
      logged[0] ?? '',
      /^ERROR a due task failed task=due\/0000000001000000\/bad\/x failures=1 retryMs=1000 error="Error: cannot/,
    );
    assert.equal(logged.length, tried.length);
  });

  it('recover after failing', async () => {
    const all = setUp();
    const { registry, clock, tasks } = all;
    let failures = 2;
    const heard: [string, number][] = [];
    const record = recorder(all, heard);
    tasks.handle('k', async (due) => {
      if (failures-- > 0) throw new Error('not yet');
      await record(due);
    });
    await registry.commit([task(1_000_000, 'x')]);
    await tasks.start();
    await clock.advance(10_000);
    assert.deepEqual(heard, [['x', 1_003_000]]);
    assert.equal(clock.status().timers, 0);
  });

  it('meet a conflict by reading again, but not for ever', async () => {
    const { registry, clock, tasks, logged } = setUp();
    let conflicts = 3;
    let runs = 0;
    tasks.handle('k', async (due) => {
      runs++;
      if (conflicts-- > 0) throw new RegistryConflictError('elsewhere');
      await registry.commit([done(due)]);
    });
    await registry.commit([task(1_000_000, 'x')]);
    await tasks.start();
    await tasks.idle();
    assert.deepEqual([runs, logged], [4, []]);
    conflicts = Number.POSITIVE_INFINITY;
    await registry.commit([task(1_000_000, 'y')]);
    await tasks.idle();
    assert.equal(runs, 4 + 11);
    assert.equal(logged.length, 1);
    assert.equal(clock.status().timers, 1);
  });

  it('whose document is gone when their handler conflicts are over', async () => {
    const { registry, clock, tasks, logged } = setUp();
    let runs = 0;
    tasks.handle('k', async (due) => {
      runs++;
      await registry.commit([{ delete: due.key }]); // as another process would
      await registry.commit([done(due)]);
    });
    await registry.commit([task(1_000_000, 'x')]);
    await tasks.start();
    await clock.advance(1_000_000);
    assert.deepEqual([runs, logged], [1, []]);
  });

  it('that their handler leaves undone count as failed', async () => {
    const { registry, tasks, logged, clock } = setUp();
    let runs = 0;
    tasks.handle('k', async () => void runs++);
    await registry.commit([task(1_000_000, 'x')]);
    await tasks.start();
    await tasks.idle();
    assert.equal(runs, 1);
    assert.match(logged[0] ?? '', /left its task undone/);
    await clock.advance(1000);
    assert.equal(runs, 2);
  });

  it('that are written anew while they run, run again', async () => {
    const { registry, tasks } = setUp();
    const payloads: Json[] = [];
    tasks.handle('k', async (due) => {
      payloads.push(due.payload);
      if (due.payload === 1) await registry.commit([task(1_000_000, 'x', 2)]);
      await registry.commit([done(due)]);
    });
    await registry.commit([task(1_000_000, 'x', 1)]);
    await tasks.start();
    await tasks.idle();
    assert.deepEqual(payloads, [1, 2]);
    assert.deepEqual(await registry.list(''), []);
  });

  it('without a handler wait until there is one', async () => {
    const all = setUp();
    const { registry, tasks, logged } = all;
    const heard: [string, number][] = [];
    await registry.commit([task(1, 'x'), task(2, 'y')]);
    await tasks.start();
    assert.deepEqual(logged, ['WARN  nobody handles these due tasks kind=k']);
    tasks.handle('k', recorder(all, heard));
    await tasks.idle();
    assert.deepEqual(heard.map(([id]) => id).toSorted(), ['x', 'y']);
    assert.throws(() => tasks.handle('k', async () => {}), /already/);
  });

  it('that another process takes are run once by both together', async () => {
    const registry = openMemoryRegistry();
    const clock = testClock(1_000_000);
    const effects: string[] = [];
    for (const all of [setUp(registry, clock), setUp(registry, clock)]) {
      all.tasks.handle('k', async (due) => {
        await new Promise(setImmediate);
        await registry.commit([done(due)]);
        effects.push(due.id);
      });
      await all.tasks.start();
    }
    await registry.commit(Array.from({ length: 40 }, (_, index) => task(1_000_000 + index * 10, String(index))));
    await clock.advance(1000);
    assert.deepEqual(
      effects.toSorted((a, b) => Number(a) - Number(b)),
      Array.from({ length: 40 }, (_, index) => String(index)),
    );
  });

  it('stop after those that run, and begin no more', async () => {
    const { registry, tasks, clock } = setUp();
    const heard: string[] = [];
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    tasks.handle('k', async (due) => {
      await gate;
      heard.push(due.id);
      await registry.commit([done(due)]);
    });
    await registry.commit([task(1_000_000, 'runs')]);
    await tasks.start();
    const stopped = tasks.stop();
    await registry.commit([task(1_000_000, 'too late')]);
    finish();
    await stopped;
    await clock.advance(10_000);
    assert.deepEqual(heard, ['runs']);
    assert.equal((await registry.list('due/')).length, 1);
  });

  it('outlast a registry that cannot be read for a while', async () => {
    const memory = openMemoryRegistry();
    let broken = 2;
    const all = setUp({
      get: (key) => memory.get(key),
      list: async (...query) => {
        if (broken-- > 0) throw new Error('no answer');
        return memory.list(...query);
      },
      commit: (changes) => memory.commit(changes),
      watch: (...watch) => memory.watch(...watch),
      close: () => memory.close(),
    });
    const heard: [string, number][] = [];
    all.tasks.handle('k', recorder(all, heard));
    await memory.commit([task(1, 'x')]);
    await all.tasks.start();
    await all.clock.advance(3000);
    assert.deepEqual(heard, [['x', 1_003_000]]);
    assert.equal(all.logged.length, 2);
  });
});
