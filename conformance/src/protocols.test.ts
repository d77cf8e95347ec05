import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CborTime, fromCbor, toCbor } from './harness/cbor.js';
import {
  createSdkOverHttp1,
  createSdkV2,
  isIncreasing,
  iteratorOf,
  jsonType,
  newName,
  newStream,
  readShard,
  sequenceNumbers,
  startPaddock,
  textOf,
} from './harness.js';

const paddock = await startPaddock();
const { sdk, raw } = paddock;
after(() => paddock.close());

const cborType = 'application/x-amz-cbor-1.1';
type Fields = Record<string, unknown>;

/** A signed request in CBOR; an empty answer reads as undefined. */
async function callCbor(operation: string, input: object, status = 200): Promise<Fields> {
  const answer = await raw.send({
    body: toCbor(input),
    headers: { 'content-type': cborType, 'x-amz-target': `Kinesis_20131202.${operation}` },
  });
  assert.equal(answer.headers['content-type'], cborType);
  assert.equal(answer.status, status, answer.text);
  return answer.bytes.length === 0 ? {} : (fromCbor(answer.bytes) as Fields);
}

describe('CBOR', () => {
  it('carries bytes as they are, and times in milliseconds', async () => {
    const StreamName = newName();
    assert.deepEqual(await callCbor('CreateStream', { StreamName, ShardCount: 1 }), {});
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const before = Date.now();
    const one = await callCbor('PutRecord', { StreamName, PartitionKey: 'ü🦄', Data: everyByte });
    assert.equal(one['ShardId'], 'shardId-000000000000');
    const some = await callCbor('PutRecords', {
      StreamName,
      Records: [
        { PartitionKey: 'a', Data: Buffer.alloc(0) },
        { PartitionKey: 'b', Data: Buffer.alloc(70_000, 1), ExplicitHashKey: '5' },
      ],
    });
    assert.equal(some['FailedRecordCount'], 0);
    const { ShardIterator } = await callCbor('GetShardIterator', {
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'AT_TIMESTAMP',
      Timestamp: new CborTime(before),
    });
    const page = await callCbor('GetRecords', { ShardIterator, Limit: 10 });
    const records = page['Records'] as Fields[];
    assert.deepEqual(
      records.map((record) => record['PartitionKey']),
      ['ü🦄', 'a', 'b'],
    );
    assert.deepEqual(
      records.map((record) => (record['Data'] as Buffer).length),
      [256, 0, 70_000],
    );
    assert.ok(everyByte.equals(records[0]?.['Data'] as Buffer));
    const arrival = records[0]?.['ApproximateArrivalTimestamp'];
    assert.ok(arrival instanceof CborTime);
    assert.ok(Number.isInteger(arrival.ms) && arrival.ms >= before && arrival.ms <= Date.now(), String(arrival.ms));
    assert.equal(page['MillisBehindLatest'], 0);
    assert.equal(typeof page['NextShardIterator'], 'string');

    // The same records, asked for in JSON.
    const inJson = await readShard(sdk, StreamName);
    assert.deepEqual(
      inJson.map(({ SequenceNumber }) => SequenceNumber),
      records.map((record) => record['SequenceNumber']),
    );
    assert.equal(inJson[0]?.ApproximateArrivalTimestamp?.getTime(), arrival.ms);

    const { StreamDescription } = (await callCbor('DescribeStream', { StreamName })) as { StreamDescription: Fields };
    assert.ok(StreamDescription['StreamCreationTimestamp'] instanceof CborTime);
    assert.equal((StreamDescription['Shards'] as unknown[]).length, 1);
  });

  it('says ends of shards', async () => {
    const StreamName = await newStream(sdk);
    await sdk.splitShard({ StreamName, ShardToSplit: '0', NewStartingHashKey: '100' });
    const page = await callCbor('GetRecords', { ShardIterator: await iteratorOf(sdk, StreamName) });
    assert.deepEqual(page['Records'], []);
    assert.ok(page['NextShardIterator'] === undefined || page['NextShardIterator'] === null);
    assert.deepEqual(
      (page['ChildShards'] as Fields[]).map((child) => child['ParentShards']),
      [['shardId-000000000000'], ['shardId-000000000000']],
    );
  });

  it('says errors', async () => {
    assert.deepEqual(await callCbor('DescribeStream', { StreamName: 'nowhere' }, 400), {
      __type: 'ResourceNotFoundException',
      message: 'Stream nowhere under account 000000000000 not found.',
    });
    assert.equal((await callCbor('PutRecord', { StreamName: 'a b' }, 400))['__type'], 'ValidationException');
    assert.equal((await callCbor('PutRecord', { StreamName: 5 }, 400))['__type'], 'SerializationException');
    for (const body of [
      Buffer.of(0xff),
      Buffer.of(0xbf),
      Buffer.of(0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      Buffer.alloc(10_000, 0x81),
    ]) {
      const answer = await raw.send({
        body,
        headers: { 'content-type': cborType, 'x-amz-target': 'Kinesis_20131202.DescribeStream' },
      });
      assert.equal(answer.status, 400);
      assert.equal((fromCbor(answer.bytes) as Fields)['__type'], 'SerializationException');
    }
  });
});

describe('JSON', () => {
  it('writes times as seconds with three decimals, and empty answers as nothing', async () => {
    const StreamName = newName();
    const created = await paddock.call('CreateStream', { StreamName, ShardCount: 1 });
    assert.equal(created.status, 200);
    assert.equal(created.text, '');
    assert.equal(created.headers['content-length'], '0');
    assert.equal(created.headers['content-type'], jsonType);
    await paddock.call('PutRecord', { StreamName, PartitionKey: 'p', Data: 'AAEC' });
    const { text } = await paddock.call('GetRecords', { ShardIterator: await iteratorOf(sdk, StreamName) });
    const [, stamp = ''] = /"ApproximateArrivalTimestamp":(\d+(?:\.\d+)?)[,}]/.exec(text) ?? assert.fail(text);
    assert.ok(Math.abs(Number(stamp) * 1000 - Date.now()) < 60_000, stamp);
    assert.match(text, /"Data":"AAEC"/);
    assert.doesNotMatch(text, /EncryptionType/);
  });

  it("has AWS's headers", async () => {
    const { headers } = await paddock.call('ListStreams', {});
    assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.ok(Buffer.from(String(headers['x-amz-id-2']), 'base64').length >= 60);
    assert.equal(headers['content-type'], jsonType);
    assert.ok(headers['date']);
    const charset = await raw.call('ListStreams', {}, { headers: { 'content-type': `${jsonType}; charset=utf-8` } });
    assert.equal(charset.status, 200);
    const path = await raw.call('ListStreams', {}, { path: '/any/path' });
    assert.equal(path.status, 200);
  });
});

