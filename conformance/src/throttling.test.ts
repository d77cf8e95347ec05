import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { account, createSdk, iteratorOf, newName, newStream, startPaddock } from './harness.js';

// With AWS's rates in force and a clock that stands still, so that every answer is certain.
const paddock = await startPaddock({ limits: true });
const { sdk, control } = paddock;
await control.freeze();
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const cloudWatch = new CloudWatch({ endpoint: paddock.url, region: 'us-east-1', credentials });
after(async () => {
  cloudWatch.destroy();
  await paddock.close();
});

const second = (): Promise<number> => control.advance(1000);
const few = async (shards = 1): Promise<string> => {
  await second();
  return newStream(sdk, shards);
};
const exceeded = 'ProvisionedThroughputExceededException';

describe('the write rate of a shard', () => {
  it('is 1,000 records a second', async () => {
    const StreamName = await few();
    const Records = Array.from({ length: 400 }, () => ({ PartitionKey: 'p', Data: Buffer.from('x') }));
    await sdk.putRecords({ StreamName, Records });
    await sdk.putRecords({ StreamName, Records });
    const third = await sdk.putRecords({ StreamName, Records });
    assert.equal(third.FailedRecordCount, 200);
    assert.deepEqual(third.Records?.[399], {
      ErrorCode: exceeded,
      ErrorMessage: `Rate exceeded for shard shardId-000000000000 in stream ${StreamName} under account ${account}.`,
    });
    assert.ok(third.Records?.slice(0, 200).every(({ SequenceNumber, ErrorCode }) => SequenceNumber && !ErrorCode));
    await assert.rejects(sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from('x') }), {
      name: exceeded,
      message: `Rate exceeded for shard shardId-000000000000 in stream ${StreamName} under account ${account}.`,
    });
    await control.advance(100);
    assert.equal((await sdk.putRecords({ StreamName, Records: Records.slice(0, 100) })).FailedRecordCount, 0);
    await second();
    assert.equal((await sdk.putRecords({ StreamName, Records })).FailedRecordCount, 0);
    // What was throttled is not there.
    const { Records: read } = await sdk.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName) });
    assert.equal(read?.length, 1000 + 100 + 400);
  });

  it('is 1 MiB a second, partition keys included', async () => {
    const StreamName = await few();
    const half = { PartitionKey: 'half', Data: Buffer.alloc(524_288 - 4) };
    const first = await sdk.putRecords({
      StreamName,
      Records: [half, half, { PartitionKey: 'p', Data: Buffer.alloc(0) }],
    });
    assert.deepEqual(
      first.Records?.map(({ ErrorCode }) => ErrorCode),
      [undefined, undefined, exceeded],
    );
    await control.advance(500);
    await sdk.putRecord({ StreamName, ...half });
    await assert.rejects(sdk.putRecord({ StreamName, ...half }), { name: exceeded });
  });

  it("is each shard's own: PutRecords fails in parts", async () => {
    const StreamName = await few(2);
    const [low, high] = ['0', String((1n << 128n) - 1n)];
    const filled = { PartitionKey: 'p', ExplicitHashKey: low, Data: Buffer.alloc(1_048_575) };
    await sdk.putRecord({ StreamName, ...filled });
    const { Records, FailedRecordCount } = await sdk.putRecords({
      StreamName,
      Records: [low, high, low, high].map((ExplicitHashKey) => ({
        PartitionKey: 'p',
        ExplicitHashKey,
        Data: Buffer.alloc(100),
      })),
    });
    assert.equal(FailedRecordCount, 2);
    assert.deepEqual(
      Records?.map(({ ErrorCode }) => ErrorCode),
      [exceeded, undefined, exceeded, undefined],
    );
    assert.deepEqual(
      Records?.map(({ ShardId }) => ShardId),
      [undefined, 'shardId-000000000001', undefined, 'shardId-000000000001'],
    );
  });
});

