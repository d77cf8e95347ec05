import type { IncomingHttpHeaders } from 'node:http';

/** What is known of a request when its headers are in and its body may still be on the way. */
export interface RequestHead {
  readonly method: string;
  /** As sent: not decoded, not normalised, without the query. `*` for `OPTIONS *`. */
  readonly path: string;
  /** As sent, without the question mark; empty when there is none. */
  readonly query: string;
  /** Names in lower case. `host` is there for HTTP/2 too, and names the target's authority when the target is absolute. */
  readonly headers: IncomingHttpHeaders;
  /** Empty when the client was gone before it could be asked. */
  readonly remoteAddress: string;
  readonly http: '1.0' | '1.1' | '2';
}

/** A request whose body has arrived in full. */
export interface WireRequest extends RequestHead {
  readonly body: Buffer;
  /**
   * Calls the listener, once, if the client goes away before the answer is through; at once if it already has. A full
   * AbortSignal for each request would cost more than most requests do.
   */
  onClose(listener: () => void): void;
}

/**
 * The answer. The front door frames it: `content-length`, `transfer-encoding`, `connection` and `date` are its own. A
 * `content-length` given here is used only for HEAD and for streams, where the body cannot be measured.
 */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Values of `set-cookie`, which cannot share a header as others can. */
  readonly cookies?: readonly string[];
  /** A stream is read as fast as the client takes it, and returned early when the client goes away. */
  readonly body: string | Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;
}

export type Handler = (request: WireRequest) => WireResponse | Promise<WireResponse>;

/** Why the front door answers by itself, without asking the handler. */
export interface Refusal {
  readonly status: 400 | 405 | 408 | 413 | 417 | 431 | 503 | 505;
  readonly message: string;
}

export const refusals = {
  malformed: { status: 400, message: 'The request is not well-formed HTTP.' },
  noHost: { status: 400, message: 'The request has no Host header.' },
  twoHosts: { status: 400, message: 'The request has more than one Host header.' },
  connect: { status: 405, message: 'This server is not a proxy.' },
  timeout: { status: 408, message: 'The request did not arrive in time.' },
  bodyTooLarge: { status: 413, message: 'The request body is too large.' },
  expectation: { status: 417, message: 'Only the expectation 100-continue can be met.' },
  headersTooLarge: { status: 431, message: 'The request headers are too large.' },
  busy: { status: 503, message: 'The server holds as many request bodies as it may. Try again.' },
  version: { status: 505, message: 'This connection speaks HTTP/1.1.' },
} as const satisfies Record<string, Refusal>;

/** The form of a refusal unless the caller gives another. */
export function plainRefusal(refusal: Refusal): WireResponse {
  return { status: refusal.status, headers: { 'content-type': 'text/plain' }, body: `${refusal.message}\n` };
}

export type FixedBody = Exclude<WireResponse['body'], AsyncIterable<Uint8Array>>;

export function isStream(body: WireResponse['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

/** Length in bytes. */
export function lengthOf(body: FixedBody): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  if (body instanceof Uint8Array) return body.byteLength;
  let length = 0;
  for (const part of body) length += part.byteLength;
  return length;
}

/** Of a stream whose maker knows its length; otherwise infinite. */
export function declaredLength(response: WireResponse): number {
  for (const name in response.headers) {
    if (name.toLowerCase() === 'content-length') return Number(response.headers[name]);
  }
  return Infinity;
}

/** 204 and 304 have neither a body nor a length. */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/** The part of a request target before its question mark, and the part behind it. */
export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  if (mark < 0) return { path: target, query: '' };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
