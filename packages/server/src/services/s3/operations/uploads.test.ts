import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createChecksum } from '@paddock/wire';
import { test } from 'node:test';
import { ok, refused, testS3, type Answer } from '../testing.js';

const five = 5 * 1024 * 1024;
const crc32 = (...parts: Uint8Array[]): string => {
  const sum = createChecksum('CRC32');
  for (const part of parts) sum.update(part);
  return sum.digest().toString('base64');
};

async function withUpload(headers: Record<string, string> = {}) {
  const s3 = await testS3();
  ok(await s3.call('PUT', '/box'));
  const begun = ok(await s3.call('POST', '/box/big', { query: 'uploads', headers }));
  const id = begun.one('UploadId') ?? '';
  const part = (number: number, body: Uint8Array, more: Record<string, string> = {}): Promise<Answer> =>
    s3.call('PUT', '/box/big', { query: `partNumber=${number}&uploadId=${id}`, body, headers: more });
  const complete = (parts: readonly (readonly [number, string, string?])[], more: Record<string, string> = {}) => {
    const listed = parts.map(
      ([number, etag, sums = '']) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag>${sums}</Part>`,
    );
    const body = `<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`;
    return s3.call('POST', '/box/big', { query: `uploadId=${id}`, body, headers: more });
  };
  return { ...s3, id, part, complete };
}

test('parts become an object, whole, in parts and in ranges', async () => {
  const { call, stop, part, complete, stores } = await withUpload({ 'content-type': 'image/png', 'x-amz-meta-a': 'b' });
  const [first, second, unused] = [Buffer.alloc(five, 'a'), Buffer.alloc(100_000, 'b'), Buffer.from('c')];
  const etags: string[] = [];
  for (const [number, body] of [
    [1, unused],
    [1, first],
    [3, unused],
    [7, second],
  ] as const)
    etags.push(ok(await part(number, body)).headers['etag'] ?? '');
  const done = ok(
    await complete([
      [1, etags[1] ?? ''],
      [7, etags[3] ?? ''],
    ]),
  );
  const md5 = createHash('md5');
  for (const body of [first, second]) md5.update(createHash('md5').update(body).digest());
  assert.equal(done.one('ETag'), `"${md5.digest('hex')}-2"`);
  assert.equal(done.one('ChecksumType'), 'FULL_OBJECT');
  const got = ok(await call('GET', '/box/big', { headers: { 'x-amz-checksum-mode': 'ENABLED' } }));
  assert.ok(got.bytes.equals(Buffer.concat([first, second])));
  assert.equal(got.headers['content-type'], 'image/png');
  assert.equal(got.headers['x-amz-meta-a'], 'b');
  assert.equal(got.headers['x-amz-checksum-crc64nvme'], done.one('ChecksumCRC64NVME'));
  const across = ok(await call('GET', '/box/big', { headers: { range: `bytes=${five - 2}-${five + 1}` } }), 206);
  assert.equal(across.text, 'aabb');
  const last = ok(await call('GET', '/box/big', { query: 'partNumber=2' }), 206);
  assert.equal(last.headers['x-amz-mp-parts-count'], '2');
  assert.ok(last.bytes.equals(second));
  refused(await call('GET', '/box/big', { query: 'partNumber=3' }), 416, 'InvalidPartNumber');
  ok(await call('DELETE', '/box/big'), 204);
  await stop();
  assert.deepEqual(await stores.objects.list('s3/'), []);
});

test('what does not fit is refused', async () => {
  const { call, stop, part, complete, id } = await withUpload();
  const small = ok(await part(1, Buffer.from('small'))).headers['etag'] ?? '';
  const other = ok(await part(2, Buffer.from('other'))).headers['etag'] ?? '';
  refused(
    await complete([
      [2, other],
      [1, small],
    ]),
    400,
    'InvalidPartOrder',
  );
  refused(await complete([[1, other]]), 400, 'InvalidPart');
  refused(await complete([[5, small]]), 400, 'InvalidPart');
  const tooSmall = await complete([
    [1, small],
    [2, other],
  ]);
  refused(tooSmall, 400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  assert.equal(tooSmall.one('PartNumber'), '1');
  refused(await complete([]), 400, 'MalformedXML');
  refused(await complete([[1, small]], { 'x-amz-mp-object-size': '6' }), 400, 'InvalidRequest');
  for (const number of [0, 10_001]) refused(await part(number, Buffer.from('x')), 400, 'InvalidArgument');
  const nobody = `partNumber=1&uploadId=${'0'.repeat(64)}`;
  refused(await call('PUT', '/box/big', { query: nobody, body: 'x' }), 404, 'NoSuchUpload');
  refused(await call('GET', '/box/big', { query: 'uploadId=nonsense' }), 404, 'NoSuchUpload');
  refused(await call('GET', '/box/other', { query: `uploadId=${id}` }), 404, 'NoSuchUpload');
  ok(await complete([[1, small]], { 'if-none-match': '*' }));
  refused(await complete([[1, small]]), 404, 'NoSuchUpload');
  await stop();
});

test('an upload that is given up leaves nothing', async () => {
  const { call, stop, part, id, stores } = await withUpload();
  ok(await part(1, Buffer.alloc(five)));
  ok(await call('DELETE', '/box/big', { query: `uploadId=${id}` }), 204);
  refused(await call('DELETE', '/box/big', { query: `uploadId=${id}` }), 404, 'NoSuchUpload');
  refused(await part(1, Buffer.from('x')), 404, 'NoSuchUpload');
  await stop();
  assert.deepEqual(await stores.objects.list('s3/'), []);
});

test('composite check sums, and those of the whole', async () => {
  const [first, second] = [Buffer.alloc(five, 1), Buffer.from('end')];
  const composite = await withUpload({ 'x-amz-checksum-algorithm': 'CRC32' });
  const sums = [first, second].map((body) => crc32(body));
  const etags: string[] = [];
  for (const [at, body] of [first, second].entries())
    etags.push(
      ok(await composite.part(at + 1, body, { 'x-amz-checksum-crc32': sums[at] ?? '' })).headers['etag'] ?? '',
    );
  refused(
    await composite.part(3, second, { 'x-amz-checksum-sha1': createHash('sha1').update(second).digest('base64') }),
    400,
    'InvalidRequest',
    /^Checksum Type mismatch occurred, expected checksum Type: crc32/,
  );
  refused(
    await composite.complete([
      [1, etags[0] ?? ''],
      [2, etags[1] ?? ''],
    ]),
    400,
    'InvalidRequest',
    /missing for part 1/,
  );
  const named = (at: number) => [at + 1, etags[at] ?? '', `<ChecksumCRC32>${sums[at]}</ChecksumCRC32>`] as const;
  const done = ok(await composite.complete([named(0), named(1)]));
  assert.equal(done.one('ChecksumCRC32'), `${crc32(...sums.map((sum) => Buffer.from(sum, 'base64')))}-2`);
  assert.equal(done.one('ChecksumType'), 'COMPOSITE');
  await composite.stop();

  const full = await withUpload({ 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'FULL_OBJECT' });
  const parts: [number, string][] = [];
  for (const [at, body] of [first, second].entries())
    parts.push([at + 1, ok(await full.part(at + 1, body)).headers['etag'] ?? '']);
  refused(await full.complete(parts, { 'x-amz-checksum-crc32': 'AAAAAA==' }), 400, 'BadDigest');
  const whole = crc32(first, second);
  assert.equal(ok(await full.complete(parts, { 'x-amz-checksum-crc32': whole })).one('ChecksumCRC32'), whole);
  await full.stop();
});

test('parts are copied, and listed', async () => {
  const { call, stop, id, complete } = await withUpload();
  const source = Buffer.from(Array.from({ length: five + 10 }, (_, at) => at % 253));
  ok(await call('PUT', '/box/source', { body: source }));
  const copy = (number: number, range: string) =>
    call('PUT', '/box/big', {
      query: `partNumber=${number}&uploadId=${id}`,
      headers: { 'x-amz-copy-source': 'box/source', 'x-amz-copy-source-range': range },
    });
  const first = ok(await copy(1, `bytes=0-${five - 1}`)).one('ETag') ?? '';
  const second = ok(await copy(2, `bytes=${five}-${five + 9}`)).one('ETag') ?? '';
  refused(await copy(3, 'bytes=0-'), 400, 'InvalidArgument');
  const list = ok(await call('GET', '/box/big', { query: `uploadId=${id}&max-parts=1` }));
  assert.deepEqual([list.all('Size'), list.one('IsTruncated')], [[String(five)], 'true']);
  const rest = ok(await call('GET', '/box/big', { query: `uploadId=${id}&part-number-marker=1` }));
  assert.deepEqual([rest.all('Size'), rest.one('IsTruncated')], [['10'], 'false']);
  ok(
    await complete([
      [1, first],
      [2, second],
    ]),
  );
  assert.ok(ok(await call('GET', '/box/big')).bytes.equals(source));
  await stop();
});

test('uploads are listed by key, and by when they began', async () => {
  const { call, stop, clock } = await withUpload();
  const ids: string[] = [];
  for (const key of ['b/1', 'a', 'b/1', 'b/2']) {
    ids.push(ok(await call('POST', `/box/${key}`, { query: 'uploads' })).one('UploadId') ?? '');
    await clock.advance(1000);
  }
  const list = (query: string) => call('GET', '/box', { query: `uploads&${query}` });
  const all = ok(await list(''));
  assert.deepEqual(all.all('Key'), ['a', 'b/1', 'b/1', 'b/2', 'big']);
  assert.deepEqual(all.all('UploadId').slice(0, 4), [ids[1], ids[0], ids[2], ids[3]]);
  const page = ok(await list('max-uploads=2'));
  assert.deepEqual([page.one('NextKeyMarker'), page.one('NextUploadIdMarker')], ['b/1', ids[0]]);
  assert.deepEqual(
    ok(await list(`key-marker=b/1&upload-id-marker=${ids[0]}`))
      .all('UploadId')
      .slice(0, 2),
    [ids[2], ids[3]],
  );
  assert.deepEqual(ok(await list('key-marker=b/1')).all('Key'), ['b/2', 'big']);
  assert.deepEqual(ok(await list('delimiter=/')).all('Key'), ['a', 'big']);
  await stop();
});
