import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireRequest } from '@paddock/wire';
import { urlEvent } from './url-event.js';

const request = (change: Partial<WireRequest>): WireRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: { host: 'id.lambda-url.us-east-1.localhost:4566' },
  remoteAddress: '::ffff:10.0.0.1',
  http: '1.1',
  body: Buffer.alloc(0),
  onClose: () => undefined,
  ...change,
});
const eventOf = (change: Partial<WireRequest>): Record<string, unknown> =>
  JSON.parse(
    urlEvent({
      request: request(change),
      address: { id: 'id', region: 'us-east-1', domain: 'id.lambda-url.us-east-1.localhost' },
      requestId: 'r',
      traceId: 'Root=1-2-3;Parent=4;Sampled=0',
      arrived: Date.UTC(2021, 8, 7, 22, 50, 22, 5),
      principal: undefined,
    }).toString(),
  ) as Record<string, unknown>;

test('a bare request has a bare event', () => {
  assert.deepEqual(eventOf({}), {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: {
      host: 'id.lambda-url.us-east-1.localhost:4566',
      'x-amzn-trace-id': 'Root=1-2-3',
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-port': '4566',
      'x-forwarded-proto': 'http',
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'id',
      domainName: 'id.lambda-url.us-east-1.localhost',
      domainPrefix: 'id',
      http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '10.0.0.1' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '07/Sep/2021:22:50:22 +0000',
      timeEpoch: Date.UTC(2021, 8, 7, 22, 50, 22, 5),
    },
    isBase64Encoded: false,
  });
});

test('paths stay as they were sent, queries are told both ways, cookies stand apart', () => {
  const event = eventOf({
    path: '/pa2%Fth/1',
    query: 'a=1&b=%20x&a=2&c',
    headers: { host: 'h', cookie: 'one=1; two=2', accept: 'text/html, */*', connection: 'keep-alive' },
  });
  assert.equal(event['rawPath'], '/pa2%Fth/1');
  assert.equal((event['requestContext'] as { http: { path: string } }).http.path, '/pa2%Fth/1');
  assert.equal(event['rawQueryString'], 'a=1&b=%20x&a=2&c');
  assert.deepEqual(event['queryStringParameters'], { a: '1,2', b: ' x', c: '' });
  assert.deepEqual(event['cookies'], ['one=1', 'two=2']);
  const headers = event['headers'] as Record<string, string>;
  assert.equal(headers['accept'], 'text/html, */*');
  assert.equal('connection' in headers, false);
});

test('text is text, everything else is base64', () => {
  const bodyOf = (type: string | undefined, body: Uint8Array, encoding?: string) => {
    const headers = { host: 'h', ...(type === undefined ? {} : { 'content-type': type }) };
    const event = eventOf({
      method: 'POST',
      headers: encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
      body: Buffer.from(body),
    });
    return [event['body'], event['isBase64Encoded']];
  };
  const bytes = Buffer.from('{"ä":1}');
  const encoded = [bytes.toString('base64'), true];
  for (const type of [
    'application/json',
    'text/plain; charset=utf-8',
    'application/vnd.x+json',
    'application/xml',
    'application/javascript',
  ])
    assert.deepEqual(bodyOf(type, bytes), [bytes.toString(), false], type);
  for (const type of [undefined, 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'image/png'])
    assert.deepEqual(bodyOf(type, bytes), encoded, type);
  assert.deepEqual(bodyOf('application/json', bytes, 'gzip'), encoded);
  assert.deepEqual(bodyOf('text/plain', Uint8Array.of(0xff)), ['/w==', true]);
});