describe('the read rate of a shard', () => {
  it('is five calls a second', async () => {
    const StreamName = await few();
    const ShardIterator = await iteratorOf(sdk, StreamName);
    for (let call = 0; call < 5; call++) await sdk.getRecords({ ShardIterator });
    await assert.rejects(sdk.getRecords({ ShardIterator }), {
      name: exceeded,
      message: `Rate exceeded for Shard - ${account}/${StreamName}/shardId-000000000000`,
    });
    await control.advance(200);
    await sdk.getRecords({ ShardIterator });
    await assert.rejects(sdk.getRecords({ ShardIterator }), { name: exceeded });
  });

  it('shows in the share of what succeeded', async () => {
    const StreamName = await few();
    const ShardIterator = await iteratorOf(sdk, StreamName);
    for (let call = 0; call < 5; call++) await sdk.getRecords({ ShardIterator });
    for (let call = 0; call < 3; call++) await assert.rejects(sdk.getRecords({ ShardIterator }), { name: exceeded });
    const now = await control.advance(0);
    const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
      Namespace: 'AWS/Kinesis',
      MetricName: 'GetRecords.Success',
      Dimensions: [{ Name: 'StreamName', Value: StreamName }],
      StartTime: new Date(now - 3_600_000),
      EndTime: new Date(now + 3_600_000),
      Period: 7200,
      Statistics: ['Average', 'SampleCount'],
    });
    assert.deepEqual(
      Datapoints.map(({ Average, SampleCount }) => [Average, SampleCount]),
      [[5 / 8, 8]],
    );
  });

  it('is five iterators a second', async () => {
    const StreamName = await few();
    for (let call = 0; call < 5; call++) await iteratorOf(sdk, StreamName);
    await assert.rejects(iteratorOf(sdk, StreamName), { name: exceeded });
    await control.advance(200);
    await iteratorOf(sdk, StreamName);
  });

  it('is 2 MiB a second: after a larger answer a reader has to wait', async () => {
    const StreamName = await few();
    for (let index = 0; index < 10; index++) {
      await sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.alloc(1_048_575) });
      await second();
    }
    const ShardIterator = await iteratorOf(sdk, StreamName);
    const { Records } = await sdk.getRecords({ ShardIterator });
    assert.equal(Records?.length, 10);
    await control.advance(4990);
    await assert.rejects(sdk.getRecords({ ShardIterator }), { name: exceeded });
    await control.advance(20);
    await sdk.getRecords({ ShardIterator });
  });
});

describe('the rates of calls', () => {
  const rates: readonly (readonly [string, number, (StreamName: string) => Promise<unknown>])[] = [
    ['ListStreams', 5, () => sdk.listStreams({})],
    ['DescribeStream', 10, (StreamName) => sdk.describeStream({ StreamName })],
    ['DescribeStreamSummary', 20, (StreamName) => sdk.describeStreamSummary({ StreamName })],
    ['DescribeLimits', 1, () => sdk.describeLimits({})],
    ['ListTagsForStream', 5, (StreamName) => sdk.listTagsForStream({ StreamName })],
    ['AddTagsToStream', 5, (StreamName) => sdk.addTagsToStream({ StreamName, Tags: { a: 'b' } })],
    ['CreateStream', 5, () => sdk.createStream({ StreamName: newName(), ShardCount: 1 })],
  ];
  for (const [operation, rate, call] of rates) {
    it(`is ${rate} a second for ${operation}`, async () => {
      const StreamName = await few();
      await second();
      for (let made = 0; made < rate; made++) await call(StreamName);
      await assert.rejects(call(StreamName), { name: 'LimitExceededException', message: /^Rate exceeded/ });
      await second();
      await call(StreamName);
    });
  }

  it("is a client's to respect: the SDK waits and tries again", async () => {
    await control.release();
    const patient = createSdk(paddock.url, { maxAttempts: 10 });
    try {
      const StreamName = await newStream(sdk);
      const ShardIterator = await iteratorOf(sdk, StreamName);
      await Promise.all(Array.from({ length: 7 }, () => patient.getRecords({ ShardIterator })));
    } finally {
      patient.destroy();
      await control.freeze();
    }
  });
});

describe('quotas', () => {
  it('allow five streams to be created at a time', async () => {
    const brief = await startPaddock({ limits: true, transitions: 'brief' });
    try {
      await brief.control.freeze();
      for (let index = 0; index < 5; index++) await brief.sdk.createStream({ StreamName: newName(), ShardCount: 1 });
      await brief.control.advance(100);
      await brief.control.advance(50);
      await brief.control.advance(49);
      await assert.rejects(brief.sdk.createStream({ StreamName: newName(), ShardCount: 1 }), {
        name: 'LimitExceededException',
        message:
          /^(Rate exceeded|This request would have exceed the limit on the number of streams that can simultaneously be in CREATING or DELETING)/,
      });
      await brief.control.advance(60_000);
      await brief.sdk.createStream({ StreamName: newName(), ShardCount: 1 });
    } finally {
      await brief.close();
    }
  });

  it('bound the shards of an account in a region', async () => {
    await second();
    await assert.rejects(sdk.createStream({ StreamName: newName(), ShardCount: 100_000 }), {
      name: 'LimitExceededException',
      message:
        /^This request would exceed the shard limit for the account 000000000000 in us-east-1\. Current shard count for the account: \d+\. Limit: \d+\. Number of additional shards that would have resulted from this request: 100000\. Refer to the AWS Service Limits page \(http:\/\/docs\.aws\.amazon\.com\/general\/latest\/gr\/aws_service_limits\.html\) for current limits and how to request higher limits\.$/,
    });
  });
});
