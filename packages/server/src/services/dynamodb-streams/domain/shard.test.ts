import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExpired, RETENTION, shardId, shardsOf, type Turn } from './shard.js';

const stream = { feed: 'Sp.1', created: 1_700_000_000_000 };
const child = (index: number, opened: number): Turn => ({
  index,
  id: shardId(stream.feed, index, opened),
  parent: `parent of ${index}`,
  opened,
});

test('a stream begins with one open shard, named as AWS names them', () => {
  const [shard, ...others] = shardsOf(stream, []);
  assert.match(shard?.id ?? '', /^shardId-00000001700000000000-[0-9a-f]{8}$/);
  assert.deepEqual({ ...shard, id: '' }, { id: '', after: 0, opened: stream.created });
  assert.deepEqual(others, []);
});

test('a turn closes a shard and opens its child', () => {
  const shards = shardsOf(stream, [
    { sequence: 10, turn: child(1, 5) },
    { sequence: 25, turn: child(2, 9) },
    { sequence: 30, turn: { ended: 11 } },
  ]);
  assert.deepEqual(
    shards.map(({ after, closed }) => [after, closed]),
    [
      [0, { upTo: 10, at: 5 }],
      [10, { upTo: 25, at: 9 }],
      [25, { upTo: 30, at: 11 }],
    ],
  );
  assert.equal(shards[2]?.parent, 'parent of 2');
});

test('what is left of the turns tells the shards that are left', () => {
  assert.deepEqual(
    shardsOf(stream, [
      { sequence: 25, turn: child(2, 9) },
      { sequence: 30, turn: child(3, 12) },
    ]).map(({ after, closed }) => [after, closed?.upTo]),
    [
      [25, 30],
      [30, undefined],
    ],
  );
  assert.deepEqual(
    shardsOf(stream, [{ sequence: 4, turn: { ended: 1 } }]).map(({ after, closed }) => [after, closed?.upTo]),
    [[0, 4]],
  );
});

test('a shard expires a day after it was closed', () => {
  const [shard] = shardsOf(stream, [{ sequence: 4, turn: { ended: 100 } }]);
  assert.ok(shard);
  assert.equal(isExpired(shard, 99 + RETENTION), false);
  assert.equal(isExpired(shard, 100 + RETENTION), true);
});
