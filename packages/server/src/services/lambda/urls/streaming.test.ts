import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import type { Invocation } from '../execution/index.js';
import { fails } from '../testing.js';
import { preludeType, readPrelude } from './prelude.js';
import { testUrls, type TestUrls } from './testing.js';

async function open(t: TestContext): Promise<TestUrls> {
  const urls = await testUrls({ config: { InvokeMode: 'RESPONSE_STREAM' } });
  t.after(() => urls.stop());
  await urls.permit();
  return urls;
}

/** What a streaming function does: the pieces, one after the other. */
const streams =
  (type: string, pieces: readonly (string | Uint8Array)[], end: object = {}) =>
  async (_event: unknown, { stream }: Invocation) => {
    stream?.start(type);
    for (const piece of pieces) await stream?.write(Buffer.from(piece));
    return { payload: new Uint8Array(), contentType: type, ...end };
  };

suite('streaming function URLs', () => {
  test('the head comes before the body, however the pieces fall', async (t) => {
    const urls = await open(t);
    const whole = Buffer.concat([
      Buffer.from('{"statusCode":201,"headers":{"X-One":"1","Content-Type":"text/html"},"cookies":["a=b"]}'),
      Buffer.alloc(8),
      Buffer.from('<p>hello</p>'),
    ]);
    for (const size of [1, 7, 50, 1000]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, (at + 1) * size),
      );
      urls.run(streams(preludeType, pieces));
      const { status, headers, cookies, body } = await urls.ask();
      assert.deepEqual(
        [status, headers['x-one'], headers['content-type'], cookies, body],
        [201, '1', 'text/html', ['a=b'], '<p>hello</p>'],
      );
    }
  });

  test('without a head the answer is the body, of the type that the function named', async (t) => {
    const urls = await open(t);
    urls.run(streams('text/plain', ['one', 'two']));
    const { status, headers, body } = await urls.ask();
    assert.deepEqual([status, headers['content-type'], body], [200, 'text/plain', 'onetwo']);
  });

  test('what fails before it begins is a bad gateway; what fails later is cut off', async (t) => {
    const urls = await open(t);
    urls.run(() => fails('boom'));
    assert.deepEqual([(await urls.ask()).status, (await urls.ask()).body], [502, 'Internal Server Error']);
    urls.run(streams(preludeType, ['{"statusCode":200}']));
    assert.equal((await urls.ask()).status, 502);
    urls.run(streams('text/plain', ['one'], { streamError: { errorCode: 'Runtime.ExitError', errorDetails: '{}' } }));
    await assert.rejects(urls.ask(), { code: 'Runtime.ExitError' });
  });

  test('a function does not wait for a body that nobody reads', async (t) => {
    const urls = await open(t);
    let isThrough = false;
    urls.run(async (event, invocation) => {
      const outcome = await streams(
        'text/plain',
        Array.from({ length: 8 }, () => Buffer.alloc(1024 * 1024)),
      )(event, invocation);
      isThrough = true;
      return outcome;
    });
    const { status, body } = await urls.ask({ method: 'HEAD' });
    await turn();
    assert.deepEqual([status, body, isThrough], [200, '', true]);
    isThrough = false;
    let close: () => void = () => undefined;
    await urls.open({}, (hangUp) => (close = hangUp));
    assert.equal(isThrough, false, 'a slow reader holds the function back');
    close();
    await turn();
    assert.equal(isThrough, true);
  });

  test('a streamed answer is gathered where the URL is buffered', async (t) => {
    const urls = await testUrls();
    t.after(() => urls.stop());
    await urls.permit();
    const payload = Buffer.concat([Buffer.from('{"statusCode":202}'), Buffer.alloc(8), Buffer.from('body')]);
    urls.run(() => ({ payload, contentType: preludeType }));
    const { status, body } = await urls.ask();
    assert.deepEqual([status, body], [202, 'body']);
  });

  test('a head that never ends is none', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(300_000, 'x');
    }
    assert.equal(await readPrelude(endless()), undefined);
  });
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
