import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  createSdkOverHttp1,
  eventually,
  isIncreasing,
  newStream,
  openShards,
  sequenceNumbers,
  startPaddock,
  textOf,
} from './harness.js';
import { ShardConsumer } from './harness/shard-consumer.js';

// The store on disk, and states that last a while, so that producers meet shards that close under them.
const paddock = await startPaddock({ transitions: 'brief', ephemeral: false });
const { sdk } = paddock;
after(() => paddock.close());

describe('a consumer that follows shards', () => {
  it('loses nothing and repeats nothing while shards split and merge under load', async () => {
    const StreamName = await newStream(sdk, 2);
    const isActive = async (): Promise<boolean> =>
      (await sdk.describeStreamSummary({ StreamName })).StreamDescriptionSummary?.StreamStatus === 'ACTIVE';
    await eventually('the stream is ACTIVE', isActive);
    const consumer = new ShardConsumer(sdk, StreamName);
    await consumer.start();
    const acknowledged = new Map<string, { shard: string; sequenceNumber: string }>();
    let isLoading = true;

    const clients = Array.from({ length: 4 }, () => createSdkOverHttp1(paddock.url));
    const producers = clients.map(async (client, producer) => {
      for (let round = 0; isLoading; round++) {
        const texts = Array.from({ length: producer < 2 ? 1 : 20 }, (_, index) => `${producer}/${round}/${index}`);
        const entries = texts.map((text, index) => ({ PartitionKey: `${producer}-${index}`, Data: Buffer.from(text) }));
        const [only] = entries;
        const results =
          producer < 2 && only
            ? [await client.putRecord({ StreamName, ...only })]
            : ((await client.putRecords({ StreamName, Records: entries })).Records ?? []);
        for (const [index, { ShardId = '', SequenceNumber = '' }] of results.entries()) {
          assert.notEqual(SequenceNumber, '');
          acknowledged.set(texts[index] ?? '', { shard: ShardId, sequenceNumber: SequenceNumber });
        }
      }
    });

    const reshard = async (change: () => Promise<unknown>): Promise<void> => {
      await change();
      await eventually('the stream is ACTIVE', isActive);
      const seen = acknowledged.size;
      await eventually('more is written', () => acknowledged.size > seen + 100);
    };
    const [first] = await openShards(sdk, StreamName);
    await reshard(() =>
      sdk.splitShard({
        StreamName,
        ShardToSplit: first?.ShardId,
        NewStartingHashKey: '1234567890123456789012345678901234',
      }),
    );
    await reshard(() => sdk.updateShardCount({ StreamName, TargetShardCount: 6, ScalingType: 'UNIFORM_SCALING' }));
    const [low, next] = (await openShards(sdk, StreamName)).toSorted((a, b) =>
      BigInt(a.HashKeyRange?.StartingHashKey ?? 0) < BigInt(b.HashKeyRange?.StartingHashKey ?? 0) ? -1 : 1,
    );
    await reshard(() =>
      sdk.mergeShards({ StreamName, ShardToMerge: low?.ShardId, AdjacentShardToMerge: next?.ShardId }),
    );
    await reshard(() => sdk.updateShardCount({ StreamName, TargetShardCount: 3, ScalingType: 'UNIFORM_SCALING' }));
    isLoading = false;
    await Promise.all(producers);
    for (const client of clients) client.destroy();
    await consumer.drain();

    const read = [...consumer.records].flatMap(([shard, records]) => records.map((record) => ({ shard, record })));
    assert.equal(read.length, acknowledged.size);
    for (const { shard, record } of read) {
      assert.deepEqual(acknowledged.get(textOf(record)), { shard, sequenceNumber: record.SequenceNumber });
    }
    assert.equal(new Set(read.map(({ record }) => textOf(record))).size, read.length);
    for (const [shard, records] of consumer.records) assert.ok(isIncreasing(sequenceNumbers(records)), shard);
    // Across shards too, a partition key's records come in the order in which they were put.
    const latest = new Map<string, number>();
    for (const { record } of read) {
      const round = Number(textOf(record).split('/')[1]);
      assert.ok(round > (latest.get(record.PartitionKey ?? '') ?? -1), `${record.PartitionKey} ${round}`);
      latest.set(record.PartitionKey ?? '', round);
    }
    assert.equal(consumer.ended.size, consumer.records.size - 3);
  });
});
