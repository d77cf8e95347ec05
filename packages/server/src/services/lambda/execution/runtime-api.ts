import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Extensions } from './extensions.js';
import { accept, answer, header, readBody, refuse, type Headers } from './http-answers.js';
import type { Telemetry } from './telemetry.js';

/** The longest answer of a function, bytes, unless it is streamed: 6 MB and 100 B. */
export const LONGEST_ANSWER = 6 * 1024 * 1024 + 100;

export interface FunctionError {
  readonly errorType: string;
  /** The document that the runtime sent, as it came. */
  readonly document: Uint8Array;
}

/** What the runtime of an environment tells. */
export interface RuntimeEvents {
  /** Whether the connection comes from a process of the environment: on AWS nobody else could reach it. */
  isOwn(connection: Socket): Promise<boolean>;
  /** It waits for an invocation, for the first time or again. */
  ready(): void;
  initError(error: FunctionError): void;
  response(payload: Uint8Array, contentType: string): void;
  /** Pieces of a streamed answer; a promise holds it back. */
  streamStart(contentType: string): void;
  streamPiece(piece: Buffer): Promise<void> | undefined;
  streamEnd(error?: FunctionError): void;
  error(error: FunctionError): void;
}

type State =
  | 'Started'
  | 'InitError'
  | 'Ready'
  | 'Running'
  | 'InvocationResponse'
  | 'InvocationErrorResponse'
  | 'ResponseSent';

const ROUTE =
  /^\/2018-06-01\/runtime\/(?:invocation\/(?:(next)|([^/]+)\/(response|error))|(init)\/error|restore\/(next|error))$/;

/** AWS's Runtime API for one execution environment, on a port of its own, with the Extensions and Telemetry APIs beside it. */
export class RuntimeApi {
  readonly #events: RuntimeEvents;
  readonly #extensions: Extensions;
  readonly #telemetry: Telemetry;
  readonly #server: Server;
  /** Whose connections are the environment's own; while that is found out, its requests wait. */
  readonly #own = new WeakMap<Socket, boolean | Promise<boolean>>();
  #state: State = 'Started';
  #waiting: ServerResponse | undefined;
  #requestId = '';
  #early: ServerResponse | undefined;

