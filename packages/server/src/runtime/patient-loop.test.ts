import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from './controlled-clock.js';
import { PatientLoop } from './patient-loop.js';

const start = 1_700_000_000_000;

test('steps follow one another while there is work, and once more when it was woken meanwhile', async () => {
  let left = 3;
  let steps = 0;
  const loop: PatientLoop = new PatientLoop({
    clock: testClock(start),
    step: async () => {
      if (++steps === 2) loop.wake();
      return --left > 0;
    },
    failed: () => assert.fail(),
    firstWait: 100,
    longestWait: 1000,
  });
  loop.wake();
  await loop.idle();
  assert.equal(steps, 4);
});

test('what is refused waits twice as long each time, whatever comes, until it is woken or taken', async () => {
  const clock = testClock(start);
  const tries: number[] = [];
  let refuses = true;
  const loop: PatientLoop = new PatientLoop({
    clock,
    step: async () => {
      tries.push(clock.now() - start);
      if (refuses) loop.wait();
      else loop.taken();
      return false;
    },
    failed: () => assert.fail(),
    firstWait: 100,
    longestWait: 300,
  });
  loop.wake();
  await loop.idle();
  for (const ms of [50, 50, 200, 300, 300]) {
    loop.nudge();
    await clock.advance(ms);
    await loop.idle();
  }
  assert.deepEqual(tries, [0, 100, 300, 600, 900]);
  assert.equal(loop.refusals, 5);
  refuses = false;
  loop.wake();
  await loop.idle();
  assert.deepEqual([tries.at(-1), loop.refusals], [900, 0]);
});

test('a step that fails is tried again if that may help; nothing is begun once it is stopped', async () => {
  const clock = testClock(start);
  let steps = 0;
  const loop = new PatientLoop({
    clock,
    step: () => Promise.reject(new Error(String(++steps))),
    failed: (error) => String(error) !== 'Error: 2',
    firstWait: 100,
    longestWait: 1000,
  });
  loop.wake();
  await loop.idle();
  await clock.advance(100);
  await loop.idle();
  await clock.advance(10_000);
  assert.equal(steps, 2);
  await loop.stop();
  loop.wake();
  await loop.idle();
  assert.equal(steps, 2);
});

test('who wakes it while a step is about to wait is heard; more work is not', async () => {
  const clock = testClock(start);
  let steps = 0;
  let during: (() => void) | undefined = () => loop.nudge();
  const loop: PatientLoop = new PatientLoop({
    clock,
    step: async () => {
      steps += 1;
      await Promise.resolve();
      during?.();
      during = undefined;
      loop.wait();
      return false;
    },
    failed: () => assert.fail(),
    firstWait: 100,
    longestWait: 100,
  });
  loop.wake();
  await loop.idle();
  assert.equal(steps, 1);
  during = () => loop.wake();
  await clock.advance(100);
  await loop.idle();
  assert.equal(steps, 3);
  await clock.advance(100);
  await loop.idle();
  assert.equal(steps, 4);
  assert.equal(clock.status().timers, 1);
});
