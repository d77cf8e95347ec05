import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signRequest, type WireRequest, type WireResponse } from '@paddock/wire';
import { parseConfig } from '../config.js';
import { family } from '../metrics/prometheus.js';
import { testClock } from '../runtime/controlled-clock.js';
import { seededRandom } from '../runtime/random.js';
import { RequestLog } from '../request-log.js';
import { createControl } from './control.js';
import { Faults } from './faults.js';
import { CONTROL_SCOPE } from './guard.js';

const NOW = 1_700_000_000_000;
const ROOT = { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: 'correct-horse' };

interface Call {
  readonly method?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function setUp(...flags: readonly string[]) {
  const config = parseConfig(flags, ROOT);
  if ('problem' in config) assert.fail(config.problem);
  const clock = testClock(NOW);
  const faults = new Faults({ clock, random: seededRandom(1), crash: () => undefined });
  let resets = 0;
  const control = createControl({
    config,
    version: '1.2.3',
    services: () => ({ kinesis: 'running' }),
    metrics: () => [family('up', 'gauge', 'Up.', 1)],
    clock: config.testControls ? clock : undefined,
    faults: config.testControls ? faults : undefined,
    requests: new RequestLog(),
    reset: async () => {
      resets += 1;
      await Promise.resolve();
    },
    snapshots: () => undefined,
    now: () => NOW,
  });
  const call = async (path: string, { method = 'GET', query = '', headers = {}, body }: Call = {}) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const request: WireRequest = {
      method,
      path,
      query,
      headers: { host: 'localhost:4566', ...headers },
      body: Buffer.from(text),
      remoteAddress: '127.0.0.1',
      http: '1.1',
      onClose: () => undefined,
    };
    const answer = await control(request);
    return answer && { status: answer.status, headers: answer.headers, body: bodyOf(answer) };
  };
  return { call, faults, clock, resets: () => resets };
}

function bodyOf({ body, headers }: WireResponse): unknown {
  const text = typeof body === 'string' ? body : assert.fail('not a text');
  return headers['content-type'] === 'application/json' ? JSON.parse(text) : text;
}

