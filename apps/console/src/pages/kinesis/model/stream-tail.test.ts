import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Position } from './position.js';
import type { ShardInfo } from './shard.js';
import { StreamTail, type Batch, type TailEvent, type TailRecord } from './stream-tail.js';
import type { Start } from './tail-shards.js';

const shard = (id: string, parents: readonly string[] = [], isOpen = true): ShardInfo => ({
  id,
  parents,
  start: 0n,
  end: 1n,
  firstSequence: '0',
  lastSequence: isOpen ? undefined : '99',
  isOpen,
});
const record = (sequence: number): TailRecord => ({
  sequence: String(sequence),
  partitionKey: 'k',
  data: new Uint8Array(),
  arrival: sequence,
});
const batch = (sequences: readonly number[], part: Partial<Batch> = {}): Batch => ({
  records: sequences.map(record),
  next: 'next',
  behind: 0,
  children: [],
  ...part,
});

class Refusal extends Error {}

/** Answers in order, by shard; an Error is thrown. Time passes when the test says so. */
function world(
  shards: readonly ShardInfo[],
  answers: Readonly<Record<string, readonly (Batch | Refusal)[]>>,
  position: Position = { from: 'horizon' },
  only?: string,
) {
  const left = new Map(Object.entries(answers).map(([id, all]) => [id, [...all]]));
  const seen: string[] = [];
  const events: TailEvent[] = [];
  const iterators: [string, Start][] = [];
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const tail = new StreamTail({
    shards,
    shard: only,
    position,
    source: {
      iterator: (id, start) => {
        iterators.push([id, start]);
        return Promise.resolve(`${id}/`);
      },
      records: (iterator) => {
        const id = iterator.split('/')[0] ?? '';
        const answer = left.get(id)?.shift() ?? batch([]);
        if (answer instanceof Refusal) return Promise.reject(answer);
        return Promise.resolve({ ...answer, next: answer.next && `${id}/${answer.next}` });
      },
    },
    onRecords: (id, records) => {
      seen.push(...records.map(({ sequence }) => `${id}:${sequence}`));
      return Promise.resolve();
    },
    onEvent: (event) => events.push(event),
    clock: {
      now: () => now,
      serverNow: () => now + 1_000_000,
      after: (ms, run) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => (timers = timers.filter((one) => one !== timer));
      },
    },
    kindOf: (error) =>
      error instanceof Refusal ? (error.message as 'throttled' | 'expired' | 'trimmed' | 'other') : 'other',
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
    await settle();
  };
  return { tail, seen, events, iterators, settle, pass };
}

