import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireResponse } from './message.js';
import { answer2, ask2, deferred, openDoor, turns, until } from './testing.js';

const GET = 'GET / HTTP/1.1\r\nHost: h\r\n\r\n';

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0, 0, payload.length, type, flags, 0, 0, 0, stream), payload]);
}

const ok: WireResponse = { status: 200, headers: {}, body: 'ok.' };

test('closing ends idle connections at once and lets requests in flight finish', async (t) => {
  const answers = [deferred<WireResponse>(), deferred<WireResponse>()];
  let asked = 0;
  const { door, connect, session } = await openDoor(t, {
    handler: ({ path }) => (path === '/hold' ? (answers[asked++]?.promise ?? ok) : ok),
  });
  const idle = await connect();
  idle.send(GET);
  await idle.until(/ok\.$/);
  const silent = await connect();
  const idle2 = session();
  await ask2(idle2, { ':path': '/' });
  const busy = await connect();
  busy.send(GET.replace('/', '/hold'));
  await until(() => asked === 1);
  const busy2 = session();
  const held = answer2(busy2.request({ ':path': '/hold' }));
  await until(() => asked === 2 && door.connections() === 5);
  let goaways = 0;
  busy2.on('goaway', () => (goaways += 1));

  const closed = door.close(10_000);
  await Promise.all([idle.closed, silent.closed, until(() => idle2.destroyed)]);
  await until(() => goaways > 0 && door.connections() === 2);
  for (const answer of answers) answer.resolve(ok);
  assert.match(await busy.all(), /connection: close\r\n[^]*ok\.$/i);
  assert.equal((await held).body.toString(), 'ok.');
  await closed;
  assert.equal(door.connections(), 0);
  await assert.rejects(connect());
});

test('what has not finished when the grace is over is cut off', async (t) => {
  let asked = 0;
  const { door, connect, session, advance } = await openDoor(t, {
    handler: () => {
      asked += 1;
      return new Promise(() => undefined);
    },
  });
  const client = await connect();
  client.send(GET);
  const held = answer2(session().request({ ':path': '/' }));
  held.catch(() => undefined);
  await until(() => asked === 2);
  const closed = door.close(5_000);
  advance(4_999);
  await turns(20);
  assert.equal(door.connections(), 2);
  advance(1);
  await closed;
  await client.closed;
  await assert.rejects(held);
});

test('a connection that says nothing, or half a request, is closed', async (t) => {
  const { door, connect, advance } = await openDoor(t, {});
  const starts = ['', 'P', 'PRI * HTTP/2.0', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET / HTTP/1.1\r\nHost:'];
  for (const start of starts) {
    const client = await connect();
    await until(() => door.connections() === 1);
    if (start !== '') client.send(start);
    await turns(20);
    advance(19_000);
    await turns(20);
    assert.equal(door.connections(), 1);
    advance(20_000);
    await client.closed;
    await until(() => door.connections() === 0);
  }
});

test('a body that does not come in time is answered with 408', async (t) => {
  const { door, connect, session, advance } = await openDoor(t, {});
  const client = await connect();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nslow');
  const slow = session().request({ ':method': 'POST', ':path': '/' });
  slow.write('slow');
  const answer = answer2(slow);
  await until(() => door.memory() === 8);
  advance(122_000);
  assert.match(await client.until(/time\.\n$/), /^HTTP\/1\.1 408 /);
  assert.equal((await answer).status, 408);
  assert.equal(door.memory(), 0);
  advance(5_000);
  await client.closed;
});

test('a kept connection is closed when it has been idle for long, and not while its request runs', async (t) => {
  const answer = deferred<WireResponse>();
  let asked = 0;
  const { door, connect, session, advance } = await openDoor(t, {
    handler: () => {
      asked += 1;
      return answer.promise;
    },
  });
  const client = await connect();
  client.send(GET);
  const h2 = session();
  const held = answer2(h2.request({ ':path': '/' }));
  await until(() => asked === 2);
  advance(600_000);
  await turns(20);
  assert.equal(door.connections(), 2);
  answer.resolve(ok);
  await client.until(/ok\.$/);
  await held;
  await turns(20);
  advance(60_000);
  await turns(20);
  assert.equal(door.connections(), 2);
  advance(10_000);
  await client.closed;
  await until(() => h2.destroyed && door.connections() === 0);
});

test('a client that takes nothing of its answer is cut off, and its memory given back', async (t) => {
  const body = Buffer.alloc(32 * 1024 * 1024);
  const { door, connect, session, advance } = await openDoor(t, { handler: () => ({ ...ok, body }) });
  const client = await connect();
  client.socket.pause();
  client.send(GET);
  await until(() => door.memory() === body.length);
  const stalled = session().request({ ':path': '/' });
  stalled.on('error', () => undefined);
  await until(() => door.memory() === 2 * body.length);
  advance(62_000);
  await until(() => door.memory() === 0);
  await until(() => door.connections() === 1);
});

test('a client that dies amid its body leaves nothing behind', async (t) => {
  let asked = 0;
  const { door, connect, session, errors } = await openDoor(t, {
    handler: () => {
      asked += 1;
      return ok;
    },
  });
  // Node's client would end the body before it resets the stream, so these frames are written by hand.
  for (const code of [0, 8]) {
    const resetting = await connect();
    const post = Buffer.of(0x83, 0x86, 0x84, 0x01, 1, 0x68); // POST, http, / and the authority h
    resetting.send('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    resetting.send(
      Buffer.concat([frame(4, 0, 0, Buffer.of()), frame(1, 4, 1, post), frame(0, 0, 1, Buffer.from('abc'))]),
    );
    await until(() => door.memory() === 3);
    resetting.send(frame(3, 0, 1, Buffer.of(0, 0, 0, code)));
    await until(() => door.memory() === 0);
    resetting.socket.destroy();
  }
  const client = await connect();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc');
  const piped = await connect();
  piped.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc`);
  const h2 = session();
  const stream = h2.request({ ':method': 'POST', ':path': '/' });
  stream.on('error', () => undefined);
  stream.write('abc');
  await until(() => door.memory() === 9);
  client.socket.resetAndDestroy();
  piped.socket.end();
  h2.destroy();
  await until(() => door.memory() === 0 && door.connections() === 0);
  assert.equal(asked, 0, 'half a body is no request');
  assert.deepEqual(errors, []);
});

test('a port that is taken is an error', async (t) => {
  const { port } = await openDoor(t, {});
  const second = await openDoor(t, {});
  await assert.rejects(second.door.listen(port, '127.0.0.1'));
});

test('connections beyond the limit are closed on arrival', async (t) => {
  const { connect, door } = await openDoor(t, { limits: { connections: 1 } });
  const first = await connect();
  await until(() => door.connections() === 1);
  const second = await connect();
  await second.closed;
  first.send(GET);
  await first.until(/200 OK/);
});
