import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startPaddock } from './harness.js';

const paddock = await startPaddock();
const { call } = paddock;
after(() => paddock.close());

const name = (value: string) =>
  `Value '${value}' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`;
const nameMin = (value: string) =>
  `Value '${value}' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1`;
const isNull = (path: string) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
const longest = 'a'.repeat(129);
const metrics =
  'IncomingBytes, IncomingRecords, OutgoingBytes, OutgoingRecords, WriteProvisionedThroughputExceeded, ReadProvisionedThroughputExceeded, ' +
  'IteratorAgeMilliseconds, ALL';

/** An operation, what is wrong with its input, and all that AWS says about it. */
const cases: readonly (readonly [operation: string, input: object, ...violations: string[]])[] = [
  ['DescribeStream', { StreamName: '' }, name(''), nameMin('')],
  ['DescribeStream', { StreamName: 'a b' }, name('a b')],
  [
    'DescribeStream',
    { StreamName: longest },
    `Value '${longest}' at 'streamName' failed to satisfy constraint: Member must have length less than or equal to 128`,
  ],
  [
    'DescribeStream',
    { StreamName: 'a', Limit: 0 },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'DescribeStream',
    { StreamName: 'a', Limit: 10_001 },
    "Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
  ],
  [
    'DescribeStream',
    { StreamName: '', Limit: 0, ExclusiveStartShardId: '' },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    "Value '' at 'exclusiveStartShardId' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    "Value '' at 'exclusiveStartShardId' failed to satisfy constraint: Member must have length greater than or equal to 1",
    name(''),
    nameMin(''),
  ],
  [
    'DescribeStream',
    { StreamARN: 'nonsense' },
    "Value 'nonsense' at 'streamARN' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
  ],
  ['CreateStream', {}, isNull('streamName')],
  [
    'CreateStream',
    { StreamName: '', ShardCount: 0 },
    "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
    name(''),
    nameMin(''),
  ],
  ['CreateStream', { StreamName: 'a', StreamModeDetails: {} }, isNull('streamModeDetails.streamMode')],
  [
    'CreateStream',
    { StreamName: 'a', StreamModeDetails: { StreamMode: 'X' } },
    "Value 'X' at 'streamModeDetails.streamMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]",
  ],
  [
    'UpdateMaxRecordSize',
    { MaxRecordSizeInKiB: 10_241 },
    "Value '10241' at 'maxRecordSizeInKiB' failed to satisfy constraint: Member must have value less than or equal to 10240",
  ],
  [
    'UpdateMaxRecordSize',
    { MaxRecordSizeInKiB: 1023 },
    "Value '1023' at 'maxRecordSizeInKiB' failed to satisfy constraint: Member must have value greater than or equal to 1024",
  ],
  ['IncreaseStreamRetentionPeriod', { StreamName: 'a' }, isNull('retentionPeriodHours')],
  ['GetRecords', {}, isNull('shardIterator')],
  [
    'GetRecords',
    { ShardIterator: '', Limit: 0 },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    "Value '' at 'shardIterator' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'GetRecords',
    { ShardIterator: 'a'.repeat(513) },
    `Value '${'a'.repeat(513)}' at 'shardIterator' failed to satisfy constraint: Member must have length less than or equal to 512`,
  ],
  ['GetShardIterator', {}, isNull('shardId'), isNull('shardIteratorType')],
  [
    'GetShardIterator',
    { StreamName: 'a', ShardId: 'b', ShardIteratorType: 'x', StartingSequenceNumber: 'y' },
    "Value 'x' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]",
    "Value 'y' at 'startingSequenceNumber' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,128})",
  ],
  [
    'ListShards',
    { MaxResults: 0, StreamName: 'a' },
    "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  ['ListShards', { StreamName: 'a', ShardFilter: {} }, isNull('shardFilter.type')],
  [
    'ListStreams',
    { Limit: 0 },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  ['MergeShards', {}, isNull('shardToMerge'), isNull('adjacentShardToMerge')],
  ['PutRecord', { StreamName: 'a' }, isNull('partitionKey'), isNull('data')],
  [
    'PutRecord',
    { StreamName: '', PartitionKey: '', Data: '', ExplicitHashKey: '', SequenceNumberForOrdering: '' },
    "Value '' at 'sequenceNumberForOrdering' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,128})",
    "Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value '' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
    name(''),
    nameMin(''),
  ],
  [
    'PutRecord',
    { StreamName: 'a', Data: '', PartitionKey: 'a'.repeat(257) },
    `Value '${'a'.repeat(257)}' at 'partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256`,
  ],
  ['PutRecords', {}, isNull('records')],
  // AWS leaves the value out where it is a list of structures.
  [
    'PutRecords',
    { StreamName: 'a', Records: [] },
    "Value at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'PutRecords',
    {
      StreamName: 'a',
      Records: [{ PartitionKey: 'a', Data: '' }, {}, { PartitionKey: '', ExplicitHashKey: 'x', Data: '' }],
    },
    isNull('records.2.member.partitionKey'),
    isNull('records.2.member.data'),
    "Value '' at 'records.3.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value 'x' at 'records.3.member.explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
  ],
  // Ten violations at most.
  [
    'PutRecords',
    { StreamName: 'a', Records: Array.from({ length: 20 }, () => ({ Data: '' })) },
    ...Array.from({ length: 10 }, (_, index) => isNull(`records.${index + 1}.member.partitionKey`)),
  ],
  ['SplitShard', {}, isNull('newStartingHashKey'), isNull('shardToSplit')],
  [
    'UpdateShardCount',
    { ScalingType: 'x', StreamName: 'a', TargetShardCount: 0 },
    "Value 'x' at 'scalingType' failed to satisfy constraint: Member must satisfy enum value set: [UNIFORM_SCALING]",
    "Value '0' at 'targetShardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  ['AddTagsToStream', { StreamName: 'a' }, isNull('tags')],
  [
    'AddTagsToStream',
    { StreamName: 'a', Tags: {} },
    "Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'AddTagsToStream',
    { StreamName: 'a', Tags: { '': 'b' } },
    "Value '{=b}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
  ],
  [
    'AddTagsToStream',
    { StreamName: 'a', Tags: { k: 'a'.repeat(257) } },
    `Value '{k=${'a'.repeat(257)}}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
  ],
  [
    'RemoveTagsFromStream',
    { StreamName: 'a', TagKeys: [] },
    "Value '[]' at 'tagKeys' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'RemoveTagsFromStream',
    { StreamName: 'a', TagKeys: ['x', ''] },
    "Value '[x, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
  ],
  [
    'ListTagsForStream',
    { StreamName: 'a', Limit: 51 },
    "Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
  ],
  [
    'EnableEnhancedMonitoring',
    { StreamName: 'a', ShardLevelMetrics: ['x'] },
    `Value '[x]' at 'shardLevelMetrics' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [${metrics}]]`,
  ],
  ['SubscribeToShard', {}, isNull('consumerARN'), isNull('shardId'), isNull('startingPosition')],
];

describe('ValidationException', () => {
  for (const [operation, input, ...violations] of cases) {
    const shown = JSON.stringify(input);
    it(`${operation} ${shown.length > 100 ? `${shown.slice(0, 97)}...` : shown}`, async () => {
      const { status, json } = await call(operation, input);
      assert.equal(status, 400);
      assert.equal(json?.['__type'], 'ValidationException', JSON.stringify(json));
      const message = String(json['message']);
      const [, count, list = ''] = /^(\d+) validation errors? detected: (.*)$/s.exec(message) ?? assert.fail(message);
      assert.equal(message.startsWith('1 validation error detected') ? 1 : Number(count), violations.length);
      assert.equal(message.includes('errors'), violations.length > 1);
      // AWS no longer keeps one order.
      assert.deepEqual(list.split('; ').toSorted(), violations.toSorted());
    });
  }

  it('bounds the records of a call and the bytes of a record', async () => {
    const records = await call('PutRecords', {
      StreamName: 'a',
      Records: Array.from({ length: 501 }, () => ({ PartitionKey: 'p', Data: '' })),
    });
    assert.deepEqual(records.json, {
      __type: 'ValidationException',
      message:
        "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length less than or equal to 500",
    });
    const data = await call('PutRecord', {
      StreamName: 'a',
      PartitionKey: 'p',
      Data: Buffer.alloc(10_485_761).toString('base64'),
    });
    assert.match(
      String(data.json?.['message']),
      /^1 validation error detected: Value .*at 'data' failed to satisfy constraint: Member must have length less than or equal to 10485760$/,
    );
  });
});
