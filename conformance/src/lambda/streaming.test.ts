import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { InvokeWithResponseStreamResponseEvent } from '@aws-sdk/client-lambda';
import { startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** Answers that are streamed, by the SDK. */
const code = `
const { pipeline } = require('node:stream/promises');
const { Readable } = require('node:stream');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
exports.pieces = awslambda.streamifyResponse(async (event, stream) => {
  for (let piece = 0; piece < 3; piece++) { stream.write('piece ' + piece + ';'); await wait(40); }
  stream.end();
});
exports.large = awslambda.streamifyResponse(async (event, stream) => {
  await pipeline(Readable.from((function* () { for (let at = 0; at < event.pieces; at++) yield Buffer.alloc(65536, at); })()), stream);
});
exports.late = awslambda.streamifyResponse(async (event, stream) => {
  stream.write('begun'); await wait(5); throw new RangeError('too late');
});
exports.early = awslambda.streamifyResponse(async () => { throw new TypeError('too early'); });
exports.unended = awslambda.streamifyResponse(async (event, stream) => { stream.write('x'); });
exports.slow = awslambda.streamifyResponse(async (event, stream) => { stream.write('x'); await wait(60_000); });
exports.plain = async (event) => ({ got: event });
`;

interface Streamed {
  readonly pieces: Buffer[];
  /** When each piece arrived, ms. */
  readonly times: number[];
  readonly complete: NonNullable<InvokeWithResponseStreamResponseEvent['InvokeComplete']>;
  readonly type: string | undefined;
}

describe('InvokeWithResponseStream', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const make = (handler: string, Timeout = 10): Promise<string> =>
    paddock.newFunction(code, { Handler: `index.${handler}`, Role: role, Timeout });
  const stream = async (FunctionName: string, event: unknown = {}): Promise<Streamed> => {
    const answer = await paddock.lambda.invokeWithResponseStream({
      FunctionName,
      LogType: 'Tail',
      Payload: Buffer.from(JSON.stringify(event)),
    });
    assert.equal(answer.StatusCode, 200);
    const pieces: Buffer[] = [];
    const times: number[] = [];
    for await (const { PayloadChunk, InvokeComplete } of answer.EventStream ?? []) {
      if (PayloadChunk?.Payload !== undefined) {
        pieces.push(Buffer.from(PayloadChunk.Payload));
        times.push(performance.now());
      }
      if (InvokeComplete !== undefined)
        return { pieces, times, complete: InvokeComplete, type: answer.ResponseStreamContentType };
    }
    throw new Error('the stream did not complete');
  };
  const textOf = ({ pieces }: Streamed): string => Buffer.concat(pieces).toString();

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('brings pieces as they are written', async () => {
    const streamed = await stream(await make('pieces'));
    assert.equal(textOf(streamed), 'piece 0;piece 1;piece 2;');
    const [first = 0] = streamed.times;
    assert.ok((streamed.times.at(-1) ?? 0) - first > 40, 'the first piece came long before the last');
    assert.equal(streamed.complete.ErrorCode, undefined);
    assert.match(Buffer.from(streamed.complete.LogResult ?? '', 'base64').toString(), /^REPORT /m);
    assert.equal(streamed.type, 'application/vnd.amazon.eventstream');
  });

  it('has no limit of 6 MB', async () => {
    const streamed = await stream(await make('large'), { pieces: 160 });
    const bytes = Buffer.concat(streamed.pieces);
    assert.equal(bytes.length, 160 * 65_536);
    assert.equal(bytes[65_536 * 159 + 7], 159);
  });

  it('tells of failures after the first byte when it is complete, and of failures before it likewise', async () => {
    const late = await stream(await make('late'));
    assert.equal(textOf(late), 'begun');
    assert.match(late.complete.ErrorCode ?? '', /RangeError|Unknown|Unhandled/);
    assert.match(late.complete.ErrorDetails ?? '', /too late/);
    const early = await stream(await make('early'));
    assert.match(early.complete.ErrorDetails ?? '', /too early/);
    assert.equal(textOf(early), '');
    const unended = await stream(await make('unended'));
    assert.notEqual(unended.complete.ErrorCode, undefined);
  });

  it('ends with the time that the function has', async () => {
    const slow = await stream(await make('slow', 1));
    assert.equal(textOf(slow), 'x');
    assert.match(slow.complete.ErrorDetails ?? '', /Task timed out after 1\.00 seconds/);
  });

  it('gives the answer of a function that does not stream in one piece', async () => {
    const streamed = await stream(await make('plain'), { a: 1 });
    assert.deepEqual(JSON.parse(textOf(streamed)), { got: { a: 1 } });
    assert.equal(streamed.pieces.length, 1);
  });

  it('is gathered by Invoke', async () => {
    const { Payload } = await paddock.lambda.invoke({ FunctionName: await make('pieces') });
    assert.equal(Buffer.from(Payload ?? []).toString(), 'piece 0;piece 1;piece 2;');
  });

  it('leaves the function usable when whoever listened goes away', async () => {
    const name = await make('large');
    const answer = await paddock.lambda.invokeWithResponseStream({ FunctionName: name, Payload: '{"pieces":2000}' });
    for await (const { PayloadChunk } of answer.EventStream ?? []) if (PayloadChunk !== undefined) break;
    await delay(10);
    assert.equal(Buffer.concat((await stream(name, { pieces: 1 })).pieces).length, 65_536);
  });
});
