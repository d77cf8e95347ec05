import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChecksum, presignRequest, S3_RULES } from '@paddock/wire';
import { ok, refused, testS3 } from './testing.js';

test('hosts name buckets', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/', { headers: { host: 'box.localhost:4566' } }));
  ok(await call('PUT', '/a/b', { headers: { host: 'box.s3.us-east-1.amazonaws.com' }, body: 'x' }));
  for (const [host, path] of [
    ['s3.us-east-1.amazonaws.com', '/box/a/b'],
    ['s3.amazonaws.com', '/box/a/b'],
    ['box.s3.amazonaws.com', '/a/b'],
    ['box.s3-us-west-2.amazonaws.com', '/a/b'],
    ['box.s3.dualstack.us-east-1.amazonaws.com', '/a/b'],
    ['s3.localhost:4566', '/box/a/b'],
    ['box.s3.localhost:4566', '/a/b'],
    ['BOX.localhost', '/a/b'],
    ['127.0.0.1:4566', '/box/a/b'],
  ] as const)
    assert.equal(ok(await call('GET', path, { headers: { host } })).text, 'x', host);
  await stop();
});

test('keys are taken as they are', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/box'));
  for (const path of ['/box/a//b', '/box/./c', '/box/a/../b', '/box//', '/box/a%2Fb', '/box/d/', '/box/%7e~+%2B']) {
    ok(await call('PUT', path, { body: path }));
    assert.equal(ok(await call('GET', path)).text, path);
  }
  const keys = ok(await call('GET', '/box')).all('Key');
  assert.deepEqual(keys, ['./c', '/', 'a/../b', 'a//b', 'a/b', 'd/', '~~++'].sort());
  await stop();
});

test('presigned requests', async () => {
  const { call, send, stop, clock } = await testS3();
  ok(await call('PUT', '/box'));
  const presigned = (method: string, query = '', seconds = 60, key = 'root') => {
    const request = { method, path: '/box/key', query, headers: { host: 'localhost:4566' } };
    const signer = {
      accessKeyId: key,
      secret: 'secret',
      region: 'us-east-1',
      service: 's3',
      now: clock.now(),
      rules: S3_RULES,
    };
    return { ...request, query: presignRequest(request, signer, seconds) };
  };
  ok(await send({ ...presigned('PUT'), body: 'by link' }));
  const link = presigned('GET', 'response-content-type=a%2Fb');
  const got = ok(await send(link));
  assert.deepEqual([got.text, got.headers['content-type']], ['by link', 'a/b']);
  refused(await send({ ...link, query: link.query.replace('a%2Fb', 'a%2Fc') }), 403, 'SignatureDoesNotMatch');
  refused(
    await send({ ...link, headers: { ...link.headers, 'x-amz-acl': 'private' } }),
    403,
    'AccessDenied',
    /not signed$/,
  );
  refused(
    await send(presigned('GET', '', 604_801)),
    400,
    'AuthorizationQueryParametersError',
    /less than 604800 seconds$/,
  );
  refused(await send(presigned('GET', '', 60, 'nobody')), 403, 'InvalidAccessKeyId');
  await clock.advance(61_000);
  const late = await send(link);
  refused(late, 403, 'AccessDenied', 'Request has expired');
  assert.equal(late.one('X-Amz-Expires'), '60');
  await stop();
});

test('bodies are what was signed', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/box'));
  ok(await call('PUT', '/box/key', { body: 'anything', payloadHash: 'UNSIGNED-PAYLOAD' }));
  refused(
    await call('PUT', '/box/key', { body: 'other', payloadHash: 'a'.repeat(64) }),
    400,
    'XAmzContentSHA256Mismatch',
  );
  refused(await call('PUT', '/box/key', { body: 'other', payloadHash: 'nonsense' }), 400, 'InvalidArgument');
  assert.equal(ok(await call('GET', '/box/key')).text, 'anything');
  await stop();
});

test('check sums behind chunks count', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/box'));
  const sum = createChecksum('CRC32');
  sum.update(Buffer.from('chunked'));
  const put = (value: string) =>
    call('PUT', '/box/key', {
      body: `7\r\nchunked\r\n0\r\nx-amz-checksum-crc32:${value}\r\n\r\n`,
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': '7',
        'x-amz-trailer': 'x-amz-checksum-crc32',
        'x-amz-sdk-checksum-algorithm': 'CRC32',
      },
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    });
  const value = sum.digest().toString('base64');
  assert.equal(ok(await put(value)).headers['x-amz-checksum-crc32'], value);
  const got = ok(await call('GET', '/box/key'));
  assert.deepEqual([got.text, got.headers['content-encoding']], ['chunked', undefined]);
  refused(await put('AAAAAA=='), 400, 'BadDigest');
  await stop();
});

test('what is wrong with a signature is said in S3’s words', async () => {
  const { call, send, stop, clock } = await testS3();
  ok(await call('PUT', '/box'));
  const nobody = await call('GET', '/box', { as: 'nobody' });
  refused(nobody, 403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  assert.equal(nobody.one('AWSAccessKeyId'), 'nobody');
  const date = '20231114T221320Z';
  const scope = 'root/20231114/us-east-1/s3/aws4_request';
  const sent = (authorization: string, more: Record<string, string> = {}) =>
    send({
      method: 'GET',
      path: '/box',
      query: '',
      headers: {
        host: 'localhost',
        'x-amz-date': date,
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        authorization,
        ...more,
      },
    });
  const signed = 'SignedHeaders=host;x-amz-content-sha256;x-amz-date';
  const wrong = await sent(`AWS4-HMAC-SHA256 Credential=${scope},${signed},Signature=${'0'.repeat(64)}`);
  refused(wrong, 403, 'SignatureDoesNotMatch', /Check your key and signing method\.$/);
  assert.match(wrong.one('StringToSign') ?? '', /^AWS4-HMAC-SHA256\n/);
  refused(await sent(`AWS4-HMAC-SHA256 Credential=${scope},${signed}`), 400, 'AuthorizationHeaderMalformed');
  refused(
    await sent(`AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host,Signature=${'0'.repeat(64)}`),
    403,
    'AccessDenied',
    'There were headers present in the request which were not signed',
  );
  const query = 'AWSAccessKeyId=root&Signature=x&Expires=1';
  const old = send({ method: 'GET', path: '/box/key', query, headers: { host: 'localhost' } });
  refused(await old, 400, 'InvalidRequest', /Please use AWS4-HMAC-SHA256\.$/);
  await clock.advance(16 * 60_000);
  const skewed = await sent(`AWS4-HMAC-SHA256 Credential=${scope},${signed},Signature=${'0'.repeat(64)}`);
  refused(skewed, 403, 'RequestTimeTooSkewed');
  assert.equal(skewed.one('MaxAllowedSkewMilliseconds'), '900000');
  await stop();
});
