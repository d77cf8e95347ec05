import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { aFewTurns, testClock } from '../../../runtime/controlled-clock.js';
import { deleteEventSourceMapping } from '../operations/delete-event-source-mapping.js';
import { updateEventSourceMapping } from '../operations/update-event-source-mapping.js';
import { LostLeaseError } from '../../../runtime/leases.js';
import { testEventSources, testStart, type TestEventSources } from './testing.js';

describe('mappings of several processes', () => {
  let test: TestEventSources;
  afterEach(() => test.stop());

  const turns = async (count = 10): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await aFewTurns();
  };

  it('exactly one works on a mapping, and another takes over when it stops', async () => {
    test = await testEventSources();
    const other = await test.process({ name: 'other' });
    await test.map({});
    await test.put('1', '2');
    await turns();
    assert.deepEqual([test.invoker.batches.flat(), other.invoker.batches.flat()], [['1', '2'], []]);
    await test.sources.stop();
    await turns();
    await test.put('3');
    assert.deepEqual(other.invoker.batches.flat(), ['3']);
  });

  it('one that died is taken over from when its time is up', async () => {
    test = await testEventSources();
    const realClock = testClock(testStart);
    const dying = await test.process({ name: 'dying', realClock });
    await test.sources.stop();
    const uuid = await dying.map({});
    await test.put('1');
    const other = await test.process({ name: 'other', realClock });
    await realClock.advance(60_000);
    dying.sources.abandon();
    await test.put('2');
    await realClock.advance(80_000);
    assert.deepEqual(other.invoker.batches, []);
    await realClock.advance(20_000);
    assert.deepEqual(other.invoker.batches.flat(), ['2']);
    assert.ok((await test.sources.progress.checkpoints({ uuid })).size > 0);
  });

  it('one of the same name goes on at once', async () => {
    test = await testEventSources();
    await test.map({});
    await test.put('1');
    test.sources.abandon();
    await test.put('2');
    const again = await test.process();
    await turns();
    assert.deepEqual(again.invoker.batches.flat(), ['2']);
  });

  it('what a former owner writes is refused', async () => {
    test = await testEventSources();
    const uuid = await test.map({});
    await test.put('1');
    const { progress } = test.sources;
    await progress.own({ uuid }, 1_000_000);
    await assert.rejects(progress.own({ uuid }, 999_999), LostLeaseError);
    let invoked = 0;
    test.invoker.handler = () => void (invoked += 1);
    await test.put('2');
    await turns();
    // It was invoked with once more, and told that it is no longer the one.
    assert.equal(invoked, 1);
    await test.put('3');
    assert.equal(invoked, 1);
  });

  it('idle mappings write nothing but that the process is there', async () => {
    test = await testEventSources();
    const realClock = testClock(testStart);
    const own = await test.process({ name: 'own', realClock });
    await test.sources.stop();
    for (const fn of ['a', 'b', 'c']) await own.map({ FunctionName: fn });
    await turns();
    const commits: string[] = [];
    const end = test.registry.watch('', (event) => {
      if (event.reset !== true) commits.push(event.key);
    });
    await realClock.advance(5 * 60_000);
    await test.clock.advance(5 * 60_000);
    end();
    assert.deepEqual([...new Set(commits.filter((key) => key.startsWith('lambda/')))], ['lambda/mapping-poller/own']);
    assert.equal(commits.filter((key) => key.startsWith('lambda/')).length, 10);
    assert.deepEqual(realClock.status().timers, 1);
  });

  it('disabled, it stays where it is; deleted, nothing is left of it', async () => {
    test = await testEventSources();
    const uuid = await test.map({});
    await test.put('1');
    await test.run(updateEventSourceMapping, { UUID: uuid, Enabled: false });
    await test.put('2');
    assert.deepEqual(test.invoker.batches.flat(), ['1']);
    await test.run(updateEventSourceMapping, { UUID: uuid, Enabled: true });
    await turns();
    assert.deepEqual(test.invoker.batches.flat(), ['1', '2']);
    await test.run(deleteEventSourceMapping, { UUID: uuid });
    await test.put('3');
    await turns();
    assert.deepEqual(test.invoker.batches.flat(), ['1', '2']);
    assert.deepEqual(await test.registry.list('lambda/mapping/'), []);
    assert.deepEqual(await test.registry.list('lambda/mapping-pair/'), []);
    assert.deepEqual(await test.registry.list('lambda/mapping-lease/'), []);
    assert.equal((await test.sources.progress.checkpoints({ uuid })).size, 0);
  });
});
