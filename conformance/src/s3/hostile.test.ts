import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createChecksum, presignRequest, S3_RULES } from '@paddock/wire';
import { region, xmlText } from '../harness.js';
import { outcome, startS3, type S3Request } from '../harness/s3.js';
import type { Answer } from '../harness/raw.js';

const paddock = await startS3();
const { s3, request, raw, url } = paddock;
before(async () => {
  await s3.createBucket({ Bucket: 'box' });
  await s3.createBucket({ Bucket: 'inner' });
  await s3.putObject({ Bucket: 'inner', Key: 'secret', Body: 'secret' });
});
after(() => paddock.close());

/** An answer as a client may rely on: of S3's form, and never our own failure. */
function assertS3(answer: Answer, about: string): void {
  const said = `${about} → ${answer.status} ${answer.text.slice(0, 300)}`;
  assert.ok(answer.status < 500 || outcome(answer) === '501 NotImplemented', said);
  assert.doesNotMatch(answer.text, /\bat .*(\.js|node:)|node_modules|TypeError|RangeError|InternalError/, said);
  assert.match(String(answer.headers['x-amz-request-id']), /^[0-9A-Z]{16}$/i, said);
  if (answer.status >= 400 && answer.text !== '') assert.ok(xmlText(answer, 'Code') !== undefined, said);
}
async function sent(method: string, path: string, more: S3Request = {}): Promise<Answer> {
  const answer = await request(method, path, more);
  assertS3(answer, `${method} ${path.slice(0, 100)}`);
  return answer;
}

describe('paths', () => {
  it('with ways up are keys of the bucket that they begin with', async () => {
    const written = new Map([
      ['/box/../inner/secret', '../inner/secret'],
      ['/box/a/../../inner/secret', 'a/../../inner/secret'],
      ['/box/%2e%2e/inner/secret', '../inner/secret'],
      ['/box/..%2finner%2fsecret', '../inner/secret'],
      ['/box//etc/passwd', '/etc/passwd'],
      ['/box/.', '.'],
      ['/box/..', '..'],
      ['/box/%2F', '/'],
      ['/box/%00', '\0'],
      ['/box/%0A%0d', '\n\r'],
      ['/box/a%2Fb', 'a/b'],
      ['/box/%25', '%'],
      ['/box/%EF%BF%BE', '\ufffe'],
    ]);
    for (const [path, key] of written) {
      assert.equal(outcome(await sent('PUT', path, { body: key })), '200', path);
      const read = await sent('GET', path);
      assert.equal(read.text, key, path);
    }
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'box', EncodingType: 'url' });
    const keys = Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
    assert.deepEqual(keys.toSorted(), [...new Set(written.values())].toSorted());
    assert.equal(outcome(await sent('GET', '/box?list-type=2')), '200');
    assert.equal((await sent('GET', '/inner/secret')).text, 'secret');
    const Objects = [...new Set(written.values())]
      .filter((key) => /^[^\0\n\r\ufffe]+$/.test(key))
      .map((Key) => ({ Key }));
    const { Deleted } = await s3.deleteObjects({ Bucket: 'box', Delete: { Objects } });
    assert.equal(Deleted?.length, Objects.length);
  });

  it('that are none', async () => {
    assert.equal(outcome(await sent('GET', '/box/%')), '400 InvalidURI');
    assert.equal(outcome(await sent('PUT', '/box/%zz', { body: 'x' })), '400 InvalidURI');
    assert.equal(outcome(await sent('PUT', '/box/%FF%FE', { body: 'x' })), '400 InvalidURI');
    assert.equal(outcome(await sent('PUT', '/box/%ED%A0%80', { body: 'x' })), '400 InvalidURI');
    for (const name of [
      '..',
      '.',
      'A',
      'ab',
      'a..b',
      '192.168.1.1',
      'xn--a',
      'a_b',
      '-ab',
      'ab-',
      'a'.repeat(64),
      '%2e%2e',
      'a%2Fb',
      '%00%00%00',
    ])
      assert.ok([400, 405].includes((await sent('PUT', `/${name}`)).status), name);
  });

  it('of any length', async () => {
    assert.equal(outcome(await sent('PUT', `/box/${'k'.repeat(1024)}`, { body: 'x' })), '200');
    assert.equal(outcome(await sent('PUT', `/box/${'k'.repeat(1025)}`, { body: 'x' })), '400 KeyTooLongError');
    assert.equal(outcome(await sent('PUT', `/box/${'%C3%BC'.repeat(513)}`, { body: 'x' })), '400 KeyTooLongError');
    const long = await request('PUT', `/box/${'k'.repeat(12_000)}`, { body: 'x' });
    assert.ok(long.status >= 400 && long.status < 500);
  });
});

