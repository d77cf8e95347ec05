import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireRequest } from '@paddock/wire';
import { healthText } from './health.js';

const asked = (headers: WireRequest['headers'], method = 'GET') =>
  healthText({
    method,
    path: '/',
    query: '',
    headers,
    body: Buffer.alloc(0),
    remoteAddress: '127.0.0.1',
    http: '1.1',
    onClose: () => undefined,
  });

test('says that it is healthy to whoever names it, by host or by signature', () => {
  const scope =
    'AWS4-HMAC-SHA256 Credential=AKIA/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
  for (const headers of [{ host: 'dynamodb.us-east-1.amazonaws.com' }, { host: 'localhost', authorization: scope }])
    assert.deepEqual(asked(headers), {
      status: 200,
      headers: { 'content-length': '42', 'x-amz-crc32': '3128867991' },
      body: 'healthy: dynamodb.us-east-1.amazonaws.com ',
    });
});

test('says nothing to others', () => {
  const host = 'dynamodb.us-east-1.amazonaws.com';
  assert.equal(asked({ host: 'localhost:4566' }), undefined);
  assert.equal(asked({ host: 'kinesis.us-east-1.amazonaws.com' }), undefined);
  assert.equal(asked({ host }, 'POST'), undefined);
  assert.equal(asked({ host, 'x-amz-target': 'DynamoDB_20120810.GetItem' }), undefined);
  assert.equal(asked({}), undefined);
});
