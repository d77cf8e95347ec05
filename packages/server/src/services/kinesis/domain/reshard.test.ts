import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { follows, hashKeyHex, lastHashKey } from './hash-key.js';
import { applySteps, firstShards, mergeStep, scalingRound, splitStep } from './reshard.js';
import { openShards, type ReshardStep, type Shard, type Stream } from './stream.js';

const streamOf = (count: number): Stream => ({
  id: 'abcdefghij0123456789-abc',
  account: '000000000000',
  region: 'us-east-1',
  name: 'wildrydes',
  status: 'ACTIVE',
  mode: 'PROVISIONED',
  created: 1_700_000_000_000,
  retentionHours: 24,
  shardMetrics: [],
  tags: {},
  maxRecordKiB: 1024,
  modeSwitches: [],
  countUpdates: [],
  shards: firstShards(count, 1_700_000_000),
  nextShardIndex: count,
});

const sorted = (stream: Stream): Shard[] => openShards(stream).sort((a, b) => (a.startHash < b.startHash ? -1 : 1));

function assertPartition(stream: Stream): void {
  const open = sorted(stream);
  assert.equal(open[0]?.startHash, '0'.repeat(32));
  assert.equal(open.at(-1)?.endHash, hashKeyHex(lastHashKey));
  for (const [at, shard] of open.entries()) {
    assert.ok(shard.startHash <= shard.endHash);
    const next = open[at + 1];
    if (next) assert.ok(follows(shard, next));
  }
}

function scale(stream: Stream, target: number): Stream {
  for (let round = 0; round < 100; round++) {
    const steps = scalingRound(stream, target);
    if (steps.length === 0) return stream;
    stream = applySteps(stream, steps, new Map(), 1_700_000_100_000);
    assertPartition(stream);
  }
  throw new Error('scaling did not end');
}

test('open shards partition the key space after any splits and merges, and children are younger than their parents', () => {
  const act = fc.record({ pick: fc.nat(), at: fc.bigInt({ min: 0n, max: lastHashKey }), merge: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(act, { maxLength: 30 }), (count, acts) => {
      let stream = streamOf(count);
      for (const { pick, at, merge } of acts) {
        const open = sorted(stream);
        const shard = open[pick % open.length];
        const next = open[(pick % open.length) + 1];
        assert.ok(shard);
        let step: ReshardStep | undefined;
        const key = hashKeyHex(at);
        if (merge && next) step = mergeStep(shard, next);
        else if (shard.startHash < key && key <= shard.endHash) step = splitStep(shard, at);
        if (step) stream = applySteps(stream, [step], new Map([[shard.index, 7]]), 1_700_000_000_000);
        assertPartition(stream);
      }
      for (const [at, shard] of stream.shards.entries()) {
        assert.equal(shard.index, at);
        for (const parent of [shard.parent, shard.adjacentParent]) {
          if (parent !== undefined) assert.ok(shard.createdSecond > (stream.shards[parent]?.createdSecond ?? Infinity));
        }
      }
    }),
  );
});

test('uniform scaling from any layout ends in equal ranges', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
      (count, targets) => {
        let stream = streamOf(count);
        for (const target of targets) {
          stream = scale(stream, target);
          assertPartition(stream);
          const even = firstShards(target, 0);
          assert.equal(sorted(stream).length, target);
          for (const [at, { startHash }] of sorted(stream).entries()) {
            const off = BigInt(`0x${startHash}`) - BigInt(`0x${even[at]?.startHash ?? ''}`);
            assert.ok(off * off <= (1n << 32n) ** 2n, `${off}`);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('doubling splits each shard once, halving merges each pair once, four to five makes fifteen shards', () => {
  assert.equal(scale(streamOf(1), 2).shards.length, 3);
  assert.equal(scale(streamOf(2), 4).shards.length, 6);
  assert.equal(scale(streamOf(3), 6).shards.length, 9);
  assert.equal(scale(streamOf(7), 14).shards.length, 21);
  assert.equal(scale(streamOf(4), 2).shards.length, 6);
  assert.equal(scale(streamOf(6), 3).shards.length, 9);
  assert.equal(scale(streamOf(4), 5).shards.length, 15);
});

test('steps whose parents are closed already change nothing', () => {
  const step = splitStep(firstShards(1, 1)[0] as Shard, 1n << 127n);
  const once = applySteps(streamOf(1), [step], new Map(), 1_700_000_001_000);
  assert.deepEqual(applySteps(once, [step], new Map(), 1_700_000_002_000), once);
});
