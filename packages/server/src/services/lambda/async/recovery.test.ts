import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import type { RegistryChange } from '@paddock/store';
import { silentLogger } from '../../../runtime/log.js';
import { DueTasks } from '../../../runtime/due-tasks.js';
import { resolveFunction } from '../addressing.js';
import type { LambdaContext } from '../context.js';
import { answers, fails, testAccount, testLambda, testRegion, type TestLambda } from '../testing.js';
import { AsyncInvocations } from './index.js';
import { HeldEvent } from './held-event.js';
import { Lanes } from './lanes.js';

const lease = 33_000;
const functionName = { account: testAccount, region: testRegion, name: 'f' };
const event = (requestId: string) => ({ ...functionName, requestId, traceId: 'Root=1' });

/** Lets what was begun come to its end: nothing here waits for time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The process dies: nothing that it writes from then on comes to be. */
class Crash extends Error {}

/** A queue of its own on the stores of a test, that may die at a write. */
class Process {
  /** How many writes are left to it. */
  writes = Infinity;
  count = 0;
  readonly queue: AsyncInvocations;

  constructor(lambda: TestLambda, context: LambdaContext = lambda.context) {
    const { tables } = context;
    const write = <T>(run: () => Promise<T>): Promise<T> => {
      this.count++;
      return this.writes-- > 0 ? run() : Promise.reject(new Crash());
    };
    this.queue = new AsyncInvocations({
      tables: {
        read: (places) => tables.read(places),
        transact: (places, decide, fences) => write(() => tables.transact(places, decide, fences)),
      } as typeof tables,
      commit: (changes: readonly RegistryChange[]) => write(() => lambda.registry.commit(changes)),
      clock: lambda.clock,
      realClock: lambda.clock,
      invoker: () => context.invoker,
      metrics: context.metrics,
      destinations: { send: async (arn, record, _owner, role) => void lambda.sent.push({ arn, record, role }) },
      resolve: ({ qualifier }) => resolveFunction(context, { ...functionName, qualifier }),
      logger: silentLogger,
    });
  }
}

async function open(t: TestContext): Promise<TestLambda> {
  const lambda = await testLambda();
  t.after(() => lambda.stop());
  await lambda.createFunction('f');
  await warm(lambda, lambda.context);
  return lambda;
}

/** Has the code extracted, for which tests cannot wait. */
async function warm(lambda: TestLambda, context: LambdaContext): Promise<void> {
  const target = await resolveFunction(context, { ...functionName, qualifier: undefined });
  await context.invoker.invoke({ target, requestId: 'first', payload: Buffer.from('{}') });
  lambda.pool.invocations.length = 0;
}

async function left(lambda: TestLambda): Promise<readonly number[]> {
  const tasks = (await lambda.registry.list('due/')).filter(({ key }) => key.includes('/lambda-async/'));
  let payloads = 0;
  const visitor = { visit: () => ++payloads > 0, restart: () => (payloads = 0) };
  await lambda.context.tables.scan('lambda/async', {}, visitor);
  return [tasks.length, payloads];
}

