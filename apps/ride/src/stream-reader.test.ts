import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FakeStream, KEYS } from './fake-stream.js';
import { StreamReader } from './stream-reader.js';
import { VirtualTime } from './virtual-time.js';
import type { From, Moment } from './lineage.js';
import type { StreamRecord } from './shard-source.js';

const named = (name: string): Error => Object.assign(new Error(name), { name });

function setUp(shards: number, from: From | Moment = 'LATEST') {
  const time = new VirtualTime();
  const stream = new FakeStream(time, shards);
  const seen: { record: StreamRecord; shardId: string }[] = [];
  const stop = new AbortController();
  const reader = new StreamReader({
    source: stream,
    time,
    random: () => 0.5,
    from,
    deliver: (records, shardId) => void seen.push(...records.map((record) => ({ record, shardId }))),
  });
  const until = async (isDone: () => boolean): Promise<void> => {
    for (let rounds = 0; !isDone() && rounds < 1_000; rounds += 1) await time.sleep(500);
  };
  /** Runs the reader while the script does; then lets it read what is there, and stops it. */
  const during = (script: () => Promise<void>): Promise<void> =>
    time.run(
      Promise.all([
        reader.run(stop.signal),
        (async () => {
          const initial = stream.open.length;
          await until(() => stream.askedPositions.length >= initial);
          await script();
          await until(() => seen.length >= stream.written.length);
          await time.sleep(5_000);
          stop.abort();
        })(),
      ]).then(() => undefined),
    );
  return { time, stream, seen, during, reader, keysSeen: () => seen.map(({ record }) => Number(record.partitionKey)) };
}

test('reads what is written from now on, and nothing older', async () => {
  const { stream, time, during, keysSeen, seen } = setUp(2);
  stream.write(1, time.epoch() - 1);
  stream.written.length = 0;
  await during(async () => {
    for (const key of [5, 200, 6, 201, 7]) stream.write(key);
  });
  assert.deepEqual(
    keysSeen().sort((a, b) => a - b),
    [5, 6, 7, 200, 201],
  );
  assert.equal(new Set(seen.map(({ shardId }) => shardId)).size, 2);
});

test('from a moment, it reads what arrived since, through a split of before the visit', async () => {
  const { stream, time, during, keysSeen } = setUp(1, { at: new VirtualTime().epoch() - 1_000 });
  stream.write(1, time.epoch() - 1_001);
  stream.write(2, time.epoch() - 999);
  stream.written.shift();
  const [shard] = stream.open;
  if (shard !== undefined) stream.split(shard);
  stream.write(3);
  await during(async () => stream.write(200));
  assert.deepEqual(keysSeen()[0], 2);
  assert.deepEqual(
    keysSeen().sort((a, b) => a - b),
    [2, 3, 200],
  );
});

test('children come after their parent, each from its first record', async () => {
  const { stream, time, during, keysSeen } = setUp(1);
  await during(async () => {
    for (let key = 0; key < 10; key += 1) stream.write(key);
    const [shard] = stream.open;
    if (shard !== undefined) stream.split(shard);
    for (let key = 10; key < 20; key += 1) stream.write(key);
    await time.sleep(1);
  });
  assert.deepEqual(
    keysSeen(),
    Array.from({ length: 20 }, (_, key) => key),
  );
});

test('a merged shard waits for both parents, even for one that is not known yet', async () => {
  const { stream, seen, during } = setUp(2);
  await during(async () => {
    const [left, right] = stream.open;
    if (left === undefined || right === undefined) return;
    // The right side has a longer way: its records, then a split, before the merge across the middle.
    for (let index = 0; index < 30; index += 1) stream.write(130);
    stream.split(right);
    stream.split(left);
    const [, second, third] = stream.open;
    if (second !== undefined && third !== undefined) stream.merge(second, third);
    stream.write(130);
    stream.write(100);
  });
  assert.equal(seen.length, 32);
  const order = seen.map(({ record }) => record.sequenceNumber);
  assert.deepEqual(order.slice(-2), ['0000000031', '0000000032']);
});

