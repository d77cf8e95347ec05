import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer2, ask2, deferred, openDoor, turns, until } from './testing.js';
import type { WireResponse } from './message.js';

const KIB = 1024;
const short = { bodyLimit: () => KIB };

test('a declared length over the limit is refused before the body, however large the lie', async (t) => {
  const { connect, session, door } = await openDoor(t, short);
  for (const length of [KIB + 1, 10_000_000_000]) {
    const client = await connect();
    client.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${length}\r\n\r\nxx`);
    assert.match(await client.until(/large\.\n$/), /^HTTP\/1\.1 413 [^]*connection: close\r\n/i);
    const stream = session().request({ ':method': 'POST', ':path': '/', 'content-length': length });
    stream.write('xx');
    assert.equal((await answer2(stream)).status, 413);
  }
  assert.equal(door.memory(), 0);
});

test('a refused client may finish sending, and then the connection closes', async (t) => {
  const { connect, advance } = await openDoor(t, short);
  const client = await connect();
  client.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${100 * KIB}\r\n\r\n`);
  await client.until(/large\.\n$/);
  client.send(Buffer.alloc(100 * KIB));
  assert.match(await client.all(), /^HTTP\/1\.1 413 /);
  const dawdler = await connect();
  dawdler.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${100 * KIB}\r\n\r\nx`);
  await dawdler.until(/large\.\n$/);
  advance(4_000);
  await dawdler.closed;
});

test('a body without a declared length is refused when it passes the limit', async (t) => {
  const { connect, session, door } = await openDoor(t, short);
  const client = await connect();
  client.send(
    `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n${'x'.repeat(KIB)}\r\n1\r\nx\r\n`,
  );
  assert.match(await client.until(/large\.\n$/), /^HTTP\/1\.1 413 /);
  assert.equal((await ask2(session(), { ':method': 'POST', ':path': '/' }, Buffer.alloc(KIB + 1))).status, 413);
  assert.equal((await ask2(session(), { ':method': 'POST', ':path': '/' }, Buffer.alloc(KIB))).status, 200);
  assert.equal(door.memory(), 0);
});

test('the limit is decided by the head of each request', async (t) => {
  const { session } = await openDoor(t, { bodyLimit: ({ path }) => (path === '/large' ? 100 : 1) });
  const h2 = session();
  assert.equal((await ask2(h2, { ':method': 'POST', ':path': '/large' }, Buffer.alloc(100))).status, 200);
  assert.equal((await ask2(h2, { ':method': 'POST', ':path': '/small' }, Buffer.alloc(100))).status, 413);
});

test('all bodies together stay within the memory limit, which is given back', async (t) => {
  const held = deferred<WireResponse>();
  const { connect, session, door } = await openDoor(t, {
    limits: { memoryBytes: KIB },
    handler: ({ path }) => (path === '/hold' ? held.promise : { status: 200, headers: {}, body: 'done.' }),
  });
  const holder = await connect();
  holder.send(`POST /hold HTTP/1.1\r\nHost: h\r\nContent-Length: ${KIB}\r\n\r\n${'x'.repeat(KIB)}`);
  await until(() => door.memory() === KIB);
  const h2 = session();
  assert.equal((await ask2(h2, { ':method': 'POST', ':path': '/' }, Buffer.alloc(1))).status, 503);
  const other = await connect();
  other.send('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx');
  assert.match(await other.all(), /^HTTP\/1\.1 503 /);
  held.resolve({ status: 200, headers: {}, body: 'held.' });
  await holder.until(/held\.$/);
  assert.equal(door.memory(), 0);
  assert.equal((await ask2(h2, { ':method': 'POST', ':path': '/' }, Buffer.alloc(KIB))).status, 200);
});

test('too many or too large headers are refused with 431', async (t) => {
  const { connect } = await openDoor(t, { limits: { headerCount: 20, headerBytes: 8 * KIB } });
  const many = await connect();
  many.send(`GET / HTTP/1.1\r\nHost: h\r\n${'a: b\r\n'.repeat(40)}\r\n`);
  assert.match(await many.all(), /^HTTP\/1\.1 431 /);
  const large = await connect();
  large.send(`GET / HTTP/1.1\r\nHost: h\r\na: ${'b'.repeat(20 * KIB)}`);
  assert.match(await large.until(/large\.\n$/), /^HTTP\/1\.1 431 /);
});

test('an expectation is met after the limits are checked', async (t) => {
  const { connect, session } = await openDoor(t, short);
  const good = await connect();
  good.send('POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n');
  await good.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
  good.send('abc');
  await good.until(/HTTP\/1\.1 200 OK[^]*abc$/);
  const large = await connect();
  large.send('POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3000\r\n\r\n');
  assert.match(await large.until(/large\.\n$/), /^HTTP\/1\.1 413 /);
  const strange = await connect();
  strange.send('POST / HTTP/1.1\r\nHost: h\r\nExpect: the-moon\r\n\r\n');
  assert.match(await strange.all(), /^HTTP\/1\.1 417 /);
  const stream = session().request({ ':method': 'POST', ':path': '/', expect: '100-continue' });
  stream.on('continue', () => stream.end('abc'));
  assert.equal((await answer2(stream)).body.toString(), 'abc');
});

test('what is no HTTP is answered in the form that the caller chose', async (t) => {
  const { connect } = await openDoor(t, {
    refuse: ({ status }) => ({ status, headers: { 'content-type': 'text/xml' }, body: '<Bad/>' }),
  });
  const broken = [
    'nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\nHost h\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx',
    'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n',
    '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03',
  ];
  for (const bytes of broken) {
    const client = await connect();
    client.send(Buffer.from(bytes, 'latin1'));
    assert.match(
      await client.until(/<Bad\/>$/),
      /^HTTP\/1\.1 400 Bad Request\r\n[^]*text\/xml[^]*content-length: 6/,
      bytes,
    );
  }
});

test('rubbish after a request waits until the request is answered', async (t) => {
  const held = deferred<WireResponse>();
  let asked = 0;
  const { connect } = await openDoor(t, {
    handler: () => {
      asked += 1;
      return held.promise;
    },
  });
  const client = await connect();
  client.send('GET / HTTP/1.1\r\nHost: h\r\n\r\nrubbish\r\n\r\n');
  await until(() => asked === 1);
  await turns(20);
  assert.equal(client.text, '');
  held.resolve({ status: 200, headers: {}, body: 'first.' });
  assert.match(await client.all(), /^HTTP\/1\.1 200 OK[^]*first\.HTTP\/1\.1 400 Bad Request/);
});

test('a client that sends too far ahead is cut off', async (t) => {
  const { connect, door } = await openDoor(t, {
    limits: { pipelined: 8 },
    handler: () => new Promise(() => undefined),
  });
  const client = await connect();
  client.send('GET / HTTP/1.1\r\nHost: h\r\n\r\n'.repeat(10));
  await client.closed;
  await until(() => door.connections() === 0);
});

test('a truncated request hurts nobody', async (t) => {
  const { connect, door, errors } = await openDoor(t, {});
  for (const part of [
    '',
    'P',
    'PRI * HTTP/2.0\r\n',
    'GET / HT',
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc',
  ]) {
    for (const leave of ['end', 'destroy'] as const) {
      const client = await connect();
      if (part !== '') client.send(part);
      await turns(5);
      client.socket[leave]();
      await client.closed;
    }
  }
  await until(() => door.connections() === 0 && door.memory() === 0);
  assert.deepEqual(errors, []);
});

test('a refusal that cannot be formed is reported, and its connection closed', async (t) => {
  const { connect, session, errors } = await openDoor(t, {
    ...short,
    refuse: () => {
      throw new Error('no form');
    },
  });
  for (const bytes of ['nonsense\r\n\r\n', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n']) {
    const client = await connect();
    client.send(bytes);
    assert.equal(await client.all(), '');
  }
  await assert.rejects(ask2(session(), { ':method': 'POST', ':path': '/' }, Buffer.alloc(2 * KIB)));
  assert.equal(errors.length, 3);
});

test('a request with two Host headers is refused, whatever they say', async (t) => {
  const { connect } = await openDoor(t, short);
  for (const second of ['Host: h', 'hOST: evil.example', 'Host:']) {
    const client = await connect();
    client.send(`POST / HTTP/1.1\r\nHost: h\r\nX-Other: 1\r\n${second}\r\nContent-Length: 1\r\n\r\nx`);
    assert.match(await client.all(), /^HTTP\/1\.1 400 [^]*more than one Host/);
  }
});
