import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Exchange } from './exchange.js';
import type { FrontDoorContext } from './exchange.js';
import { isBodiless, lengthOf, splitTarget } from './message.js';
import type { FixedBody, WireResponse } from './message.js';

/** A request and its answer on an HTTP/1 connection. */
export class Http1Exchange extends Exchange {
  readonly #response: ServerResponse;
  readonly #socket: Socket;

  constructor(context: FrontDoorContext, request: IncomingMessage, response: ServerResponse, remoteAddress: string) {
    const { headers } = request;
    const target = originForm(request.url ?? '/', headers);
    const { path, query } = splitTarget(target);
    const version = request.httpVersionMinor === 1 ? '1.1' : '1.0';
    super(context, request.method ?? '', path, query, headers, remoteAddress, version);
    this.#response = response;
    this.#socket = request.socket;
  }

  /** Ends a refused exchange, and its connection with it. */
  endLinger(): void {
    this.#response.end();
  }

  override cut(): void {
    this.finish(false);
    this.#socket.destroy();
  }

  protected override get hasBegun(): boolean {
    return this.#response.headersSent;
  }

  protected override send(response: WireResponse, body: FixedBody, length: number): void {
    const out = this.#response;
    out.writeHead(response.status, this.#head(response, length, this.context.closing));
    if (this.method === 'HEAD' || length === 0 || isBodiless(response.status)) out.end();
    else if (typeof body === 'string' || body instanceof Uint8Array) out.end(body);
    else {
      out.cork();
      for (const part of body) out.write(part);
      out.end();
      out.uncork();
    }
  }

  /** The whole answer goes out now, and the connection's end waits: closing over unread bytes would reset the answer away. */
  protected override sendRefusal(response: WireResponse, body: FixedBody): void {
    const out = this.#response;
    out.writeHead(response.status, this.#head(response, lengthOf(body), true));
    if (this.method === 'HEAD') out.flushHeaders();
    else if (typeof body === 'string' || body instanceof Uint8Array) out.write(body);
    else for (const part of body) out.write(part);
  }

  protected override open(response: WireResponse): boolean {
    const out = this.#response;
    out.writeHead(response.status, this.#head(response, undefined, this.context.closing));
    if (this.method === 'HEAD' || isBodiless(response.status)) return false;
    out.flushHeaders();
    out.on('drain', () => this.drained());
    return true;
  }

  protected override writeChunk(chunk: Uint8Array): boolean {
    return this.#response.write(chunk);
  }

  protected override endStream(): void {
    this.#response.end();
  }

  /** Names and values in one flat list, which node writes as it stands. */
  #head(response: WireResponse, length: number | undefined, close: boolean): string[] {
    const head: string[] = [];
    const keepsLength = length === undefined || this.method === 'HEAD';
    let hasLength = isBodiless(response.status);
    const { headers } = response;
    for (const name in headers) {
      const value = headers[name];
      if (value === undefined) continue;
      if (name.length === 14 && name.toLowerCase() === 'content-length') {
        if (!keepsLength || hasLength) continue;
        hasLength = true;
      }
      head.push(name, value);
    }
    for (const cookie of response.cookies ?? []) head.push('set-cookie', cookie);
    if (!hasLength && length !== undefined) head.push('content-length', String(length));
    if (close) head.push('connection', 'close');
    return head;
  }
}

/** `GET http://host/path` is what proxies are sent; its host outranks the Host header (RFC 9112, 3.2.2). */
function originForm(target: string, headers: IncomingMessage['headers']): string {
  if (target.startsWith('/')) return target;
  const match = /^https?:\/\/([^/?#]*)/i.exec(target);
  if (match === null) return target;
  headers.host = match[1] ?? '';
  const rest = target.slice(match[0].length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
