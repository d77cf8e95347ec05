import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { WireResponse } from '@paddock/wire';
import { createPages } from './pages.js';

const index = '<!doctype html><title>Map</title>';
const hashed = 'assets/index-CUd8MNbT.js';
const large = Buffer.alloc(200_000, 'large ');

describe('pages', () => {
  let folder: string;
  let pages: ReturnType<typeof createPages>;
  const file = (path: string): string => join(folder, 'pages/dashboard', path);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paddock-pages-'));
    await mkdir(file('assets'), { recursive: true });
    await writeFile(file('index.html'), index);
    await writeFile(file(hashed), 'plain');
    await writeFile(file(`${hashed}.br`), 'brotli');
    await writeFile(file(`${hashed}.gz`), 'gzip');
    await writeFile(file('large.json'), large);
    await writeFile(file('.made-from'), 'secret');
    await writeFile(join(folder, 'outside.txt'), 'outside');
    await symlink(join(folder, 'outside.txt'), file('link.txt'));
    await symlink(folder, file('linked'));
    pages = createPages({ folder: pathToFileURL(`${folder}/pages/`) });
  });
  after(() => rm(folder, { recursive: true }));

  const ask = (target: string, headers: IncomingHttpHeaders = {}, method = 'GET') => {
    const [path = '', query = ''] = target.split('?');
    return pages({
      method,
      path,
      query,
      headers: { host: 'localhost:4566', ...headers },
      remoteAddress: '127.0.0.1',
      http: '1.1',
      body: Buffer.alloc(0),
      onClose: () => undefined,
    });
  };
  const get = async (target: string, headers?: IncomingHttpHeaders, method?: string): Promise<WireResponse> =>
    (await ask(target, headers, method)) ?? assert.fail(`no page takes ${target}`);
  const bodyOf = async ({ body }: WireResponse): Promise<string> => {
    if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body).toString();
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  it('serve a file with its type, and what a page may do', async () => {
    const answer = await get('/dashboard/?stream=wildrydes');
    assert.equal(answer.status, 200);
    assert.equal(await bodyOf(answer), index);
    const { headers } = answer;
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-cache');
    assert.equal(headers['content-length'], String(index.length));
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'; script-src 'self'; .*frame-ancestors/);
  });

  it('let browsers keep what has a hash in its name, and ask for the rest', async () => {
    const kept = await get(`/dashboard/${hashed}`);
    assert.equal(kept.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(kept.headers['content-type'], 'text/javascript; charset=utf-8');
    const { etag = '' } = (await get('/dashboard/')).headers;
    for (const condition of [etag, `"other", W/${etag}`, '*']) {
      const again = await get('/dashboard/', { 'if-none-match': condition });
      assert.equal(again.status, 304);
      assert.equal(again.body, '');
      assert.equal(again.headers['etag'], etag);
    }
    await utimes(file('index.html'), 1, 2);
    assert.equal((await get('/dashboard/', { 'if-none-match': etag })).status, 200);
  });

  it('are sent as the build compressed them, to those who take that', async () => {
    const of = async (accepted: string | undefined): Promise<string> => {
      const answer = await get(`/dashboard/${hashed}`, { 'accept-encoding': accepted });
      assert.equal(answer.headers['vary'], 'Accept-Encoding');
      const body = await bodyOf(answer);
      assert.equal(answer.headers['content-length'], String(body.length));
      return `${answer.headers['content-encoding'] ?? 'none'} ${body}`;
    };
    assert.equal(await of('gzip, deflate, br, zstd'), 'br brotli');
    assert.equal(await of('gzip'), 'gzip gzip');
    assert.equal(await of('br;q=0, *'), 'gzip gzip');
    assert.equal(await of('identity'), 'none plain');
    assert.equal(await of(undefined), 'none plain');
    const tags = ['br', 'gzip', ''].map(
      async (accepted) => (await get(`/dashboard/${hashed}`, { 'accept-encoding': accepted })).headers['etag'],
    );
    assert.equal(new Set(await Promise.all(tags)).size, 3);
  });

  it('stream a large file', async () => {
    const answer = await get('/dashboard/large.json');
    assert.equal(answer.headers['content-length'], String(large.length));
    assert.ok(Symbol.asyncIterator in Object(answer.body));
    assert.equal(await bodyOf(answer), large.toString());
  });

  it('break off when a large file is replaced while it is read', async () => {
    const answer = await get('/dashboard/large.json');
    await utimes(file('large.json'), 1, 2);
    await assert.rejects(bodyOf(answer), /was replaced/);
  });

  it('answer HEAD without a body', async () => {
    for (const path of ['', hashed, 'large.json']) {
      const [whole, head] = [await get(`/dashboard/${path}`), await get(`/dashboard/${path}`, {}, 'HEAD')];
      assert.deepEqual({ ...whole, body: '' }, head);
    }
    assert.equal((await get('/dashboard/none', {}, 'HEAD')).body, '');
  });

  it('lead from the name without a slash to the page, and a browser from the root', async () => {
    const answer = await get('/dashboard?pool=a%3Ab&x=1');
    assert.equal(answer.status, 308);
    assert.equal(answer.headers['location'], '/dashboard/?pool=a%3Ab&x=1');
    assert.equal((await get('/dashboard')).headers['location'], '/dashboard/');
    const root = await get('/', { accept: 'text/html,*/*' });
    assert.deepEqual([root.status, root.headers['location']], [302, '/console/']);
    assert.equal(ask('/', { accept: '*/*' }), undefined);
    assert.equal(ask('/?Action=ListUsers', { accept: 'text/html' }), undefined);
  });

  it('have nothing but their own files', async () => {
    for (const path of [
      'none.js',
      'assets',
      'assets/',
      'assets//index-CUd8MNbT.js',
      '.made-from',
      'assets/../.made-from',
      '../outside.txt',
      '../../outside.txt',
      '..%2f..%2foutside.txt',
      '%2e%2e/%2e%2e/outside.txt',
      '%252e%252e/outside.txt',
      '..\\..\\outside.txt',
      '..%5c..%5coutside.txt',
      'index.html%00.js',
      'index.html\0',
      '/etc/passwd',
      'C:/outside.txt',
      'index.html/',
      'index.html::$DATA',
      'link.txt',
      'linked/outside.txt',
      'x'.repeat(5000),
    ]) {
      const answer = await get(`/dashboard/${path}`);
      assert.equal(answer.status, 404, path);
      assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
      assert.match(await bodyOf(answer), /There is no such file/);
    }
  });

  it('leave everything that may be for a bucket or a service to these', () => {
    const target = '/dashboard/key';
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) assert.equal(ask(target, {}, method), undefined);
    for (const headers of [
      { authorization: 'AWS4-HMAC-SHA256 Credential=…' },
      { 'amz-sdk-invocation-id': '1' },
      { host: 'rides.s3.localhost' },
      { host: 'rides.localhost:4566' },
      { host: 'rides.s3.eu-west-1.amazonaws.com' },
      { host: 'kinesis.us-east-1.amazonaws.com:443' },
    ]) {
      assert.equal(ask(target, headers), undefined, JSON.stringify(headers));
      assert.equal(ask('/dashboard', headers), undefined);
      assert.equal(ask('/', { accept: 'text/html', ...headers }), undefined);
    }
    for (const name of ['X-Amz-Signature', 'X-Amz-Algorithm', 'X%2DAmz-Credential', 'AWSAccessKeyId'])
      assert.equal(ask(`${target}?a=b&${name}=1`), undefined, name);
    for (const path of ['/dashboards/', '/Dashboard/', '/dash%62oard/', '//dashboard/', '/constructor/', '*'])
      assert.equal(ask(path), undefined, path);
  });

  it('say how to build them while they are not, and are there as soon as they are', async (context) => {
    const empty = await mkdtemp(join(tmpdir(), 'paddock-pages-'));
    context.after(() => rm(empty, { recursive: true }));
    const before = pages;
    pages = createPages({ folder: pathToFileURL(`${empty}/`) });
    context.after(() => (pages = before));
    for (const path of ['/dashboard/', `/dashboard/${hashed}`]) {
      const answer = await get(path);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers['retry-after'], '5');
      assert.match(await bodyOf(answer), /npm run build/);
    }
    await mkdir(join(empty, 'dashboard'));
    await writeFile(join(empty, 'dashboard/index.html'), index);
    assert.equal((await get('/dashboard/')).status, 200);
    assert.equal((await get(`/dashboard/${hashed}`)).status, 404);
  });
});
