import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Kinesis, Shard } from '@aws-sdk/client-kinesis';
import {
  arnOf,
  isOpen,
  iteratorOf,
  listShards,
  newStream,
  openShards,
  readShard,
  shardIdOf,
  startPaddock,
  textOf,
} from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

const most = (1n << 128n) - 1n;
const put = (StreamName: string, ExplicitHashKey: bigint, text: string) =>
  sdk.putRecord({ StreamName, PartitionKey: 'p', ExplicitHashKey: String(ExplicitHashKey), Data: Buffer.from(text) });
const range = ({ HashKeyRange }: Shard): [bigint, bigint] => [
  BigInt(HashKeyRange?.StartingHashKey ?? -1),
  BigInt(HashKeyRange?.EndingHashKey ?? -1),
];

/** Whether the ranges cover the key space, each key once. */
function assertPartition(shards: readonly Shard[]): void {
  const ranges = shards.map(range).toSorted(([a], [b]) => (a < b ? -1 : 1));
  let next = 0n;
  for (const [start, end] of ranges) {
    assert.equal(start, next);
    assert.ok(end >= start);
    next = end + 1n;
  }
  assert.equal(next, most + 1n);
}

describe('SplitShard', () => {
  it('closes the parent, and has two children share its range', async () => {
    const StreamName = await newStream(sdk, 1);
    const before = [await put(StreamName, 0n, 'a'), await put(StreamName, most, 'b')];
    const iterator = await iteratorOf(sdk, StreamName, 0, { ShardIteratorType: 'LATEST' });
    await sdk.splitShard({ StreamName, ShardToSplit: 'shardId-0', NewStartingHashKey: '1000' });
    const shards = await listShards(sdk, StreamName);
    assert.deepEqual(
      shards.map(({ ShardId, ParentShardId, AdjacentParentShardId }) => [
        ShardId,
        ParentShardId,
        AdjacentParentShardId,
      ]),
      [
        [shardIdOf(0), undefined, undefined],
        [shardIdOf(1), shardIdOf(0), undefined],
        [shardIdOf(2), shardIdOf(0), undefined],
      ],
    );
    assert.deepEqual(shards.map(range), [
      [0n, most],
      [0n, 999n],
      [1000n, most],
    ]);
    const numbers = shards.map(({ SequenceNumberRange: numbersOf }) => ({
      start: BigInt(numbersOf?.StartingSequenceNumber ?? 0),
      end: BigInt(numbersOf?.EndingSequenceNumber ?? 0),
    }));
    const last = BigInt(before[1]?.SequenceNumber ?? 0);
    assert.ok((numbers[0]?.end ?? 0n) > last);
    assert.ok((numbers[1]?.start ?? 0n) > last);

    const low = await put(StreamName, 999n, 'c');
    const high = await put(StreamName, 1000n, 'd');
    assert.deepEqual([low.ShardId, high.ShardId], [shardIdOf(1), shardIdOf(2)]);
    assert.ok(BigInt(low.SequenceNumber ?? 0) > (numbers[1]?.start ?? 0n));
    assert.deepEqual((await readShard(sdk, StreamName, 0)).map(textOf), ['a', 'b']);
    assert.deepEqual((await readShard(sdk, StreamName, 1)).map(textOf), ['c']);

    const end = await sdk.getRecords({ ShardIterator: iterator });
    assert.deepEqual(end.Records, []);
    assert.equal(end.NextShardIterator, undefined);
    assert.deepEqual(end.ChildShards, [
      {
        ShardId: shardIdOf(1),
        ParentShards: [shardIdOf(0)],
        HashKeyRange: { StartingHashKey: '0', EndingHashKey: '999' },
      },
      {
        ShardId: shardIdOf(2),
        ParentShards: [shardIdOf(0)],
        HashKeyRange: { StartingHashKey: '1000', EndingHashKey: String(most) },
      },
    ]);
  });
});

describe('MergeShards', () => {
  it('closes two neighbours, and has one child have their range', async () => {
    const StreamName = await newStream(sdk, 3);
    await put(StreamName, 0n, 'low');
    await put(StreamName, most, 'high');
    await sdk.mergeShards({ StreamName, ShardToMerge: shardIdOf(0), AdjacentShardToMerge: shardIdOf(1) });
    const shards = await listShards(sdk, StreamName);
    const child = shards[3];
    assert.ok(child);
    assert.deepEqual([child.ParentShardId, child.AdjacentParentShardId], [shardIdOf(0), shardIdOf(1)]);
    assert.deepEqual(range(child), [0n, range(shards[2] ?? child)[0] - 1n]);
    assertPartition(await openShards(sdk, StreamName));
    assert.equal((await put(StreamName, 5n, 'merged')).ShardId, shardIdOf(3));
    for (const parent of [0, 1]) {
      const { NextShardIterator, ChildShards } = await sdk.getRecords({
        ShardIterator: await iteratorOf(sdk, StreamName, parent),
      });
      assert.equal(NextShardIterator, undefined);
      assert.deepEqual(
        ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards]),
        [[shardIdOf(3), [shardIdOf(0), shardIdOf(1)]]],
      );
    }
    assert.deepEqual((await readShard(sdk, StreamName, 3)).map(textOf), ['merged']);
  });
});

