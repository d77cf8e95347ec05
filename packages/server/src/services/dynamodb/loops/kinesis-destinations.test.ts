import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { KinesisPort, RecordTooLargeError } from '../../kinesis/port.js';
import { getRecords } from '../../kinesis/operations/get-records.js';
import { getShardIterator } from '../../kinesis/operations/get-shard-iterator.js';
import { testKinesis } from '../../kinesis/testing.js';
import type { KinesisRecord } from '../kinesis-record.js';
import { deleteItem } from '../operations/delete-item.js';
import { deleteTable } from '../operations/delete-table.js';
import { describeKinesisStreamingDestination } from '../operations/describe-kinesis-streaming-destination.js';
import { disableKinesisStreamingDestination } from '../operations/disable-kinesis-streaming-destination.js';
import { enableKinesisStreamingDestination } from '../operations/enable-kinesis-streaming-destination.js';
import { updateKinesisStreamingDestination } from '../operations/update-kinesis-streaming-destination.js';
import { testAccount, testDynamoDb, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import type { KinesisSink } from './kinesis-pump.js';

const arnOf = (stream: string): string => `arn:aws:kinesis:${testRegion}:${testAccount}:stream/${stream}`;
const arn = arnOf('changes');
const hour = 3_600_000;

/** A Kinesis that takes what it is told to. */
class FakeStream implements KinesisSink {
  readonly taken: KinesisRecord[] = [];
  calls = 0;
  /** How many it takes at once; undefined while there is no such stream. */
  capacity: number | undefined = 1000;
  tooLarge = '';

  async takesRecords(streamArn: string): Promise<boolean> {
    return streamArn === arn;
  }

  async put(_streamArn: string, records: readonly KinesisRecord[]): Promise<number> {
    this.calls += 1;
    if (this.capacity === undefined) throw new Error('there is no such stream');
    const large = records.findIndex(({ data }) => this.tooLarge !== '' && data.includes(this.tooLarge));
    if (large === 0) throw new RecordTooLargeError();
    const count = Math.min(this.capacity, large < 0 ? records.length : large);
    this.taken.push(...records.slice(0, count));
    return count;
  }

  /** What arrived, as keys and events. */
  get events(): string[] {
    return this.taken.map(({ data }) => {
      const record = JSON.parse(data.toString()) as { eventName: string; dynamodb: { Keys: { pk: { S: string } } } };
      return `${record.eventName} ${record.dynamodb.Keys.pk.S}`;
    });
  }
}

describe('Kinesis streaming destinations', () => {
  let db: TestDynamoDb;
  let stream: FakeStream;
  const open = async (transition = 0): Promise<void> => {
    stream = new FakeStream();
    db = await testDynamoDb({ kinesis: stream, transition });
    await db.createTable('orders');
    await db.clock.advance(transition);
  };
  beforeEach(() => open());
  afterEach(() => db.stop());

  const TableName = 'orders';
  const enable = (more: object = {}, StreamArn = arn) =>
    db.run(enableKinesisStreamingDestination, { TableName, StreamArn, ...more });
  const disable = (more: object = {}, StreamArn = arn) =>
    db.run(disableKinesisStreamingDestination, { TableName, StreamArn, ...more });
  const update = (precision?: 'MILLISECOND' | 'MICROSECOND', StreamArn = arn) =>
    db.run(updateKinesisStreamingDestination, {
      TableName,
      StreamArn,
      UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision },
    });
  const described = async () =>
    (await db.run(describeKinesisStreamingDestination, { TableName })).KinesisDataStreamDestinations ?? [];
  const put = (id: string): Promise<void> => db.putItem('orders', { pk: { S: id } });
  const remove = (id: string) => db.run(deleteItem, { TableName, Key: { pk: { S: id } } });
  const metric = (name: string, statistic: 'sum' | 'max' = 'sum'): number => {
    const dimensions = { TableName, DelegatedOperation: 'ChangeDataCaptureForKinesisDataStreams' };
    const of = { account: testAccount, region: testRegion, namespace: 'AWS/DynamoDB', metric: name, dimensions };
    const points = db.metrics.query({ ...of, from: 0, to: testStart + 48 * hour });
    return statistic === 'max'
      ? Math.max(0, ...points.map(({ max }) => max))
      : points.reduce((sum, point) => sum + point.sum, 0);
  };

  it('go through the states of AWS, with its answers', async () => {
    await db.stop();
    await open(200);
    assert.deepEqual(await enable(), {
      TableName,
      StreamArn: arn,
      DestinationStatus: 'ENABLING',
      EnableKinesisStreamingConfiguration: {},
    });
    assert.deepEqual(await described(), [{ StreamArn: arn, DestinationStatus: 'ENABLING' }]);
    await db.clock.advance(200);
    assert.deepEqual(await described(), [{ StreamArn: arn, DestinationStatus: 'ACTIVE' }]);
    assert.deepEqual(await update('MICROSECOND'), {
      TableName,
      StreamArn: arn,
      DestinationStatus: 'UPDATING',
      UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: 'MICROSECOND' },
    });
    assert.deepEqual(await described(), [{ StreamArn: arn, DestinationStatus: 'UPDATING' }]);
    await db.clock.advance(200);
    assert.deepEqual(await described(), [
      { StreamArn: arn, DestinationStatus: 'ACTIVE', ApproximateCreationDateTimePrecision: 'MICROSECOND' },
    ]);
    assert.deepEqual(await disable(), { TableName, StreamArn: arn, DestinationStatus: 'DISABLING' });
    await db.clock.advance(200);
    assert.equal((await described())[0]?.DestinationStatus, 'DISABLED');
    await db.clock.advance(24 * hour);
    assert.deepEqual(await described(), []);
    assert.deepEqual(await db.registry.list('due/'), []);
  });

  it('fail to be enabled without a stream, and say why', async () => {
    await enable({}, arnOf('nowhere'));
    await enable({}, arnOf('nowhere-else'));
    await enable({}, arnOf('nowhere'));
    await enable();
    const failed = {
      DestinationStatus: 'ENABLE_FAILED',
      DestinationStatusDescription: 'User does not have a permission to use kinesis stream',
    };
    assert.deepEqual(await described(), [
      { StreamArn: arn, DestinationStatus: 'ACTIVE' },
      { StreamArn: arnOf('nowhere-else'), ...failed },
      { StreamArn: arnOf('nowhere'), ...failed },
    ]);
  });

  it('refuse what AWS refuses, in its words', async () => {
    const refused = async (running: Promise<unknown>, code: string, message: string): Promise<void> => {
      await assert.rejects(running, { code, message });
    };
    const invalid = 'ValidationException';
    const state = 'Table is not in a valid state to enable Kinesis Streaming Destination: ';
    const notActive = `${state}KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.`;
    await refused(
      db.run(describeKinesisStreamingDestination, { TableName: 'nowhere' }),
      'ResourceNotFoundException',
      'Requested resource not found: Table: nowhere not found',
    );
    await refused(disable(), invalid, notActive);
    await refused(
      update('MICROSECOND'),
      invalid,
      `${state}No streaming destination with streamArn: ${arn} found for table with tableName: orders`,
    );
    await refused(
      update(),
      invalid,
      'Streaming destination cannot be updated with given parameters: UpdateKinesisStreamingConfiguration cannot be null or contain only null values',
    );
    await enable();
    await refused(
      enable({}, arnOf('other')),
      invalid,
      `${state}EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.`,
    );
    const { table } = await db.table('orders');
    await update('MICROSECOND');
    await refused(
      update('MICROSECOND'),
      invalid,
      `Invalid Request: Precision is already set to the desired value of MICROSECOND for tableId: ${table.id}, kdsArn: ${arn}`,
    );
    await refused(
      disable({ EnableKinesisStreamingConfiguration: {} }),
      invalid,
      'Streaming destination cannot be updated with given parameters: Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters',
    );
    await disable();
    await refused(disable(), invalid, notActive);
    await refused(
      update('MILLISECOND'),
      invalid,
      `${state}Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state. TableName: orders, kdsArn: ${arn}`,
    );
  });

  it('get every change in order, from when they are active until they are disabled', async () => {
    await put('before');
    await enable();
    for (let i = 0; i < 10; i++) await put(`order-${i}`);
    await remove('order-3');
    await disable();
    await put('after');
    await aFewTurns();
    const inserts = Array.from({ length: 10 }, (_, i) => `INSERT order-${i}`);
    assert.deepEqual(stream.events, [...inserts, 'REMOVE order-3']);
    const [first] = stream.taken;
    const { eventID, ...record } = JSON.parse(first?.data.toString() ?? '') as Record<string, unknown>;
    assert.match(String(eventID), /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.deepEqual(record, {
      awsRegion: testRegion,
      eventName: 'INSERT',
      userIdentity: null,
      recordFormat: 'application/json',
      tableName: 'orders',
      dynamodb: {
        ApproximateCreationDateTime: testStart,
        Keys: { pk: { S: 'order-0' } },
        NewImage: { pk: { S: 'order-0' } },
        SizeBytes: 18,
      },
      eventSource: 'aws:dynamodb',
    });
    assert.match(first?.partitionKey ?? '', /^[0-9A-F]{32}$/);
    assert.equal(stream.taken.at(-1)?.partitionKey, stream.taken[3]?.partitionKey);
    await enable({ EnableKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: 'MICROSECOND' } });
    await put('again');
    await aFewTurns();
    const last = JSON.parse(stream.taken.at(-1)?.data.toString() ?? '') as { dynamodb: Record<string, unknown> };
    assert.equal(last.dynamodb['ApproximateCreationDateTime'], testStart * 1000);
    assert.equal(last.dynamodb['ApproximateCreationDateTimePrecision'], 'MICROSECOND');
  });

  it('wait for a stream that is throttled or gone, longer and longer, and lose nothing', async () => {
    await enable();
    stream.capacity = 0;
    for (let i = 0; i < 5; i++) await put(String(i));
    await aFewTurns();
    stream.capacity = 2;
    await db.clock.advance(1000);
    assert.deepEqual(stream.events, ['INSERT 0', 'INSERT 1', 'INSERT 2', 'INSERT 3', 'INSERT 4']);
    assert.ok(metric('ThrottledPutRecordCount') >= 1);
    stream.capacity = undefined;
    await put('5');
    const before = stream.calls;
    await db.clock.advance(10 * 60_000);
    assert.ok(stream.calls - before < 40, `${stream.calls - before} calls`);
    stream.capacity = 1000;
    await db.clock.advance(30_000);
    assert.deepEqual(stream.events.slice(5), ['INSERT 5']);
    assert.ok(metric('AgeOfOldestUnreplicatedRecord', 'max') >= 9 * 60_000);
  });

  it('give up what has waited for a day, or is too large', async () => {
    await enable();
    stream.capacity = undefined;
    await put('old');
    await db.clock.advance(23 * hour);
    await put('huge');
    await put('young');
    await db.clock.advance(hour);
    stream.capacity = 1000;
    stream.tooLarge = 'huge';
    await db.clock.advance(60_000);
    assert.deepEqual(stream.events, ['INSERT young']);
    assert.equal(metric('FailedToReplicateRecordCount'), 2);
  });

  it('send what is left before they are disabled, for a minute', async () => {
    await enable();
    stream.capacity = undefined;
    await put('a');
    await disable();
    assert.equal((await described())[0]?.DestinationStatus, 'DISABLING');
    await db.clock.advance(5_000);
    stream.capacity = 1000;
    await db.clock.advance(1_000);
    assert.deepEqual(stream.events, ['INSERT a']);
    assert.equal((await described())[0]?.DestinationStatus, 'DISABLED');
    await enable();
    stream.capacity = undefined;
    await put('b');
    await disable();
    await db.clock.advance(61_000);
    assert.equal((await described())[0]?.DestinationStatus, 'DISABLED');
    assert.deepEqual(await db.registry.list('due/'), []);
  });

  it('go on after a restart with what was left', async () => {
    await enable();
    stream.capacity = undefined;
    await put('a');
    await db.context.destinations.stop();
    stream.capacity = 1000;
    await db.another().destinations.start();
    await aFewTurns();
    assert.deepEqual(stream.events, ['INSERT a']);
  });

  it('go with their table', async () => {
    await enable();
    stream.capacity = undefined;
    await put('a');
    const feed = (await db.table('orders')).table.destinations?.[0]?.feed ?? '';
    await db.run(deleteTable, { TableName });
    await db.clock.advance(1000);
    let left = 0;
    await db.tables.scan(feed, {}, { visit: () => ++left > 0 });
    assert.equal(left, 0);
    const { calls } = stream;
    await db.clock.advance(hour);
    assert.equal(stream.calls, calls);
  });
});