describe('clients', () => {
  it('of all kinds write and read the same stream', async () => {
    const StreamName = await newStream(sdk);
    const v2 = createSdkV2(paddock.url);
    const http1 = createSdkOverHttp1(paddock.url);
    await sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from('h2c') });
    await http1.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from('http/1.1') });
    await v2.putRecord({ StreamName, PartitionKey: 'p', Data: 'v2' }).promise();
    await callCbor('PutRecord', { StreamName, PartitionKey: 'p', Data: Buffer.from('cbor') });
    const expected = ['h2c', 'http/1.1', 'v2', 'cbor'];
    assert.deepEqual((await readShard(sdk, StreamName)).map(textOf), expected);
    assert.deepEqual((await readShard(http1, StreamName)).map(textOf), expected);
    const { ShardIterator = '' } = await v2
      .getShardIterator({ StreamName, ShardId: '0', ShardIteratorType: 'TRIM_HORIZON' })
      .promise();
    const { Records } = await v2.getRecords({ ShardIterator }).promise();
    assert.deepEqual(
      Records.map(({ Data }) => Buffer.from(Data as Uint8Array).toString()),
      expected,
    );
    assert.ok(isIncreasing(sequenceNumbers(Records)));
    await assert.rejects(v2.describeStream({ StreamName: 'nowhere' }).promise(), {
      code: 'ResourceNotFoundException',
      statusCode: 400,
    });
    http1.destroy();
  });
});

describe('browsers', () => {
  const origin = 'http://localhost:3000';

  it('may ask first', async () => {
    const { status, headers, bytes } = await raw.send({
      method: 'OPTIONS',
      sign: false,
      headers: {
        origin,
        'access-control-request-headers': 'authorization,content-type,x-amz-target',
        'access-control-request-method': 'POST',
      },
    });
    assert.equal(status, 200);
    assert.equal(bytes.length, 0);
    assert.ok(headers['access-control-allow-origin'] === '*' || headers['access-control-allow-origin'] === origin);
    assert.equal(headers['access-control-allow-headers'], 'authorization,content-type,x-amz-target');
    assert.equal(headers['access-control-allow-methods'], 'POST');
    assert.equal(headers['access-control-max-age'], '172800');
    assert.ok(headers['x-amzn-requestid']);
    assert.equal(headers['x-amz-id-2'], undefined);
  });

  it('may read the answers', async () => {
    const { status, headers } = await raw.call('ListStreams', {}, { headers: { origin } });
    assert.equal(status, 200);
    assert.ok(headers['access-control-allow-origin'] === '*' || headers['access-control-allow-origin'] === origin);
    assert.match(String(headers['access-control-expose-headers']), /x-amzn-RequestId/);
  });
});
