import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireRequest, WireResponse } from './message.js';
import { ask2, deferred, openDoor, until } from './testing.js';

const text = (body: string, headers: Record<string, string> = {}): WireResponse => ({ status: 200, headers, body });
const describe = (request: WireRequest): WireResponse =>
  text(
    `${request.http} ${request.method} ${request.path} ${request.query} ${request.headers.host} ${request.body.toString()}.`,
  );

test('both protocols are served on one port', async (t) => {
  const { connect, session, door } = await openDoor(t, { handler: describe });
  const client = await connect();
  client.send('POST /a/b?c=d HTTP/1.1\r\nHost: one\r\nContent-Length: 2\r\n\r\nhi');
  assert.match(await client.until(/\.$/), /\r\n\r\n1\.1 POST \/a\/b c=d one hi\.$/);
  const answer = await ask2(
    session(),
    { ':method': 'POST', ':path': '/a%2Fb?c', ':authority': 'two' },
    Buffer.from('ho'),
  );
  assert.equal(answer.body.toString(), '2 POST /a%2Fb c two ho.');
  assert.equal(answer.headers['content-length'], '23');
  assert.equal(door.connections(), 2);
});

test('each cookie has a header of its own', async (t) => {
  const { connect, session } = await openDoor(t, {
    handler: () => ({ ...text('.'), cookies: ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'] }),
  });
  const client = await connect();
  client.send('GET / HTTP/1.1\r\nHost: one\r\n\r\n');
  assert.match(
    await client.until(/\.$/),
    /\r\nset-cookie: a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT\r\nset-cookie: b=2\r\n/,
  );
  const answer = await ask2(session(), { ':method': 'GET', ':path': '/', ':authority': 'two' });
  assert.equal(answer.headers['set-cookie'], 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT,b=2');
});

test('the first bytes may come one by one', async (t) => {
  const { connect } = await openDoor(t, { handler: describe });
  // P, then PR, fit both protocols; PRE does not.
  const one = await connect();
  for (const byte of 'PREPARE /x HTTP/1.1\r\nHost: h\r\n\r\n') {
    await new Promise<void>((resolve) => {
      one.socket.write(byte, () => resolve());
    });
  }
  // PREPARE is no method that node's parser knows: the refusal shows that HTTP/1 got the bytes.
  assert.match(await one.all(), /^HTTP\/1\.1 400 /);
  const two = await connect();
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');
  for (const byte of preface) {
    await new Promise<void>((resolve) => {
      two.socket.write(Uint8Array.of(byte), () => resolve());
    });
  }
  await until(() => two.received.length >= 9);
  assert.equal(two.received[3], 4, 'the answer is a SETTINGS frame');
  const three = await connect();
  for (const byte of 'PUT /x HTTP/1.1\r\nHost: h\r\n\r\n') three.send(byte);
  assert.match(await three.until(/\.$/), /1\.1 PUT \/x {2}h \.$/);
});

test('ten megabytes go both ways, in one piece or many', async (t) => {
  const big = Buffer.alloc(10 * 1024 * 1024, 'paddock ');
  const { connect, session, door } = await openDoor(t, {
    handler: ({ body, path }) => ({
      status: 200,
      headers: {},
      body: path === '/parts' ? [body.subarray(0, 1), body.subarray(1, 5_000_000), body.subarray(5_000_000)] : body,
    }),
  });
  const h2 = session();
  for (const path of ['/whole', '/parts']) {
    const answers = await Promise.all([1, 2, 3].map(() => ask2(h2, { ':method': 'POST', ':path': path }, big)));
    for (const { body } of answers) assert.ok(body.equals(big));
    const client = await connect();
    client.send(`POST ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: ${big.length}\r\n\r\n`);
    client.send(big);
    const answer = await client.all();
    assert.match(answer.slice(0, 200), /\r\ncontent-length: 10485760\r\n/);
    assert.ok(client.received.subarray(answer.indexOf('\r\n\r\n') + 4).equals(big));
  }
  await until(() => door.memory() === 0);
});

test('a chunked body of single bytes arrives whole', async (t) => {
  const { connect } = await openDoor(t, {});
  const client = await connect();
  const body = 'x'.repeat(20_000) + 'y'.repeat(5_000);
  client.send('POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n');
  client.send(Array.from(body, (byte) => `1\r\n${byte}\r\n`).join('') + '0\r\n\r\n');
  assert.ok((await client.all()).endsWith(`\r\n\r\n${body}`));
});

test('pipelined requests run one after the other and are answered in order', async (t) => {
  const first = deferred<WireResponse>();
  const seen: string[] = [];
  const { connect } = await openDoor(t, {
    handler: ({ path }) => {
      seen.push(path);
      return path === '/1' ? first.promise : text(`${path}.`);
    },
  });
  const client = await connect();
  client.send(['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`).join(''));
  await until(() => seen.length > 0);
  assert.deepEqual(seen, ['/1']);
  first.resolve(text('/1.'));
  await client.until(/\/1\.[^]*\/2\.[^]*\/3\.$/);
  assert.deepEqual(seen, ['/1', '/2', '/3']);
});

test('HEAD and 204 have no body, and HEAD keeps the length that the handler names', async (t) => {
  const { connect, session } = await openDoor(t, {
    handler: ({ path }) =>
      path === '/204'
        ? { status: 204, headers: {}, body: '' }
        : text('', path === '/s3' ? { 'Content-Length': '77' } : {}),
  });
  const client = await connect();
  client.send('HEAD /s3 HTTP/1.1\r\nHost: h\r\n\r\nGET /204 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
  const [head = '', gone = ''] = (await client.all()).split(/(?<=\r\n\r\n)/);
  assert.match(head, /^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Content-Length: 77\r\n/);
  assert.match(gone, /^HTTP\/1\.1 204 /);
  assert.doesNotMatch(gone, /content-length/i);
  const answer = await ask2(session(), { ':method': 'HEAD', ':path': '/s3' });
  assert.equal(answer.headers['content-length'], '77');
});

test('a length that the handler gets wrong is put right', async (t) => {
  const { connect } = await openDoor(t, { handler: () => text('four', { 'Content-Length': '999' }) });
  const client = await connect();
  client.send('GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
  assert.deepEqual((await client.all()).match(/content-length.*/gi), ['content-length: 4']);
});

test('targets in absolute form lose their origin, whose host counts', async (t) => {
  const { connect } = await openDoor(t, { handler: describe });
  const client = await connect();
  client.send('GET http://target:80?q HTTP/1.1\r\nHost: h\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n');
  await client.until(/1\.1 GET \/ q target:80 \.[^]*1\.1 OPTIONS \* {2}h \./);
});

test('HTTP/1.0 is answered and closed', async (t) => {
  const { connect } = await openDoor(t, { handler: describe });
  const client = await connect();
  client.send('GET /old HTTP/1.0\r\n\r\n');
  assert.match(await client.all(), /1\.0 GET \/old {2}undefined \.$/);
});

test('CONNECT is refused, and an upgrade is not taken up', async (t) => {
  const { connect, session } = await openDoor(t, { handler: describe });
  const tunnel = await connect();
  tunnel.send('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n');
  assert.match(await tunnel.all(), /^HTTP\/1\.1 405 [^]*not a proxy/);
  const upgrade = await connect();
  upgrade.send('POST /u HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nhi');
  assert.match(await upgrade.until(/\.$/), /^HTTP\/1\.1 200 [^]*1\.1 POST \/u {2}h hi\.$/);
  const { status } = await ask2(session(), { ':method': 'CONNECT', ':authority': 'a:443' });
  assert.equal(status, 405);
});

test('what a handler throws is reported, and answered without a word about it', async (t) => {
  const { connect, session, errors } = await openDoor(t, {
    handler: ({ path }) => {
      if (path === '/later') return Promise.reject(new Error('secret'));
      if (path === '/header') return text('', { bad: 'a\r\nb' });
      throw new Error('secret');
    },
  });
  const client = await connect();
  const h2 = session();
  for (const path of ['/now', '/later', '/header']) {
    client.send(`GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
    const answer = await ask2(h2, { ':path': path });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(answer.body.toString(), /secret|at /);
  }
  const answer = await client.until(/(?:HTTP\/1\.1 500 [^]*){3}answer\.\n$/);
  assert.doesNotMatch(answer, /secret/);
  assert.equal(errors.length, 6);
});
