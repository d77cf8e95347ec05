import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { testRunning, type TestRunning } from './testing.js';

describe('an application that runs', () => {
  let test: TestRunning;
  afterEach(() => test.stop());

  it('counts by the minute, and gives each minute once, in order, however far the clock is moved', async () => {
    test = await testRunning();
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.put('b', 5);
    await test.put('a', 2);
    assert.deepEqual(await test.rows(), []);
    await test.clock.advance(3 * 3_600_000);
    await test.settle();
    assert.deepEqual((await test.rows()).toSorted(), ['a,3,2023-11-14 22:13:00.000', 'b,5,2023-11-14 22:13:00.000']);
  });
});
