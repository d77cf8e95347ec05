import { Writable } from 'node:stream';
import type { ChunkedBody, RuntimeClient } from './client.js';
import { RuntimeError, toDocument } from './errors.js';
import { HIGH_WATER_MARK, STREAMING, type Handler } from './load-handler.js';

const PRELUDE_TYPE = 'application/vnd.awslambda.http-integration-response';

/** What `awslambda.streamifyResponse` hands to the function. */
export class ResponseStream extends Writable {
  contentType: string | undefined;
  /** Written before the first byte of the function's. */
  prelude: Uint8Array | undefined;
  readonly #open: (contentType: string) => ChunkedBody;
  #body: ChunkedBody | undefined;

  constructor(open: (contentType: string) => ChunkedBody, highWaterMark: number | undefined) {
    super(highWaterMark === undefined ? {} : { highWaterMark });
    this.#open = open;
  }

  get body(): ChunkedBody {
    if (this.#body === undefined) {
      this.#body = this.#open(this.contentType ?? 'application/octet-stream');
      if (this.prelude) this.#body.write(this.prelude, () => {});
    }
    return this.#body;
  }

  setContentType(contentType: string): void {
    if (this.#body) throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    this.contentType = contentType;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.body.write(chunk, done);
  }
}

/** `awslambda`, which functions find without importing it. */
export const awslambda = {
  streamifyResponse(handler: Handler, options?: { highWaterMark?: unknown }): Handler {
    const marked = handler as unknown as Record<symbol, unknown>;
    marked[STREAMING] = 'response';
    if (typeof options?.highWaterMark === 'number') marked[HIGH_WATER_MARK] = Math.trunc(options.highWaterMark);
    return handler;
  },
  HttpResponseStream: {
    from(stream: ResponseStream, prelude: unknown): ResponseStream {
      stream.setContentType(PRELUDE_TYPE);
      stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(prelude)), Buffer.alloc(8)]);
      return stream;
    },
  },
};

/** Runs a streaming function and sends what it writes. @returns the error, when it failed */
export async function runStreaming(
  handler: (event: unknown, stream: ResponseStream, context: unknown) => unknown,
  [event, context]: readonly [unknown, unknown],
  client: RuntimeClient,
  requestId: string,
): Promise<unknown> {
  const open = (contentType: string): ChunkedBody =>
    client.stream(`invocation/${requestId}/response`, {
      'Content-Type': contentType,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    });
  const mark = (handler as unknown as Record<symbol, unknown>)[HIGH_WATER_MARK];
  const stream = new ResponseStream(open, typeof mark === 'number' ? mark : undefined);
  let failed: unknown;
  const broken = new Promise<never>((_, reject) => stream.once('error', reject));
  broken.catch(() => {});
  try {
    const result = handler(event, stream, context);
    if (typeof (result as PromiseLike<unknown> | undefined)?.then !== 'function') {
      throw new RuntimeError('MalformedStreamingHandler', 'Streaming does not support non-async handlers.');
    }
    const value = await Promise.race([result, broken]);
    if (value !== undefined) console.warn('Streaming handlers ignore return values.');
    if (!stream.writableEnded) throw new Error('Response stream is not finished.');
    if (!stream.writableFinished)
      await Promise.race([new Promise((resolve) => stream.once('finish', resolve)), broken]);
  } catch (error) {
    failed = error ?? new Error('unknown');
  }
  if (failed === undefined) {
    await stream.body.end({});
    return undefined;
  }
  const document = toDocument(failed);
  const body = Buffer.from(JSON.stringify(document)).toString('base64');
  await stream.body.end({
    'Lambda-Runtime-Function-Error-Type': headerText(document.errorType),
    'Lambda-Runtime-Function-Error-Body': body,
  });
  return failed;
}

/** Fit for a header. */
export const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
