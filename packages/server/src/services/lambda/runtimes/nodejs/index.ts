import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeClient, type Answer } from './client.js';
import { logError, patchConsole, setRequestId } from './console.js';
import { contextOf, type Completion } from './context.js';
import { patchHttp, sendHome } from './endpoint.js';
import { RuntimeError, toDocument, UnhandledRejection } from './errors.js';
import { allowsCallbacks, isStreaming, loadHandler, type Handler } from './load-handler.js';
import { findPackages, watchForSdk2 } from './modules.js';
import { awslambda, headerText, runStreaming } from './streaming.js';

// The Node.js runtime of functions: it runs in a function's own process, and knows nothing of the server but the Runtime API.

const UNCAUGHT = 129;
const UNHANDLED = 128;

class Runtime {
  readonly #client: RuntimeClient;
  /** Called as a method, so that traces read as AWS's do. */
  readonly handler: Handler;
  #requestId: string | undefined;
  /** What to do when nothing is left to do. */
  #whenEmpty: (() => void) | undefined;

  constructor(client: RuntimeClient, handler: Handler) {
    this.#client = client;
    this.handler = handler;
    process.on('beforeExit', () => {
      const next = this.#whenEmpty;
      this.#whenEmpty = undefined;
      next?.();
    });
  }

  get requestId(): string | undefined {
    return this.#requestId;
  }

  next(): void {
    this.#client.keepsAlive = true;
    void this.#client.get('invocation/next').then((answer) => {
      if (answer.status === 200) return this.#run(answer);
      console.error(answer.body.toString());
      process.exit(1);
    });
  }

  async fail(error: unknown): Promise<void> {
    const id = this.#requestId;
    this.#requestId = undefined;
    this.#client.keepsAlive = true;
    await postError(this.#client, id === undefined ? 'init/error' : `invocation/${id}/error`, error);
  }

  #run({ headers, body }: Answer): void {
    const requestId = headers['lambda-runtime-aws-request-id'] ?? '';
    this.#requestId = requestId;
    setRequestId(requestId);
    const trace = headers['lambda-runtime-trace-id'];
    if (trace === undefined) delete process.env['_X_AMZN_TRACE_ID'];
    else process.env['_X_AMZN_TRACE_ID'] = trace;
    this.#client.keepsAlive = false;
    const completion: Completion = { waits: true, done: () => {} };
    if (isStreaming(this.handler)) void this.#stream(body, contextOf(headers, completion), requestId);
    else this.#buffered(body, headers, completion, requestId);
  }

  async #stream(body: Buffer, context: object, requestId: string): Promise<void> {
    this.#client.keepsAlive = true;
    const handler = (event: unknown, stream: unknown, given: unknown): unknown => this.handler(event, stream, given);
    Object.assign(handler, Object.fromEntries(symbolsOf(this.handler)));
    const failed = await runStreaming(handler, [JSON.parse(body.toString()), context], this.#client, requestId);
    if (failed !== undefined) logError('Invoke Error', failed);
    this.#requestId = undefined;
    this.next();
  }

  #buffered(body: Buffer, headers: Answer['headers'], completion: Completion, requestId: string): void {
    let isOver = false;
    const answer = (error: unknown, result?: unknown): void => {
      if (isOver) return;
      isOver = true;
      this.#whenEmpty = undefined;
      if (error !== undefined && error !== null) this.#failed(error);
      else this.#succeeded(result, requestId);
    };
    completion.done = (error, result) => {
      const failed = error !== undefined && error !== null;
      if (isOver) return;
      if (failed || !completion.waits) setImmediate(() => answer(error, result));
      else this.#whenEmpty = () => answer(null, result);
    };
    this.#whenEmpty = () => answer(null, null);
    try {
      const context = contextOf(headers, completion);
      const event: unknown = JSON.parse(body.toString());
      const callback = allowsCallbacks() ? [(error: unknown, result?: unknown) => completion.done(error, result)] : [];
      const result = this.handler(event, context, ...callback);
      if (isThenable(result))
        result.then(
          (value) => answer(null, value),
          (error: unknown) => answer(error ?? 'handled'),
        );
      // Where there are callbacks, what is no promise counts for nothing: the answer comes when nothing is left to do.
      else if (!allowsCallbacks()) answer(null, result);
    } catch (error) {
      answer(error ?? 'handled');
    }
  }

  #succeeded(result: unknown, requestId: string): void {
    let text: string;
    try {
      text = JSON.stringify(result === undefined ? null : result) ?? 'null';
    } catch {
      return this.#failed(new Error('Unable to stringify response body'));
    }
    this.#requestId = undefined;
    // Both leave together: the platform answers them in turn.
    void this.#client.post(`invocation/${requestId}/response`, Buffer.from(text), {
      'Content-Type': 'application/json',
    });
    this.next();
  }

  #failed(error: unknown): void {
    logError('Invoke Error', error);
    void this.fail(error);
    this.next();
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | undefined | null)?.then === 'function';

const symbolsOf = (handler: Handler): [symbol, unknown][] =>
  Object.getOwnPropertySymbols(handler).map((name) => [name, (handler as unknown as Record<symbol, unknown>)[name]]);

function postError(client: RuntimeClient, path: string, error: unknown): Promise<Answer> {
  const document = toDocument(error);
  return client.post(path, Buffer.from(JSON.stringify(document)), {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Function-Error-Type': headerText(document.errorType),
  });
}

async function start(): Promise<void> {
  const { env } = process;
  const root = env['LAMBDA_TASK_ROOT'] ?? process.cwd();
  const handlerName = env['_HANDLER'] ?? '';
  patchConsole();
  const client = new RuntimeClient(env['AWS_LAMBDA_RUNTIME_API'] ?? '', () => process.exit(1));
  let runtime: Runtime | undefined;
  const giveUp = (what: string, error: unknown, status: number): void => {
    logError(what, error);
    client.keepsAlive = true;
    const told =
      runtime === undefined
        ? postError(client, 'init/error', error)
        : runtime.requestId === undefined
          ? undefined
          : runtime.fail(error);
    void Promise.resolve(told).finally(() => process.exit(status));
  };
  process.on('uncaughtException', (error) => giveUp('Uncaught Exception', error, UNCAUGHT));
  process.on('unhandledRejection', (reason, promise) => {
    giveUp('Unhandled Promise Rejection', new UnhandledRejection(reason, promise), UNHANDLED);
  });
  sendHome(env['AWS_ENDPOINT_URL']);
  watchForSdk2();
  if (!/^(?:1|true)$/.test(env['AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA'] ?? ''))
    Object.assign(globalThis, { awslambda });
  const importing = mayImport(root, handlerName);
  findPackages(() => importing);
  if (importing && env['AWS_ENDPOINT_URL'] !== undefined && URL.canParse(env['AWS_ENDPOINT_URL']))
    patchHttp(new URL(env['AWS_ENDPOINT_URL']));
  try {
    runtime = new Runtime(client, await loadHandler(root, handlerName));
  } catch (error) {
    return giveUp('Uncaught Exception', error ?? new RuntimeError('Unknown', 'nothing was thrown'), UNCAUGHT);
  }
  runtime.next();
}

/** Whether a function is, or has, an `import`: a guess from its file, on the safe side. */
function mayImport(root: string, handler: string): boolean {
  const path = join(root, handler.replace(/\.[^/]*$/, ''));
  if (existsSync(`${path}.mjs`)) return true;
  const file = [`${path}.js`, `${path}.cjs`].find((candidate) => existsSync(candidate));
  return file === undefined || /\bimport\b/.test(readFileSync(file, 'latin1'));
}

void start();
