import { validateHeaderValue } from 'node:http';
import http2 from 'node:http2';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { Exchange } from './exchange.js';
import type { FrontDoorContext } from './exchange.js';
import { isBodiless, lengthOf, splitTarget } from './message.js';
import type { FixedBody, WireResponse } from './message.js';

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR } = http2.constants;

/** A request and its answer on a stream of an HTTP/2 connection. */
export class Http2Exchange extends Exchange {
  readonly #out: ServerHttp2Stream;

  constructor(context: FrontDoorContext, stream: ServerHttp2Stream, headers: IncomingHttpHeaders, remote: string) {
    const { path, query } = splitTarget(headers[':path'] ?? '');
    const authority = headers[':authority'];
    if (authority !== undefined) headers.host = authority;
    super(context, headers[':method'] ?? '', path, query, headers, remote, '2');
    this.#out = stream;
  }

  override cut(): void {
    const code = this.phase === 'refused' ? NGHTTP2_CANCEL : NGHTTP2_INTERNAL_ERROR;
    this.finish(false);
    this.#out.close(code);
  }

  protected override get hasBegun(): boolean {
    return this.#out.headersSent;
  }

  protected override send(response: WireResponse, body: FixedBody, length: number): void {
    const out = this.#out;
    if (this.method === 'HEAD' || length === 0 || isBodiless(response.status)) {
      out.respond(this.#head(response, length), { endStream: true });
      return;
    }
    out.respond(this.#head(response, length));
    if (typeof body === 'string' || body instanceof Uint8Array) {
      out.end(body);
      return;
    }
    out.cork();
    for (const part of body) out.write(part);
    out.end();
    out.uncork();
  }

  /** Answers, and then tells the client to stop sending (RFC 9113, 8.1). */
  protected override sendRefusal(response: WireResponse, body: FixedBody): void {
    this.#out.once('finish', () => this.#out.close(NGHTTP2_NO_ERROR));
    this.send(response, body, lengthOf(body));
  }

  protected override open(response: WireResponse): boolean {
    const out = this.#out;
    out.respond(this.#head(response, undefined));
    if (this.method === 'HEAD' || isBodiless(response.status)) return false;
    out.on('drain', () => this.drained());
    return true;
  }

  protected override writeChunk(chunk: Uint8Array): boolean {
    return this.#out.write(chunk);
  }

  protected override endStream(): void {
    this.#out.end();
  }

  #head(response: WireResponse, length: number | undefined): OutgoingHttpHeaders {
    const head: OutgoingHttpHeaders = { ':status': response.status };
    for (const name in response.headers) {
      const value = response.headers[name];
      if (value === undefined) continue;
      validateHeaderValue(name, value); // node does this for HTTP/1 only
      head[name.toLowerCase()] = value;
    }
    if (response.cookies !== undefined) {
      for (const cookie of response.cookies) validateHeaderValue('set-cookie', cookie);
      head['set-cookie'] = [...response.cookies];
    }
    const keepsLength = length === undefined || (this.method === 'HEAD' && head['content-length'] !== undefined);
    if (isBodiless(response.status)) delete head['content-length'];
    else if (!keepsLength) head['content-length'] = length;
    return head;
  }
}
