import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { systemClock } from './clock.js';

describe('the system clock', () => {
  it('counts whole ms, and durations that never fall', () => {
    const clock = systemClock();
    assert.ok(Number.isInteger(clock.now()));
    const before = clock.monotonic();
    assert.ok(clock.monotonic() >= before);
  });

  it('runs a timer, unless it is cancelled', async () => {
    const clock = systemClock();
    const heard: string[] = [];
    clock.after(0, () => heard.push('cancelled')).cancel();
    await new Promise<void>((resolve) => clock.after(-5, resolve));
    assert.deepEqual(heard, []);
  });

  it('waits longer than a timeout can', () => {
    const month = 31 * 24 * 3600 * 1000;
    mock.timers.enable({ apis: ['setTimeout'] });
    let elapsed = 0;
    const now = mock.method(performance, 'now', () => elapsed);
    const pass = (ms: number): void => {
      elapsed += ms;
      mock.timers.tick(ms);
    };
    try {
      let runs = 0;
      systemClock({ unref: true }).after(month, () => runs++);
      pass(2 ** 31 - 1);
      assert.equal(runs, 0);
      pass(month - (2 ** 31 - 1) - 1);
      assert.equal(runs, 0);
      pass(1);
      assert.equal(runs, 1);
    } finally {
      now.mock.restore();
      mock.timers.reset();
    }
  });
});