test('an iterator that expired goes on after the last record', async () => {
  const { stream, time, during, keysSeen } = setUp(1);
  await during(async () => {
    stream.write(1);
    await time.sleep(2_000);
    let isExpired = true;
    stream.fault = (call) => {
      if (call !== 'records' || !isExpired) return undefined;
      isExpired = false;
      return named('ExpiredIteratorException');
    };
    stream.write(2);
  });
  assert.deepEqual(keysSeen(), [1, 2]);
  assert.deepEqual(stream.askedPositions.at(-1)?.position, { after: '0000000001' });
});

test('a LATEST iterator that expired before any record loses nothing', async () => {
  const { stream, during, keysSeen } = setUp(1);
  await during(async () => {
    let isExpired = true;
    stream.fault = (call) => {
      if (call !== 'records' || !isExpired) return undefined;
      isExpired = false;
      return named('ExpiredIteratorException');
    };
    stream.write(9);
  });
  assert.deepEqual(keysSeen(), [9]);
});

test('a missing stream and denied access end the reading', async () => {
  for (const name of ['ResourceNotFoundException', 'AccessDeniedException']) {
    const { stream, time, reader } = setUp(1);
    stream.fault = () => named(name);
    await assert.rejects(time.run(reader.run(new AbortController().signal)), { name });
  }
});

test('a service that is unreachable from the start is told at once, one that goes away is waited for', async () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const first = setUp(1);
  first.stream.fault = () => refused;
  await assert.rejects(first.time.run(first.reader.run(new AbortController().signal)), { code: 'ECONNREFUSED' });
  assert.ok(first.time.elapsed() < 100);

  const later = setUp(1);
  later.stream.fault = () => (later.time.elapsed() > 10_000 ? refused : undefined);
  await assert.rejects(later.time.run(later.reader.run(new AbortController().signal)), { code: 'ECONNREFUSED' });
  assert.ok(later.time.elapsed() > 65_000 && later.time.elapsed() < 90_000);
});

test('no record is lost or repeated and parents precede children, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<From>('LATEST', 'TRIM_HORIZON'),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: KEYS - 1 }), fc.nat({ max: 3_000 })), { maxLength: 60 }),
      fc.infiniteStream(fc.nat({ max: 99 })),
      async (from, shards, steps, chances) => {
        const { stream, time, seen, during } = setUp(shards, from);
        const chance = (): number => chances.next().value ?? 99;
        const faults = ['ProvisionedThroughputExceededException', 'ExpiredIteratorException', 'TimeoutError'];
        stream.tellsChildren = () => chance() < 70;
        await during(async () => {
          stream.fault = (call) => {
            const name = faults[chance()];
            return name === undefined || (name.startsWith('Expired') && call !== 'records') ? undefined : named(name);
          };
          for (const [action, key, pause] of steps) {
            const at = stream.open.findIndex((shard) => shard.from <= key && key < shard.to);
            const [shard, right] = [stream.open[at], stream.open[at + 1]];
            if (action === 0 && shard !== undefined) stream.split(shard);
            else if (action === 1 && shard !== undefined && right !== undefined) stream.merge(shard, right);
            else for (let repeat = 0; repeat < action; repeat += 1) stream.write((key + repeat) % KEYS);
            if (pause < 1_500) await time.sleep(pause);
          }
          stream.fault = () => undefined;
        });
        const order = seen.map(({ record }) => record.sequenceNumber);
        assert.deepEqual(
          [...order].sort(),
          stream.written.map((record) => record.sequenceNumber),
        );
        assertOrder(stream, seen);
      },
    ),
    { numRuns: 150 },
  );
});

function assertOrder(stream: FakeStream, seen: readonly { record: StreamRecord; shardId: string }[]): void {
  const lastOfKey = new Map<string, string>();
  const unread = new Map([...stream.shards].map(([id, shard]) => [id, shard.records.length]));
  for (const { record, shardId } of seen) {
    assert.ok((lastOfKey.get(record.partitionKey) ?? '') < record.sequenceNumber, 'records of a key in order');
    lastOfKey.set(record.partitionKey, record.sequenceNumber);
    for (const parent of stream.shards.get(shardId)?.parents ?? [])
      assert.equal(unread.get(parent), 0, 'parents first');
    unread.set(shardId, (unread.get(shardId) ?? 0) - 1);
  }
}
