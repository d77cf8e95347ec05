import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Tables } from '@paddock/store';
import { testClock } from '../../../runtime/controlled-clock.js';
import type { Logger } from '../../../runtime/log.js';
import { copies, minutes, rides, streamArn, testOutput, testRunning, testStart, type TestRunning } from './testing.js';

let test: TestRunning;
afterEach(() => test.stop());

const passed = async (ms: number): Promise<void> => {
  await test.clock.advance(ms);
  await test.settle();
};
const passedReally = async (ms: number): Promise<void> => {
  await test.realClock.advance(ms);
  await test.settle();
};
const collection = 'kda.0123456789abcdef';
const keysOf = async (tables: Tables): Promise<string[]> => {
  const keys: string[] = [];
  await tables.scan(collection, {}, { visit: (key) => keys.push(key) > 0 });
  return keys;
};

describe('applications of several processes', () => {
  it('run in one of them, and go on in another when that stops', async () => {
    test = await testRunning();
    const other = await test.process({ name: 'other' });
    await test.create();
    await test.start();
    await test.put('a', 1);
    assert.ok(test.running.live(rides));
    assert.equal(other.running.live(rides), undefined);
    await test.running.stop();
    await test.settle();
    assert.ok(other.running.live(rides));
    await test.put('a', 2);
    await passed(60_000);
    assert.deepEqual(await test.rows(), ['a,3,2023-11-14 22:13:00.000']);
  });

  it('are taken over from one that died when its time is up, and from one of the same name at once', async () => {
    test = await testRunning();
    const other = await test.process({ name: 'other' });
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.running.abandon();
    await test.put('a', 2);
    await passedReally(60_000);
    assert.equal(other.running.live(rides), undefined);
    await passedReally(60_000);
    assert.ok(other.running.live(rides));
    await other.running.abandon();
    const again = await test.process({ name: 'other' });
    await test.settle();
    assert.ok(again.running.live(rides));
    await passed(60_000);
    assert.deepEqual(await test.rows(), ['a,3,2023-11-14 22:13:00.000']);
  });

  it('what one that was taken for dead computes reaches nobody', async () => {
    const stalled = testClock(testStart);
    test = await testRunning({ first: { realClock: stalled, name: 'stalled' } });
    await test.create({ code: copies });
    await test.start();
    await test.put('a', 1);
    const other = await test.process({ name: 'other' });
    await passedReally(120_000);
    assert.ok(other.running.live(rides));
    assert.ok(test.running.live(rides));
    for (let n = 2; n <= 5; n++) await test.put('a', n);
    assert.equal(test.running.live(rides), undefined);
    await passedReally(60_000);
    await stalled.advance(60_000);
    await test.settle();
    assert.deepEqual((await test.rows()).toSorted(), ['a,1', 'a,2', 'a,3', 'a,4', 'a,5']);
  });

  it('nor what it had on its way', async () => {
    const stalled = testClock(testStart);
    test = await testRunning({ first: { realClock: stalled, name: 'stalled' } });
    await test.create({ code: copies });
    await test.start();
    test.denied.set('PutRecords', { kind: 'role' });
    await test.put('a', 1);
    const other = await test.process({ name: 'other' });
    await passedReally(120_000);
    assert.ok(other.running.live(rides));
    test.denied.clear();
    await passed(30_000);
    assert.deepEqual(await test.rows(), ['a,1']);
  });

  it('stop and go wherever that is asked for', async () => {
    test = await testRunning();
    const other = await test.process({ name: 'other' });
    await test.create();
    await test.start();
    await test.put('a', 1);
    await other.stopApplication();
    await test.settle();
    assert.equal(test.running.live(rides), undefined);
    await test.put('a', 2);
    await other.start('LAST_STOPPED_POINT');
    assert.ok(test.running.live(rides) ?? other.running.live(rides));
    await other.update(() => ({ code: copies }));
    await test.put('b', 3);
    assert.deepEqual(await test.rows(), ['b,3']);
    await other.remove();
    await test.settle();
    await passed(60_000);
    assert.deepEqual([test.running.live(rides), other.running.live(rides)], [undefined, undefined]);
    assert.deepEqual(await keysOf(test.tables), []);
    assert.deepEqual(await test.registry.list('kinesisanalytics/lease/'), []);
  });
});

describe('an application that is deleted', () => {
  it('leaves nothing, whatever it was doing', async () => {
    test = await testRunning();
    await test.create({ code: copies });
    await test.start();
    await test.put('a', 1);
    test.denied.set('PutRecords', { kind: 'role' });
    await test.put('a', 2);
    await test.remove();
    test.denied.clear();
    await test.put('a', 3);
    await passed(60_000);
    await passedReally(60_000);
    assert.deepEqual(await test.rows(), ['a,1']);
    assert.deepEqual(await keysOf(test.tables), []);
    assert.deepEqual(await test.registry.list('kinesisanalytics/'), [
      ...(await test.registry.list('kinesisanalytics/process/')),
    ]);
    assert.equal(test.clock.status().timers, 0);
  });
});

