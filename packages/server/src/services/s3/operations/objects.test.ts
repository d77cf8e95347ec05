import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ok, refused, testS3, type TestS3 } from '../testing.js';

async function withBucket(): Promise<TestS3> {
  const s3 = await testS3();
  ok(await s3.call('PUT', '/box'));
  return s3;
}
const md5 = (text: string | Uint8Array): string => createHash('md5').update(text).digest('hex');

test('an object is what was put, with what was said of it', async () => {
  const { call, stop } = await withBucket();
  const headers = {
    'content-type': 'text/plain',
    'content-encoding': 'aws-chunked,gzip',
    'cache-control': 'no-store',
    'content-disposition': 'inline',
    'content-language': 'de',
    expires: 'Thu, 01 Dec 2033 16:00:00 GMT',
    'x-amz-meta-color': 'blue',
    'x-amz-meta-name': Buffer.from('größe').toString('latin1'),
  };
  const put = ok(await call('PUT', '/box/a/b%20c', { body: 'hello', headers }));
  assert.equal(put.headers['etag'], `"${md5('hello')}"`);
  assert.equal(put.headers['x-amz-checksum-type'], 'FULL_OBJECT');
  assert.ok(put.headers['x-amz-checksum-crc64nvme']);
  assert.equal(put.headers['x-amz-server-side-encryption'], 'AES256');
  for (const method of ['GET', 'HEAD']) {
    const got = ok(await call(method, '/box/a/b%20c'));
    assert.equal(got.text, method === 'GET' ? 'hello' : '');
    assert.equal(got.headers['content-length'], '5');
    assert.equal(got.headers['content-type'], 'text/plain');
    assert.equal(got.headers['content-encoding'], 'gzip');
    assert.equal(got.headers['cache-control'], 'no-store');
    assert.equal(got.headers['last-modified'], 'Tue, 14 Nov 2023 22:13:20 GMT');
    assert.equal(got.headers['accept-ranges'], 'bytes');
    assert.equal(got.headers['x-amz-meta-color'], 'blue');
    assert.equal(got.headers['x-amz-meta-name'], `=?UTF-8?B?${Buffer.from('größe').toString('base64')}?=`);
    assert.equal(got.headers['x-amz-checksum-crc64nvme'], undefined);
  }
  const plain = ok(await call('PUT', '/box/plain')) && ok(await call('GET', '/box/plain'));
  assert.equal(plain.headers['content-type'], 'binary/octet-stream');
  assert.equal(plain.headers['content-length'], '0');
  await stop();
});

test('answers can be given other headers, by whoever signs', async () => {
  const { call, stop } = await withBucket();
  ok(await call('PUT', '/box/key', { body: 'x' }));
  const query = 'response-content-type=text%2Fcsv&response-content-disposition=attachment';
  const got = ok(await call('GET', '/box/key', { query }));
  assert.equal(got.headers['content-type'], 'text/csv');
  assert.equal(got.headers['content-disposition'], 'attachment');
  await stop();
});

test('ranges', async () => {
  const { call, stop } = await withBucket();
  const body = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
  for (const [key, bytes] of [
    ['small', Buffer.from('0123456789')],
    ['large', body],
  ] as const) {
    const size = bytes.length;
    ok(await call('PUT', `/box/${key}`, { body: bytes }));
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=3-5', 3, 6],
      ['bytes=7-', 7, size],
      ['bytes=-4', size - 4, size],
      [`bytes=2-${size * 2}`, 2, size],
      [`bytes=-${size * 2}`, 0, size],
    ] as const) {
      const got = ok(await call('GET', `/box/${key}`, { headers: { range } }), 206);
      assert.deepEqual(got.bytes, bytes.subarray(start, end), range);
      assert.equal(got.headers['content-range'], `bytes ${start}-${end - 1}/${size}`);
      assert.equal(got.headers['content-length'], String(end - start));
    }
    for (const range of ['bytes=5-3', 'lines=1-2', 'bytes=1-2,4-5', 'bytes=-'])
      assert.equal(ok(await call('GET', `/box/${key}`, { headers: { range } })).bytes.length, size);
    const beyond = await call('GET', `/box/${key}`, { headers: { range: `bytes=${size}-` } });
    refused(beyond, 416, 'InvalidRange', 'The requested range is not satisfiable');
    assert.equal(beyond.one('ActualObjectSize'), String(size));
  }
  await stop();
});

