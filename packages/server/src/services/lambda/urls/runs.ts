import { AwsError, type WireRequest, type WireResponse } from '@paddock/wire';
import type { LambdaContext } from '../context.js';
import type { Outcome } from '../execution/index.js';
import type { InvocationRequest } from '../invoker.js';
import { ResponseStream } from '../response-stream.js';
import { preludeType, readPrelude } from './prelude.js';
import { answerHead, functionAnswer } from './url-response.js';

/** An invocation by way of a URL. */
export interface UrlRun {
  readonly context: LambdaContext;
  readonly request: WireRequest;
  readonly invocation: InvocationRequest;
}

/** A function that failed, or answered what cannot be an answer. */
const failure: WireResponse = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: 'Internal Server Error',
};

const unknownType = 'application/octet-stream';

/** Answers when the function has. */
export async function runBuffered({ context, invocation }: UrlRun): Promise<WireResponse> {
  const outcome = await context.invoker.invoke(invocation);
  if (outcome.functionError !== undefined || outcome.streamError !== undefined) return failure;
  if (outcome.contentType === preludeType) return gathered(outcome.payload);
  return functionAnswer(outcome.payload) ?? failure;
}

/** A streamed answer with its head before it, in one piece. */
async function gathered(payload: Uint8Array): Promise<WireResponse> {
  const prelude = await readPrelude(once(payload));
  const head = prelude && answerHead(prelude.head, unknownType);
  return head === undefined || prelude === undefined ? failure : { ...head, body: prelude.rest };
}

/** Answers while the function does. */
export async function runStreamed({ context, request, invocation }: UrlRun): Promise<WireResponse> {
  const stream = new ResponseStream();
  const running = context.invoker.invoke({ ...invocation, stream });
  request.onClose(() => stream.abandon());
  // Nobody may be left to hear of it.
  running.catch(() => undefined);
  const first = await Promise.race([stream.begun, running]);
  if (typeof first !== 'string' && first.functionError !== undefined) return failure;
  const pieces = piecesOf(stream, running);
  const type = typeof first === 'string' ? first : first.contentType;
  if (type !== preludeType) return body(request, stream, { status: 200, headers: { 'content-type': type } }, pieces);
  const prelude = await readPrelude(pieces);
  const head = prelude && answerHead(prelude.head, unknownType);
  if (head === undefined || prelude === undefined) {
    stream.abandon();
    return failure;
  }
  return body(request, stream, head, pieces, prelude.rest);
}

function body(
  { method }: Pick<WireRequest, 'method'>,
  stream: ResponseStream,
  head: Omit<WireResponse, 'body'>,
  pieces: AsyncGenerator<Uint8Array>,
  before?: Uint8Array,
): WireResponse {
  // Of an answer without a body nobody reads the pieces, and the function must not wait for that.
  if (method === 'HEAD' || head.status === 204 || head.status === 304) {
    stream.abandon();
    return { ...head, body: '' };
  }
  return { ...head, body: joined(stream, pieces, before) };
}

async function* joined(
  stream: ResponseStream,
  pieces: AsyncGenerator<Uint8Array>,
  before: Uint8Array | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    if (before !== undefined && before.byteLength > 0) yield before;
    yield* pieces;
  } finally {
    stream.abandon();
  }
}

/** @throws when the function fails on the way: the client must not take what it has for the whole */
async function* piecesOf(stream: ResponseStream, running: Promise<Outcome>): AsyncGenerator<Uint8Array> {
  yield* stream.pieces(running);
  const { streamError } = await running;
  if (streamError !== undefined) throw new AwsError(streamError.errorCode, streamError.errorDetails);
}

async function* once(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece;
}
