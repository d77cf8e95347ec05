import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { jsonType, startPaddock, within } from './harness.js';

const paddock = await startPaddock();
const { raw, port } = paddock;
after(() => paddock.close());

const undeterminable =
  '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n';

/** Sends bytes and gives what comes back until the server closes, or `isEnough` says so. */
function exchange(bytes: string, isEnough: (answer: string) => boolean = () => false): Promise<string> {
  return within(
    JSON.stringify(bytes.slice(0, 40)),
    new Promise((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      const end = (): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (isEnough(answer)) end();
      });
      socket.on('end', end);
      socket.on('error', end);
      socket.on('close', end);
    }),
  );
}

describe('requests that name no operation', () => {
  it('with a JSON content type: UnknownOperationException, signed or not', async () => {
    for (const target of [
      'Kinesis_20131202.Nothing',
      'Kinesis_20131202',
      'Kinesis_20131202.',
      'Nothing.ListStreams',
      'Kinesis_20131202.toString',
      '.',
    ]) {
      for (const sign of [{}, false] as const) {
        const { status, json, headers } = await raw.send({
          body: '{}',
          sign,
          headers: { 'content-type': jsonType, 'x-amz-target': target },
        });
        assert.equal(status, 400);
        assert.deepEqual(json, { __type: 'UnknownOperationException' }, target);
        assert.equal(headers['content-type'], jsonType);
      }
    }
  });

  it('with a target and another content type: XML', async () => {
    const { status, text } = await raw.send({
      body: 'x',
      headers: { 'content-type': 'text/plain', 'x-amz-target': 'Kinesis_20131202.ListStreams' },
    });
    assert.equal(status, 404);
    assert.equal(text, '<UnknownOperationException/>\n');
  });

  it('with neither: access denied, as XML', async () => {
    for (const method of ['GET', 'PUT', 'POST']) {
      const { status, text } = await raw.send({ method, headers: {}, sign: false });
      assert.equal(status, 403, method);
      assert.equal(text, undeterminable, method);
    }
  });
});

describe('requests that are no HTTP, or not all of it', () => {
  it('get an answer or an end, and the server goes on', async () => {
    const host = `Host: 127.0.0.1:${port}\r\n`;
    const rubbish = [
      'hello\r\n\r\n',
      '\u0016\u0003\u0001\u0000\u0000',
      `GET / HTTP/9.9\r\n${host}\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: x\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}X: ${'a'.repeat(200_000)}\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: 999999999999\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + '\u00ff'.repeat(200),
    ];
    for (const bytes of rubbish) {
      const answer = await exchange(bytes);
      assert.ok(!answer.startsWith('HTTP/1.1 2'), answer.slice(0, 80));
    }
    assert.equal((await paddock.call('ListStreams', {})).status, 200);
  });

  it('do not hurt others when they stop half way', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise((resolve) => socket.once('connect', resolve));
        socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{'.slice(0, 10 + 4 * index));
        return socket;
      }),
    );
    assert.equal((await paddock.call('ListStreams', {})).status, 200);
    for (const socket of sockets) socket.destroy();
  });

  it('are answered in order when they are pipelined', async () => {
    const host = `Host: 127.0.0.1:${port}\r\n`;
    const one = `GET /_paddock/health HTTP/1.1\r\n${host}\r\n`;
    const two = `GET /nothing HTTP/1.1\r\n${host}\r\n`;
    const answer = await exchange(
      one + two + one,
      (text) => text.split('HTTP/1.1 ').length === 4 && text.endsWith('}\n'),
    );
    assert.deepEqual(
      [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
      ['200', '403', '200'],
    );
  });

  it('are too large at some size', async () => {
    const body = `{"x":"${'a'.repeat(17 * 1024 * 1024)}"}`;
    const { status } = await raw.call('PutRecords', {}, { body }).catch(() => ({ status: 413 }));
    assert.equal(status, 413);
    assert.equal((await paddock.call('ListStreams', {})).status, 200);
  });
});