describe('documents', () => {
  const documents = [
    '',
    ' ',
    'not xml',
    '<',
    '<Delete>',
    '<Delete></Wrong>',
    '<Delete/>',
    '<Wrong/>',
    '<Delete><Object/></Delete>',
    '<Delete><Object><Key></Key></Object></Delete>',
    '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&b;</Key></Object></Delete>',
    `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(99)}">]><Delete><Object><Key>${'&b;'.repeat(99)}</Key></Object></Delete>`,
    '<Delete><Object><Key>&#x110000;</Key></Object></Delete>',
    '<Delete><Object><Key>&#xD800;</Key></Object></Delete>',
    '<Delete><Object><Key>\ud800</Key></Object></Delete>',
    '<Delete><Object><Key>\0</Key></Object></Delete>',
    `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`,
    `${'<Delete>'.repeat(20_000)}`,
    `<Delete ${'a="b" '.repeat(20_000)}/>`,
    '<CompleteMultipartUpload><Part><PartNumber>x</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>',
    '<CompleteMultipartUpload><Part><PartNumber>99999999999999999999</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>',
    '<CreateBucketConfiguration><LocationConstraint>moon</LocationConstraint></CreateBucketConfiguration>',
    '<PublicAccessBlockConfiguration><BlockPublicAcls>perhaps</BlockPublicAcls></PublicAccessBlockConfiguration>',
  ];
  for (const [method, path] of [
    ['POST', '/box?delete'],
    ['POST', '/box/key?uploadId=UPLOAD'],
    ['PUT', '/another-box'],
    ['PUT', '/box?publicAccessBlock'],
    ['PUT', '/box?policy'],
  ] as const)
    it(`that are broken are answered by ${method} ${path}`, async () => {
      const { UploadId = '' } = await s3.createMultipartUpload({ Bucket: 'box', Key: 'key' });
      for (const body of documents) {
        const sum = createChecksum('CRC32');
        sum.update(Buffer.from(body));
        const headers = { 'x-amz-checksum-crc32': sum.digest().toString('base64') };
        const { status, text } = await sent(method, path.replace('UPLOAD', UploadId), { body, headers });
        const isDone = status === 200 && (path === '/another-box' || /<Code>|<Deleted>|^$/.test(text));
        assert.ok(isDone || (status >= 400 && status < 500), `${body.slice(0, 80)} → ${status} ${text.slice(0, 200)}`);
      }
      await s3.deleteBucket({ Bucket: 'another-box' }).catch(() => undefined);
    });
});

