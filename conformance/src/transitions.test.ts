import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, arnOf, newName, shardIdOf, startPaddock } from './harness.js';

// The states that AWS passes through, with a clock that stands still between them.
const paddock = await startPaddock({ transitions: 'brief' });
const { sdk, control } = paddock;
await control.freeze();
after(() => paddock.close());

const statusOf = async (StreamName: string): Promise<string | undefined> =>
  (await sdk.describeStreamSummary({ StreamName })).StreamDescriptionSummary?.StreamStatus;

describe('the states of a stream', () => {
  it('is CREATING, and then ACTIVE', async () => {
    const StreamName = newName();
    await sdk.createStream({ StreamName, ShardCount: 2 });
    const { StreamDescription: creating } = await sdk.describeStream({ StreamName });
    assert.equal(creating?.StreamStatus, 'CREATING');
    assert.deepEqual(creating?.Shards, []);
    assert.equal(creating?.HasMoreShards, false);
    await assert.rejects(sdk.putRecord({ StreamName, PartitionKey: 'a', Data: Buffer.from('a') }), {
      name: 'ResourceNotFoundException',
      message: `Stream ${StreamName} under account ${account} not found.`,
    });
    await assert.rejects(sdk.getShardIterator({ StreamName, ShardId: shardIdOf(0), ShardIteratorType: 'LATEST' }), {
      name: 'ResourceNotFoundException',
      message: /^Shard shardId-000000000000 in stream .* does not exist$/,
    });
    await assert.rejects(sdk.createStream({ StreamName, ShardCount: 2 }), {
      name: 'ResourceInUseException',
      message: `Stream ${StreamName} under account ${account} already exists.`,
    });
    await assert.rejects(sdk.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 25 }), {
      name: 'ResourceInUseException',
      message: `Stream ${StreamName} under account ${account} not ACTIVE, instead in state CREATING`,
    });
    assert.equal((await sdk.listStreams({})).StreamSummaries?.[0]?.StreamStatus, 'CREATING');
    await control.advance(60_000);
    assert.equal(await statusOf(StreamName), 'ACTIVE');
    assert.equal((await sdk.describeStream({ StreamName })).StreamDescription?.Shards?.length, 2);
    await sdk.deleteStream({ StreamName });
    await control.advance(60_000);
  });

  it('is UPDATING while it is split, and takes and gives records meanwhile', async () => {
    const StreamName = newName();
    await sdk.createStream({ StreamName, ShardCount: 1 });
    await control.advance(60_000);
    const split = { StreamName, ShardToSplit: shardIdOf(0), NewStartingHashKey: '1000' };
    await sdk.splitShard(split);
    assert.equal(await statusOf(StreamName), 'UPDATING');
    await assert.rejects(sdk.splitShard(split), {
      name: 'ResourceInUseException',
      message: `Stream ${StreamName} under account ${account} not ACTIVE, instead in state UPDATING`,
    });
    const put = await sdk.putRecord({ StreamName, PartitionKey: 'a', Data: Buffer.from('a') });
    assert.equal(put.ShardId, shardIdOf(0));
    await control.advance(60_000);
    assert.equal(await statusOf(StreamName), 'ACTIVE');
    const after = await sdk.putRecord({
      StreamName,
      PartitionKey: 'a',
      Data: Buffer.from('a'),
      ExplicitHashKey: '999',
    });
    assert.equal(after.ShardId, shardIdOf(1));
    assert.ok(BigInt(after.SequenceNumber ?? 0) > BigInt(put.SequenceNumber ?? 0));
  });

  it('is UPDATING while its settings change', async () => {
    const StreamName = newName();
    await sdk.createStream({ StreamName, ShardCount: 1 });
    await control.advance(60_000);
    await sdk.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 48 });
    assert.equal(await statusOf(StreamName), 'UPDATING');
    await control.advance(60_000);
    await sdk.startStreamEncryption({ StreamName, EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
    assert.equal(await statusOf(StreamName), 'UPDATING');
    await control.advance(60_000);
    const { StreamDescription } = await sdk.describeStream({ StreamName });
    assert.equal(StreamDescription?.StreamStatus, 'ACTIVE');
    assert.equal(StreamDescription?.RetentionPeriodHours, 48);
    assert.equal(StreamDescription?.EncryptionType, 'KMS');
    assert.equal(StreamDescription?.KeyId, 'alias/aws/kinesis');
  });

  it('is DELETING, and then gone', async () => {
    const StreamName = newName();
    await sdk.createStream({ StreamName, ShardCount: 1 });
    await control.advance(60_000);
    await sdk.deleteStream({ StreamARN: arnOf(StreamName) });
    assert.equal(await statusOf(StreamName), 'DELETING');
    await assert.rejects(sdk.putRecord({ StreamName, PartitionKey: 'a', Data: Buffer.from('a') }), {
      name: 'ResourceNotFoundException',
    });
    await assert.rejects(sdk.createStream({ StreamName, ShardCount: 1 }), { name: 'ResourceInUseException' });
    await control.advance(60_000);
    await assert.rejects(sdk.describeStream({ StreamName }), { name: 'ResourceNotFoundException' });
  });
});