describe('UpdateShardCount', () => {
  // How many shards there have been in the end, where that is known of AWS.
  const cases = [
    { from: 2, to: 4, total: 6 },
    { from: 4, to: 5, total: 15 },
    { from: 4, to: 2, total: 6 },
    { from: 10, to: 13, total: undefined },
    { from: 5, to: 3, total: undefined },
    { from: 3, to: 6, total: 9 },
  ];
  for (const { from, to, total } of cases) {
    it(`goes from ${from} to ${to} open shards of equal ranges`, async () => {
      const StreamName = await newStream(sdk, from);
      const answer = await sdk.updateShardCount({ StreamName, TargetShardCount: to, ScalingType: 'UNIFORM_SCALING' });
      assert.equal(answer.CurrentShardCount, from);
      assert.equal(answer.TargetShardCount, to);
      assert.equal(answer.StreamName, StreamName);
      assert.equal(answer.StreamARN, arnOf(StreamName));
      const shards = await listShards(sdk, StreamName);
      const open = shards.filter(isOpen);
      assert.equal(open.length, to);
      if (total !== undefined) assert.equal(shards.length, total);
      assertPartition(open);
      const share = (most + 1n) / BigInt(to);
      for (const [start, end] of open.map(range)) assert.ok(end - start > share - 100n && end - start < share + 100n);
      const byId = new Map(shards.map((shard) => [shard.ShardId, shard]));
      for (const shard of shards) {
        for (const parent of [shard.ParentShardId, shard.AdjacentParentShardId]) {
          if (parent !== undefined) assert.equal(isOpen(byId.get(parent) ?? shard), false, `${parent} is closed`);
        }
      }
    });
  }
});

describe('ListShards', () => {
  it('filters by what was open when', async () => {
    const { control } = paddock;
    await control.freeze();
    const StreamName = await newStream(sdk, 1);
    const created = await control.advance(10_000);
    await sdk.splitShard({ StreamName, ShardToSplit: '0', NewStartingHashKey: '100' });
    const split = await control.advance(10_000);
    await sdk.mergeShards({ StreamName, ShardToMerge: '1', AdjacentShardToMerge: '2' });
    await control.advance(10_000);
    const ids = async (filter: NonNullable<Parameters<Kinesis['listShards']>[0]>['ShardFilter']): Promise<number[]> =>
      ((await sdk.listShards({ StreamName, ShardFilter: filter })).Shards ?? []).map(({ ShardId }) =>
        Number(ShardId?.split('-')[1]),
      );
    assert.deepEqual(await ids({ Type: 'AT_LATEST' }), [3]);
    assert.deepEqual(await ids({ Type: 'AT_TRIM_HORIZON' }), [0]);
    assert.deepEqual(await ids({ Type: 'FROM_TRIM_HORIZON' }), [0, 1, 2, 3]);
    assert.deepEqual(await ids({ Type: 'AFTER_SHARD_ID', ShardId: 'shardId-000000000001' }), [2, 3]);
    assert.deepEqual(await ids({ Type: 'AT_TIMESTAMP', Timestamp: new Date(created - 5000) }), [0]);
    assert.deepEqual(await ids({ Type: 'AT_TIMESTAMP', Timestamp: new Date(split - 5000) }), [1, 2]);
    assert.deepEqual(await ids({ Type: 'FROM_TIMESTAMP', Timestamp: new Date(split - 5000) }), [1, 2, 3]);
    await control.release();
  });

  it('pages, with a token that stands for the first request', async () => {
    const StreamName = await newStream(sdk, 5);
    const first = await sdk.listShards({ StreamName, MaxResults: 2, ExclusiveStartShardId: shardIdOf(0) });
    assert.deepEqual(
      first.Shards?.map(({ ShardId }) => ShardId),
      [shardIdOf(1), shardIdOf(2)],
    );
    const second = await sdk.listShards({ NextToken: first.NextToken, MaxResults: 10 });
    assert.deepEqual(
      second.Shards?.map(({ ShardId }) => ShardId),
      [shardIdOf(3), shardIdOf(4)],
    );
    assert.equal(second.NextToken, undefined);
    await assert.rejects(sdk.listShards({ NextToken: 'AAAA' }), { name: 'InvalidArgumentException' });
    await paddock.control.freeze();
    const { NextToken } = await sdk.listShards({ StreamName, MaxResults: 2 });
    await paddock.control.advance(301_000);
    await assert.rejects(sdk.listShards({ NextToken }), { name: 'ExpiredNextTokenException' });
    await paddock.control.release();
  });
});