test('conditions of readers', async () => {
  const { call, stop, clock } = await withBucket();
  const etag = ok(await call('PUT', '/box/key', { body: 'x' })).headers['etag'] ?? '';
  await clock.advance(60_000);
  const [before, at] = ['Tue, 14 Nov 2023 22:13:19 GMT', 'Tue, 14 Nov 2023 22:13:20 GMT'];
  for (const [headers, status] of [
    [{ 'if-match': etag }, 200],
    [{ 'if-match': 'x, "y"' }, 412],
    [{ 'if-match': '*' }, 200],
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': '"other"' }, 200],
    [{ 'if-modified-since': before }, 200],
    [{ 'if-modified-since': at }, 304],
    [{ 'if-modified-since': 'Tue, 14 Nov 2033 22:13:20 GMT' }, 200],
    [{ 'if-modified-since': 'yesterday' }, 200],
    [{ 'if-unmodified-since': before }, 412],
    [{ 'if-unmodified-since': at }, 200],
    [{ 'if-match': etag, 'if-unmodified-since': before }, 200],
    [{ 'if-none-match': '"other"', 'if-modified-since': at }, 200],
  ] as const) {
    const got = await call('GET', '/box/key', { headers });
    assert.equal(got.status, status, JSON.stringify(headers));
    if (status === 304) assert.equal(got.headers['etag'], etag);
    if (status === 412) refused(got, 412, 'PreconditionFailed');
  }
  await stop();
});

