import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentsClosedError } from '../execution/pool.js';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { testEventSources } from './testing.js';

test('a batch whose invocation ends with the server is no failed one, and comes again elsewhere', async () => {
  const sources = await testEventSources();
  try {
    const uuid = await sources.map({ MaximumRetryAttempts: 0 });
    sources.invoker.handler = () => {
      sources.sources.drain();
      throw new EnvironmentsClosedError();
    };
    await sources.put('one');
    await sources.sources.stop();
    assert.deepEqual(sources.invoker.batches, [['one']]);
    assert.notEqual(await sources.result(uuid), 'PROBLEM: Function call failed');
    const next = await sources.process({ name: 'next' });
    for (let turn = 0; turn < 100 && next.invoker.batches.length === 0; turn++) await aFewTurns();
    assert.deepEqual(next.invoker.batches, [['one']]);
  } finally {
    await sources.stop();
  }
});
