import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionAnswer } from './url-response.js';

const answerOf = (payload: string) => functionAnswer(Buffer.from(payload));
const type = { 'content-type': 'application/json' };

test('what names no status is the body', () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['{"a": 1, "b": [1, 2.0, " \\" x "]}', '{"a":1,"b":[1,2.0," \\" x "]}'],
    ['["hello", 3, true]', '["hello",3,true]'],
    ['"hello"', 'hello'],
    ['3', '3'],
    ['3.1', '3.1'],
    ['true', 'true'],
    ['null', 'null'],
    ['12345678901234567890', '12345678901234567890'],
  ];
  for (const [payload, body] of bodies)
    assert.deepEqual(answerOf(payload), { status: 200, headers: type, cookies: [], body });
});

test('what names a status says everything', () => {
  assert.deepEqual(
    answerOf(
      '{"statusCode":201,"headers":{"Content-Type":"text/html","X-N":1},"cookies":["a=b; Secure"],"body":"<p>"}',
    ),
    { status: 201, headers: { 'content-type': 'text/html', 'x-n': '1' }, cookies: ['a=b; Secure'], body: '<p>' },
  );
  assert.deepEqual(answerOf('{"statusCode":200}'), { status: 200, headers: type, cookies: [], body: '' });
  assert.equal(answerOf('{"statusCode":200,"body":{"a":1}}')?.body, '{"a":1}');
  assert.deepEqual(answerOf('{"statusCode":200,"body":"AAE=","isBase64Encoded":true}')?.body, Buffer.from([0, 1]));
  assert.equal(answerOf('{"statusCode":"404"}')?.status, 404);
});

test('what belongs to the connection is told under another name', () => {
  const headers = { Connection: 'close', 'Content-Length': '1', 'WWW-Authenticate': 'Basic' };
  assert.deepEqual(answerOf(JSON.stringify({ statusCode: 401, headers }))?.headers, {
    'x-amzn-remapped-connection': 'close',
    'x-amzn-remapped-content-length': '1',
    'x-amzn-remapped-www-authenticate': 'Basic',
    ...type,
  });
});

test('what cannot be sent is no answer', () => {
  for (const payload of [
    'no json',
    '{"statusCode":99}',
    '{"statusCode":1000}',
    '{"statusCode":{}}',
    '{"statusCode":200,"headers":{"a b":"c"}}',
    '{"statusCode":200,"headers":{"a":"b\\r\\nc: d"}}',
    '{"statusCode":200,"headers":{"a":["b"]}}',
    '{"statusCode":200,"headers":"a"}',
    '{"statusCode":200,"cookies":"a=b"}',
    '{"statusCode":200,"cookies":["a\\nb"]}',
  ])
    assert.equal(answerOf(payload), undefined, payload);
});