suite('asynchronous invocations and what can happen to a server', () => {
  test('whatever write it dies at: what was accepted runs, and nothing is left behind', async (t) => {
    for (const outcome of [answers(1), fails('boom')]) {
      const probe = new Process(await open(t));
      await probe.queue.accept(event('probe'), Buffer.from('{}'), 3);
      await settled();
      assert.ok(probe.count >= 4);
      for (let writes = 0; writes <= probe.count; writes++) {
        const lambda = await open(t);
        lambda.pool.functions.set('f', () => outcome);
        const dying = new Process(lambda);
        dying.writes = writes;
        const accepted = await dying.queue.accept(event('e'), Buffer.from('{}'), 3).then(
          () => true,
          () => false,
        );
        await settled();
        // The queue of the test's own context is the server that comes after.
        for (let wait = 0; wait < 10; wait++) {
          await lambda.clock.advance(60_000);
          await settled();
        }
        const runs = lambda.pool.invocations.length;
        if (accepted) assert.ok(runs >= ('functionError' in outcome ? 3 : 1), `${writes} writes: ${runs} runs`);
        assert.ok(runs <= ('functionError' in outcome ? 4 : 2), `${writes} writes: ${runs} runs`);
        assert.deepEqual(await left(lambda), [0, 0], `${writes} writes`);
      }
    }
  });

  test('two processes share the events, and each runs once', async (t) => {
    const lambda = await open(t);
    const other = lambda.another();
    await warm(lambda, other);
    const tasks = new DueTasks({ registry: lambda.registry, clock: lambda.clock, logger: silentLogger });
    other.async.register(tasks);
    await tasks.start();
    t.after(() => tasks.stop());
    const seen = new Set<string>();
    lambda.pool.functions.set('f', (_event, { requestId }) => {
      const isFirst = !seen.has(requestId);
      seen.add(requestId);
      return requestId === 'a' && isFirst ? fails('boom') : answers(1);
    });
    await other.async.accept(event('a'), Buffer.from('{}'), 3);
    await lambda.context.async.accept(event('b'), Buffer.from('{}'), 3);
    await settled();
    for (let wait = 0; wait < 5; wait++) {
      await lambda.clock.advance(60_000);
      await settled();
    }
    const ids = lambda.pool.invocations.map(({ invocation }) => invocation.requestId).toSorted();
    assert.deepEqual(ids, ['a', 'a', 'b']);
    assert.deepEqual(await left(lambda), [0, 0]);
  });

  test('a server that stops leaves what waits to the next one at once', async (t) => {
    const lambda = await open(t);
    const stopping = new Process(lambda);
    let release: () => void = () => undefined;
    lambda.pool.functions.set('f', async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return fails('ended with the server');
    });
    await stopping.queue.accept(event('running'), Buffer.from('{}'), 3);
    await settled();
    const stopped = stopping.queue.stop();
    lambda.pool.functions.set('f', () => answers(1));
    await stopping.queue.accept(event('late'), Buffer.from('{}'), 3);
    await settled();
    // Its time to end is over.
    await lambda.clock.advance(2000);
    await stopped;
    release();
    await lambda.clock.advance(1);
    await settled();
    assert.deepEqual(lambda.pool.invocations.map(({ invocation }) => invocation.requestId).toSorted(), [
      'late',
      'running',
      'running',
    ]);
    assert.deepEqual(await left(lambda), [0, 0]);
  });

  test('who lost an event changes nothing of it any more', async (t) => {
    const lambda = await open(t);
    const commit = (changes: readonly RegistryChange[]) => lambda.registry.commit(changes);
    const now = lambda.clock.now();
    const held = { ...event('e'), accepted: now, attempts: 0, delays: 0 };
    const mine = await HeldEvent.take(commit, held, { since: now, until: now + lease });
    assert.equal(await mine.keep(now + lease), true);
    const [entry] = await lambda.registry.list('due/');
    assert.ok(entry);
    assert.ok(mine.holds(entry));
    const theirs = await HeldEvent.take(commit, held, { since: now, until: now + 2 * lease }, entry);
    assert.equal(await mine.keep(now + 3 * lease), false);
    await mine.finish();
    assert.ok(!mine.holds(entry));
    assert.equal((await left(lambda))[0], 1);
    assert.equal(await theirs.keep(now + 3 * lease), true);
    await theirs.finish();
    assert.deepEqual(await left(lambda), [0, 0]);
  });

  test('lanes take turns', async () => {
    const lanes = new Lanes(2, 1);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const job = (name: string) => () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    for (const name of ['a1', 'a2', 'b1', 'c1']) lanes.add(name.slice(0, 1), job(name));
    assert.deepEqual(begun, ['a1', 'b1']);
    ends.shift()?.();
    await settled();
    assert.deepEqual(begun, ['a1', 'b1', 'a2']);
    ends.shift()?.();
    await settled();
    assert.deepEqual(begun, ['a1', 'b1', 'a2', 'c1']);
    const idle = lanes.idle();
    lanes.close();
    lanes.add('d', job('d1'));
    for (const end of ends) end();
    await idle;
    assert.equal(begun.length, 4);
  });
});
