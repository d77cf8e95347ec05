import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { S3 } from '@aws-sdk/client-s3';
import { createServer, parseConfig, type PaddockServer } from '@paddock/server';
import { presignRequest, S3_RULES } from '@paddock/wire';
import { RawClient } from './harness/raw.js';
import { createS3 } from './harness/s3.js';

const index = '<!doctype html><title>The page</title>';
const large = Buffer.alloc(3_000_000, 'a large file, ');

describe('the web pages', () => {
  let folder: string;
  let server: PaddockServer;
  let url: string;
  let raw: RawClient;
  let s3: S3;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paddock-pages-'));
    await mkdir(join(folder, 'dashboard/assets'), { recursive: true });
    await writeFile(join(folder, 'dashboard/index.html'), index);
    await writeFile(join(folder, 'dashboard/assets/large-12345678.js'), large);
    // As where others reach it: on every address, with a key of its own.
    const config = parseConfig(['--ephemeral', '--port', '0', '--host', '0.0.0.0', '--transitions', 'instant'], {
      PADDOCK_ROOT_ACCESS_KEY_ID: 'operator',
      PADDOCK_ROOT_SECRET_ACCESS_KEY: 'the-secret-of-the-operator',
    });
    if ('problem' in config) assert.fail(config.problem);
    server = await createServer(config, { pages: pathToFileURL(`${folder}/`) });
    const { port } = await server.listen();
    url = `http://127.0.0.1:${port}`;
    raw = new RawClient(url);
    s3 = createS3(url, {
      credentials: { accessKeyId: 'operator', secretAccessKey: 'the-secret-of-the-operator' },
    });
  });
  after(async () => {
    s3.destroy();
    raw.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    raw.exchange(method, path, { host: new URL(url).host, ...headers }, '');

  it('are for everyone who reaches the server, by any of its names', async () => {
    for (const host of [new URL(url).host, 'localhost:4566', '192.0.2.7', 'paddock', '[::1]:4566', 'map.example.com']) {
      const answer = await get('/dashboard/', { host });
      assert.equal(answer.status, 200, host);
      assert.equal(answer.text, index);
    }
    const browser = { 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'none', accept: 'text/html' };
    assert.equal((await get('/dashboard/?pool=us-east-1:0&stream=wildrydes', browser)).text, index);
    const root = await get('/', browser);
    assert.deepEqual([root.status, root.headers.location], [302, '/console/']);
    const named = await get('/dashboard?stream=wildrydes', browser);
    assert.deepEqual([named.status, named.headers.location], [308, '/dashboard/?stream=wildrydes']);
  });

  it('come whole, and not again when they are the same', async () => {
    const path = '/dashboard/assets/large-12345678.js';
    const answer = await get(path);
    assert.equal(answer.headers['content-length'], String(large.length));
    assert.ok(large.equals(answer.bytes));
    const head = await get(path, {}, 'HEAD');
    assert.deepEqual([head.status, head.headers['content-length'], head.bytes.length], [200, '3000000', 0]);
    const again = await get(path, { 'if-none-match': String(answer.headers.etag) });
    assert.deepEqual([again.status, again.bytes.length], [304, 0]);
    assert.equal((await get('/dashboard/none.js')).status, 404);
    assert.equal((await get('/dashboard/..%2f..%2fpackage.json')).status, 404);
    assert.equal((await get('/dashboard/../../package.json')).status, 404);
  });

  it('come over HTTP/2, and a client that leaves in the middle leaves nothing behind', async () => {
    const session = connect(url);
    try {
      const body = await new Promise<Buffer>((resolve, reject) => {
        const chunks: Buffer[] = [];
        const stream = session.request({ ':path': '/dashboard/assets/large-12345678.js' });
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => resolve(Buffer.concat(chunks)));
        stream.on('error', reject);
      });
      assert.ok(large.equals(body));
      await new Promise<void>((resolve) => {
        const stream = session.request({ ':path': '/dashboard/assets/large-12345678.js' });
        stream.once('data', () => stream.destroy());
        stream.once('close', () => resolve());
        stream.once('error', () => undefined);
      });
    } finally {
      session.destroy();
    }
    assert.equal((await get('/dashboard/')).status, 200);
  });

  it('do not stand before a bucket of the same name', async () => {
    const Bucket = 'dashboard';
    await s3.createBucket({ Bucket });
    await s3.putObject({ Bucket, Key: 'index.html', Body: 'the object' });
    assert.equal(await (await s3.getObject({ Bucket, Key: 'index.html' })).Body?.transformToString(), 'the object');
    const listed = await s3.listObjectsV2({ Bucket });
    assert.deepEqual(
      listed.Contents?.map(({ Key }) => Key),
      ['index.html'],
    );
    const head = await s3.headObject({ Bucket, Key: 'index.html' });
    assert.equal(head.ContentLength, 10);

    const query = presignRequest(
      { method: 'GET', path: '/dashboard/index.html', query: '', headers: { host: new URL(url).host } },
      {
        accessKeyId: 'operator',
        secret: 'the-secret-of-the-operator',
        region: 'us-east-1',
        service: 's3',
        now: Date.now(),
        rules: S3_RULES,
      },
      60,
    );
    assert.equal((await get(`/dashboard/index.html?${query}`)).text, 'the object');
    // By its own host, and from an SDK, an anonymous read is S3's, too: refused by the bucket.
    assert.equal((await get('/index.html', { host: 'dashboard.s3.localhost' })).status, 403);
    const anonymous = createS3(url, { signer: { sign: async (request) => request } });
    await assert.rejects(anonymous.getObject({ Bucket, Key: 'index.html' }), { name: 'AccessDenied' });
    anonymous.destroy();
    // Whoever else asks gets the page.
    assert.equal((await get('/dashboard/index.html')).text, index);
  });

  it('leave what is no GET to the services', async () => {
    const answer = await raw.exchange('POST', '/dashboard/', { host: new URL(url).host }, '');
    assert.notEqual(answer.text, index);
    assert.ok(answer.status >= 400);
    assert.equal((await get('/', { accept: '*/*' })).status, 403);
  });
});
