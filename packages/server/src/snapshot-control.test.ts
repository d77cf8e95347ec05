import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from './runtime/controlled-clock.js';
import type { Running } from './serving.js';
import { oneAfterTheOther, snapshotControl } from './snapshot-control.js';
import type { Replacement, SnapshotInfo, Snapshots } from './storage/storage.js';

const info: SnapshotInfo = { name: 'a', saved: 1, bytes: 2, clock: { now: 3, frozen: false } };

function setUp(failures: readonly string[] = []) {
  const done: string[] = [];
  const step = async (what: string): Promise<void> => {
    done.push(what);
    if (failures.includes(what)) throw new Error(what);
  };
  const replacement: Replacement = {
    snapshot: info,
    putIn: () => step('put in'),
    putBack: () => step('put back'),
    finish: () => step('finish'),
  };
  const snapshots: Snapshots = {
    list: async () => [info],
    save: async (about) => {
      await step(`save ${about.name}`);
      return { ...about, bytes: 2 };
    },
    remove: async () => true,
    prepare: async (name) => (name === 'a' ? replacement : undefined),
  };
  let starts = 0;
  const make = (name: string): Running => ({
    handler: () => ({ status: 200, headers: {}, body: '' }),
    identifier: {} as Running['identifier'],
    dueTasks: {} as Running['dueTasks'],
    settled: async () => undefined,
    listening: () => void done.push(`${name} listens`),
    flush: () => step('flush'),
    drain: async () => undefined,
    stop: async (how) => {
      await step(`stop ${name}`);
      if (typeof how === 'object') await how.putIn();
    },
  });
  let running: Running | undefined = make('old');
  const control = snapshotControl(
    {
      snapshots,
      clock: testClock(5),
      clockStatus: () => info.clock,
      start: async () => {
        starts += 1;
        await step(`start ${starts}`);
        return make(`new ${starts}`);
      },
    },
    { alone: oneAfterTheOther(), running: () => running, become: (next) => (running = next) },
  );
  return { control, done, isUp: () => running !== undefined };
}

test('saving writes first what would be written later', async () => {
  const { control, done } = setUp();
  assert.deepEqual(await control.save('b'), { ...info, name: 'b', saved: 5 });
  assert.deepEqual(done, ['flush', 'save b']);
});

test('loading stops what runs, and starts on what is there then', async () => {
  const { control, done, isUp } = setUp();
  assert.equal(await control.load('none'), undefined);
  assert.deepEqual(done, []);
  assert.deepEqual(await control.load('a'), info);
  assert.deepEqual(done, ['stop old', 'put in', 'start 1', 'new 1 listens', 'finish']);
  assert.ok(isUp());
});

test('what cannot be started, or put in, is put back', async () => {
  for (const failing of ['start 1', 'put in']) {
    const { control, done, isUp } = setUp([failing]);
    await assert.rejects(control.load('a'), { message: failing });
    assert.deepEqual(done.slice(done.indexOf('put back')), [
      'put back',
      failing === 'start 1' ? 'start 2' : 'start 1',
      failing === 'start 1' ? 'new 2 listens' : 'new 1 listens',
      'finish',
    ]);
    assert.ok(isUp());
  }
});

test('what comes at once is done one after the other, whatever fails', async () => {
  const alone = oneAfterTheOther();
  const order: number[] = [];
  const runs = [1, 2, 3].map((n) =>
    alone(async () => {
      order.push(n);
      await Promise.resolve();
      order.push(n);
      if (n === 2) throw new Error('two');
    }),
  );
  const results = await Promise.allSettled(runs);
  assert.deepEqual(order, [1, 1, 2, 2, 3, 3]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});
