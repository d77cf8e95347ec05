import { account, region } from '../harness/server.js';

const arn = `arn:aws:kinesis:${region}:${account}:stream/target`;
const consumer = `${arn}/consumer/reader:1700000000`;
const stream = { StreamName: 'target', StreamARN: arn };
const zero = 'shardId-000000000000';

/**
 * Every operation with every member that it takes, each of its right type. What a request does if it succeeds must leave the stream
 * `target` in place: hence `elsewhere`.
 */
export const requests: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  AddTagsToStream: { Tags: { a: 'b' }, ...stream },
  CreateStream: {
    ShardCount: 1,
    StreamName: 'target',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    Tags: { a: 'b' },
    WarmThroughputMiBps: 1,
    MaxRecordSizeInKiB: 1024,
  },
  DecreaseStreamRetentionPeriod: { RetentionPeriodHours: 24, ...stream },
  DeleteResourcePolicy: { ResourceARN: arn },
  DeleteStream: { StreamName: 'elsewhere', StreamARN: `${arn}x`, EnforceConsumerDeletion: true },
  DeregisterStreamConsumer: { ConsumerARN: consumer, ConsumerName: 'reader', StreamARN: arn },
  DescribeAccountSettings: {},
  DescribeLimits: {},
  DescribeStream: { Limit: 10, ExclusiveStartShardId: zero, ...stream },
  DescribeStreamConsumer: { ConsumerARN: consumer, ConsumerName: 'reader', StreamARN: arn },
  DescribeStreamSummary: stream,
  DisableEnhancedMonitoring: { ShardLevelMetrics: ['ALL'], ...stream },
  EnableEnhancedMonitoring: { ShardLevelMetrics: ['ALL'], ...stream },
  GetRecords: { Limit: 10, ShardIterator: 'AAAA', StreamARN: arn },
  GetResourcePolicy: { ResourceARN: arn },
  GetShardIterator: {
    ShardId: zero,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    StartingSequenceNumber: '49568167373333333333333333333333333333333333333333333333',
    Timestamp: 1_700_000_000,
    ...stream,
  },
  IncreaseStreamRetentionPeriod: { RetentionPeriodHours: 48, ...stream },
  ListShards: {
    ExclusiveStartShardId: zero,
    MaxResults: 10,
    NextToken: 'AAAA',
    StreamCreationTimestamp: 1_700_000_000,
    ShardFilter: { Type: 'AFTER_SHARD_ID', ShardId: zero, Timestamp: 1_700_000_000 },
    ...stream,
  },
  ListStreamConsumers: { MaxResults: 10, NextToken: 'AAAA', StreamARN: arn, StreamCreationTimestamp: 1_700_000_000 },
  ListStreams: { Limit: 10, ExclusiveStartStreamName: 'a', NextToken: 'AAAA' },
  ListTagsForResource: { ResourceARN: arn },
  ListTagsForStream: { Limit: 10, ExclusiveStartTagKey: 'a', ...stream },
  MergeShards: { ShardToMerge: zero, AdjacentShardToMerge: 'shardId-000000000001', ...stream },
  PutRecord: {
    SequenceNumberForOrdering: '49568167373333333333333333333333333333333333333333333333',
    PartitionKey: 'p',
    ExplicitHashKey: '0',
    Data: 'AAAA',
    ...stream,
  },
  PutRecords: { Records: [{ PartitionKey: 'p', ExplicitHashKey: '0', Data: 'AAAA' }], ...stream },
  PutResourcePolicy: { ResourceARN: arn, Policy: '{"Version":"2012-10-17","Statement":[]}' },
  RegisterStreamConsumer: { StreamARN: arn, ConsumerName: 'reader', Tags: { a: 'b' } },
  RemoveTagsFromStream: { TagKeys: ['a'], ...stream },
  SplitShard: { ShardToSplit: zero, NewStartingHashKey: '170141183460469231731687303715884105728', ...stream },
  StartStreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis', ...stream },
  StopStreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis', ...stream },
  SubscribeToShard: {
    ConsumerARN: consumer,
    ShardId: zero,
    StartingPosition: { Type: 'AT_TIMESTAMP', SequenceNumber: '1', Timestamp: 1_700_000_000 },
  },
  TagResource: { ResourceARN: arn, Tags: { a: 'b' } },
  UntagResource: { ResourceARN: arn, TagKeys: ['a'] },
  UpdateAccountSettings: { MinimumThroughputBillingCommitment: { Status: 'ENABLED' } },
  UpdateMaxRecordSize: { MaxRecordSizeInKiB: 1024, StreamARN: arn },
  UpdateShardCount: { TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING', ...stream },
  UpdateStreamMode: { StreamModeDetails: { StreamMode: 'PROVISIONED' }, StreamARN: arn, WarmThroughputMiBps: 1 },
  UpdateStreamWarmThroughput: { WarmThroughputMiBps: 1, ...stream },
};
