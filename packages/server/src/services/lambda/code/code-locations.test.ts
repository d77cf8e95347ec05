import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openMemoryObjects, openMemoryRegistry } from '@paddock/store';
import type { WireRequest, WireResponse } from '@paddock/wire';
import { systemClock } from '../../../runtime/clock.js';
import { seededRandom } from '../../../runtime/random.js';
import { CodeLocations } from './code-locations.js';
import { CodeStore } from './code-store.js';
import { readPackage } from './read-package.js';
import { zipOf } from './testing.js';

async function make() {
  let now = 1_700_000_000_500;
  const code = new CodeStore({
    objects: openMemoryObjects(),
    registry: openMemoryRegistry(),
    random: seededRandom(1),
    directory: undefined,
  });
  const zip = zipOf({ 'index.js': 'x' });
  const { sha256 } = await code.put(zip, await readPackage(zip));
  const locations = new CodeLocations({
    code,
    key: Buffer.alloc(32, 1),
    clock: { ...systemClock(), now: () => now },
    endpointUrl: () => 'http://127.0.0.1:4566',
  });
  const ask = async (url: string, method = 'GET'): Promise<{ status: number; body: Buffer; headers: object }> => {
    const answer = await locations.answer(request(url, method));
    assert.ok(answer !== undefined);
    return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) };
  };
  return { code, zip, sha256, locations, ask, pass: (ms: number) => (now += ms) };
}

function request(url: string, method: string): WireRequest {
  const { pathname, search } = new URL(url);
  return {
    method,
    path: pathname,
    query: search.slice(1),
    headers: {},
    remoteAddress: '127.0.0.1',
    http: '1.1',
    body: Buffer.alloc(0),
    onClose: () => {},
  };
}

async function bodyOf({ body }: WireResponse): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the location of code', () => {
  it('gives the zip for ten minutes', async () => {
    const { zip, sha256, locations, ask, pass } = await make();
    const url = locations.locationOf(sha256, 'my-function');
    assert.match(
      url,
      /^http:\/\/127\.0\.0\.1:4566\/awslambda-tasks\/snapshots\/[0-9a-f]{64}\/my-function\.zip\?Expires=/,
    );
    const { status, body, headers } = await ask(url);
    assert.equal(status, 200);
    assert.deepEqual(body, zip);
    assert.equal(Object.entries(headers).find(([name]) => name === 'content-length')?.[1], String(zip.length));
    const head = await ask(url, 'HEAD');
    assert.deepEqual([head.status, head.body.length, head.headers], [200, 0, headers]);
    pass(599_000);
    assert.equal((await ask(url)).status, 200);
    pass(1_000);
    const late = await ask(url);
    assert.equal(late.status, 403);
    assert.match(String(late.body), /<Code>AccessDenied<\/Code><Message>Request has expired</);
  });

  it('gives nothing to who was not told', async () => {
    const { sha256, locations, ask } = await make();
    const url = locations.locationOf(sha256, 'my-function');
    const forged = [
      url.replace(/Expires=\d+/, 'Expires=1800000000'),
      url.replace('my-function', 'other'),
      url.replace(/\/[0-9a-f]{64}\//, `/${'0'.repeat(64)}/`),
      url.replace(/&Signature=.*/, ''),
      url.replace(/Signature=.*/, 'Signature=00'),
      url.replace(/\?.*/, ''),
    ];
    for (const one of forged) assert.equal((await ask(one)).status, 403, one);
    assert.equal((await ask(url, 'PUT')).status, 405);
    assert.equal(locations.answer(request('http://127.0.0.1/other', 'GET')), undefined);
  });

  it('ends with the package', async () => {
    const { code, sha256, locations, ask } = await make();
    const url = locations.locationOf(sha256, 'my-function');
    await code.release(sha256, async () => false);
    assert.equal((await ask(url)).status, 404);
  });
});
