import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Connection } from './connection.js';
import type { Exchange, FrontDoorContext } from './exchange.js';
import { Http1Exchange } from './http1-exchange.js';
import { isStream, refusals } from './message.js';
import type { Refusal } from './message.js';
import { encodeRefusal } from './refusal.js';

/** Takes connections whose first bytes are those of HTTP/1. */
export function http1Acceptor(context: FrontDoorContext): (socket: Socket, remoteAddress: string) => Connection {
  const { limits } = context;
  const connections = new Map<Duplex, Http1Connection>();
  const server = http.createServer({
    maxHeaderSize: limits.headerBytes,
    requireHostHeader: false, // ours is refused in the caller's form
    // The sweep keeps all times. Node's own need a server that listens, and a timer for every request.
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
  });
  server.maxHeadersCount = 0; // node would drop what is beyond in silence; we count and refuse
  const begin = (request: IncomingMessage, response: ServerResponse, expects: Expectation): void => {
    const connection = connections.get(request.socket);
    if (connection === undefined) request.destroy();
    else connection.begin(request, response, expects);
  };
  server.on('request', (request, response) => begin(request, response, 'nothing'));
  server.on('checkContinue', (request, response) => begin(request, response, 'continue'));
  server.on('checkExpectation', (request, response) => begin(request, response, 'unknown'));
  server.on('connect', (_request, socket) => connections.get(socket)?.reject(refusals.connect));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const connection = connections.get(socket);
    if (connection === undefined || error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else connection.reject(error.code === 'HPE_HEADER_OVERFLOW' ? refusals.headersTooLarge : refusals.malformed);
  });
  return (socket, remoteAddress) => {
    const connection = new Http1Connection(context, socket, remoteAddress);
    connections.set(socket, connection);
    socket.once('close', () => {
      connections.delete(socket);
      connection.closed();
    });
    server.emit('connection', socket);
    return connection;
  };
}

type Expectation = 'nothing' | 'continue' | 'unknown';

/** Requests of one connection run one after the other, so that what a client sends ahead waits as bytes, not as work. */
class Http1Connection implements Connection {
  readonly #context: FrontDoorContext;
  readonly #socket: Socket;
  readonly #remoteAddress: string;
  /** The exchange whose answer is next on the wire. */
  #active: Http1Exchange | undefined;
  readonly #queue: Http1Exchange[] = [];
  #receiving: Http1Exchange | undefined;
  #idleSince: number;
  #hasServed = false;
  /** What came after the requests in flight could not be read; said once they have been answered. */
  #rejection: Refusal | undefined;
  #isRejected = false;

  constructor(context: FrontDoorContext, socket: Socket, remoteAddress: string) {
    this.#context = context;
    this.#socket = socket;
    this.#remoteAddress = remoteAddress;
    this.#idleSince = context.tick;
  }

