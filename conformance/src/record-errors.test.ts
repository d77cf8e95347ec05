import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, arnOf, iteratorOf, newStream, startPaddock } from './harness.js';
import { testErrors, type ErrorCase } from './harness/error-cases.js';

const paddock = await startPaddock();
const { sdk, call } = paddock;
after(() => paddock.close());

const stream = await newStream(sdk, 3, 'errors');
await sdk.mergeShards({ StreamName: stream, ShardToMerge: '1', AdjacentShardToMerge: '2' });
const put = await sdk.putRecord({
  StreamName: stream,
  PartitionKey: 'p',
  ExplicitHashKey: '0',
  Data: Buffer.from('x'),
});
const other = await newStream(sdk, 1, 'other');
const elsewhere = await sdk.putRecord({ StreamName: other, PartitionKey: 'p', Data: Buffer.from('x') });
const iterator = await iteratorOf(sdk, stream);
const number = put.SequenceNumber ?? '';
const beyond = '340282366920938463463374607431768211456';
const under = `in stream ${stream} under account ${account}`;
const notEither =
  'Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST ' +
  'and no StartingSequenceNumber.';

const cases: readonly ErrorCase[] = [
  // GetShardIterator
  ...(
    [
      [{ StreamName: 'nowhere', ShardId: 'x' }, `Could not find shard x in stream nowhere under account ${account}.`],
      [
        { StreamName: 'nowhere', ShardId: '0' },
        `Shard shardId-000000000000 in stream nowhere under account ${account} does not exist`,
      ],
      [{ ShardId: '9' }, `Shard shardId-000000000009 ${under} does not exist`],
    ] as const
  ).map(([input, message]): ErrorCase => [
    'GetShardIterator',
    { StreamName: stream, ShardIteratorType: 'LATEST', ...input },
    'ResourceNotFoundException',
    message,
  ]),
  ...(
    [
      [
        { ShardIteratorType: 'LATEST', StartingSequenceNumber: number },
        `${notEither} Request specified LATEST and also a StartingSequenceNumber.`,
      ],
      [
        { ShardIteratorType: 'TRIM_HORIZON', StartingSequenceNumber: '5' },
        `${notEither} Request specified TRIM_HORIZON and also a StartingSequenceNumber.`,
      ],
      [
        { ShardIteratorType: 'AT_SEQUENCE_NUMBER' },
        `${notEither} Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
      ],
      [
        { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' },
        `${notEither} Request specified AFTER_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
      ],
      [
        { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: '9'.repeat(60) },
        `StartingSequenceNumber ${'9'.repeat(60)} used in GetShardIterator on shard shardId-000000000000 ${under} is invalid.`,
      ],
      [
        { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: number, ShardId: '3' },
        'Invalid StartingSequenceNumber. It encodes shardId-000000000000, while it was used in a call to a shard with shardId-000000000003',
      ],
      [
        { ShardIteratorType: 'AT_TIMESTAMP' },
        'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
      ],
      [
        { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: 4_000_000_000.5 },
        /^The timestampInMillis parameter cannot be greater than the currentTimestampInMillis\. timestampInMillis: 4000000000500, currentTimestampInMillis: \d{13}$/,
      ],
    ] as const
  ).map(([input, message]): ErrorCase => [
    'GetShardIterator',
    { StreamName: stream, ShardId: '0', ...input },
    'InvalidArgumentException',
    message,
  ]),
  // GetRecords
  ['GetRecords', { ShardIterator: 'not an iterator' }, 'InvalidArgumentException', 'Invalid ShardIterator.'],
  ['GetRecords', { ShardIterator: iterator, StreamARN: arnOf(other) }, 'InvalidArgumentException', /./],
  // PutRecord and PutRecords
  [
    'PutRecord',
    { StreamName: stream, PartitionKey: 'p', Data: '', ExplicitHashKey: beyond },
    'InvalidArgumentException',
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${beyond}`,
  ],
  [
    'PutRecords',
    {
      StreamName: stream,
      Records: [
        { PartitionKey: 'p', Data: '' },
        { PartitionKey: 'p', Data: '', ExplicitHashKey: beyond },
      ],
    },
    'InvalidArgumentException',
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${beyond}`,
  ],
  [
    'PutRecord',
    { StreamName: stream, PartitionKey: 'p', Data: '', SequenceNumberForOrdering: '9'.repeat(60) },
    'InvalidArgumentException',
    `ExclusiveMinimumSequenceNumber ${'9'.repeat(60)} used in PutRecord on stream ${stream} under account ${account} is invalid.`,
  ],
  [
    'PutRecords',
    {
      StreamName: stream,
      Records: Array.from({ length: 11 }, () => ({
        PartitionKey: 'p',
        Data: Buffer.alloc(1_000_000).toString('base64'),
      })),
    },
    'InvalidArgumentException',
    /^Records size exceeds /,
  ],
];

describe("errors of records, in AWS's words", () => {
  testErrors(call, cases);

  it('GetShardIterator with the number of another stream', async () => {
    await paddock.control.advance(5000);
    const StreamName = await newStream(sdk);
    const { json } = await call('GetShardIterator', {
      StreamName,
      ShardId: '0',
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: elsewhere.SequenceNumber,
    });
    assert.deepEqual(json, {
      __type: 'InvalidArgumentException',
      message:
        `StartingSequenceNumber ${elsewhere.SequenceNumber} used in GetShardIterator on shard shardId-000000000000 in stream ${StreamName} ` +
        `under account ${account} is invalid because it did not come from this stream.`,
    });
  });

  it('GetShardIterator with a number of the first format', async () => {
    const input = {
      StreamName: stream,
      ShardId: '0',
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: '5',
    };
    const { status, json } = await call('GetShardIterator', input);
    assert.equal(status, 500);
    assert.deepEqual(json, { __type: 'InternalFailure' });
  });
});