describe('a table whose changes go to Kinesis', () => {
  it('puts them into the stream', async () => {
    const kinesis = await testKinesis();
    await kinesis.createStream('changes', 2);
    const db = await testDynamoDb({ kinesis: new KinesisPort(kinesis.context) });
    await db.createTable('orders');
    await db.run(enableKinesisStreamingDestination, { TableName: 'orders', StreamArn: arn });
    for (let i = 0; i < 50; i++) await db.putItem('orders', { pk: { S: `o${i % 10}` }, version: { N: String(i) } });
    await aFewTurns();
    const versions = new Map<string, string[]>();
    for (const shard of ['shardId-000000000000', 'shardId-000000000001']) {
      const at = { StreamName: 'changes', ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' as const };
      const { ShardIterator = '' } = await kinesis.run(getShardIterator, at);
      for (const { Data } of (await kinesis.run(getRecords, { ShardIterator })).Records) {
        const text = Buffer.from(Data as unknown as string, 'base64').toString();
        const { NewImage: item } = (
          JSON.parse(text) as { dynamodb: { NewImage: { pk: { S: string }; version: { N: string } } } }
        ).dynamodb;
        versions.set(item.pk.S, [...(versions.get(item.pk.S) ?? []), item.version.N]);
      }
    }
    assert.equal(versions.size, 10);
    for (const [key, its] of versions)
      assert.deepEqual(
        its,
        [0, 1, 2, 3, 4].map((n) => String(n * 10 + Number(key.slice(1)))),
      );
    await db.stop();
    await kinesis.stop();
  });
});
