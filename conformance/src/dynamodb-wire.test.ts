import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { crc32, gzipSync } from 'node:zlib';
import { startPaddock, type Answer, type RawRequest } from './harness.js';

const paddock = await startPaddock();
after(() => paddock.close());

const contentType = 'application/x-amz-json-1.0';
const service = 'com.amazon.coral.service';

function call(operation: string, body: string | Uint8Array, request: RawRequest = {}): Promise<Answer> {
  return paddock.raw.send({
    body,
    ...request,
    headers: { 'content-type': contentType, 'x-amz-target': `DynamoDB_20120810.${operation}`, ...request.headers },
    sign: request.sign === false ? false : { service: 'dynamodb', ...request.sign },
  });
}

const create = (TableName: string): Promise<Answer> =>
  call(
    'CreateTable',
    JSON.stringify({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );

async function active(TableName: string): Promise<void> {
  const { json } = await call('DescribeTable', JSON.stringify({ TableName }));
  if ((json?.Table as { TableStatus?: string } | undefined)?.TableStatus !== 'ACTIVE') return active(TableName);
}

function isWhole({ headers, bytes }: Answer): void {
  assert.equal(headers['x-amz-crc32'], String(crc32(bytes)));
  assert.equal(headers['content-length'], String(bytes.length));
  assert.match(String(headers['x-amzn-requestid']), /^[A-Z0-9]{52}$/);
  assert.equal(headers['x-amz-id-2'], undefined);
}

describe('the wire of DynamoDB', async () => {
  await create('wire');
  await active('wire');

  it('sums every answer, and numbers it with 52 letters and digits', async () => {
    const item = { pk: { S: 'ä' }, data: { S: 'x'.repeat(5000) } };
    const put = await call('PutItem', JSON.stringify({ TableName: 'wire', Item: item }));
    assert.equal(put.text, '{}');
    assert.equal(put.headers['x-amz-crc32'], '2745614147');
    isWhole(put);
    const got = await call('GetItem', JSON.stringify({ TableName: 'wire', Key: { pk: item.pk } }));
    assert.deepEqual(got.json, { Item: item });
    isWhole(got);
    const failed = await call('GetItem', JSON.stringify({ TableName: 'nothing', Key: { pk: item.pk } }));
    assert.equal(failed.status, 400);
    isWhole(failed);
    const unknown = await call('Nothing', '{}');
    assert.equal(unknown.text, `{"__type":"${service}#UnknownOperationException"}`);
    isWhole(unknown);
  });

  it('answers in the content type of the request', async () => {
    for (const type of [contentType, 'application/json']) {
      const { status, headers } = await call('ListTables', '{}', { headers: { 'content-type': type } });
      assert.equal(status, 200);
      assert.equal(headers['content-type'], type);
    }
  });

  it('knows no other content type', async () => {
    const { status, text } = await call('ListTables', '{}', { headers: { 'content-type': 'text/plain' } });
    assert.equal(status, 404);
    assert.equal(text, '<UnknownOperationException/>\n');
  });

  it('names the package that an error comes from', async () => {
    const types = async (operation: string, body: string, request?: RawRequest): Promise<unknown> =>
      (await call(operation, body, request)).json;
    const key = { pk: { S: 'a' } };
    assert.deepEqual(await types('GetItem', JSON.stringify({ TableName: 'nothing', Key: key })), {
      __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: 'Requested resource not found',
    });
    assert.deepEqual(await types('GetItem', JSON.stringify({ TableName: '', Key: key })), {
      __type: 'com.amazon.coral.validate#ValidationException',
      message:
        "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
    assert.deepEqual(await types('GetItem', '{"TableName":23}'), {
      __type: `${service}#SerializationException`,
      Message: 'NUMBER_VALUE cannot be converted to String',
    });
    for (const body of ['', 'hello', '[]'])
      assert.deepEqual(await types('GetItem', body), { __type: `${service}#SerializationException` });
    assert.deepEqual(await types('GetItem', '{}', { sign: { accessKeyId: 'nobody' } }), {
      __type: `${service}#UnrecognizedClientException`,
      message: 'The security token included in the request is invalid.',
    });
    const unsigned = (await types('GetItem', '{}', { sign: false })) as { __type: string };
    assert.equal(unsigned.__type, `${service}#MissingAuthenticationTokenException`);
  });

  it('reads compressed requests', async () => {
    const body = gzipSync(JSON.stringify({ TableName: 'wire', Item: { pk: { S: 'gzip' } } }));
    const answer = await call('PutItem', body, { headers: { 'content-encoding': 'gzip' } });
    assert.equal(answer.text, '{}');
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));
    const refused = await call('PutItem', bomb, { headers: { 'content-encoding': 'gzip' } });
    assert.deepEqual(refused.json, { __type: `${service}#SerializationException` });
  });

  it('takes 16 MB and no more', async () => {
    const { status } = await call('PutItem', Buffer.alloc(16 * 1024 * 1024 + 1, 0x20));
    assert.equal(status, 413);
  });
});
