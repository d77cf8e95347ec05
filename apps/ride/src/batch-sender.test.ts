import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BatchSender } from './batch-sender.js';
import { Fleet } from './fleet.js';
import { VirtualTime } from './virtual-time.js';
import type { Outgoing } from './batch-sender.js';

const THROTTLED = 'ProvisionedThroughputExceededException';

function setUp(answer: (records: readonly Outgoing[], call: number) => readonly (string | undefined)[], lanes = 1) {
  const time = new VirtualTime();
  const calls: (readonly Outgoing[])[] = [];
  const taken: Outgoing[] = [];
  const sender = new BatchSender({
    time,
    random: () => 0.5,
    lanes,
    capacity: 2_000,
    put: async (records) => {
      await time.sleep(10);
      calls.push(records);
      const codes = answer(records, calls.length);
      taken.push(...records.filter((_, index) => codes[index] === undefined));
      return codes;
    },
  });
  const send = async (records: readonly Outgoing[]): Promise<void> => {
    for (const record of records) await sender.add(record);
    await sender.drain();
  };
  return { time, sender, calls, taken, send: (records: readonly Outgoing[]) => time.run(send(records)) };
}

const records = (count: number, bytes = 10): Outgoing[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index % 7}`, data: new Uint8Array(bytes), dueAt: index }));
const allWell = (batch: readonly Outgoing[]): undefined[] => batch.map(() => undefined);

test('a request has at most 500 records and 5 MiB', async () => {
  const many = setUp(allWell);
  await many.send(records(1_100));
  assert.deepEqual(
    many.calls.map((call) => call.length),
    [500, 500, 100],
  );

  const large = setUp(allWell);
  await large.send(records(12, 1024 * 1024 - 2));
  assert.deepEqual(
    large.calls.map((call) => call.length),
    [5, 5, 2],
  );
});

test('only the records that failed are sent again, first and after a pause', async () => {
  const { send, calls, taken, sender, time } = setUp((batch, call) =>
    batch.map((_, index) => (call === 1 && index % 3 === 0 ? THROTTLED : undefined)),
  );
  const all = records(9);
  await send(all);
  assert.deepEqual(calls[1], [all[0], all[3], all[6]]);
  assert.equal(taken.length, 9);
  assert.deepEqual(sender.counts, { sent: 9, retried: 3 });
  assert.ok(time.elapsed() > 20 + 25, 'it paused');
});

test('a request that fails as a whole is sent again as a whole', async () => {
  const { send, calls, sender } = setUp((batch, call) => {
    if (call === 2) throw Object.assign(new Error('slow'), { name: 'TimeoutError' });
    return allWell(batch);
  });
  await send(records(600));
  assert.deepEqual(
    calls.map((call) => call.length),
    [500, 100, 100],
  );
  assert.deepEqual(sender.counts, { sent: 600, retried: 100 });
});

test('what trying again does not mend is thrown', async () => {
  for (const error of [
    Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' }),
    Object.assign(new Error('down'), { code: 'ECONNREFUSED' }),
  ]) {
    const { send, sender } = setUp(() => {
      throw error;
    });
    await assert.rejects(send(records(3)), error);
    await assert.rejects(sender.add({ key: 'k', data: new Uint8Array(), dueAt: 0 }), error);
    assert.equal(sender.waiting, 3);
  }
});

test('a service that goes away is waited for, and given up after a minute', async () => {
  const { send, time } = setUp((batch, call) => {
    if (call > 1) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
    return allWell(batch);
  });
  await assert.rejects(send(records(501)), { code: 'ECONNREFUSED' });
  assert.ok(time.elapsed() > 60_000 && time.elapsed() < 75_000);
});

test('every record arrives once and each key keeps its order, whatever is throttled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat({ max: 99 })), async (lanes, chances) => {
      const throttledKeys = new Set<string>();
      const { send, taken } = setUp((batch, call) => {
        throttledKeys.clear();
        // As a shard does it: once a key is throttled, so is what follows it in the request.
        for (const { key } of batch) if (call < 60 && (chances.next().value ?? 99) < 5) throttledKeys.add(key);
        return batch.map(({ key }) => (throttledKeys.has(key) ? THROTTLED : undefined));
      }, lanes);
      const all = records(300);
      await send(all);
      assert.equal(taken.length, 300);
      for (const key of new Set(all.map((record) => record.key))) {
        const order = taken.filter((record) => record.key === key).map((record) => record.dueAt);
        assert.deepEqual(
          order,
          [...order].sort((a, b) => a - b),
        );
        assert.equal(new Set(order).size, order.length);
      }
    }),
    { numRuns: 40 },
  );
});

test('a fleet spreads its readings over time', async () => {
  const { time, sender, taken, calls } = setUp(allWell);
  const names = Array.from({ length: 100 }, (_, index) => `u${index}`);
  const fleet = new Fleet({ names, rate: 1, count: 3, sender, time, random: () => 0.5 });
  await time.run(fleet.run(new AbortController().signal).then(() => sender.drain()));
  assert.equal(taken.length, 300);
  assert.ok(calls.length >= 30 && calls.every((call) => call.length <= 20));
  assert.ok(time.elapsed() > 2_900 && time.elapsed() < 3_200);
});

test('a fleet that is too fast for the service is late, with bounded memory and nothing dropped', async () => {
  const perCall = 50;
  const { time, sender, taken } = setUp((batch) => batch.map((_, index) => (index < perCall ? undefined : THROTTLED)));
  const names = Array.from({ length: 1_000 }, (_, index) => `u${index}`);
  const fleet = new Fleet({ names, rate: 10, count: 10, sender, time, random: () => 0.5 });
  let mostWaiting = 0;
  let mostLate = 0;
  const watch = async (): Promise<void> => {
    for (; taken.length < 10_000; await time.sleep(100)) {
      mostWaiting = Math.max(mostWaiting, sender.waiting);
      mostLate = Math.max(mostLate, fleet.lateness);
    }
  };
  await time.run(
    Promise.all([watch(), fleet.run(new AbortController().signal).then(() => sender.drain())]).then(() => undefined),
  );
  assert.equal(taken.length, 10_000);
  assert.ok(mostWaiting <= 2_000);
  assert.ok(mostLate > 5_000);
  assert.equal(sender.waiting, 0);
});
