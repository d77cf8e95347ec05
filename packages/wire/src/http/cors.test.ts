import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corsHeaders, defaultCorsPolicy, isCrossSite, isForeignGet, originAllowed, preflightAnswer } from './cors.js';

const everyone = { ...defaultCorsPolicy, origins: ['*'] };
const named = { ...defaultCorsPolicy, origins: ['loopback', 'https://rides.example.com'] };
const page = (headers: Record<string, string>, method = 'POST') => ({ method, headers });

test('a request that no page sent gets no CORS headers and is not refused', () => {
  assert.deepEqual(corsHeaders(page({}), everyone), {});
  assert.equal(originAllowed(undefined, { ...named, origins: [] }), true);
});

test('with every origin allowed the answer is the star that AWS sends', () => {
  assert.deepEqual(corsHeaders(page({ origin: 'https://a.example' }), everyone), {
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,x-amz-crc32,x-amz-function-error,x-amz-log-result,x-amz-executed-version,x-amzn-query-error,smithy-protocol,Retry-After,ETag,Date',
  });
});

test('a named origin is echoed, and caches are told so', () => {
  const headers = corsHeaders(page({ origin: 'https://rides.example.com' }), named);
  assert.equal(headers['access-control-allow-origin'], 'https://rides.example.com');
  assert.equal(headers.vary, 'Origin');
});

test('by default the pages of this machine may call, and look-alikes may not', () => {
  const allowed = [
    'http://localhost:3000',
    'https://localhost',
    'http://127.0.0.1:8080',
    'http://[::1]:5173',
    'http://app.localhost',
  ];
  const refused = [
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example@localhost',
    'http://localhost/path',
    'file://localhost',
    'http://128.0.0.1',
  ];
  for (const origin of allowed) assert.equal(originAllowed(origin, defaultCorsPolicy), true, origin);
  for (const origin of refused) {
    assert.equal(originAllowed(origin, defaultCorsPolicy), false, origin);
    assert.deepEqual(corsHeaders(page({ origin }), defaultCorsPolicy), {});
  }
});

test('a preflight is answered with what was asked for', () => {
  const asked = {
    origin: 'https://a.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,x-amz-target',
  };
  assert.deepEqual(preflightAnswer(page(asked, 'OPTIONS'), everyone), {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,x-amz-target',
      'access-control-max-age': '172800',
    },
    body: '',
  });
  assert.deepEqual(preflightAnswer(page(asked, 'OPTIONS'), named), { status: 403, headers: {}, body: '' });
});

test('an OPTIONS request without an origin or a method, and any other method, is no preflight', () => {
  const asked = { origin: 'https://a.example', 'access-control-request-method': 'POST' };
  assert.equal(preflightAnswer(page({ origin: 'https://a.example' }, 'OPTIONS'), everyone), undefined);
  assert.equal(preflightAnswer(page({}, 'OPTIONS'), everyone), undefined);
  assert.equal(preflightAnswer(page(asked, 'POST'), everyone), undefined);
});

test('only origins named one by one may reach from the internet into the private network', () => {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-private-network': 'true' };
  const grant = (origin: string, policy: typeof named) =>
    preflightAnswer(page({ ...asked, origin }, 'OPTIONS'), policy)?.headers['access-control-allow-private-network'];
  assert.equal(grant('https://rides.example.com', named), 'true');
  assert.equal(grant('https://rides.example.com', everyone), undefined);
});

test('requests for the pages of other sites are known as such', () => {
  assert.equal(isCrossSite(page({})), false);
  assert.equal(isCrossSite(page({ origin: 'http://localhost:4566', host: 'localhost:4566' })), false);
  assert.equal(isCrossSite(page({ origin: 'http://localhost:3000', host: 'localhost:4566' })), true);
  assert.equal(isCrossSite(page({ origin: 'null', host: 'localhost:4566' })), true);
  assert.equal(isCrossSite(page({ 'sec-fetch-site': 'cross-site' })), true);
  assert.equal(isCrossSite(page({ 'sec-fetch-site': 'same-origin' })), false);
  assert.equal(isCrossSite(page({ 'sec-fetch-site': 'none' })), false);
});

test('a GET that a page may have caused is known where browsers do not say so', () => {
  const hosts = { names: ['paddock.example.com'] };
  const isForeign = (headers: Record<string, string>, method = 'GET') =>
    isForeignGet(page({ host: 'localhost:4566', ...headers }, method), hosts);
  const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  for (const foreign of [
    { 'sec-fetch-site': 'cross-site', 'user-agent': browser },
    { 'user-agent': browser },
    { 'user-agent': browser, host: '0.0.0.0:4566' },
    { host: 'rebound.example.com' },
    { host: 'rebound.example.com', 'sec-fetch-site': 'same-origin' },
  ])
    assert.equal(isForeign(foreign), true, JSON.stringify(foreign));
  for (const own of [
    {},
    { 'user-agent': 'aws-cli/2.31.0' },
    { host: 'paddock:4566' },
    { host: 'paddock.example.com' },
    { 'user-agent': browser, 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
  ])
    assert.equal(isForeign(own), false, JSON.stringify(own));
  assert.equal(isForeign({ host: 'rebound.example.com' }, 'POST'), false);
});
