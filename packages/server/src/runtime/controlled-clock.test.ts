import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clock, Timer } from './clock.js';
import { controlledClock, testClock } from './controlled-clock.js';

/** A base clock whose time the test sets, and whose timers it runs. */
class BaseClock implements Clock {
  time = 1_000_000;
  readonly timers = new Set<{ readonly ms: number; readonly run: () => void }>();

  now(): number {
    return Math.trunc(this.time);
  }

  monotonic(): number {
    return this.time - 999_999.5;
  }

  after(ms: number, run: () => void): Timer {
    const timer = { ms, run };
    this.timers.add(timer);
    return { cancel: () => void this.timers.delete(timer) };
  }

  fire(): void {
    for (const timer of this.timers) {
      this.timers.delete(timer);
      timer.run();
    }
  }
}

describe('a controlled clock', () => {
  it('is the base clock until it is touched', () => {
    const base = new BaseClock();
    const clock = controlledClock(base);
    let runs = 0;
    clock.after(50, () => runs++);
    base.time += 7;
    assert.equal(clock.now(), 1_000_007);
    assert.equal(clock.monotonic(), base.monotonic());
    assert.deepEqual(
      [...base.timers.values()].map(({ ms }) => ms),
      [50],
    );
    base.fire();
    assert.equal(runs, 1);
    assert.deepEqual(clock.status(), { frozen: false, now: 1_000_007, offset: 0, timers: 0 });
  });

  it('stands still while frozen, with its timers', async () => {
    const base = new BaseClock();
    const clock = controlledClock(base);
    clock.after(50, () => assert.fail());
    await clock.freeze();
    base.time += 500;
    assert.equal(clock.now(), 1_000_000);
    assert.equal(clock.monotonic(), 0.5);
    assert.equal(base.timers.size, 0);
    assert.deepEqual(clock.status(), { frozen: true, now: 1_000_000, offset: -500, timers: 1 });
  });

  it('goes on from where it is when it is released', async () => {
    const base = new BaseClock();
    const clock = controlledClock(base);
    await clock.freeze();
    clock.after(50, () => {});
    base.time += 500;
    await clock.advance(20);
    await clock.release();
    assert.equal(clock.now(), 1_000_020);
    assert.deepEqual(
      [...base.timers.values()].map(({ ms }) => ms),
      [30],
    );
    base.time += 5;
    assert.equal(clock.now(), 1_000_025);
    assert.equal(clock.monotonic(), 25.5);
    assert.equal(clock.status().offset, -480);
  });

  it('advances while it flows', async () => {
    const base = new BaseClock();
    const clock = controlledClock(base);
    const heard: number[] = [];
    clock.after(1000, () => heard.push(clock.now()));
    clock.after(9000, () => heard.push(clock.now()));
    await clock.advance(5000);
    assert.deepEqual(heard, [1_001_000]);
    assert.equal(clock.now(), 1_005_000);
    assert.equal(clock.status().frozen, false);
    assert.deepEqual(
      [...base.timers.values()].map(({ ms }) => ms),
      [4000],
    );
  });

  it('runs due timers in order of time, each at its time, also those set on the way', async () => {
    const clock = testClock(1000);
    const heard: [string, number][] = [];
    const say = (name: string) => (): unknown => heard.push([name, clock.now()]);
    clock.after(30, say('c'));
    clock.after(10, () => {
      say('a')();
      clock.after(5, say('a2'));
      clock.after(0, say('a1'));
    });
    clock.after(10, say('b'));
    clock.after(31, say('late'));
    const cancelled = clock.after(20, say('cancelled'));
    clock.after(12, () => cancelled.cancel());
    await clock.advance(30);
    assert.deepEqual(heard, [
      ['a', 1010],
      ['b', 1010],
      ['a1', 1010],
      ['a2', 1015],
      ['c', 1030],
    ]);
    assert.equal(clock.now(), 1030);
    assert.equal(clock.status().timers, 1);
  });

  it('lets what a timer began settle before the next one', async () => {
    const clock = testClock();
    const heard: string[] = [];
    clock.after(1, () => {
      void (async () => {
        for (let step = 0; step < 50; step++) await Promise.resolve();
        heard.push('settled');
      })();
    });
    clock.after(2, () => heard.push('next'));
    await clock.advance(2);
    assert.deepEqual(heard, ['settled', 'next']);
  });

  it('freezes at a later moment as by advancing, at an earlier one by jumping', async () => {
    const clock = testClock(1000);
    const heard: number[] = [];
    clock.after(10, () => heard.push(clock.now()));
    clock.after(100, () => heard.push(clock.now()));
    await clock.freeze(1050);
    assert.deepEqual(heard, [1010]);
    const elapsed = clock.monotonic();
    await clock.freeze(500);
    assert.equal(clock.now(), 500);
    assert.equal(clock.monotonic(), elapsed);
    await clock.advance(50);
    assert.deepEqual(heard, [1010, 550]);
  });

  it('does not lose a timer in the part of a ms that the time of day leaves out', async () => {
    const base = new BaseClock();
    const clock = controlledClock(base);
    base.time += 0.9;
    const at = clock.now() + 200;
    let ranAt = 0;
    clock.after(200, () => (ranAt = clock.now()));
    base.time += 49.3; // the time of day says that 50 ms have passed
    await clock.freeze();
    await clock.advance(at - clock.now());
    assert.equal(ranAt, at);
  });

  it('brings whoever waits for what is left of a time to its end, however its parts of a ms round', async () => {
    for (let part = 0; part < 1; part += 0.0371) {
      const base = new BaseClock();
      const clock = controlledClock(base);
      base.time += part;
      const end = clock.monotonic() + 60_000;
      let runs = 0;
      const wait = () => {
        if (++runs > 10) throw new Error('it waits forever');
        const rest = end - clock.monotonic();
        if (rest > 0) clock.after(rest, wait);
      };
      wait();
      base.time += 5.3;
      await clock.freeze();
      for (const ms of [59_994, 1, 898_000, 2_000_000_000]) await clock.advance(ms);
      assert.ok(runs <= 3);
    }
  });

  it('takes its controls one after the other, and goes on after a timer threw', async () => {
    const clock = testClock();
    clock.after(5, () => {
      throw new Error('a timer failed');
    });
    const failing = clock.advance(10);
    const next = clock.advance(10);
    await assert.rejects(failing, /a timer failed/);
    await next;
    assert.equal(clock.now(), 15);
  });
});