describe('bodies', () => {
  it('must be what was signed, and what their sums say', async () => {
    const put = (headers: Record<string, string>, more: S3Request = {}) =>
      sent('PUT', '/box/body', { body: 'body', headers, ...more });
    assert.equal(outcome(await put({}, { payloadHash: 'f'.repeat(64) })), '400 XAmzContentSHA256Mismatch');
    assert.equal(outcome(await put({}, { payloadHash: 'nonsense' })), '400 InvalidArgument');
    assert.equal(outcome(await put({ 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })), '400 BadDigest');
    assert.equal(outcome(await put({ 'content-md5': 'nonsense' })), '400 InvalidDigest');
    for (const [name, zeros] of [
      ['crc32', 'AAAAAA=='],
      ['crc32c', 'AAAAAA=='],
      ['crc64nvme', 'AAAAAAAAAAA='],
      ['sha1', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
      ['sha256', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ] as const) {
      const header = `x-amz-checksum-${name}`;
      assert.equal(outcome(await put({ [header]: zeros })), '400 BadDigest', name);
      assert.equal(outcome(await put({ [header]: 'nonsense' })), '400 InvalidRequest', name);
    }
    for (const name of ['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128'])
      assert.equal(outcome(await put({ [`x-amz-checksum-${name}`]: 'AAAA' })), '501 NotImplemented', name);
    assert.equal(outcome(await put({ 'x-amz-sdk-checksum-algorithm': 'CRC32' })), '400 InvalidRequest');
    assert.equal(outcome(await sent('GET', '/box/body')), '404 NoSuchKey');
  });

  it('in chunks that do not add up are refused', async () => {
    const chunked = (body: string, length: string, payloadHash: string, more: Record<string, string> = {}) =>
      sent('PUT', '/box/chunked', {
        body,
        payloadHash,
        headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': length, ...more },
      });
    const plain = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
    const trailer = { 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const signed = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const zeros = '0'.repeat(64);
    for (const [body, length, hash, more] of [
      ['4\r\nbody\r\n0\r\n\r\n', '5', plain, {}],
      ['4\r\nbody\r\n0\r\n\r\n', '3', plain, {}],
      ['4\r\nbody\r\n0\r\n\r\n', '-1', plain, {}],
      ['4\r\nbody\r\n0\r\n\r\n', '1e9', plain, {}],
      ['4\r\nbody', '4', plain, {}],
      ['ffffffffff\r\nbody\r\n0\r\n\r\n', '4', plain, {}],
      ['-4\r\nbody\r\n0\r\n\r\n', '4', plain, {}],
      ['\r\n\r\n', '0', plain, {}],
      ['', '4', plain, {}],
      [`4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`, '4', plain, trailer],
      [`4\r\nbody\r\n0\r\n\r\n`, '4', plain, trailer],
      [`4;chunk-signature=${zeros}\r\nbody\r\n0;chunk-signature=${zeros}\r\n\r\n`, '4', signed, {}],
      ['4\r\nbody\r\n0\r\n\r\n', '4', signed, {}],
      [`4;chunk-signature=${zeros}\r\nbody\r\n`, '4', signed, {}],
      ['4\r\nbody\r\n0\r\n\r\n', '4', 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', {}],
    ] as const) {
      const { status, text } = await chunked(body, length, hash, more);
      assert.ok(
        status >= 400 && (status < 500 || status === 501),
        `${JSON.stringify(body)} ${hash} → ${status} ${text}`,
      );
    }
    assert.equal(outcome(await sent('GET', '/box/chunked')), '404 NoSuchKey');
  });

  it('with too much said of them are refused', async () => {
    const headers = { 'x-amz-meta-a': 'b'.repeat(2048) };
    assert.equal(outcome(await sent('PUT', '/box/meta', { headers })), '400 MetadataTooLarge');
    const put = await sent('PUT', '/box/meta', { headers: { 'x-amz-meta-__proto__': 'x', 'x-amz-meta-': 'y' } });
    assert.ok(put.status < 500);
    const got = await sent('GET', '/box/meta');
    assert.equal(got.headers['x-amz-meta-__proto__'], 'x');
  });
});

it('parameters that are none are answered', async () => {
  const { UploadId = '' } = await s3.createMultipartUpload({ Bucket: 'box', Key: 'key' });
  for (const path of [
    '/box?max-keys=-1',
    '/box?max-keys=x',
    '/box?max-keys=99999999999999999999',
    '/box?list-type=2&continuation-token=nonsense',
    '/box?list-type=2&continuation-token=',
    '/box?list-type=3',
    '/box?encoding-type=rot13',
    '/box?uploads&upload-id-marker=x',
    '/box?uploads&max-uploads=-5',
    '/box/key?partNumber=x',
    '/box/key?partNumber=0',
    '/box/key?versionId=x',
    `/box/key?uploadId=${UploadId}&part-number-marker=-1`,
    '/box/key?uploadId=',
    `/box/other?uploadId=${UploadId}`,
    '/box?list-type=2&prefix=%FF',
    '/box?list-type=2&delimiter=%ED%A0%80',
  ]) {
    const { status } = await sent('GET', path);
    assert.ok(status < 500, path);
  }
  for (const number of ['0', '-1', '10001', 'x', '1.5', ''])
    assert.equal(
      (await sent('PUT', `/box/key?partNumber=${number}&uploadId=${UploadId}`, { body: 'x' })).status,
      400,
      number,
    );
  for (const source of [
    '',
    '/',
    'box',
    '/box/',
    '..',
    'box/../inner',
    '%',
    'box/%FF',
    'BOX/key',
    'box/key?versionId=x',
    'arn:aws:s3:::box/key',
  ])
    assert.ok((await sent('PUT', '/box/copy', { headers: { 'x-amz-copy-source': source } })).status >= 400, source);
});

it('links hold for what was signed, as long as it says', async () => {
  await s3.putObject({ Bucket: 'box', Key: 'linked', Body: 'by link' });
  const host = new URL(url).host;
  const link = (seconds: number, now = Date.now(), method = 'GET') => {
    const signer = { accessKeyId: 'test', secret: 'test', region, service: 's3', now, rules: S3_RULES };
    return presignRequest({ method, path: '/box/linked', query: '', headers: { host } }, signer, seconds);
  };
  const follow = async (query: string, { method = 'GET', path = '/box/linked', body = '' } = {}) => {
    const answer = await raw.exchange(method, `${path}?${query}`, { host }, body);
    assertS3(answer, `${method} ${query}`);
    return answer;
  };
  assert.equal((await follow(link(60))).text, 'by link');
  assert.equal(outcome(await follow(link(60), { method: 'PUT', body: 'mine' })), '403 SignatureDoesNotMatch');
  assert.equal(outcome(await follow(link(60), { path: '/inner/secret' })), '403 SignatureDoesNotMatch');
  assert.equal(outcome(await follow(`${link(60)}&versionId=null`)), '403 SignatureDoesNotMatch');
  assert.equal(outcome(await follow(link(60, Date.now() - 61_000))), '403 AccessDenied');
  assert.equal(outcome(await follow(link(604_801))), '400 AuthorizationQueryParametersError');
  assert.equal(outcome(await follow(link(60, undefined, 'PUT'), { method: 'PUT', body: 'by link, too' })), '200');
  assert.equal((await follow(link(60))).text, 'by link, too');
});

it('the server is none the worse', async () => {
  assert.equal((await sent('GET', '/inner/secret')).text, 'secret');
  const entries = await paddock.control.requests(1000);
  assert.deepEqual(
    entries.filter(({ status }) => status === 500),
    [],
  );
});
