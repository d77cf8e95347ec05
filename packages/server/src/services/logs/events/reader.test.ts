import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparePositions, eventId, parseEventId, startOf } from '../domain/position.js';
import type { LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import { testAccount, testLogs, testRegion, testStart, type TestLogs } from '../testing.js';
import type { StoredEvent } from './block.js';
import { liveEvents } from './live.js';
import { readBackward, readForward, type Source } from './reader.js';
import { writeEvents } from './writer.js';

const HOUR = 3_600_000;

async function opened(): Promise<{ logs: TestLogs; group: LogGroup }> {
  const logs = await testLogs();
  await logs.createStream('g', 'a');
  const { group } = await logs.context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  await logs.context.streams.create(group, 'b', 'ffffffffffffffff', testStart);
  return { logs, group };
}

async function all(reading: AsyncGenerator<readonly StoredEvent[], void>): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const events of reading) found.push(...events);
  return found;
}

async function sourceOf({ context }: TestLogs, group: LogGroup, name: string): Promise<Source & { stream: LogStream }> {
  const stream = await context.streams.get(group, name);
  assert.ok(stream);
  return { group, stream };
}

test('what is read is what was written, in order, whatever overlaps, forwards and backwards, from anywhere', async () => {
  const batch = fc.record({
    stream: fc.constantFrom('a', 'b'),
    start: fc.integer({ min: 0, max: 4 * HOUR }),
    steps: fc.array(fc.constantFrom(0, 1, 1000, HOUR - 1, HOUR + 1), { minLength: 1, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 12 }), fc.nat(), fc.nat(), async (batches, low, high) => {
      const { logs, group } = await opened();
      const written: { timestamp: number; message: string; stream: string }[] = [];
      for (const { stream, start, steps } of batches) {
        let timestamp = testStart + start;
        const events = steps.map((step, at) => {
          timestamp += step;
          return { timestamp, message: `${written.length}-${at} \u{1f984}` };
        });
        written.push(...events.map((event) => ({ ...event, stream })));
        await writeEvents(logs.tables, group, stream, events, logs.clock.now());
      }
      const both = await all(readForward(logs.tables, { group }, startOf(0), Infinity));
      assert.deepEqual(both, [...both].sort(comparePositions));
      const text = ({ timestamp, message, stream }: (typeof written)[number]): string =>
        `${timestamp} ${stream} ${message}`;
      assert.deepEqual(both.map(text).sort(), written.map(text).sort());
      const own = both.filter(({ stream }) => stream === 'a');
      const source = await sourceOf(logs, group, 'a');
      assert.deepEqual(await all(readForward(logs.tables, source, startOf(0), Infinity)), own);
      // A part, from an event on, and before one.
      const first = own[low % (own.length || 1)];
      const last = own[high % (own.length || 1)];
      if (first && last) {
        assert.deepEqual(
          await all(readForward(logs.tables, source, first, last.timestamp)),
          own.filter((event) => comparePositions(event, first) >= 0 && event.timestamp < last.timestamp),
        );
        assert.deepEqual(
          await all(readBackward(logs.tables, source, last, first.timestamp)),
          own.filter((event) => comparePositions(event, last) <= 0 && event.timestamp >= first.timestamp).toReversed(),
        );
      }
      await logs.stop();
    }),
    { numRuns: 60 },
  );
});

test('many large blocks are read some at a time, in order', async () => {
  const { logs, group } = await opened();
  const message = 'x'.repeat(50_000);
  for (let put = 0; put < 40; put++) {
    const events = [0, 1, 2].map((at) => ({ timestamp: testStart + put * 10 + at * 9, message: `${put} ${message}` }));
    await writeEvents(logs.tables, group, 'a', events, logs.clock.now());
  }
  const source = await sourceOf(logs, group, 'a');
  let batches = 0;
  const found: StoredEvent[] = [];
  for await (const events of readForward(logs.tables, source, startOf(0), Infinity)) {
    batches += 1;
    found.push(...events);
  }
  assert.equal(found.length, 120);
  assert.deepEqual(found, [...found].sort(comparePositions));
  assert.ok(batches > 3);
  const backward = await all(readBackward(logs.tables, source, { ...startOf(testStart * 2) }, 0));
  assert.deepEqual(backward, found.toReversed());
  await logs.stop();
});

test('the events of a stream that is gone are gone, also for one that takes its name', async () => {
  const { logs, group } = await opened();
  await writeEvents(logs.tables, group, 'a', [{ timestamp: testStart, message: 'old' }], testStart);
  await writeEvents(logs.tables, group, 'b', [{ timestamp: testStart, message: 'other' }], testStart);
  assert.equal(await logs.context.streams.delete(group, 'a'), true);
  await logs.context.streams.create(group, 'a', '0000000000000001', testStart);
  await writeEvents(logs.tables, group, 'a', [{ timestamp: testStart, message: 'new' }], testStart);
  const found = await all(liveEvents(logs.context, { group }, startOf(0), Infinity));
  assert.deepEqual(
    found.map(({ message }) => message),
    ['new', 'other'],
  );
  await logs.stop();
});

test('an event id is a position, in 56 digits whose order is that of time', () => {
  const position = fc.record({
    timestamp: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    streamId: fc.stringMatching(/^[0-9a-f]{16}$/),
    sequence: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    index: fc.integer({ min: 0, max: 9_999 }),
  });
  fc.assert(
    fc.property(position, position, fc.nat({ max: 65_535 }), (a, b, mark) => {
      assert.deepEqual(parseEventId(eventId(a, mark)), { position: { ...a }, mark });
      assert.equal(eventId(a).length, 56);
      if (a.timestamp < b.timestamp) assert.ok(eventId(a) < eventId(b));
    }),
  );
  assert.equal(parseEventId('1'), undefined);
});