test('conditions of writers', async () => {
  const { call, stop } = await withBucket();
  const put = (headers: Record<string, string>, key = 'key') => call('PUT', `/box/${key}`, { body: 'x', headers });
  refused(await put({ 'if-match': '"a"' }), 404, 'NoSuchKey');
  const etag = ok(await put({ 'if-none-match': '*' })).headers['etag'] ?? '';
  const failed = await put({ 'if-none-match': '*' });
  refused(failed, 412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  assert.equal(failed.one('Condition'), 'If-None-Match');
  ok(await put({ 'if-match': etag }));
  refused(await put({ 'if-match': '"other"' }), 412, 'PreconditionFailed');
  refused(await put({ 'if-none-match': etag }), 501, 'NotImplemented');
  const racers = await Promise.all(Array.from({ length: 8 }, () => put({ 'if-none-match': '*' }, 'raced')));
  assert.equal(racers.filter(({ status }) => status === 200).length, 1);
  refused(await call('DELETE', '/box/key', { headers: { 'if-match': '"other"' } }), 412, 'PreconditionFailed');
  ok(await call('DELETE', '/box/key', { headers: { 'if-match': etag } }), 204);
  ok(await call('DELETE', '/box/key'), 204);
  await stop();
});

test('bodies must be what they are said to be', async () => {
  const { call, stop } = await withBucket();
  const put = (headers: Record<string, string>) => call('PUT', '/box/key', { body: '123456789', headers });
  for (const [algorithm, value] of [
    ['crc32', 'y/Q5Jg=='],
    ['crc32c', '4waSgw=='],
    ['crc64nvme', 'rosUhgp5mIg='],
    ['sha1', createHash('sha1').update('123456789').digest('base64')],
    ['sha256', createHash('sha256').update('123456789').digest('base64')],
  ] as const) {
    const name = `x-amz-checksum-${algorithm}`;
    assert.equal(ok(await put({ [name]: value })).headers[name], value);
    const got = ok(await call('GET', '/box/key', { headers: { 'x-amz-checksum-mode': 'ENABLED' } }));
    assert.equal(got.headers[name], value);
    const wrong = Buffer.alloc(Buffer.from(value, 'base64').length).toString('base64');
    refused(await put({ [name]: wrong }), 400, 'BadDigest', /^The [A-Z0-9]+ you specified did not match the calc/);
    refused(await put({ [name]: 'abc' }), 400, 'InvalidRequest', `Value for ${name} header is invalid.`);
  }
  refused(await put({ 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-checksum-sha1': 'x' }), 400, 'InvalidRequest');
  refused(await put({ 'x-amz-sdk-checksum-algorithm': 'CRC32' }), 400, 'InvalidRequest', /no corresponding/);
  ok(await put({ 'content-md5': Buffer.from(md5('123456789'), 'hex').toString('base64') }));
  refused(await put({ 'content-md5': Buffer.from(md5('other'), 'hex').toString('base64') }), 400, 'BadDigest');
  refused(await put({ 'content-md5': 'short' }), 400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  await stop();
});

test('limits', async () => {
  const { call, stop } = await withBucket();
  ok(await call('PUT', `/box/${'k'.repeat(1024)}`));
  refused(await call('PUT', `/box/${'k'.repeat(1025)}`), 400, 'KeyTooLongError', 'Your key is too long');
  ok(await call('PUT', '/box/meta', { headers: { 'x-amz-meta-a': 'v'.repeat(2047) } }));
  refused(await call('PUT', '/box/meta', { headers: { 'x-amz-meta-a': 'v'.repeat(2048) } }), 400, 'MetadataTooLarge');
  refused(await call('PUT', '/box/key', { headers: { 'x-amz-storage-class': 'COLD' } }), 400, 'InvalidStorageClass');
  await stop();
});

test('what replaces an object leaves nothing of it', async () => {
  const { call, stop, stores } = await withBucket();
  for (const size of [100_000, 10, 100_000, 70_000, 0, 5]) {
    const body = Buffer.alloc(size, size % 7);
    ok(await call('PUT', '/box/key', { body }));
    assert.deepEqual(ok(await call('GET', '/box/key')).bytes, body);
  }
  ok(await call('PUT', '/box/key', { body: Buffer.alloc(100_000) }));
  ok(await call('DELETE', '/box/key'), 204);
  refused(await call('GET', '/box/key'), 404, 'NoSuchKey', 'The specified key does not exist.');
  await stop();
  assert.deepEqual(await stores.objects.list('s3/'), []);
});

test('copies', async () => {
  const { call, stop } = await withBucket();
  ok(await call('PUT', '/other'));
  const headers = { 'content-type': 'text/css', 'x-amz-meta-a': '1' };
  ok(await call('PUT', '/box/from%2Bhere', { body: 'css', headers }));
  const copy = (to: string, more: Record<string, string> = {}) =>
    call('PUT', to, { headers: { 'x-amz-copy-source': '/box/from%2Bhere', ...more } });
  const copied = ok(await copy('/other/to'));
  assert.equal(copied.one('ETag'), `"${md5('css')}"`);
  assert.equal(ok(await call('GET', '/other/to')).headers['x-amz-meta-a'], '1');
  ok(await copy('/other/to', { 'x-amz-metadata-directive': 'REPLACE', 'x-amz-meta-b': '2' }));
  const replaced = ok(await call('HEAD', '/other/to'));
  assert.deepEqual([replaced.headers['x-amz-meta-a'], replaced.headers['x-amz-meta-b']], [undefined, '2']);
  refused(await copy('/box/from%2Bhere'), 400, 'InvalidRequest', /^This copy request is illegal/);
  const failed = await copy('/other/to', { 'x-amz-copy-source-if-match': '"x"' });
  refused(failed, 412, 'PreconditionFailed');
  assert.equal(failed.one('Condition'), 'x-amz-copy-source-If-Match');
  refused(await copy('/other/to', { 'x-amz-copy-source': '/box/none' }), 404, 'NoSuchKey');
  refused(await copy('/other/to', { 'x-amz-copy-source': 'nonsense' }), 400, 'InvalidArgument');
  refused(await copy('/other/to', { 'x-amz-copy-source': '/nowhere/x' }), 404, 'NoSuchBucket');
  await stop();
});

test('many are deleted at once', async () => {
  const { call, stop, user } = await withBucket();
  for (const key of ['a', 'b', 'kept']) ok(await call('PUT', `/box/${key}`, { body: key }));
  user('cleaner', [
    { Effect: 'Allow', Action: 's3:DeleteObject', Resource: ['arn:aws:s3:::box/a', 'arn:aws:s3:::box/b'] },
  ]);
  const keys = ['a', 'b', 'none', 'kept'].map((key) => `<Object><Key>${key}</Key></Object>`).join('');
  const body = `<Delete>${keys}</Delete>`;
  const proof = { 'content-md5': Buffer.from(md5(body), 'hex').toString('base64') };
  const done = ok(await call('POST', '/box', { query: 'delete', body, headers: proof, as: 'cleaner' }));
  assert.deepEqual(done.all('Key'), ['a', 'b', 'none', 'kept']);
  assert.deepEqual(done.all('Code'), ['AccessDenied', 'AccessDenied']);
  assert.deepEqual(ok(await call('GET', '/box')).all('Key'), ['kept']);
  refused(await call('POST', '/box', { query: 'delete', body }), 400, 'InvalidRequest', /Content-MD5$/);
  const other = { 'content-md5': Buffer.from(md5('other'), 'hex').toString('base64') };
  refused(await call('POST', '/box', { query: 'delete', body, headers: other }), 400, 'BadDigest');
  const bad = '<Delete><Object>';
  const badProof = { 'content-md5': Buffer.from(md5(bad), 'hex').toString('base64') };
  refused(await call('POST', '/box', { query: 'delete', body: bad, headers: badProof }), 400, 'MalformedXML');
  await stop();
});
