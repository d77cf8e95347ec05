import assert from 'node:assert/strict';
import http2 from 'node:http2';
import net from 'node:net';
import { after, before, describe, it } from 'node:test';
import { signRequest } from '@paddock/wire';
import { jsonType } from '../harness/raw.js';
import { eventually, within } from '../harness/wait.js';
import { start, type Child } from './child.js';
import { assertUnhurt } from './verdict.js';

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await child.raw.call('CreateStream', { StreamName: 's', ShardCount: 1 });
});
after(() => child.stop());

/** Headers of a signed request, `host` among them. */
function signed(operation: string, body: string | Buffer): Record<string, string> {
  const headers = {
    host: `127.0.0.1:${child.port}`,
    'content-type': jsonType,
    'x-amz-target': `Kinesis_20131202.${operation}`,
  };
  const signer = { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'kinesis', now: Date.now() };
  return signRequest({ method: 'POST', path: '/', query: '', headers, body }, signer) as Record<string, string>;
}

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** A whole HTTP/1.1 request, signed. */
const requestOf = (operation: string, input: object): string => {
  const body = JSON.stringify(input);
  return `POST / HTTP/1.1\r\n${lines(signed(operation, body))}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** Everything that the server answers to these bytes until it closes, or has been silent for a while. */
async function exchange(bytes: string | Buffer, options: { readonly end?: boolean } = {}): Promise<string> {
  const socket = net.connect(child.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined);
  socket.write(bytes);
  if (options.end === true) socket.end();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const quiet = new Promise<void>((resolve) => socket.setTimeout(700, resolve));
  await within('an answer', Promise.race([closed, quiet]));
  socket.destroy();
  return text;
}

const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

describe('bytes that mean two things', () => {
  const inner = () => requestOf('CreateStream', { StreamName: 'smuggled', ShardCount: 1 });
  const body = '{}';
  const head = () => lines(signed('ListStreams', body));
  const wrong: Readonly<Record<string, () => string>> = {
    'two content lengths': () => `POST / HTTP/1.1\r\n${head()}content-length: 2\r\ncontent-length: 0\r\n\r\n${body}`,
    'two equal content lengths in one line': () => `POST / HTTP/1.1\r\n${head()}content-length: 2, 2\r\n\r\n${body}`,
    'a length and chunks': () =>
      `POST / HTTP/1.1\r\n${head()}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${inner()}`,
    'chunks and something else': () =>
      `POST / HTTP/1.1\r\n${head()}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner()}`,
    'chunks by another name': () =>
      `POST / HTTP/1.1\r\n${head()}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${inner()}`,
    'chunks after a space': () => `POST / HTTP/1.1\r\n${head()}transfer-encoding : chunked\r\n\r\n0\r\n\r\n${inner()}`,
    'a negative length': () => `POST / HTTP/1.1\r\n${head()}content-length: -2\r\n\r\n${body}`,
    'a length with a sign': () => `POST / HTTP/1.1\r\n${head()}content-length: +2\r\n\r\n${body}`,
    'a length beyond numbers': () => `POST / HTTP/1.1\r\n${head()}content-length: 99999999999999999999\r\n\r\n${body}`,
    'a folded header': () =>
      `POST / HTTP/1.1\r\n${head()}x-a: 1\r\n content-length: 0\r\ncontent-length: 2\r\n\r\n${body}`,
    'a bare line feed in a header': () => `POST / HTTP/1.1\r\n${head()}x-a: 1\ncontent-length: 0\r\n\r\n`,
    'a nul in a header': () => `POST / HTTP/1.1\r\n${head()}x-a: \0\r\ncontent-length: 2\r\n\r\n${body}`,
    'a chunk length that overflows': () =>
      `POST / HTTP/1.1\r\n${head()}transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
  };
  for (const [name, bytes] of Object.entries(wrong)) {
    it(`refuses ${name}`, async () => {
      const seen = statuses(await exchange(bytes()));
      assert.ok(seen.length <= 1 && seen.every((status) => status >= 400 && status < 500), seen.join());
    });
  }

  it('has let nothing in behind them', async () => {
    const answer = await child.raw.call('DescribeStreamSummary', { StreamName: 'smuggled' });
    assert.equal(answer.json?.['__type'], 'ResourceNotFoundException');
  });

  it('refuses two hosts, and a target of another host than was signed', async () => {
    for (const bytes of [
      `POST / HTTP/1.1\r\nhost: evil.example\r\n${head()}content-length: 2\r\n\r\n${body}`,
      `POST / HTTP/1.1\r\n${head()}host: evil.example\r\ncontent-length: 2\r\n\r\n${body}`,
      `POST http://evil.example/ HTTP/1.1\r\n${head()}content-length: 2\r\n\r\n${body}`,
    ]) {
      assert.deepEqual(statuses(await exchange(bytes)), [400]);
    }
  });
});

