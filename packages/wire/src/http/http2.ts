import http2 from 'node:http2';
import type { Http2Session, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Connection } from './connection.js';
import type { FrontDoorContext } from './exchange.js';
import { Http2Exchange } from './http2-exchange.js';
import { refusals } from './message.js';

const { NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM } = http2.constants;

/** Takes connections that begin with the preface of HTTP/2. */
export function http2Acceptor(context: FrontDoorContext): (socket: Socket, remoteAddress: string) => Connection {
  const { limits } = context;
  const connections = new Map<Http2Session, Http2Connection>();
  let remote = '';
  let latest: Http2Connection | undefined;
  const server = http2.createServer({
    // Node and nghttp2 themselves end sessions that flood: stream resets (1,000 and 33 a second), unacknowledged PING and
    // SETTINGS (10 each), empty and CONTINUATION frames, 1,000 invalid frames. What is set here are sizes.
    maxSessionMemory: 64, // MB: with 10, a thousand streams with full headers already make nghttp2 refuse new ones
    maxHeaderListPairs: limits.headerCount,
    settings: {
      maxConcurrentStreams: limits.streams,
      maxHeaderListSize: limits.headerBytes,
      // A body of 10 MiB must not wait for a round trip every 64 KiB. Memory is bounded by the budget, not by windows.
      initialWindowSize: 4 * 1024 * 1024,
      enablePush: false,
    },
  });
  server.on('session', (session) => {
    session.setLocalWindowSize(16 * 1024 * 1024);
    const connection = new Http2Connection(context, session, remote);
    connections.set(session, connection);
    session.once('close', () => connections.delete(session));
    latest = connection;
  });
  server.on('sessionError', () => undefined); // a broken client is its own trouble; node has ended the session
  server.on('stream', (stream, headers, flags) => {
    stream.on('error', () => undefined); // 'close' follows, and says all we need
    const { session } = stream;
    const connection = session === undefined ? undefined : connections.get(session);
    if (connection === undefined) stream.destroy();
    else connection.begin(stream, headers, (flags & NGHTTP2_FLAG_END_STREAM) !== 0);
  });
  return (socket, remoteAddress) => {
    socket.allowHalfOpen = false; // or a client's FIN would leave its session open
    remote = remoteAddress;
    latest = undefined;
    server.emit('connection', socket); // emits 'session' before it returns
    if (latest === undefined) throw new Error('node made no session for an HTTP/2 connection');
    return latest;
  };
}

class Http2Connection implements Connection {
  readonly #context: FrontDoorContext;
  readonly #session: ServerHttp2Session;
  readonly #remoteAddress: string;
  readonly #exchanges = new Set<Http2Exchange>();
  #idleSince: number;
  #hasServed = false;

  constructor(context: FrontDoorContext, session: ServerHttp2Session, remoteAddress: string) {
    this.#context = context;
    this.#session = session;
    this.#remoteAddress = remoteAddress;
    this.#idleSince = context.tick;
  }

  begin(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, isWhole: boolean): void {
    const exchange = new Http2Exchange(this.#context, stream, headers, this.#remoteAddress);
    this.#exchanges.add(exchange);
    this.#hasServed = true;
    stream.on('close', () => {
      // Not `writableFinished`: a small answer is through before node calls its stream finished.
      exchange.finish(stream.writableEnded && !stream.aborted && stream.rstCode === 0);
      this.#exchanges.delete(exchange);
      if (this.#exchanges.size === 0) this.#idleSince = this.#context.tick;
    });
    if (exchange.method === 'CONNECT') exchange.refuse(refusals.connect);
    const { expect } = headers;
    if (expect !== undefined && expect.toLowerCase() !== '100-continue') exchange.refuse(refusals.expectation);
    if (exchange.phase === 'receiving' && exchange.admit(Number(headers['content-length'] ?? 0))) {
      if (isWhole) {
        stream.resume(); // a stream is not closed before its end has been read
        exchange.complete();
        exchange.run();
        return;
      }
      if (expect !== undefined) stream.additionalHeaders({ ':status': 100 });
    }
    stream.on('data', (chunk: Buffer) => exchange.take(chunk));
    stream.on('end', () => {
      // 'end' also comes when the client resets the stream or vanishes: half a body must not pass for the whole.
      if (stream.closed || stream.destroyed) return;
      exchange.complete();
      exchange.run();
    });
  }

  sweep(): void {
    const { tick, limits } = this.#context;
    if (this.#exchanges.size === 0) {
      const patience = this.#hasServed ? limits.keepAliveMs : limits.headersTimeoutMs;
      const idle = (tick - this.#idleSince) * limits.sweepMs;
      if (idle > patience + limits.lingerMs) this.#session.destroy();
      else if (idle > patience) this.#session.close();
      return;
    }
    for (const exchange of this.#exchanges) {
      const age = (tick - exchange.since) * limits.sweepMs;
      if (exchange.phase === 'receiving' && age > limits.requestTimeoutMs) exchange.refuse(refusals.timeout);
      else if (exchange.phase === 'writing' && age > limits.stallTimeoutMs) exchange.cut();
      else if (exchange.phase === 'refused' && age > limits.lingerMs) exchange.cut();
    }
  }

  finishUp(): void {
    this.#session.close();
  }

  destroy(): void {
    this.#session.destroy(undefined, NGHTTP2_CANCEL);
  }
}
