import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientHttp2Stream } from 'node:http2';
import type { WireResponse } from './message.js';
import { answer2, ask2, deferred, openDoor, turns, until } from './testing.js';

const MIB = 1024 * 1024;
const stream = (body: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}): WireResponse => ({
  status: 200,
  headers,
  body,
});
const GET = 'GET / HTTP/1.1\r\nHost: h\r\n\r\n';

/** Chunks that a test hands out one by one. */
class Feed implements AsyncIterableIterator<Uint8Array> {
  isReturned = false;
  #waiting: ((result: IteratorResult<Uint8Array>) => void) | undefined;

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.isReturned = true;
    return Promise.resolve({ done: true, value: undefined });
  }

  get isAsked(): boolean {
    return this.#waiting !== undefined;
  }

  give(chunk: string | undefined): void {
    const waiting = this.#waiting;
    assert.ok(waiting !== undefined, 'nobody asked for a chunk');
    this.#waiting = undefined;
    waiting(chunk === undefined ? { done: true, value: undefined } : { done: false, value: Buffer.from(chunk) });
  }
}

test('headers and each chunk go out at once', async (t) => {
  const feeds: Feed[] = [];
  const { connect, session } = await openDoor(t, {
    handler: () => {
      const feed = new Feed();
      feeds.push(feed);
      return stream(feed);
    },
  });
  const client = await connect();
  client.send(GET);
  await client.until(/transfer-encoding: chunked\r\n\r\n$/i);
  const [one] = feeds;
  one?.give('first');
  await client.until(/\r\n\r\n5\r\nfirst\r\n$/);
  await until(() => one?.isAsked === true);
  one?.give(undefined);
  await client.until(/first\r\n0\r\n\r\n$/);

  const asked = session().request({ ':path': '/' });
  const received: string[] = [];
  asked.on('data', (chunk: Buffer) => received.push(chunk.toString()));
  await until(() => feeds[1]?.isAsked === true);
  feeds[1]?.give('first');
  await until(() => received.join('') === 'first');
  feeds[1]?.give('second');
  await until(() => received.join('') === 'firstsecond');
  feeds[1]?.give(undefined);
  await until(() => asked.closed);
  assert.deepEqual(
    feeds.map((feed) => feed.isReturned),
    [false, false],
  );
});

test('a client that does not read stops the stream, and one that leaves ends it', async (t) => {
  let produced = 0;
  let returned = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        produced += 1;
        yield Buffer.alloc(MIB);
      }
    } finally {
      returned += 1;
    }
  }
  const { connect, session } = await openDoor(t, { handler: () => stream(endless()) });
  const client = await connect();
  client.socket.pause();
  client.send(GET);
  await until(() => produced > 0);
  await turns(500);
  assert.ok(produced < 100, `${produced} MiB went to a client that reads nothing`);
  client.socket.destroy();
  await until(() => returned === 1);

  produced = 0;
  const asked: ClientHttp2Stream = session().request({ ':path': '/' });
  asked.on('error', () => undefined);
  await until(() => produced > 0);
  await turns(500);
  assert.ok(produced < 100, `${produced} MiB went to a client that reads nothing`);
  asked.close();
  await until(() => returned === 2);
});

test('all of a long stream arrives, however slowly it is taken', async (t) => {
  async function* long(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 64; i++) yield Buffer.alloc(256 * 1024, i);
  }
  const { connect, session } = await openDoor(t, { handler: () => stream(long()) });
  const client = await connect();
  client.send(GET.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  client.socket.pause();
  await turns(50);
  client.socket.resume();
  await client.closed;
  assert.ok(client.received.length > 16 * MIB);
  assert.equal((await ask2(session(), { ':path': '/' })).body.length, 16 * MIB);
});

