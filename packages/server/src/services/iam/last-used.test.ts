import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testClock } from '../../runtime/controlled-clock.js';
import { createLogger } from '../../runtime/log.js';
import type { LastUsed } from './domain/entities.js';
import { LastUsedTracker } from './last-used.js';

const start = 1_700_000_000_000;

function setUp() {
  const clock = testClock(start);
  const written: [string, LastUsed][] = [];
  const logged: string[] = [];
  const state = { fails: false };
  const tracker = new LastUsedTracker({
    store: {
      putLastUsed: async (id, used) => {
        if (state.fails) throw new Error('disk full');
        written.push([id, used]);
      },
    },
    clock,
    logger: createLogger({ level: 'warn', clock, stream: { write: (text) => logged.push(text) } }),
  });
  const note = (id: string, service = 'kinesis', region = 'us-east-1') =>
    tracker.note(id, service, region, clock.now());
  return { clock, written, logged, state, tracker, note };
}
const kinesis = (at: number): LastUsed => ({ at, service: 'kinesis', region: 'us-east-1' });

describe('the tracker of last uses', () => {
  it('writes the first use at once', async () => {
    const { written, note, tracker } = setUp();
    note('AKIA1');
    note('AROA1', 'iam', 'eu-west-1');
    assert.deepEqual(written, [
      ['AKIA1', kinesis(start)],
      ['AROA1', { at: start, service: 'iam', region: 'eu-west-1' }],
    ]);
    await tracker.stop();
    assert.equal(written.length, 2);
  });

  it('writes the last of what follows when a minute is over', async () => {
    const { clock, written, note, tracker } = setUp();
    note('AKIA1');
    await clock.advance(10_000);
    note('AKIA1');
    await clock.advance(30_000);
    note('AKIA1', 's3', 'eu-west-1');
    await clock.advance(19_999);
    assert.equal(written.length, 1);
    await clock.advance(1);
    assert.deepEqual(written[1], ['AKIA1', { at: start + 40_000, service: 's3', region: 'eu-west-1' }]);
    await tracker.stop();
  });

  it('writes none more often than once a minute, each by its own clock', async () => {
    const { clock, written, note, tracker } = setUp();
    const times = new Map<string, number[]>();
    for (let second = 0; second < 300; second++) {
      for (const [index, id] of ['a', 'b', 'c'].entries()) if (second >= index * 20) note(id);
      const before = written.length;
      await clock.advance(1000);
      for (const [id] of written.slice(before)) times.set(id, [...(times.get(id) ?? []), second]);
    }
    for (const [id, seconds] of times) {
      assert.ok(seconds.length >= 3, id);
      seconds.slice(1).forEach((second, index) => assert.equal(second - (seconds[index] ?? 0), 60));
    }
    await tracker.stop();
  });

  it('forgets what is no longer used, and then waits for nothing', async () => {
    const { clock, written, note, tracker } = setUp();
    note('AKIA1');
    assert.equal(clock.status().timers, 1);
    await clock.advance(60_000);
    assert.equal(clock.status().timers, 0);
    note('AKIA1');
    assert.deepEqual(
      written.map(([, { at }]) => at),
      [start, start + 60_000],
    );
    await tracker.stop();
    assert.equal(clock.status().timers, 0);
  });

  it('logs a failure and tries again a minute later', async () => {
    const { clock, written, logged, state, note, tracker } = setUp();
    state.fails = true;
    note('AKIA1');
    await clock.advance(30_000);
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /WARN.*last use.*AKIA1.*disk full/);
    state.fails = false;
    await clock.advance(30_000);
    assert.deepEqual(written, [['AKIA1', kinesis(start)]]);
    await tracker.stop();
  });

  it('writes what is new when it stops, and nothing later', async () => {
    const { clock, written, note, tracker } = setUp();
    note('old');
    note('used');
    await clock.advance(1000);
    note('used');
    await tracker.stop();
    assert.deepEqual(written.slice(2), [['used', kinesis(start + 1000)]]);
    note('used');
    note('other');
    await clock.advance(120_000);
    assert.equal(written.length, 3);
  });
});
