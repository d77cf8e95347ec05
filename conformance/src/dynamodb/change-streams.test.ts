import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { createSdk, eventually, newStream, readShard, textOf } from '../harness.js';
import { newTable, startDynamoDb } from '../harness/dynamodb.js';
import { createStreams, readStream } from './stream.js';

// The store on disk: feeds, shards and expiry are its work.
const paddock = await startDynamoDb({ ephemeral: false });
const { dynamo, control } = paddock;
const streams = createStreams(paddock.url);
const kinesis = createSdk(paddock.url);
await control.freeze();
after(async () => {
  streams.destroy();
  kinesis.destroy();
  await paddock.close();
});

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const table = async (name: string): Promise<string> => {
  const making = newTable(dynamo, name, ['pk'], {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await control.advance(second);
  return making;
};
const put = (TableName: string, pk: string, until?: number) =>
  dynamo.putItem({
    TableName,
    Item: { pk: { S: pk }, ...(until === undefined ? {} : { until: { N: String(until) } }) },
  });
const keysOf = (records: readonly _Record[]): unknown[] => records.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S);

describe('a stream', () => {
  it('is read across its shards, until it is disabled and a day has passed', async () => {
    const TableName = await table('followed');
    await put(TableName, 'a');
    await control.advance(5 * hour);
    await put(TableName, 'b');
    const { Table } = await dynamo.describeTable({ TableName });
    const StreamArn = Table?.LatestStreamArn;
    assert.deepEqual(keysOf(await readStream(streams, dynamo, TableName)), ['a', 'b']);
    await dynamo.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } });
    await control.advance(second);
    await put(TableName, 'c');
    const { StreamDescription } = await streams.describeStream({ StreamArn });
    assert.equal(StreamDescription?.StreamStatus, 'DISABLED');
    assert.equal(StreamDescription?.Shards?.length, 2);
    for (const { SequenceNumberRange } of StreamDescription?.Shards ?? [])
      assert.match(SequenceNumberRange?.EndingSequenceNumber ?? '', /^\d{21,40}$/);
    assert.deepEqual(keysOf(await readStream(streams, dynamo, TableName)), ['a', 'b']);
    await control.advance(24 * hour);
    assert.deepEqual((await streams.listStreams({ TableName })).Streams, []);
    await assert.rejects(streams.describeStream({ StreamArn }), { name: 'ResourceNotFoundException' });
  });

  it('outlives its table', async () => {
    const TableName = await table('deleted');
    await put(TableName, 'a');
    const { Table } = await dynamo.describeTable({ TableName });
    const StreamArn = Table?.LatestStreamArn;
    await dynamo.deleteTable({ TableName });
    await control.advance(second);
    const { StreamDescription } = await streams.describeStream({ StreamArn });
    assert.equal(StreamDescription?.StreamStatus, 'DISABLED');
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    const { Records, NextShardIterator } = await streams.getRecords({ ShardIterator });
    assert.deepEqual(keysOf(Records ?? []), ['a']);
    assert.equal(NextShardIterator, undefined);
  });
});

describe('an item that expires', () => {
  it('is removed, and its record says by whom', async () => {
    const TableName = await table('expiring');
    const now = Math.floor((await control.advance(0)) / second);
    await put(TableName, 'before', now + 30);
    await dynamo.updateTimeToLive({ TableName, TimeToLiveSpecification: { AttributeName: 'until', Enabled: true } });
    await put(TableName, 'after', now + 40);
    await put(TableName, 'stays', now + 24 * 3600);
    await control.advance(50 * second);
    const { Items = [] } = await dynamo.scan({ TableName });
    assert.deepEqual(
      Items.map(({ pk }) => pk?.S),
      ['stays'],
    );
    const removed = (await readStream(streams, dynamo, TableName)).filter(({ eventName }) => eventName === 'REMOVE');
    assert.deepEqual(keysOf(removed), ['before', 'after']);
    for (const { userIdentity } of removed)
      assert.deepEqual(userIdentity, { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' });
  });
});

describe('a Kinesis streaming destination', () => {
  it('receives what changes', async () => {
    const making = newStream(kinesis);
    await control.advance(second);
    const StreamName = await making;
    const TableName = await table('replicated');
    const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName });
    const StreamArn = StreamDescriptionSummary?.StreamARN;
    await dynamo.enableKinesisStreamingDestination({ TableName, StreamArn });
    await control.advance(second);
    const { KinesisDataStreamDestinations } = await dynamo.describeKinesisStreamingDestination({ TableName });
    assert.deepEqual(KinesisDataStreamDestinations, [{ StreamArn, DestinationStatus: 'ACTIVE' }]);
    for (const pk of ['a', 'b', 'c']) await put(TableName, pk);
    await eventually('three records have arrived', async () => (await readShard(kinesis, StreamName, 0)).length === 3);
    const [first] = (await readShard(kinesis, StreamName, 0)).map((record) => JSON.parse(textOf(record)) as object);
    assert.deepEqual(Object.keys(first ?? {}), [
      'awsRegion',
      'eventID',
      'eventName',
      'userIdentity',
      'recordFormat',
      'tableName',
      'dynamodb',
      'eventSource',
    ]);
  });
});