function signed(path: string, change: Partial<{ secret: string; service: string; now: number }> = {}) {
  const headers = signRequest(
    { method: 'POST', path, query: '', headers: { host: 'localhost:4566', 'x-paddock-control': '1' } },
    { accessKeyId: 'me', secret: 'correct-horse', ...CONTROL_SCOPE, now: NOW, ...change },
  );
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

const change = { method: 'POST', headers: { 'x-paddock-control': '1' } };

describe('control', () => {
  it('leaves every other path alone', async () => {
    const { call } = setUp();
    for (const path of ['/', '/paddock', '/_localstack/info', '/bucket/_paddock/health']) {
      assert.equal(await call(path), undefined, path);
    }
    assert.equal((await call('/_paddock/nothing'))?.status, 404);
    assert.equal((await call('/_paddock/health', change))?.status, 405);
  });

  it('tells health and metrics', async () => {
    const { call } = setUp();
    const health = await call('/_paddock/health');
    assert.deepEqual([health?.status, health?.body], [200, { version: '1.2.3', services: { kinesis: 'running' } }]);
    assert.equal((await call('/_paddock/health', { method: 'HEAD' }))?.status, 200);
    assert.deepEqual((await call('/_localstack/health'))?.body, {
      services: { kinesis: 'running' },
      edition: 'paddock',
      version: '1.2.3',
    });
    const metrics = await call('/_paddock/metrics');
    assert.equal(metrics?.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.match(String(metrics?.body), /^up 1$/m);
  });

  it('refuses pages of other sites, and names that are not its own', async () => {
    const { call } = setUp('--allowed-hosts', 'paddock.example');
    const status = async (headers: Record<string, string>) => (await call('/_paddock/health', { headers }))?.status;
    assert.equal(await status({ origin: 'https://evil.example' }), 403);
    assert.equal(await status({ origin: 'null' }), 403);
    assert.equal(await status({ origin: 'http://localhost:3000' }), 403);
    assert.equal(await status({ origin: 'http://localhost:4566' }), 200);
    assert.equal(await status({ 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await status({ host: 'evil.example:4566' }), 403);
    assert.equal(await status({ host: 'evil.example:4566', origin: 'http://evil.example:4566' }), 403);
    assert.equal(await status({ host: 'paddock.example' }), 200);
    const preflight = { method: 'OPTIONS', headers: { origin: 'https://evil.example' } };
    assert.equal((await call('/_paddock/reset', preflight))?.status, 403);
  });

  it("resets for who has the root's signature", async () => {
    const { call, resets } = setUp();
    const status = async (headers: Record<string, string>) =>
      (await call('/_paddock/reset', { method: 'POST', headers }))?.status;
    assert.equal(await status({}), 403);
    assert.equal(await status({ 'x-paddock-control': '1' }), 403);
    assert.equal(await status(signed('/_paddock/reset', { secret: 'wrong' })), 403);
    assert.equal(await status(signed('/_paddock/reset', { service: 'kinesis' })), 403);
    assert.equal(await status(signed('/_paddock/reset', { now: NOW - 3_600_000 })), 403);
    assert.equal(await status(signed('/_paddock/clock')), 403);
    const { 'x-paddock-control': _, ...withoutHeader } = signed('/_paddock/reset');
    assert.equal(await status(withoutHeader), 403);
    assert.equal((await call('/_paddock/reset'))?.status, 405);
    assert.equal(resets(), 0);
    assert.equal(await status(signed('/_paddock/reset')), 200);
    assert.equal(resets(), 1);
  });

  it('asks tests on loopback, and relaxed servers, for the header only', async () => {
    for (const flags of [['--test-controls'], ['--auth', 'relaxed']]) {
      const { call, resets } = setUp(...flags);
      assert.equal((await call('/_paddock/reset', { method: 'POST' }))?.status, 403);
      assert.equal((await call('/_paddock/reset', change))?.status, 200);
      assert.equal(resets(), 1);
    }
    const { call } = setUp('--test-controls', '--host', '0.0.0.0');
    assert.equal((await call('/_paddock/reset', change))?.status, 403);
  });

  it('runs resets that overlap once', async () => {
    const { call, resets } = setUp('--test-controls');
    await Promise.all([call('/_paddock/reset', change), call('/_paddock/reset', change)]);
    assert.equal(resets(), 1);
  });
});

describe('test controls', () => {
  it('are not there unless the server was started with them', async () => {
    const { call } = setUp();
    for (const path of ['/_paddock/clock', '/_paddock/faults']) {
      const answer = await call(path);
      assert.equal(answer?.status, 404);
      assert.match(JSON.stringify(answer?.body), /--test-controls/);
      assert.equal((await call(path, { method: 'POST', headers: signed(path) }))?.status, 404);
    }
  });

  it('freeze, advance and release the clock', async () => {
    const { call, clock } = setUp('--test-controls');
    const turn = (body: unknown) => call('/_paddock/clock', { ...change, body });
    assert.deepEqual((await turn({ action: 'advance', ms: 60_000 }))?.status, 200);
    assert.equal(clock.now(), NOW + 60_000);
    const frozen = await turn({ action: 'freeze', at: '2030-01-01T00:00:00Z' });
    assert.equal(clock.now(), Date.UTC(2030, 0, 1));
    assert.deepEqual(frozen?.body, (await call('/_paddock/clock'))?.body);
    assert.match(JSON.stringify(frozen?.body), /"iso":"2030-01-01T00:00:00.000Z","frozen":true/);
    assert.match(JSON.stringify((await turn({ action: 'release' }))?.body), /"frozen":false/);
    for (const wrong of [
      {},
      null,
      'x',
      { action: 'stop' },
      { action: 'advance' },
      { action: 'advance', ms: -1 },
      { action: 'advance', ms: 1e15 },
      { action: 'freeze', at: 'noon' },
    ]) {
      assert.equal((await turn(wrong))?.status, 400, JSON.stringify(wrong));
    }
  });

  it('add, list and lift faults', async () => {
    const { call, faults } = setUp('--test-controls');
    const add = (body: unknown) => call('/_paddock/faults', { ...change, body });
    const rule = { service: 'kinesis', operation: 'PutRecords', kind: 'partial', fraction: 0.5, times: 3 };
    const added = await add(rule);
    assert.equal(added?.status, 201);
    const listed = {
      service: 'kinesis',
      operation: 'PutRecords',
      times: 3,
      kind: 'partial',
      fraction: 0.5,
      id: '1',
      struck: 0,
    };
    assert.deepEqual(added.body, listed);
    assert.equal((await add({ kind: 'throttle' }))?.status, 201);
    assert.deepEqual((await add({ kind: 'fire' }))?.status, 400);
    const remove = (query: string) => call('/_paddock/faults', { ...change, method: 'DELETE', query });
    assert.deepEqual((await remove('id=2'))?.body, { faults: [listed] });
    assert.equal((await remove('id=2'))?.status, 404);
    assert.deepEqual((await remove(''))?.body, { faults: [] });
    assert.deepEqual(faults.list(), []);
  });
});
