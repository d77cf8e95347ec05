import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { waitUntilStreamExists } from '@aws-sdk/client-kinesis';
import { account, arnOf, createSdk, listShards, newName, newStream, shardIdOf, startPaddock } from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

describe('CreateStream and the descriptions of a stream', () => {
  it('makes a provisioned stream of so many shards', async () => {
    const StreamName = newName();
    const before = Date.now();
    await sdk.createStream({ StreamName, ShardCount: 3 });
    const { state } = await waitUntilStreamExists({ client: sdk, maxWaitTime: 5, minDelay: 1 }, { StreamName });
    assert.equal(state, 'SUCCESS');
    const { StreamDescription: stream } = await sdk.describeStream({ StreamName });
    assert.ok(stream);
    const { StreamCreationTimestamp: created, Shards: shards, ...rest } = stream;
    assert.deepEqual(rest, {
      StreamName,
      StreamARN: arnOf(StreamName),
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      HasMoreShards: false,
      RetentionPeriodHours: 24,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: 'NONE',
    });
    assert.ok(created && created.getTime() >= before - 1000 && created.getTime() <= Date.now());
    assert.deepEqual(
      shards?.map(({ ShardId, HashKeyRange }) => [ShardId, HashKeyRange?.StartingHashKey, HashKeyRange?.EndingHashKey]),
      [
        [shardIdOf(0), '0', '113427455640312821154458202477256070484'],
        [shardIdOf(1), '113427455640312821154458202477256070485', '226854911280625642308916404954512140969'],
        [shardIdOf(2), '226854911280625642308916404954512140970', '340282366920938463463374607431768211455'],
      ],
    );
    for (const shard of shards ?? []) {
      assert.match(shard.SequenceNumberRange?.StartingSequenceNumber ?? '', /^4\d{55}$/);
      assert.equal(shard.SequenceNumberRange?.EndingSequenceNumber, undefined);
      assert.equal(shard.ParentShardId, undefined);
    }
    const starts = shards?.map((shard) => BigInt(shard.SequenceNumberRange?.StartingSequenceNumber ?? 0)) ?? [];
    assert.equal((starts[1] ?? 0n) - (starts[0] ?? 0n), 22300745198530623141535718272648361505980432n);
    assert.deepEqual(await listShards(sdk, StreamName), shards);

    const { StreamDescriptionSummary: summary } = await sdk.describeStreamSummary({ StreamARN: arnOf(StreamName) });
    assert.equal(summary?.OpenShardCount, 3);
    assert.equal(summary?.ConsumerCount, 0);
    assert.equal(summary?.MaxRecordSizeInKiB, 1024);
    assert.deepEqual(summary?.StreamCreationTimestamp, created);
  });

  it('makes an on-demand stream of four shards, asked for or by default', async () => {
    for (const StreamModeDetails of [undefined, { StreamMode: 'ON_DEMAND' }] as const) {
      const StreamName = newName();
      await sdk.createStream({ StreamName, ...(StreamModeDetails ? { StreamModeDetails } : {}) });
      const { StreamDescriptionSummary: summary } = await sdk.describeStreamSummary({ StreamName });
      assert.deepEqual(summary?.StreamModeDetails, { StreamMode: 'ON_DEMAND' });
      assert.equal(summary?.OpenShardCount, 4);
    }
  });

  it('pages through shards, at most a hundred at a time', async () => {
    const StreamName = await newStream(sdk, 120);
    const { StreamDescription: first } = await sdk.describeStream({ StreamName, Limit: 10_000 });
    assert.equal(first?.Shards?.length, 100);
    assert.equal(first?.HasMoreShards, true);
    const { StreamDescription: second } = await sdk.describeStream({
      StreamName,
      ExclusiveStartShardId: first?.Shards?.at(-1)?.ShardId,
    });
    assert.equal(second?.HasMoreShards, false);
    assert.deepEqual(
      [...(first?.Shards ?? []), ...(second?.Shards ?? [])].map(({ ShardId }) => ShardId),
      Array.from({ length: 120 }, (_, index) => shardIdOf(index)),
    );
    const { StreamDescription: some } = await sdk.describeStream({
      StreamName,
      Limit: 2,
      ExclusiveStartShardId: 'shardId-5',
    });
    assert.deepEqual(
      some?.Shards?.map(({ ShardId }) => ShardId),
      [shardIdOf(6), shardIdOf(7)],
    );
  });

  it('keeps regions apart, and takes an ARN of its own region only', async () => {
    const StreamName = await newStream(sdk, 1);
    const frankfurt = createSdk(paddock.url, { region: 'eu-central-1' });
    try {
      await assert.rejects(frankfurt.describeStream({ StreamName }), { name: 'ResourceNotFoundException' });
      await frankfurt.createStream({ StreamName, ShardCount: 2 });
      const { StreamDescription } = await frankfurt.describeStream({ StreamName });
      assert.equal(StreamDescription?.StreamARN, arnOf(StreamName, 'eu-central-1'));
      assert.equal(StreamDescription?.Shards?.length, 2);
      assert.equal((await listShards(sdk, StreamName)).length, 1);
      await assert.rejects(frankfurt.describeStream({ StreamARN: arnOf(StreamName) }), {
        name: 'InvalidArgumentException',
      });
    } finally {
      frankfurt.destroy();
    }
  });

  it('takes a name together with an ARN where they agree', async () => {
    const StreamName = await newStream(sdk, 1);
    await sdk.describeStream({ StreamName, StreamARN: arnOf(StreamName) });
    await assert.rejects(sdk.describeStream({ StreamName: `${StreamName}x`, StreamARN: arnOf(StreamName) }), {
      name: 'InvalidArgumentException',
    });
    await assert.rejects(sdk.describeStream({}), { name: 'InvalidArgumentException' });
  });
});

