import {
  blob,
  boolean,
  enumeration,
  integer,
  list,
  long,
  map,
  required,
  string,
  structure,
  timestamp,
  type StructureShape,
} from '@paddock/wire';

/** Shapes that several operations share, with the bounds of AWS's model. */
export const StreamName = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const StreamARN = string({ min: 1, max: 2048, pattern: 'arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+' });
export const StreamId = string({ min: 1, max: 24, pattern: '[a-z0-9]{20}-[a-z0-9]{3}' });
export const ResourceARN = string({ min: 1, max: 2048, pattern: 'arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+' });
export const ConsumerARN = string({
  min: 1,
  max: 2048,
  pattern: '^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+',
});
export const ConsumerName = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const ShardId = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const HashKey = string({ pattern: '0|([1-9]\\d{0,38})' });
export const SequenceNumber = string({ pattern: '0|([1-9]\\d{0,128})' });
export const PartitionKey = string({ min: 1, max: 256 });
export const Data = blob({ min: 0, max: 10_485_760 });
export const ShardIterator = string({ min: 1, max: 512 });
export const NextToken = string({ min: 1, max: 1_048_576 });
export const PositiveInteger = integer({ min: 1 });
export const NaturalInteger = integer({ min: 0 });
export const RetentionPeriodHours = integer();
export const MaxRecordSizeInKiB = integer({ min: 1024, max: 10_240 });
export const EncryptionType = enumeration('NONE', 'KMS');
export const KeyId = string({ min: 1, max: 2048 });
export const TagKey = string({ min: 1, max: 128 });
export const TagValue = string({ min: 0, max: 256 });
export const TagMap = map(TagKey, TagValue, { min: 1, max: 200 });
export const TagKeyList = list(TagKey, { min: 1, max: 50 });
export const Tag = structure('Tag', { Key: required(TagKey), Value: TagValue });
export const TagList = list(Tag, { min: 0, max: 200 });

// The enums print in AWS's messages in this order.
export const StreamStatusShape = enumeration('CREATING', 'DELETING', 'ACTIVE', 'UPDATING');
export const StreamModeShape = enumeration('PROVISIONED', 'ON_DEMAND');
export const ConsumerStatusShape = enumeration('CREATING', 'DELETING', 'ACTIVE');
export const ShardIteratorType = enumeration(
  'AFTER_SEQUENCE_NUMBER',
  'LATEST',
  'AT_TIMESTAMP',
  'AT_SEQUENCE_NUMBER',
  'TRIM_HORIZON',
);
export const MetricsName = enumeration(
  'IncomingBytes',
  'IncomingRecords',
  'OutgoingBytes',
  'OutgoingRecords',
  'WriteProvisionedThroughputExceeded',
  'ReadProvisionedThroughputExceeded',
  'IteratorAgeMilliseconds',
  'ALL',
);
export const MetricsNameList = list(MetricsName, { min: 1, max: 7 });

export const StreamModeDetails = structure('StreamModeDetails', { StreamMode: required(StreamModeShape) });
export const HashKeyRange = structure('HashKeyRange', {
  StartingHashKey: required(HashKey),
  EndingHashKey: required(HashKey),
});
export const ShardShape = structure('Shard', {
  ShardId: required(ShardId),
  ParentShardId: ShardId,
  AdjacentParentShardId: ShardId,
  HashKeyRange: required(HashKeyRange),
  SequenceNumberRange: required(
    structure('SequenceNumberRange', {
      StartingSequenceNumber: required(SequenceNumber),
      EndingSequenceNumber: SequenceNumber,
    }),
  ),
});
export const ChildShard = structure('ChildShard', {
  ShardId: required(ShardId),
  ParentShards: required(list(ShardId)),
  HashKeyRange: required(HashKeyRange),
});
export const RecordShape = structure('Record', {
  SequenceNumber: required(SequenceNumber),
  ApproximateArrivalTimestamp: timestamp,
  Data: required(Data),
  PartitionKey: required(PartitionKey),
  EncryptionType,
});
export const EnhancedMonitoringList = list(structure('EnhancedMetrics', { ShardLevelMetrics: MetricsNameList }));
export const WarmThroughput = structure('WarmThroughputObject', {
  TargetMiBps: NaturalInteger,
  CurrentMiBps: NaturalInteger,
});
export const Consumer = structure('Consumer', {
  ConsumerName: required(ConsumerName),
  ConsumerARN: required(ConsumerARN),
  ConsumerStatus: required(ConsumerStatusShape),
  ConsumerCreationTimestamp: required(timestamp),
});
export const ConsumerDescription = structure('ConsumerDescription', {
  ...Consumer.members,
  StreamARN: required(StreamARN),
});
export const MillisBehindLatest = long({ min: 0 });
export const BooleanObject = boolean;

/** The ways in which a request names its stream; StreamId is AWS's own, reserved so far. */
export const streamReference = { StreamName, StreamARN, StreamId } as const;

/** Every shape of this file that AWS's model names, for the check against the model. */
export const namedStructures: readonly StructureShape[] = [
  Tag,
  StreamModeDetails,
  HashKeyRange,
  ShardShape,
  ChildShard,
  RecordShape,
  WarmThroughput,
  Consumer,
  ConsumerDescription,
];
