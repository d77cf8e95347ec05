import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, arnOf, newStream, startPaddock } from './harness.js';
import { testErrors, type ErrorCase } from './harness/error-cases.js';

const paddock = await startPaddock();
const { sdk, call } = paddock;
after(() => paddock.close());

const stream = await newStream(sdk, 3, 'errors');
await sdk.mergeShards({ StreamName: stream, ShardToMerge: '1', AdjacentShardToMerge: '2' });
const onDemand = 'errors-on-demand';
await sdk.createStream({ StreamName: onDemand, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
const largest = '340282366920938463463374607431768211455';
const under = `in stream ${stream} under account ${account}`;
const notFound = (name: string) => `Stream ${name} under account ${account} not found.`;

const cases: readonly ErrorCase[] = [
  // Streams that are not there
  ...(
    [
      ['DeleteStream', {}],
      ['DescribeStream', {}],
      ['DescribeStreamSummary', {}],
      ['ListShards', {}],
      ['IncreaseStreamRetentionPeriod', { RetentionPeriodHours: 48 }],
      ['DecreaseStreamRetentionPeriod', { RetentionPeriodHours: 48 }],
      ['SplitShard', { ShardToSplit: '0', NewStartingHashKey: '5' }],
      ['MergeShards', { ShardToMerge: '0', AdjacentShardToMerge: '1' }],
      ['UpdateShardCount', { TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' }],
      ['AddTagsToStream', { Tags: { a: 'b' } }],
      ['RemoveTagsFromStream', { TagKeys: ['a'] }],
      ['ListTagsForStream', {}],
      ['EnableEnhancedMonitoring', { ShardLevelMetrics: ['ALL'] }],
      ['DisableEnhancedMonitoring', { ShardLevelMetrics: ['ALL'] }],
      ['StartStreamEncryption', { EncryptionType: 'KMS', KeyId: 'k' }],
      ['StopStreamEncryption', { EncryptionType: 'KMS', KeyId: 'k' }],
      ['PutRecord', { PartitionKey: 'p', Data: '' }],
      ['PutRecords', { Records: [{ PartitionKey: 'p', Data: '' }] }],
    ] as const
  ).map(([operation, input]): ErrorCase => [
    operation,
    { StreamName: 'nowhere', ...input },
    'ResourceNotFoundException',
    notFound('nowhere'),
  ]),
  [
    'UpdateStreamMode',
    { StreamARN: arnOf('nowhere'), StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    'ResourceNotFoundException',
    notFound('nowhere'),
  ],
  [
    'UpdateMaxRecordSize',
    { StreamARN: arnOf('nowhere'), MaxRecordSizeInKiB: 2048 },
    'ResourceNotFoundException',
    notFound('nowhere'),
  ],
  // CreateStream
  [
    'CreateStream',
    { StreamName: stream, ShardCount: 1 },
    'ResourceInUseException',
    `Stream ${stream} under account ${account} already exists.`,
  ],
  [
    'CreateStream',
    { StreamName: 'a', ShardCount: 1, StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    'InvalidArgumentException',
    'ShardCount is not expected when StreamMode=ON_DEMAND',
  ],
  // The retention period
  [
    'IncreaseStreamRetentionPeriod',
    { StreamName: stream, RetentionPeriodHours: 23 },
    'InvalidArgumentException',
    'Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.',
  ],
  [
    'DecreaseStreamRetentionPeriod',
    { StreamName: stream, RetentionPeriodHours: 23 },
    'InvalidArgumentException',
    'Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.',
  ],
  [
    'IncreaseStreamRetentionPeriod',
    { StreamName: stream, RetentionPeriodHours: 8761 },
    'InvalidArgumentException',
    'Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.',
  ],
  [
    'DecreaseStreamRetentionPeriod',
    { StreamName: stream, RetentionPeriodHours: 48 },
    'InvalidArgumentException',
    `Requested retention period (48 hours) for stream ${stream} can not be longer than existing retention period (24 hours). Use IncreaseRetentionPeriod API.`,
  ],
  // SplitShard
  [
    'SplitShard',
    { StreamName: 'nowhere', ShardToSplit: 'abc', NewStartingHashKey: '5' },
    'ResourceNotFoundException',
    `Could not find shard abc in stream nowhere under account ${account}.`,
  ],
  [
    'SplitShard',
    { StreamName: stream, ShardToSplit: 'shardId-2147483648', NewStartingHashKey: '5' },
    'ResourceNotFoundException',
    `Could not find shard shardId-2147483648 ${under}.`,
  ],
  [
    'SplitShard',
    { StreamName: stream, ShardToSplit: 'shardId-9', NewStartingHashKey: '5' },
    'ResourceNotFoundException',
    `Could not find shard shardId-000000000009 ${under}.`,
  ],
  ...['0', '1', '113427455640312821154458202477256070484', largest].map((key): ErrorCase => [
    'SplitShard',
    { StreamName: stream, ShardToSplit: 'shardId-0', NewStartingHashKey: key },
    'InvalidArgumentException',
    `NewStartingHashKey ${key} used in SplitShard() on shard shardId-000000000000 ${under} is not both greater than one plus the shard's ` +
      "StartingHashKey 0 and less than the shard's EndingHashKey 113427455640312821154458202477256070484.",
  ]),
  [
    'SplitShard',
    { StreamName: stream, ShardToSplit: '1', NewStartingHashKey: '150000000000000000000000000000000000000' },
    'InvalidArgumentException',
    `Shard shardId-000000000001 ${under} has already been merged or split, and thus is not eligible for merging or splitting.`,
  ],
  [
    'SplitShard',
    { StreamName: onDemand, ShardToSplit: '0', NewStartingHashKey: '5' },
    'ValidationException',
    `Request is invalid. Stream ${onDemand} under account ${account} is in On-Demand mode.`,
  ],
  // MergeShards
  [
    'MergeShards',
    { StreamName: 'nowhere', ShardToMerge: 'x', AdjacentShardToMerge: 'y' },
    'ResourceNotFoundException',
    `Could not find shard x in stream nowhere under account ${account}.`,
  ],
  [
    'MergeShards',
    { StreamName: 'nowhere', ShardToMerge: '0', AdjacentShardToMerge: 'y' },
    'ResourceNotFoundException',
    `Could not find shard y in stream nowhere under account ${account}.`,
  ],
  [
    'MergeShards',
    { StreamName: stream, ShardToMerge: '0', AdjacentShardToMerge: '9' },
    'ResourceNotFoundException',
    `Could not find shard shardId-000000000009 ${under}.`,
  ],
  [
    'MergeShards',
    { StreamName: stream, ShardToMerge: '3', AdjacentShardToMerge: '0' },
    'InvalidArgumentException',
    `Shards shardId-000000000003 and shardId-000000000000 ${under} are not an adjacent pair of shards eligible for merging`,
  ],
  [
    'MergeShards',
    { StreamName: stream, ShardToMerge: '0', AdjacentShardToMerge: '0' },
    'InvalidArgumentException',
    `Shards shardId-000000000000 and shardId-000000000000 ${under} are not an adjacent pair of shards eligible for merging`,
  ],
  // Tags
  ...[';', '\t', '\n', ','].map((character): ErrorCase => [
    'AddTagsToStream',
    { StreamName: stream, Tags: { [`a${character}`]: 'b' } },
    'InvalidArgumentException',
    'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.',
  ]),
  [
    'AddTagsToStream',
    { StreamName: stream, Tags: { a: '50%' } },
    'InvalidArgumentException',
    `Failed to add tags to stream ${stream} under account ${account} because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.`,
  ],
  [
    'RemoveTagsFromStream',
    { StreamName: stream, TagKeys: ['a;'] },
    'InvalidArgumentException',
    'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.',
  ],
  [
    'RemoveTagsFromStream',
    { StreamName: stream, TagKeys: ['50%'] },
    'InvalidArgumentException',
    `Failed to remove tags from stream ${stream} under account ${account} because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.`,
  ],
  [
    'AddTagsToStream',
    { StreamName: stream, Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key ${index}`, ''])) },
    'InvalidArgumentException',
    /^Failed to add tags to stream errors-\d+ under account 000000000000 because a given stream cannot have more than \d+ tags associated with it\.$/,
  ],
  // ListShards
  ['ListShards', {}, 'InvalidArgumentException', 'Either NextToken or StreamName should be provided.'],
  [
    'ListShards',
    { NextToken: 'abc', StreamName: stream },
    'InvalidArgumentException',
    'NextToken and StreamName cannot be provided together.',
  ],
  [
    'ListShards',
    { NextToken: 'abc', ShardFilter: { Type: 'AT_LATEST' } },
    'InvalidArgumentException',
    'NextToken and ShardFilter cannot be provided together.',
  ],
  // UpdateShardCount; this stream has two open shards
  [
    'UpdateShardCount',
    { StreamName: stream, TargetShardCount: 5, ScalingType: 'UNIFORM_SCALING' },
    'LimitExceededException',
    'UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 2, Target shard count: 5',
  ],
  [
    'UpdateShardCount',
    { StreamName: stream, TargetShardCount: 1_000_000, ScalingType: 'UNIFORM_SCALING' },
    'LimitExceededException',
    /^Target shard count or number of open shards cannot be greater than \d+\. Current open shard count: 2, Target shard count: 1000000$/,
  ],
  [
    'UpdateShardCount',
    { StreamName: onDemand, TargetShardCount: 8, ScalingType: 'UNIFORM_SCALING' },
    'ValidationException',
    `Request is invalid. Stream ${onDemand} under account ${account} is in On-Demand mode.`,
  ],
  [
    'UpdateShardCount',
    { StreamName: 'nowhere', TargetShardCount: 8, ScalingType: 'UNIFORM_SCALING' },
    'ResourceNotFoundException',
    notFound('nowhere'),
  ],
];

describe("errors of streams, in AWS's words", () => {
  testErrors(call, cases);

  it('IncreaseStreamRetentionPeriod to less than there is', async () => {
    const StreamName = await newStream(sdk);
    assert.equal((await call('IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 48 })).status, 200);
    assert.equal((await call('IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 48 })).status, 200);
    const { json } = await call('IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 25 });
    assert.deepEqual(json, {
      __type: 'InvalidArgumentException',
      message: `Requested retention period (25 hours) for stream ${StreamName} can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.`,
    });
  });

  it('UpdateShardCount to less than half', async () => {
    const StreamName = await newStream(sdk, 5);
    const { json } = await call('UpdateShardCount', {
      StreamName,
      TargetShardCount: 2,
      ScalingType: 'UNIFORM_SCALING',
    });
    assert.deepEqual(json, {
      __type: 'LimitExceededException',
      message:
        'UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: 5, Target shard count: 2',
    });
  });
  it('nothing that was refused has changed anything', async () => {
    const { StreamDescriptionSummary } = await sdk.describeStreamSummary({ StreamName: stream });
    assert.equal(StreamDescriptionSummary?.OpenShardCount, 2);
    assert.equal(StreamDescriptionSummary?.RetentionPeriodHours, 24);
    assert.deepEqual((await sdk.listTagsForStream({ StreamName: stream })).Tags, []);
  });
});