describe('clients that behave badly', () => {
  it('answers 200 pipelined requests in their order', async () => {
    const requests = Array.from({ length: 200 }, (_, at) =>
      requestOf('PutRecord', { StreamName: at % 2 === 0 ? 's' : 'nowhere', PartitionKey: 'p', Data: 'AAAA' }),
    );
    const seen = statuses(await exchange(requests.join('')));
    assert.deepEqual(
      seen,
      Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? 200 : 400)),
    );
  });

  it('survives 1,000 idle connections, and lets go of them', async () => {
    const before = child.descriptors();
    const sockets = Array.from({ length: 1000 }, () => net.connect(child.port, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => undefined);
    await within(
      'connections',
      Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve)))),
    );
    for (const [at, socket] of sockets.entries()) if (at % 2 === 0) socket.write('POST / HTTP/1.1\r\nhost: x\r\n');
    await assertUnhurt(child);
    for (const [at, socket] of sockets.entries()) {
      if (at % 3 === 0) socket.resetAndDestroy();
      else socket.destroy();
    }
    await eventually('descriptors', () => child.descriptors() <= before + 4);
  });

  it('answers a body that trickles in, and a client that has finished sending', async () => {
    const request = requestOf('ListStreams', {});
    const socket = net.connect(child.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    for (const byte of request) {
      socket.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.end();
    await eventually('the answer', () => text.includes('StreamNames'));
    socket.destroy();
    assert.deepEqual(statuses(await exchange(request, { end: true })), [200]);
    assert.deepEqual(
      statuses(await exchange(request.slice(0, -1), { end: true })).filter((status) => status < 400),
      [],
    );
  });

  it('survives aborts amid large bodies and large answers', async () => {
    const Data = Buffer.alloc(1_000_000, 7).toString('base64');
    for (let count = 0; count < 10; count++) {
      assert.equal((await child.raw.call('PutRecord', { StreamName: 's', PartitionKey: 'p', Data })).status, 200);
    }
    const found = await child.raw.call('GetShardIterator', {
      StreamName: 's',
      ShardId: '0',
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const get = requestOf('GetRecords', { ShardIterator: found.json?.['ShardIterator'] });
    const put = requestOf('PutRecord', { StreamName: 's', PartitionKey: 'p', Data });
    const memory = child.memory();
    for (let round = 0; round < 60; round++) {
      const socket = net.connect(child.port, '127.0.0.1');
      socket.on('error', () => undefined);
      const isGet = round % 2 === 0;
      socket.write(isGet ? get : put.slice(0, Math.floor((put.length * round) / 60)));
      await new Promise((resolve) => {
        if (isGet) socket.once('data', resolve);
        else setTimeout(resolve, 2);
      });
      socket.resetAndDestroy();
    }
    await assertUnhurt(child);
    await eventually('memory', () => child.memory() < memory + 400);
  });

  it('survives HTTP/2 streams that are reset at every stage', async () => {
    const Data = Buffer.alloc(500_000, 7).toString('base64');
    const body = JSON.stringify({ StreamName: 's', PartitionKey: 'p', Data });
    const { host, ...headers } = signed('PutRecord', body);
    for (let sessions = 0; sessions < 4; sessions++) {
      const session = http2.connect(child.url);
      session.on('error', () => undefined);
      const closed = Array.from({ length: 12 }, (_, at) => {
        const stream = session.request({ ':method': 'POST', ':path': '/', ':authority': host ?? '', ...headers });
        stream.on('error', () => undefined);
        stream.write(at % 3 === 0 ? body : body.slice(0, 100_000));
        if (at % 3 === 0) stream.end();
        const done = new Promise((resolve) => stream.once('close', resolve));
        setTimeout(() => stream.close(http2.constants.NGHTTP2_CANCEL), at);
        return done;
      });
      await within('streams close', Promise.all(closed));
      if (sessions % 2 === 0) session.destroy();
      else session.close();
    }
    await assertUnhurt(child);
  });

  it('survives what is no HTTP at all', async () => {
    const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
    for (const bytes of [
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'GET\r\n\r\n',
      '\0'.repeat(1000),
      'x'.repeat(100_000),
      `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(5000)}\r\n`,
      'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\nexpect: the unexpected\r\ncontent-length: 0\r\n\r\n',
      preface.slice(0, 10),
      `${preface}${'\xff'.repeat(2000)}`,
      preface + '\x00\x40\x00\x00\x09\x00\x00\x00\x01'.repeat(100),
    ]) {
      const seen = statuses(await exchange(Buffer.from(bytes, 'latin1')));
      assert.ok(
        seen.every((status) => status >= 400 && status < 500),
        `${bytes.slice(0, 30)}: ${seen.join()}`,
      );
    }
    await assertUnhurt(child);
  });
});
