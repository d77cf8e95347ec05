import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import '../harness/quiet.js';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { S3 } from '@aws-sdk/client-s3';
import { toCbor } from '../harness/cbor.js';
import { createDynamoDb } from '../harness/dynamodb.js';
import { rootKeys } from '../harness/identity.js';
import { region, startPaddock } from '../harness/server.js';

describe('a request in the log', async () => {
  const paddock = await startPaddock();
  const { url, sdk, raw } = paddock;
  const dynamo = createDynamoDb(url);
  const s3 = new S3({ endpoint: url, region, credentials: rootKeys, maxAttempts: 1, forcePathStyle: true });
  const cloudWatch = new CloudWatch({ endpoint: url, region, credentials: rootKeys, maxAttempts: 1 });
  after(async () => {
    for (const client of [dynamo, s3, cloudWatch]) client.destroy();
    await paddock.close();
  });

  const ask = async (query: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${url}/_paddock/requests?${query}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const numberOf = async (): Promise<number> => {
    const { body } = await ask('limit=1');
    return (body['requests'] as { number: number }[])[0]?.number ?? assert.fail('no request');
  };
  /** The last one. */
  const last = async (): Promise<Record<string, unknown>> => {
    const { body } = await ask(`number=${await numberOf()}`);
    return body['request'] as Record<string, unknown>;
  };

  it('is told with input, output and the sizes of both', async () => {
    await sdk.createStream({ StreamName: 'logged', ShardCount: 1 });
    const { SequenceNumber } = await sdk.putRecord({
      StreamName: 'logged',
      PartitionKey: 'p',
      Data: Buffer.from('hello'),
    });
    const { time, number, requestId, latency, decisions, principal, userAgent, ...rest } = await last();
    assert.ok(
      [time, number, requestId, latency, decisions, principal, userAgent].every((value) => value !== undefined),
    );
    const { inputBytes, outputBytes, ...shown } = rest;
    assert.ok(Number(inputBytes) > 50 && Number(outputBytes) > 50);
    assert.deepEqual(shown, {
      service: 'kinesis',
      operation: 'PutRecord',
      region,
      accessKeyId: 'test',
      sourceIp: '127.0.0.1',
      status: 200,
      method: 'POST',
      path: '/',
      protocol: 'json-1.1',
      bodies: 'kept',
      input: { StreamName: 'logged', PartitionKey: 'p', Data: 'aGVsbG8=' },
      inputTruncated: false,
      output: { ShardId: 'shardId-000000000000', SequenceNumber },
      outputTruncated: false,
    });
  });

  it('is told alike, whatever protocol it came by', async () => {
    const input = { StreamName: 'logged', PartitionKey: 'p', Data: Buffer.from('hello') };
    await raw.call('PutRecord', {}, { body: toCbor(input), headers: { 'content-type': 'application/x-amz-cbor-1.1' } });
    const { protocol, input: shown, output } = await last();
    assert.deepEqual([protocol, shown], ['cbor-1.1', { ...input, Data: 'aGVsbG8=' }]);
    assert.deepEqual(Object.keys(output as object).toSorted(), ['SequenceNumber', 'ShardId']);
    const when = new Date(Math.floor(Date.now() / 1000) * 1000);
    await cloudWatch.putMetricData({ Namespace: 'n', MetricData: [{ MetricName: 'm', Value: 1, Timestamp: when }] });
    const metric = await last();
    assert.deepEqual(metric['input'], {
      Namespace: 'n',
      MetricData: [{ MetricName: 'm', Timestamp: when.toISOString(), Value: 1 }],
    });
    await raw.query('GetUser', '2010-05-08', { UserName: 'nobody' });
    const { output: refused, input: user, protocol: query } = await last();
    assert.deepEqual([query, user], ['query', { UserName: 'nobody' }]);
    assert.deepEqual(refused, { __type: 'NoSuchEntity', message: 'The user with name nobody cannot be found.' });
    await s3.createBucket({ Bucket: 'logged' });
    await s3.putObject({ Bucket: 'logged', Key: 'a b/c', Body: 'hello', Metadata: { k: 'v' }, ContentType: 'text/x' });
    const put = await last();
    assert.deepEqual([put['protocol'], put['method'], put['path']], ['rest-xml', 'PUT', '/logged/a%20b/c']);
    const { Bucket, Key, Body, Metadata, ContentType } = put['input'] as Record<string, unknown>;
    assert.deepEqual([Bucket, Key, Body, Metadata, ContentType], ['logged', 'a b/c', 'aGVsbG8=', { k: 'v' }, 'text/x']);
    await s3.listObjectsV2({ Bucket: 'logged', Prefix: 'a' });
    const list = (await last())['output'] as { Contents: { Key: string }[]; KeyCount: number };
    assert.deepEqual([list.KeyCount, list.Contents[0]?.Key], [1, 'a b/c']);
  });

  it('keeps items as DynamoDB has them', async () => {
    await dynamo.createTable({
      TableName: 'logged',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const Item = { id: { S: 'a' }, n: { N: '1.5' }, m: { M: { b: { B: Buffer.from('x') } } } };
    await dynamo.putItem({ TableName: 'logged', Item });
    const { input } = await last();
    assert.deepEqual(input, { TableName: 'logged', Item: { ...Item, m: { M: { b: { B: 'eA==' } } } } });
    await dynamo.getItem({ TableName: 'logged', Key: { id: { S: 'a' } } });
    assert.deepEqual((await last())['output'], { Item: { ...Item, m: { M: { b: { B: 'eA==' } } } } });
  });

  it('tells as much of a large one as was kept, and forgets the bodies of old ones', async () => {
    const Records = Array.from({ length: 500 }, (_, index) => ({
      PartitionKey: String(index),
      Data: Buffer.alloc(1000, 'x'),
    }));
    await sdk.putRecords({ StreamName: 'logged', Records });
    const number = await numberOf();
    const large = await last();
    assert.equal(large['inputTruncated'], true);
    assert.ok(Number(large['inputBytes']) > 500_000);
    const { StreamName, Records: kept } = large['input'] as { StreamName?: string; Records: { Data: string }[] };
    assert.ok(kept.length > 30 && kept.length < 60, String(kept.length));
    assert.equal(kept[0]?.Data, Records[0]?.Data.toString('base64'));
    assert.equal(StreamName, undefined, 'it stands at the end');
    // Twenty-five of them on each of sixteen megabytes.
    for (let count = 0; count < 300; count++) await raw.call('PutRecord', { Data: 'A'.repeat(100_000) });
    const { body } = await ask(`number=${number}`);
    const old = body['request'] as Record<string, unknown>;
    assert.deepEqual(
      [old['operation'], old['bodies'], old['input'], old['inputBytes']],
      ['PutRecords', 'dropped', undefined, large['inputBytes']],
    );
  });

  it('that names nothing is told without a body, and one that is not there is refused', async () => {
    await raw.send({ path: '/?Action=GetFoo&Version=1&Password=hunter2', method: 'GET', sign: false });
    const unknown = await last();
    assert.deepEqual([unknown['input'], unknown['error']], [undefined, 'InvalidAction']);
    assert.ok(!JSON.stringify(unknown).includes('hunter2'));
    assert.equal((await ask('number=999999')).status, 404);
    assert.equal((await ask('number=x')).status, 400);
    await sdk.describeStream({ StreamName: 'none' }).catch(() => undefined);
    const { output, status } = await last();
    assert.deepEqual([status, Object(output)['__type']], [400, 'ResourceNotFoundException']);
  });
});
