import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evenRanges, explicitHashKey, hashKeyDecimal, hashKeyHex, hashPartitionKey, lastHashKey } from './hash-key.js';
import { firstShards } from './reshard.js';
import { shardId, shardIndex } from './shard-id.js';
import type { Stream } from './stream.js';
import { StreamView } from './stream-view.js';

const viewOf = (count: number): StreamView => {
  const stream: Stream = {
    id: 'abcdefghij0123456789-abc',
    account: '000000000000',
    region: 'us-east-1',
    name: 'wildrydes',
    status: 'ACTIVE',
    mode: 'PROVISIONED',
    created: 0,
    retentionHours: 24,
    shardMetrics: [],
    tags: {},
    maxRecordKiB: 1024,
    modeSwitches: [],
    countUpdates: [],
    shards: firstShards(count, 0),
    nextShardIndex: count,
  };
  return new StreamView(stream, 1);
};

test('every hash key goes to the one shard whose range holds it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.bigInt({ min: 0n, max: lastHashKey }), (count, key) => {
      const shard = viewOf(count).route(hashKeyHex(key));
      assert.ok(BigInt(`0x${shard.startHash}`) <= key && key <= BigInt(`0x${shard.endHash}`));
    }),
  );
});

test('ranges have the borders that AWS gives them', () => {
  assert.deepEqual(
    evenRanges(3).map(({ startHash, endHash }) => [hashKeyDecimal(startHash), hashKeyDecimal(endHash)]),
    [
      ['0', '113427455640312821154458202477256070484'],
      ['113427455640312821154458202477256070485', '226854911280625642308916404954512140969'],
      ['226854911280625642308916404954512140970', '340282366920938463463374607431768211455'],
    ],
  );
});

test('a partition key hashes as the MD5 of its UTF-8', () => {
  assert.equal(hashPartitionKey('a'), '0cc175b9c0f1b6a831c399e269772661');
  assert.equal(hashPartitionKey('ü'), 'c03410a5204b21cd8229ff754688d743');
});

test('an explicit hash key must lie in the key space', () => {
  assert.equal(explicitHashKey('0'), '0'.repeat(32));
  assert.equal(explicitHashKey(lastHashKey.toString()), 'f'.repeat(32));
  assert.equal(explicitHashKey((lastHashKey + 1n).toString()), undefined);
});

test('shard ids are read as AWS reads them', () => {
  assert.equal(shardId(12), 'shardId-000000000012');
  for (const [text, index] of [
    ['shardId-000000000000', 0],
    ['0', 0],
    ['-7', 7],
    ['anything-000000000003', 3],
    ['2147483647', 2_147_483_647],
    ['2147483648', undefined],
    ['shardId-', undefined],
    ['shardId', undefined],
    ['shardId-1x', undefined],
  ] as const) {
    assert.equal(shardIndex(text), index, text);
  }
});
