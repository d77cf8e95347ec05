import {
  blob,
  boolean,
  document,
  enumeration,
  integer,
  list,
  long,
  map,
  required,
  string,
  structure,
  timestamp,
  type Shape,
} from '@paddock/wire';

/** Shapes with the bounds of AWS's model. Enumerations print in AWS's messages in the order that they have here. */
export const TableName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' });
export const StreamArn = string({ min: 37, max: 1024 });
export const ShardId = string({ min: 28, max: 65 });
export const SequenceNumber = string({ min: 21, max: 40 });
export const ShardIterator = string({ min: 1, max: 2048 });
export const PositiveIntegerObject = integer({ min: 1 });
export const StreamStatus = enumeration('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED');
export const StreamViewType = enumeration('OLD_IMAGE', 'KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE');
export const ShardIteratorType = enumeration('AFTER_SEQUENCE_NUMBER', 'LATEST', 'AT_SEQUENCE_NUMBER', 'TRIM_HORIZON');
export const KeySchema = list(
  structure('KeySchemaElement', {
    AttributeName: required(string({ min: 1, max: 255 })),
    KeyType: required(enumeration('HASH', 'RANGE')),
  }),
  { min: 1, max: 2 },
);
export const ShardFilter = structure('ShardFilter', { Type: enumeration('CHILD_SHARDS'), ShardId });
export const ShardShape = structure('Shard', {
  ShardId,
  SequenceNumberRange: structure('SequenceNumberRange', {
    StartingSequenceNumber: SequenceNumber,
    EndingSequenceNumber: SequenceNumber,
  }),
  ParentShardId: ShardId,
});

/** Values, which are answered as they are stored. */
const AttributeValue = document({
  name: 'AttributeValue',
  stands: (): Shape => valueShape,
  read: (json) => json,
  write: (value) => JSON.stringify(value),
});
const valueShape: Shape = structure('AttributeValue', {
  S: string(),
  N: string(),
  B: blob(),
  SS: list(string()),
  NS: list(string()),
  BS: list(blob()),
  M: map(string({ max: 65_535 }), AttributeValue),
  L: list(AttributeValue),
  NULL: boolean,
  BOOL: boolean,
});
const AttributeMap = map(string({ max: 65_535 }), AttributeValue);

export const RecordShape = structure('Record', {
  eventID: string(),
  eventName: enumeration('INSERT', 'MODIFY', 'REMOVE'),
  eventVersion: string(),
  eventSource: string(),
  awsRegion: string(),
  dynamodb: structure('StreamRecord', {
    ApproximateCreationDateTime: timestamp,
    Keys: AttributeMap,
    NewImage: AttributeMap,
    OldImage: AttributeMap,
    SequenceNumber,
    SizeBytes: long({ min: 1 }),
    StreamViewType,
  }),
  userIdentity: structure('Identity', { PrincipalId: string(), Type: string() }),
});
