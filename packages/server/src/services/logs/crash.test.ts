import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Registry, Tables } from '@paddock/store';
import { createLogGroup } from './operations/create-log-group.js';
import { createLogStream } from './operations/create-log-stream.js';
import { deleteLogGroup } from './operations/delete-log-group.js';
import { filterLogEvents } from './operations/filter-log-events.js';
import { putLogEvents } from './operations/put-log-events.js';
import { putSubscriptionFilter } from './operations/put-subscription-filter.js';
import { testFunction, testLogs, testRequestOf, testStart, type TestLogs } from './testing.js';

/*
 * A process is killed right after each of the writes that it makes; another one goes on with what is left. Whatever the moment: what was
 * acknowledged is there and arrives, and nothing is left of a group that is gone.
 */

const of = { logGroupName: 'g', logStreamName: 's' };

/** Stores that fail from a number of writes on, as they do for a process that is no more. */
function dying(logs: TestLogs, writes: number): { registry: Registry; tables: Tables } {
  let left = writes;
  const alive = async (): Promise<void> => {
    if (left-- <= 0) throw new Error('killed');
  };
  const { registry, tables } = logs;
  return {
    registry: new Proxy(registry, {
      get: (target, name) =>
        name === 'commit'
          ? async (changes: Parameters<Registry['commit']>[0]) => (await alive(), target.commit(changes))
          : bound(target, name),
    }),
    tables: new Proxy(tables, {
      get: (target, name) =>
        name === 'transact' || name === 'clear' || name === 'raiseFence'
          ? async (...args: unknown[]) => (
              await alive(),
              (bound(target, name) as (...a: unknown[]) => unknown)(...args)
            )
          : bound(target, name),
    }),
  };
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}

/** Does what it can before it dies. @returns what was acknowledged */
async function live(logs: TestLogs, writes: number, isDeleting: boolean): Promise<string[]> {
  const acknowledged: string[] = [];
  const { context } = await logs.another(dying(logs, writes));
  const request = testRequestOf(logs);
  const put = async (message: string): Promise<void> => {
    await putLogEvents.run(context, { ...of, logEvents: [{ timestamp: testStart, message }] }, request);
    acknowledged.push(message);
  };
  try {
    await createLogGroup.run(context, { logGroupName: 'g' }, request);
    acknowledged.push('group');
    await createLogStream.run(context, of, request);
    const filter = { logGroupName: 'g', filterName: 'f', filterPattern: '', destinationArn: testFunction };
    await putSubscriptionFilter.run(context, filter, request);
    acknowledged.push('filter');
    await put('one');
    await put('two');
    if (isDeleting) {
      await deleteLogGroup.run(context, { logGroupName: 'g' }, request);
      acknowledged.push('deleted');
    }
  } catch (error) {
    assert.equal(String(error), 'Error: killed');
  }
  return acknowledged;
}

const SETTLED = 20;

for (const isDeleting of [false, true]) {
  void test(`killed at any write ${isDeleting ? 'of a group’s life' : 'while events come in'}`, async () => {
    let most: readonly string[] = [];
    for (let writes = 0; writes < 20; writes++) {
      const logs = await testLogs();
      // A process that is dead sends nothing: only what the next one finds is delivered.
      await logs.assembled.subscriptions.stop();
      const acknowledged = await live(logs, writes, isDeleting);
      most = acknowledged;
      await logs.tasks.idle();
      const next = await logs.another();
      await next.subscriptions.start();
      for (let turn = 0; turn < SETTLED; turn++) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        await next.subscriptions.idle();
      }
      const events = acknowledged.filter((what) => what === 'one' || what === 'two');
      const group = await next.context.store.group({ account: '123456789012', region: 'us-east-1', name: 'g' });
      assert.equal(group !== undefined || !acknowledged.includes('group') || isDeleting, true);
      if (group !== undefined) {
        const found = await filterLogEvents.run(next.context, { logGroupName: 'g' }, testRequestOf(logs));
        assert.ok('events' in found);
        assert.deepEqual(found.events?.map(({ message }) => message).slice(0, events.length), events);
        const arrived = logs.delivered.flatMap(({ logEvents }) => logEvents.map(({ message }) => message));
        assert.deepEqual(arrived.slice(0, events.length), events);
      } else {
        assert.deepEqual(await logs.registry.list('logs/'), []);
      }
      assert.deepEqual(await logs.registry.list('due/'), []);
      await logs.stop();
    }
    // The last one lived through all of it.
    assert.equal(most.length, isDeleting ? 5 : 4);
  });
}