describe('ListStreams', () => {
  it('lists by name, in pages, by token or by the last name', async () => {
    const sydney = createSdk(paddock.url, { region: 'ap-southeast-2' });
    try {
      const names = ['a', 'B', 'c.1', 'c_2', 'd'].map((name) => `listed-${name}`);
      for (const StreamName of names.toReversed()) await sydney.createStream({ StreamName, ShardCount: 1 });
      const sorted = names.toSorted();
      const all = await sydney.listStreams({});
      assert.deepEqual(all.StreamNames, sorted);
      assert.equal(all.HasMoreStreams, false);
      assert.equal(all.NextToken, undefined);
      const [summary] = all.StreamSummaries ?? [];
      assert.equal(summary?.StreamARN, arnOf(sorted[0] ?? '', 'ap-southeast-2'));
      assert.equal(summary?.StreamStatus, 'ACTIVE');
      assert.ok(summary?.StreamCreationTimestamp instanceof Date);

      const first = await sydney.listStreams({ Limit: 2 });
      assert.deepEqual(first.StreamNames, sorted.slice(0, 2));
      assert.equal(first.HasMoreStreams, true);
      const second = await sydney.listStreams({ Limit: 2, NextToken: first.NextToken });
      assert.deepEqual(second.StreamNames, sorted.slice(2, 4));
      const third = await sydney.listStreams({ Limit: 2, ExclusiveStartStreamName: sorted[3] });
      assert.deepEqual(third.StreamNames, sorted.slice(4));
      assert.equal(third.HasMoreStreams, false);
      // A name need not be a stream's to begin after it.
      assert.deepEqual(
        (await sydney.listStreams({ ExclusiveStartStreamName: 'listed-c' })).StreamNames,
        sorted.slice(2),
      );
    } finally {
      sydney.destroy();
    }
  });
});

describe('DeleteStream', () => {
  it('removes the stream and its records; the name is free again and another stream', async () => {
    const StreamName = await newStream(sdk, 1);
    await sdk.putRecord({ StreamName, PartitionKey: 'a', Data: Buffer.from('old') });
    const { ShardIterator } = await sdk.getShardIterator({
      StreamName,
      ShardId: shardIdOf(0),
      ShardIteratorType: 'TRIM_HORIZON',
    });
    await sdk.deleteStream({ StreamName });
    await assert.rejects(sdk.describeStream({ StreamName }), {
      name: 'ResourceNotFoundException',
      message: `Stream ${StreamName} under account ${account} not found.`,
    });
    await sdk.createStream({ StreamName, ShardCount: 1 });
    const gone = {
      name: 'ResourceNotFoundException',
      message: `Shard ${shardIdOf(0)} in stream ${StreamName} under account ${account} does not exist`,
    };
    await assert.rejects(sdk.getRecords({ ShardIterator }), gone);
    const fresh = await sdk.getShardIterator({
      StreamName,
      ShardId: shardIdOf(0),
      ShardIteratorType: 'TRIM_HORIZON',
    });
    assert.deepEqual((await sdk.getRecords({ ShardIterator: fresh.ShardIterator })).Records, []);
  });
});