test('a client that leaves while the next chunk is awaited returns the iterator', async (t) => {
  const feeds: Feed[] = [];
  const { connect, session } = await openDoor(t, {
    handler: () => {
      const feed = new Feed();
      feeds.push(feed);
      return stream(feed);
    },
  });
  const client = await connect();
  client.send(GET);
  await client.until(/\r\n\r\n$/);
  client.socket.destroy();
  await until(() => feeds[0]?.isReturned === true);
  const asked = session().request({ ':path': '/' });
  asked.on('error', () => undefined);
  await until(() => feeds[1]?.isAsked === true);
  asked.close(8);
  await until(() => feeds[1]?.isReturned === true);
});

test('a stream that fails is reported, and the client sees that it is not whole', async (t) => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('part');
    throw new Error('disk on fire');
  }
  const { connect, session, errors } = await openDoor(t, { handler: () => stream(failing()) });
  const client = await connect();
  client.send(GET);
  const answer = await client.all();
  assert.match(answer, /^HTTP\/1\.1 200 /);
  assert.doesNotMatch(answer, /\r\n0\r\n\r\n$/);
  await assert.rejects(ask2(session(), { ':path': '/' }), /INTERNAL_ERROR/);
  assert.deepEqual(
    errors.map((error) => String(error)),
    ['Error: disk on fire', 'Error: disk on fire'],
  );
});

test('a stream may name its length, and must keep to it', async (t) => {
  let length = 4;
  let returned = 0;
  async function* four(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from('four');
    } finally {
      returned += 1;
    }
  }
  const { connect, session, errors } = await openDoor(t, {
    handler: () => stream(four(), { 'content-length': String(length) }),
  });
  const client = await connect();
  client.send(GET);
  assert.match(await client.until(/four$/), /content-length: 4\r\n/);
  for (length of [3, 5]) {
    const wrong = await connect();
    wrong.send(GET);
    await wrong.closed;
    await assert.rejects(ask2(session(), { ':path': '/' }));
  }
  assert.equal(errors.length, 4);
  assert.equal(returned, 5);
});

test('a HEAD request gets a stream’s headers and returns it unread', async (t) => {
  const feeds: Feed[] = [];
  const { connect, session } = await openDoor(t, {
    handler: () => {
      const feed = new Feed();
      feeds.push(feed);
      return stream(feed, { 'content-length': '9' });
    },
  });
  const client = await connect();
  client.send('HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
  assert.match(await client.all(), /content-length: 9\r\n/);
  assert.equal((await ask2(session(), { ':method': 'HEAD', ':path': '/' })).headers['content-length'], '9');
  assert.deepEqual(
    feeds.map((feed) => feed.isReturned),
    [true, true],
  );
});

test('a client that leaves is noticed while the handler works, whose answer then goes nowhere', async (t) => {
  const answers = [deferred<WireResponse>(), deferred<WireResponse>()];
  const late = new Feed();
  let asked = 0;
  let closed = 0;
  const { connect, session, door, errors } = await openDoor(t, {
    handler: (request) => {
      request.onClose(() => (closed += 1));
      const answer = answers[asked++];
      assert.ok(answer !== undefined);
      return answer.promise;
    },
  });
  const client = await connect();
  client.send(GET);
  await until(() => asked === 1);
  client.socket.destroy();
  await until(() => closed === 1);
  const stream2 = session().request({ ':path': '/' });
  stream2.on('error', () => undefined);
  await until(() => asked === 2);
  stream2.close(8);
  await until(() => closed === 2);
  answers[0]?.resolve({ status: 200, headers: {}, body: 'late' });
  answers[1]?.resolve(stream(late));
  await until(() => late.isReturned);
  assert.equal(door.memory(), 0);
  assert.deepEqual(errors, []);
});

test('onClose is silent when the answer was taken', async (t) => {
  let closed = 0;
  const { connect, session, door } = await openDoor(t, {
    handler: (request) => {
      request.onClose(() => (closed += 1));
      return { status: 200, headers: {}, body: 'ok.' };
    },
  });
  const client = await connect();
  client.send(GET);
  await client.until(/ok\.$/);
  client.socket.destroy();
  const h2 = session();
  await answer2(h2.request({ ':path': '/' }));
  h2.destroy();
  await until(() => door.connections() === 0);
  assert.equal(closed, 0);
});
