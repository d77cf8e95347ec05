import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { zipOf } from '../../harness/lambda.js';
import type { Answer } from '../../harness/raw.js';
import { eventually, within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { ofOurs } from '../words.js';
import { role } from './samples.js';
import { assertUnhurt, makeTarget } from './verdict.js';

/** What it answers, the event says: any shape that a function may answer, right or wrong. */
const code = `
exports.handler = async (event) => {
  const asked = event.headers?.['x-answer'];
  if (asked === 'throw') throw new Error('thrown');
  if (asked === 'large') return 'x'.repeat(7 * 1024 * 1024);
  return asked === undefined ? 'taken' : JSON.parse(asked);
};`;
const streaming = `
const chunk = Buffer.alloc(64 * 1024, 'x');
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const asked = (event.headers && event.headers['x-answer']) || event.asked;
  if (asked === 'prelude') { stream.setContentType('application/vnd.awslambda.http-integration-response'); stream.write('{"statusCode":"x",' + '\\0'.repeat(4)); stream.end(); return; }
  if (asked === 'no prelude') { stream.setContentType('application/vnd.awslambda.http-integration-response'); stream.write(Buffer.alloc(3_000_000, 'x')); stream.end(); return; }
  if (asked === 'late') { stream.write('some'); throw new Error('late'); }
  for (let at = 0; at < 200; at++) if (!stream.write(chunk)) await new Promise((resolve) => stream.once('drain', resolve));
  stream.end();
});`;

let child: Child;
let hosts: { readonly buffered: string; readonly streamed: string };
before(async () => {
  child = await start(['--transitions', 'instant']);
  await makeTarget(child.raw, role, zipOf({ 'index.js': code }).toString('base64'));
  const made = await child.raw.send({
    path: '/2015-03-31/functions',
    body: JSON.stringify({
      FunctionName: 'streaming',
      Role: role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 20,
      Code: { ZipFile: zipOf({ 'index.js': streaming }).toString('base64') },
    }),
    sign: { service: 'lambda' },
  });
  assert.equal(made.status, 201, made.text);
  hosts = { buffered: await open('target', 'BUFFERED'), streamed: await open('streaming', 'RESPONSE_STREAM') };
});
after(() => child.stop());

/** Gives a function a URL that everybody may call. @returns its host */
async function open(name: string, InvokeMode: string): Promise<string> {
  const send = async (path: string, body: object): Promise<Answer> => {
    const answer = await child.raw.send({ path, body: JSON.stringify(body), sign: { service: 'lambda' } });
    assert.equal(answer.status, 201, answer.text);
    return answer;
  };
  const cors = { AllowOrigins: ['https://example.com'], AllowMethods: ['*'], AllowHeaders: ['*'], MaxAge: 5 };
  const url = await send(`/2021-10-31/functions/${name}/url`, { AuthType: 'NONE', InvokeMode, Cors: cors });
  const policy = `/2015-03-31/functions/${name}/policy`;
  const all = { Principal: '*' };
  await send(policy, { ...all, StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' });
  await send(policy, { ...all, StatementId: 'function', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true });
  return new URL(String(url.json?.['FunctionUrl'])).host;
}

const ask = (host: string, headers: Readonly<Record<string, string>> = {}, path = '/', method = 'GET', body = '') =>
  child.raw.exchange(method, path, { host, ...headers }, body);

describe('function URLs', () => {
  it('answer their hosts, and odd ones are nobody’s', async () => {
    const { buffered } = hosts;
    const good = await ask(buffered);
    assert.deepEqual([good.status, good.text], [200, 'taken']);
    const [id = ''] = buffered.split('.');
    for (const host of [
      `${'a'.repeat(32)}.lambda-url.us-east-1.localhost:${child.port}`,
      `${'a'.repeat(32)}.lambda-url.us-east-1.on.aws`,
      `${id}.lambda-url.eu-west-1.on.aws`,
      `${id}.lambda-url.${'x'.repeat(3000)}.on.aws`,
      `${id}.lambda-url.__proto__.on.aws`,
    ]) {
      const answer = await ask(host);
      assert.equal(answer.status, 403, `${host} → ${answer.text}`);
      assert.doesNotMatch(answer.text, ofOurs);
    }
    for (const host of [
      `${id}.lambda-url.us-east-1.on.aws.evil.com`,
      `x.${id}.lambda-url.us-east-1.on.aws`,
      `${id}`,
      '',
    ]) {
      const answer = await ask(host);
      assert.ok(answer.status >= 400 && answer.status < 500, `${host} → ${answer.status}`);
    }
    await assertUnhurt(child);
  });

  it('hand over odd requests', async () => {
    const paths = [
      '/%',
      '/%zz',
      '/%C3',
      '/a%00b',
      '//',
      '/../..',
      `/${'x/'.repeat(3000)}`,
      '/?%zz=%',
      '/?&&==&',
      '/?a=1&a=2&__proto__=x',
    ];
    for (const path of [...paths, `/?${'a=b&'.repeat(3000)}`, '/2015-03-31/functions', '/_paddock/health'])
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
        const answer = await ask(hosts.buffered, {}, path, method, method === 'POST' ? '\u0000\u20ac' : '');
        assert.equal(
          answer.status,
          200,
          `${method} ${path.slice(0, 50)} → ${answer.status} ${answer.text.slice(0, 200)}`,
        );
      }
    const odd: Readonly<Record<string, string>>[] = [
      { cookie: ';;=;a=b;__proto__=c' },
      { origin: 'https://example.com', 'access-control-request-method': 'GET' },
      { origin: 'null' },
      { 'x-odd': '\u00ff' },
      { 'x-amzn-trace-id': 'x'.repeat(3000) },
      { 'x-forwarded-for': '1.2.3.4, x' },
      { authorization: 'AWS4-HMAC-SHA256 nothing' },
      { 'content-type': 'application/json;;;', 'content-encoding': 'gzip' },
      { __proto__x: 'y', constructor: 'z' },
    ];
    for (const headers of odd)
      for (const method of ['POST', 'OPTIONS']) {
        const answer = await ask(hosts.buffered, headers, '/', method, 'body');
        assert.ok(answer.status < 500, `${JSON.stringify(headers)} → ${answer.status} ${answer.text}`);
      }
    const large = await ask(hosts.buffered, {}, '/', 'POST', 'x'.repeat(7 * 1024 * 1024));
    assert.equal(large.status, 413, large.text.slice(0, 200));
    await assertUnhurt(child);
  });

  it('make of odd answers what can be sent', async () => {
    const answers: unknown[] = [
      null,
      1,
      [],
      {},
      'text',
      { statusCode: 'x' },
      { statusCode: 99 },
      { statusCode: 1000 },
      { statusCode: 1e300 },
      { statusCode: 100 },
      { statusCode: 101 },
      { statusCode: 204, body: 'no body' },
      { statusCode: 304, body: 'no body' },
      { statusCode: 200, body: 5 },
      { statusCode: 200, body: { a: 1 } },
      { statusCode: 200, body: '!!!', isBase64Encoded: true },
      { statusCode: 200, headers: { 'bad name': 'x' } },
      { statusCode: 200, headers: { 'x-split': 'a\r\nset-cookie: b=c' } },
      { statusCode: 200, headers: { 'x-unicode': '\u20ac\u0000' } },
      { statusCode: 200, headers: { 'content-length': '5', 'transfer-encoding': 'chunked', connection: 'close' } },
      { statusCode: 200, headers: { a: null, b: 1, c: [], d: {} } },
      { statusCode: 200, headers: [] },
      { statusCode: 200, cookies: ['a=b\r\nx: y', 5, null] },
      { statusCode: 200, cookies: 'a=b' },
      { statusCode: 200, multiValueHeaders: { a: ['b'] } },
    ];
    for (const answer of answers) {
      const asked = Buffer.from(JSON.stringify(answer))
        .toString('latin1')
        .replaceAll(/[^\x20-\x7e]/g, '?');
      const got = await within(asked, ask(hosts.buffered, { 'x-answer': asked }), 20_000);
      // What a function answers amiss is a bad gateway, as on AWS.
      assert.ok([101, 100].includes(got.status) === false, asked);
      assert.equal(got.headers['set-cookie']?.some((cookie) => cookie.startsWith('b=c')) ?? false, false, asked);
      assert.doesNotMatch(got.text, ofOurs, asked);
    }
    for (const asked of ['throw', 'large']) {
      const got = await ask(hosts.buffered, { 'x-answer': asked });
      assert.equal(got.status, 502, `${asked} → ${got.status} ${got.text.slice(0, 100)}`);
      assert.doesNotMatch(got.text, /thrown|at .*js/);
    }
    await assertUnhurt(child);
  });
});

describe('streamed answers', () => {
  it('that go wrong end, and harm nothing', async () => {
    for (const asked of ['prelude', 'no prelude', 'late']) {
      const got = await within(
        asked,
        ask(hosts.streamed, { 'x-answer': asked }).catch(() => undefined),
        20_000,
      );
      if (got !== undefined) assert.ok(got.status === 200 || got.status === 502, `${asked} → ${got.status}`);
    }
    await assertUnhurt(child);
  });

  it('that nobody reads to their end leave nothing behind', async () => {
    const whole = await ask(hosts.streamed);
    assert.equal(whole.bytes.length, 200 * 64 * 1024);
    const wave = async (): Promise<void> => {
      for (let round = 0; round < 8; round++) {
        const path = '/2021-11-15/functions/streaming/response-streaming-invocations';
        await within('a reader that goes', Promise.all([left(hosts.streamed, '/'), leftByApi(path)]), 20_000);
      }
    };
    // Environments that are kept warm have some.
    await wave();
    const descriptors = child.descriptors();
    for (let times = 0; times < 3; times++) await wave();
    await eventually('descriptors', () => child.descriptors() <= descriptors + 20);
    assert.ok(child.memory() < 600, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });

  it('are not begun by half a request', async () => {
    const socket = connect(child.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST / HTTP/1.1\r\nhost: ${hosts.streamed}\r\ncontent-length: 100\r\n\r\nhalf`);
    socket.destroy();
    await assertUnhurt(child);
  });
});

/** Reads the first bytes and goes. */
function left(host: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: child.port, path, headers: { host } });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.on('error', () => undefined);
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    sent.end();
  });
}

async function leftByApi(path: string): Promise<void> {
  // The whole of it: that it can be read without a break is what is asked here.
  const answer = await child.raw
    .send({ path, body: '{"asked":"late"}', sign: { service: 'lambda' } })
    .catch(() => undefined);
  if (answer !== undefined) assert.equal(answer.status, 200, answer.text.slice(0, 200));
}