describe('an application that breaks off', () => {
  it('is opened again after longer and longer pauses, and the log tells why; afterwards it lost nothing', async () => {
    const errors: string[] = [];
    const logger = {
      error: (message: string, { error }: { error: Error }) => errors.push(`${message}: ${error.message}`),
      warn: () => undefined,
      info: () => undefined,
    } as unknown as Logger;
    let breaks = true;
    test = await testRunning({
      first: {
        logger,
        destination: (inner) => ({
          deliver: (records) => {
            if (breaks) throw new Error('it broke');
            return inner.deliver(records);
          },
          ends: () => inner.ends(),
          keysSince: (ends) => inner.keysSince(ends),
        }),
      },
    });
    await test.create({ code: copies });
    await test.start();
    await test.put('a', 1);
    await passedReally(10 * 60_000);
    assert.deepEqual([...new Set(errors)], ['an analytics application broke off: it broke']);
    // 0, 1, 3, 7, 15, 31, 63 seconds, then each minute.
    assert.ok(errors.length >= 15 && errors.length <= 16, `${errors.length}`);
    breaks = false;
    await passedReally(60_000);
    await test.put('a', 2);
    assert.deepEqual((await test.rows()).toSorted(), ['a,1', 'a,2']);
  });

  it('nothing is left of one that could not be opened', async () => {
    let reads = 0;
    let fails = false;
    test = await testRunning();
    await test.running.stop();
    const process = await test.process({
      name: 'failing',
      tables: {
        ...boundOf(test.tables),
        read: (places) => {
          reads += 1;
          return fails ? Promise.reject(new Error('no')) : test.tables.read(places);
        },
      },
    });
    await test.create({ code: copies });
    fails = true;
    await assert.rejects(process.start(), /no/);
    fails = false;
    await process.start();
    await test.put('a', 1);
    await process.stopApplication();
    fails = true;
    reads = 0;
    await test.registry.commit([
      process.context.store.put({ ...test.application(), status: 'RUNNING', revision: 90 }, await versionOf()),
    ]);
    await test.settle();
    await passedReally(120_000);
    assert.ok(reads >= 5 && reads <= 40, `${reads} reads`);
    fails = false;
    await passedReally(60_000);
    await test.put('a', 2);
    assert.deepEqual((await test.rows()).toSorted(), ['a,1', 'a,2']);
  });

  it('one that does not compile any more says so', async () => {
    test = await testRunning();
    await test.create({ code: 'SELEKT', status: 'RUNNING', run: 1 });
    await test.settle();
    assert.deepEqual(
      test.messages.map(({ errorCode }) => errorCode),
      ['CodeError'],
    );
  });
});

describe('running applications', () => {
  it('stop with everything written down: the next process goes on without reading anything again', async () => {
    test = await testRunning();
    await test.create({ code: minutes, outputs: [testOutput()] });
    await test.start();
    for (let n = 0; n < 10; n++) await test.put('a', n);
    await Promise.all([test.running.stop(), test.running.stop()]);
    assert.deepEqual(
      (await keysOf(test.tables)).filter((key) => key.startsWith('batch')),
      [],
    );
    assert.deepEqual([test.clock.status().timers, test.realClock.status().timers], [0, 0]);
    assert.deepEqual(await test.registry.list('kinesisanalytics/process/'), []);
    await test.process();
    await passed(60_000);
    assert.deepEqual(await test.rows(), ['a,45,2023-11-14 22:13:00.000']);
  });

  it('settle when what comes of one is what the other reads', async () => {
    test = await testRunning();
    await test.streams.createStream('last');
    await test.create({ code: copies });
    await test.start();
    const { inputs, ...first } = test.application();
    const source = { kind: 'stream', arn: streamArn('out') } as const;
    const second = {
      ...first,
      name: 'second',
      id: 'fedcba9876543210',
      inputs: inputs.map((input) => ({
        ...input,
        source,
        schema: {
          ...input.schema,
          format: { type: 'CSV', csv: { rowDelimiter: '\n', columnDelimiter: ',' } } as const,
        },
      })),
      outputs: [testOutput('1.1', 'last')],
    };
    await test.registry.commit([test.context.store.put(second, 0)]);
    await test.settle();
    await test.streams.putRecord('in', '{"k":"a","n":1}');
    await test.running.settled();
    assert.deepEqual(await test.rows('last'), ['a,1']);
  });
});

const versionOf = async (): Promise<number> =>
  (await test.registry.list('kinesisanalytics/application/'))[0]?.version ?? 0;

const boundOf = (tables: Tables): Tables => ({
  read: (places) => tables.read(places),
  scan: (name, range, visitor) => tables.scan(name, range, visitor),
  transact: (places, decide, fences) => tables.transact(places, decide, fences),
  raiseFence: (name, revision) => tables.raiseFence(name, revision),
  clear: (name, below) => tables.clear(name, below),
  watch: (feed, listener) => tables.watch(feed, listener),
  close: () => tables.close(),
});
