import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { arnOf, newName, newStream, readShard, startPaddock } from './harness.js';

const paddock = await startPaddock();
const { sdk, control } = paddock;
after(() => paddock.close());

const everyMetric = [
  'IncomingBytes',
  'IncomingRecords',
  'IteratorAgeMilliseconds',
  'OutgoingBytes',
  'OutgoingRecords',
  'ReadProvisionedThroughputExceeded',
  'WriteProvisionedThroughputExceeded',
];

describe('encryption', () => {
  it('shows on the stream, and on what is put and read', async () => {
    const StreamName = await newStream(sdk);
    const put = () => sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from('x') });
    await put();
    await sdk.startStreamEncryption({ StreamName, EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
    assert.equal((await put()).EncryptionType, 'KMS');
    const batch = await sdk.putRecords({ StreamName, Records: [{ PartitionKey: 'p', Data: Buffer.from('y') }] });
    assert.equal(batch.EncryptionType, 'KMS');
    const { StreamDescriptionSummary: summary } = await sdk.describeStreamSummary({ StreamName });
    assert.deepEqual([summary?.EncryptionType, summary?.KeyId], ['KMS', 'alias/aws/kinesis']);
    await sdk.stopStreamEncryption({ StreamName, EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
    const { StreamDescription } = await sdk.describeStream({ StreamName });
    assert.deepEqual([StreamDescription?.EncryptionType, StreamDescription?.KeyId], ['NONE', undefined]);
    await put();
    const types = (await readShard(sdk, StreamName)).map(({ EncryptionType }) => EncryptionType);
    assert.deepEqual(types, [undefined, 'KMS', 'KMS', undefined]);
  });
});

describe('enhanced monitoring', () => {
  it('is switched on and off by metric, or altogether', async () => {
    const StreamName = await newStream(sdk);
    const on = await sdk.enableEnhancedMonitoring({
      StreamName,
      ShardLevelMetrics: ['IncomingBytes', 'OutgoingRecords'],
    });
    assert.equal(on.StreamName, StreamName);
    assert.equal(on.StreamARN, arnOf(StreamName));
    assert.deepEqual(on.CurrentShardLevelMetrics, []);
    assert.deepEqual(on.DesiredShardLevelMetrics?.toSorted(), ['IncomingBytes', 'OutgoingRecords']);
    const all = await sdk.enableEnhancedMonitoring({ StreamARN: arnOf(StreamName), ShardLevelMetrics: ['ALL'] });
    assert.deepEqual(all.CurrentShardLevelMetrics?.toSorted(), ['IncomingBytes', 'OutgoingRecords']);
    assert.deepEqual(all.DesiredShardLevelMetrics?.toSorted(), everyMetric);
    const fewer = await sdk.disableEnhancedMonitoring({ StreamName, ShardLevelMetrics: ['IncomingBytes'] });
    assert.deepEqual(fewer.CurrentShardLevelMetrics?.toSorted(), everyMetric);
    assert.deepEqual(fewer.DesiredShardLevelMetrics?.toSorted(), everyMetric.slice(1));
    const { StreamDescription } = await sdk.describeStream({ StreamName });
    assert.deepEqual(StreamDescription?.EnhancedMonitoring?.[0]?.ShardLevelMetrics?.toSorted(), everyMetric.slice(1));
    const none = await sdk.disableEnhancedMonitoring({ StreamName, ShardLevelMetrics: ['ALL'] });
    assert.deepEqual(none.DesiredShardLevelMetrics, []);
  });
});

describe('the mode of a stream', () => {
  it('changes both ways, and the shards stay', async () => {
    const StreamName = await newStream(sdk, 2);
    const StreamARN = arnOf(StreamName);
    const describeIt = async () => (await sdk.describeStreamSummary({ StreamARN })).StreamDescriptionSummary;
    await sdk.updateStreamMode({ StreamARN, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
    assert.deepEqual(
      [(await describeIt())?.StreamModeDetails?.StreamMode, (await describeIt())?.OpenShardCount],
      ['ON_DEMAND', 2],
    );
    await sdk.updateStreamMode({ StreamARN, StreamModeDetails: { StreamMode: 'PROVISIONED' } });
    assert.deepEqual(
      [(await describeIt())?.StreamModeDetails?.StreamMode, (await describeIt())?.OpenShardCount],
      ['PROVISIONED', 2],
    );
  });
});

describe('the account', () => {
  it('has limits, and counts what is there', async () => {
    const before = await sdk.describeLimits({});
    assert.ok((before.ShardLimit ?? 0) > 0 && (before.OnDemandStreamCountLimit ?? 0) > 0);
    await newStream(sdk, 7);
    await sdk.createStream({ StreamName: newName() });
    const later = await sdk.describeLimits({});
    assert.ok((later.OpenShardCount ?? 0) - (before.OpenShardCount ?? 0) >= 7);
    assert.equal((later.OnDemandStreamCount ?? 0) - (before.OnDemandStreamCount ?? 0), 1);
  });

  it('can commit itself for a day at least', async () => {
    const started = await control.freeze();
    const fresh = await sdk.describeAccountSettings({});
    assert.deepEqual(fresh.MinimumThroughputBillingCommitment, { Status: 'DISABLED' });
    const update = async (Status: 'ENABLED' | 'DISABLED') =>
      (await sdk.updateAccountSettings({ MinimumThroughputBillingCommitment: { Status } }))
        .MinimumThroughputBillingCommitment;
    const on = await update('ENABLED');
    assert.equal(on?.Status, 'ENABLED');
    assert.equal(on?.StartedAt?.getTime(), started);
    assert.equal(on?.EarliestAllowedEndAt?.getTime(), started + 86_400_000);
    assert.equal((await update('DISABLED'))?.Status, 'ENABLED_UNTIL_EARLIEST_ALLOWED_END');
    assert.equal((await update('ENABLED'))?.Status, 'ENABLED');
    await update('DISABLED');
    await control.advance(86_400_001);
    const after = (await sdk.describeAccountSettings({})).MinimumThroughputBillingCommitment;
    assert.equal(after?.Status, 'DISABLED');
    assert.equal(after?.EndedAt?.getTime(), started + 86_400_000);
    await control.release();
  });
});