  begin(request: IncomingMessage, response: ServerResponse, expects: Expectation): void {
    const exchange = new Http1Exchange(this.#context, request, response, this.#remoteAddress);
    if (this.#active === undefined) this.#active = exchange;
    else if (this.#queue.push(exchange) >= this.#context.limits.pipelined) {
      this.#socket.destroy();
      return;
    }
    this.#receiving = exchange;
    this.#hasServed = true;
    // A response that has been sent has been detached from its socket.
    response.on('close', () => this.#ended(exchange, response.writableEnded && response.socket === null));
    const refusal = this.#refusalOf(request, expects);
    if (refusal !== undefined) exchange.refuse(refusal);
    const { headers } = request;
    const declared = headers['content-length'];
    const length = declared === undefined ? 0 : Number(declared);
    if (exchange.phase === 'receiving' && exchange.admit(length)) {
      if (expects === 'continue') response.writeContinue();
      if (length === 0 && headers['transfer-encoding'] === undefined) {
        this.#received(exchange);
        return;
      }
    }
    request.on('data', (chunk: Buffer) => exchange.take(chunk));
    request.on('end', () => this.#received(exchange));
  }

  /** Answers what is no request at all, in its turn, and closes. */
  reject(refusal: Refusal): void {
    if (this.#isRejected || this.#rejection !== undefined) return;
    this.#rejection = refusal;
    if (this.#receiving !== undefined) {
      // The unreadable bytes are its body: the refusal is its answer.
      const broken = this.#receiving;
      this.#receiving = undefined;
      if (broken.phase === 'refused') return broken.endLinger();
      broken.finish(false);
      if (broken === this.#active) this.#active = undefined;
      else this.#queue.pop();
    }
    this.#rejectInTurn();
  }

  sweep(): void {
    const { tick, limits } = this.#context;
    const receiving = this.#receiving;
    if (receiving?.phase === 'receiving' && isOverdue(receiving, limits.requestTimeoutMs)) {
      receiving.refuse(refusals.timeout);
    }
    const active = this.#active;
    if (active === undefined) {
      const patience = this.#isRejected
        ? limits.lingerMs
        : this.#hasServed
          ? limits.keepAliveMs
          : limits.headersTimeoutMs;
      if ((tick - this.#idleSince) * limits.sweepMs > patience) this.#socket.destroy();
      return;
    }
    if (active.phase === 'writing' && isOverdue(active, limits.stallTimeoutMs)) active.cut();
    else if (active.phase === 'refused' && isOverdue(active, limits.lingerMs)) active.endLinger();
    function isOverdue(exchange: Exchange, milliseconds: number): boolean {
      return (tick - exchange.since) * limits.sweepMs > milliseconds;
    }
  }

  finishUp(): void {
    if (this.#active === undefined) this.#socket.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  closed(): void {
    this.#active?.finish(false);
    for (const exchange of this.#queue) exchange.finish(false);
    this.#queue.length = 0;
  }

  #refusalOf(request: IncomingMessage, expects: Expectation): Refusal | undefined {
    if (request.rawHeaders.length > 2 * this.#context.limits.headerCount) return refusals.headersTooLarge;
    if (request.httpVersionMajor !== 1) return refusals.version;
    const hosts = hostCount(request.rawHeaders);
    if (hosts > 1) return refusals.twoHosts; // RFC 9112, 3.2: node would keep the first in silence, a proxy perhaps the last
    if (hosts === 0 && request.httpVersionMinor === 1) return refusals.noHost;
    return expects === 'unknown' ? refusals.expectation : undefined;
  }

  #received(exchange: Http1Exchange): void {
    if (this.#receiving === exchange) this.#receiving = undefined;
    if (exchange.phase === 'refused') return exchange.endLinger();
    exchange.complete();
    if (exchange === this.#active) exchange.run();
  }

  #ended(exchange: Http1Exchange, wasTaken: boolean): void {
    exchange.finish(wasTaken);
    if (exchange !== this.#active) return;
    this.#active = this.#queue.shift();
    this.#idleSince = this.#context.tick;
    if (this.#active !== undefined && !this.#context.closing) this.#active.run();
    else if (this.#context.closing) this.#socket.destroySoon();
    else if (this.#rejection !== undefined) this.#rejectInTurn();
  }

  #rejectInTurn(): void {
    const refusal = this.#rejection;
    if (refusal === undefined || this.#active !== undefined) return;
    this.#isRejected = true;
    this.#idleSince = this.#context.tick;
    try {
      const response = this.#context.refuse(refusal, undefined);
      this.#socket.end(encodeRefusal(response, isStream(response.body) ? '' : response.body));
    } catch (error) {
      this.#context.onError(error, undefined);
      this.#socket.destroy();
      return;
    }
    // What the client still sends is dropped until it closes or the sweep does: a close over unread bytes is a reset.
    this.#socket.resume();
  }
}

/** How often the Host header comes in names and values that take turns. */
function hostCount(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