describe('a tail', () => {
  it('reads children when both parents are at their end', async () => {
    const shards = [shard('a', [], false), shard('b', [], false), shard('c', ['a', 'b'])];
    const children = [{ id: 'c', parents: ['a', 'b'] }];
    const { tail, seen, pass, settle } = world(shards, {
      a: [batch([1], { next: undefined, children })],
      b: [batch([2], { behind: 5 }), batch([3], { next: undefined, children })],
      c: [batch([4])],
    });
    tail.resume();
    await settle();
    assert.deepEqual(seen, ['a:1', 'b:2']);
    await pass(250);
    assert.deepEqual(seen, ['a:1', 'b:2', 'b:3', 'c:4']);
    tail.pause();
  });

  it('follows a reshard of what it reads, and not of a closed shard alone', async () => {
    const live = world(
      [shard('a')],
      { a: [batch([1], { next: undefined, children: [{ id: 'n', parents: ['a'] }] })], n: [batch([2])] },
      { from: 'latest' },
    );
    live.tail.resume();
    await live.settle();
    assert.deepEqual(live.seen, ['a:1', 'n:2']);
    const closed = world(
      [shard('a', [], false)],
      { a: [batch([1], { next: undefined, children: [{ id: 'n', parents: ['a'] }] })] },
      { from: 'horizon' },
      'a',
    );
    closed.tail.resume();
    await closed.settle();
    assert.deepEqual(closed.seen, ['a:1']);
    assert.deepEqual(closed.events, [{ is: 'ended', shard: 'a', children: ['n'], isFollowed: false }]);
  });

  it('reads the latest of open shards only, and earlier times of roots only', () => {
    const shards = [shard('a', [], false), shard('b', ['a']), shard('c', ['gone'])];
    const states = (position: Position) =>
      world(shards, {}, position).tail.shards.map(({ id, state, start }) => [id, state, start.type]);
    assert.deepEqual(states({ from: 'latest' }), [
      ['b', 'reading', 'LATEST'],
      ['c', 'reading', 'LATEST'],
    ]);
    assert.deepEqual(states({ from: 'time', at: 5 }), [
      ['a', 'reading', 'AT_TIMESTAMP'],
      ['b', 'waiting', 'TRIM_HORIZON'],
      ['c', 'reading', 'AT_TIMESTAMP'],
    ]);
  });

  it('waits longer each time it is throttled, and loses nothing', async () => {
    const refused = (): Refusal => new Refusal('throttled');
    const { tail, seen, events, pass, settle } = world([shard('a')], {
      a: [batch([1]), refused(), refused(), batch([2])],
    });
    tail.resume();
    await settle();
    await pass(1000);
    await pass(1000);
    assert.deepEqual(
      events.map((event) => event.is === 'throttled' && event.wait),
      [1000, 2000],
    );
    await pass(1000);
    assert.deepEqual(seen, ['a:1']);
    await pass(1000);
    assert.deepEqual(seen, ['a:1', 'a:2']);
  });

  it('goes on after the last record, or from when it last looked, when an iterator has expired', async () => {
    const seenSome = world([shard('a')], { a: [batch([7]), new Refusal('expired'), batch([8])] });
    seenSome.tail.resume();
    await seenSome.settle();
    await seenSome.pass(1000);
    assert.deepEqual(seenSome.iterators.at(-1), ['a', { type: 'AFTER_SEQUENCE_NUMBER', sequence: '7' }]);
    assert.deepEqual(seenSome.seen, ['a:7', 'a:8']);
    const seenNone = world([shard('a')], { a: [batch([]), new Refusal('expired'), batch([8])] }, { from: 'latest' });
    seenNone.tail.resume();
    await seenNone.settle();
    await seenNone.pass(1000);
    assert.deepEqual(seenNone.iterators.at(-1), ['a', { type: 'AT_TIMESTAMP', at: 1_000_000 }]);
  });

  it('says when a record that was asked for is not there any more', async () => {
    const gone = world([shard('a')], { a: [batch([9])] }, { from: 'at', sequence: '5' }, 'a');
    gone.tail.resume();
    await gone.settle();
    assert.deepEqual(gone.events, [{ is: 'trimmed', shard: 'a' }]);
    const there = world([shard('a')], { a: [batch([5])] }, { from: 'at', sequence: '5' }, 'a');
    there.tail.resume();
    await there.settle();
    assert.deepEqual(there.events, []);
  });

  it('leaves a shard that fails, and reads the others on', async () => {
    const { tail, seen, events, pass, settle } = world([shard('a'), shard('b')], {
      a: [new Refusal('other')],
      b: [batch([1]), batch([2])],
    });
    tail.resume();
    await settle();
    await pass(1000);
    assert.deepEqual(seen, ['b:1', 'b:2']);
    assert.deepEqual(
      events.map(({ is, shard: id }) => [is, id]),
      [['failed', 'a']],
    );
  });

  it('pauses, and goes on from there', async () => {
    const { tail, seen, iterators, pass, settle } = world([shard('a')], { a: [batch([1]), batch([2])] });
    tail.resume();
    await settle();
    tail.pause();
    await pass(60_000);
    assert.deepEqual(seen, ['a:1']);
    tail.resume();
    await settle();
    assert.deepEqual(seen, ['a:1', 'a:2']);
    assert.equal(iterators.length, 1);
  });

  it('makes four calls at once, and each shard has its turn', async () => {
    const shards = Array.from({ length: 40 }, (_, index) => shard(`s${index}`));
    const { tail, seen, settle } = world(shards, Object.fromEntries(shards.map(({ id }) => [id, [batch([1])]])));
    tail.resume();
    for (let turn = 0; turn < 20; turn++) await settle();
    assert.equal(new Set(seen).size, 40);
  });
});