  constructor(events: RuntimeEvents, extensions: Extensions, telemetry: Telemetry) {
    this.#events = events;
    this.#extensions = extensions;
    this.#telemetry = telemetry;
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) =>
      this.#receive(request, response),
    );
    // Every process of this machine may knock: other functions, and whoever else looks for what there is to take.
    this.#server.on('connection', (socket) => {
      const own = events.isOwn(socket);
      this.#own.set(socket, own);
      void own.then((isOwn) => this.#own.set(socket, isOwn));
    });
    this.#server.unref();
  }

  /** @returns `127.0.0.1:port` */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Gives the waiting runtime its next invocation. */
  deliver(requestId: string, payload: Uint8Array, headers: Headers): void {
    const response = this.#waiting;
    if (response === undefined) throw new Error('the runtime does not wait for an invocation');
    this.#waiting = undefined;
    this.#requestId = requestId;
    this.#state = 'Running';
    answer(response, 200, payload, headers);
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const tell = (isOwn: boolean): void => {
      if (isOwn) this.#route(request, response);
      else answer(response, 403, '', { connection: 'close' });
    };
    const own = this.#own.get(request.socket) ?? false;
    if (typeof own === 'boolean') tell(own);
    else void own.then(tell);
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    // A page that is open in a browser of this machine has no business here, under whatever name it finds the port.
    if (isFromPage(request)) return answer(response, 403, '');
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path.startsWith('/2020-01-01/extension/')) return this.#extensions.route(path, request, response);
    if (path === '/2022-07-01/telemetry' || path === '/2020-08-15/logs') {
      return this.#telemetry.subscribe(path, request, response, this.#state === 'Started');
    }
    if (path === '/2018-06-01/ping') return answer(response, 200, 'pong', { 'content-type': 'text/plain' });
    const match = ROUTE.exec(path);
    if (match === null) return answer(response, 404, '404 page not found\n', { 'content-type': 'text/plain' });
    const [, next, id, kind, init, restore] = match;
    const isNext = next !== undefined || restore === 'next';
    if (request.method !== (isNext ? 'GET' : 'POST')) return answer(response, 405, '');
    if (isNext) return this.#next(response);
    if (restore !== undefined) return this.#refuse(response, 'RestoreError');
    if (init !== undefined) return this.#initError(request, response);
    if (id !== this.#requestId) {
      readBody(request, 0, () => refuse(response, 400, 'InvalidRequestID', 'Invalid request ID'));
    } else if (kind === 'response') this.#response(request, response);
    else this.#error(request, response);
  }

  #next(response: ServerResponse): void {
    // A runtime may send its answer and this question in one go; the answer's body is read a moment later.
    if (this.#state === 'InvocationResponse' || this.#state === 'InvocationErrorResponse') {
      this.#early = response;
      return;
    }
    if (this.#state !== 'Started' && this.#state !== 'ResponseSent') return this.#refuse(response, 'Ready');
    this.#state = 'Ready';
    this.#waiting = response;
    response.once('close', () => {
      if (this.#waiting === response) this.#waiting = undefined;
    });
    this.#events.ready();
  }

  #initError(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state !== 'Started') return this.#refuse(response, 'InitError', request);
    this.#state = 'InitError';
    this.#readError(request, response, (error) => this.#events.initError(error));
  }

  #error(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state !== 'Running') return this.#refuse(response, 'InvocationErrorResponse', request);
    this.#state = 'InvocationErrorResponse';
    this.#readError(request, response, (error) => this.#events.error(error), true);
  }

  #readError(
    request: IncomingMessage,
    response: ServerResponse,
    then: (error: FunctionError) => void,
    isOfInvocation = false,
  ): void {
    const errorType = header(request, 'lambda-runtime-function-error-type') ?? 'Runtime.Unknown';
    readBody(request, LONGEST_ANSWER, (body) => {
      if (typeof body === 'string') then({ errorType, document: Buffer.from(JSON.stringify({ errorType })) });
      else then({ errorType, document: body });
      accept(response);
      if (isOfInvocation) this.#sent();
    });
  }

  #sent(): void {
    this.#state = 'ResponseSent';
    const early = this.#early;
    this.#early = undefined;
    if (early) this.#next(early);
  }

  #response(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state !== 'Running') return this.#refuse(response, 'InvocationResponse', request);
    const mode = header(request, 'lambda-runtime-function-response-mode');
    if (mode !== undefined && mode.toLowerCase() !== 'streaming') {
      return readBody(request, 0, () => {
        this.#failed('Runtime.InvalidResponseModeHeader', 'Invalid function response mode');
        refuse(response, 400, 'InvalidFunctionResponseMode', 'Invalid function response mode');
        this.#sent();
      });
    }
    this.#state = 'InvocationResponse';
    const contentType = header(request, 'content-type') ?? 'application/octet-stream';
    if (mode !== undefined) return this.#stream(request, response, contentType);
    readBody(request, LONGEST_ANSWER, (body) => {
      if (body === 'short') {
        this.#failed('Runtime.TruncatedResponse', 'Response truncated');
        refuse(response, 400, 'TruncatedHTTPRequest', 'HTTP request detected as truncated');
        this.#sent();
      } else if (body === 'long') {
        const limit = `maximum allowed payload size (${LONGEST_ANSWER} bytes).`;
        this.#failed('Function.ResponseSizeTooLarge', `Response payload size exceeded ${limit}`, true);
        refuse(response, 413, 'RequestEntityTooLarge', `Exceeded ${limit}`);
        this.#sent();
      } else {
        this.#events.response(body, contentType);
        accept(response);
        this.#sent();
      }
    });
  }

  #failed(errorType: string, errorMessage: string, messageFirst = false): void {
    const document = messageFirst ? { errorMessage, errorType } : { errorType, errorMessage };
    this.#events.error({ errorType, document: Buffer.from(JSON.stringify(document)) });
  }

  #stream(request: IncomingMessage, response: ServerResponse, contentType: string): void {
    this.#events.streamStart(contentType);
    request.on('data', (piece: Buffer) => {
      const held = this.#events.streamPiece(piece);
      if (held === undefined) return;
      request.pause();
      void held.finally(() => request.resume());
    });
    let ended = false;
    const end = (error: FunctionError | undefined): void => {
      if (ended) return;
      ended = true;
      this.#events.streamEnd(error);
      if (!response.destroyed) accept(response);
      this.#sent();
    };
    request.on('end', () => {
      const errorType = request.trailers['lambda-runtime-function-error-type'];
      const body = request.trailers['lambda-runtime-function-error-body'];
      end(errorType === undefined ? undefined : { errorType, document: Buffer.from(body ?? '', 'base64') });
    });
    const cut = (): void => end({ errorType: 'Runtime.TruncatedResponse', document: Buffer.from('{}') });
    request.on('error', cut);
    request.on('close', cut);
  }

  #refuse(response: ServerResponse, to: string, request?: IncomingMessage): void {
    const text = `State transition from ${this.#state} to ${to} failed for runtime. Error: State transition is not allowed`;
    const tell = (): void => refuse(response, 403, 'InvalidStateTransition', text);
    if (request) readBody(request, 0, tell);
    else tell();
  }
}

const isFromPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined ||
  headers['sec-fetch-site'] !== undefined ||
  (headers.host !== undefined && !/^(?:127\.0\.0\.1|localhost|sandbox(?:\.localdomain)?)(?::\d+)?$/.test(headers.host));
