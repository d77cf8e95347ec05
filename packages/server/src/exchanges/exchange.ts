import type { EncodedBody, Protocol, WireRequest } from '@paddock/wire';
import type { BoundOperation } from '../operation.js';
import type { BodyRing, KeptBody } from './body-ring.js';

/** A request and its answer, as the pipeline has them in hand when it is through. */
export interface Exchange {
  readonly request: WireRequest;
  readonly protocol: Protocol | undefined;
  /** Undefined for a request that names none. */
  readonly operation: BoundOperation | undefined;
  /** What the path of a REST request says; undefined for every other. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** As the operation's input was read from it: without the signatures of its chunks. */
  readonly body: Uint8Array;
  readonly answer: EncodedBody | undefined;
}

/** What is kept of it until somebody wants to see it. */
export interface KeptExchange {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly protocol: string;
  readonly operation: BoundOperation | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** Those that members stand in. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly isGzip: boolean;
  readonly input: KeptBody;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** Undefined where the answer is a stream, or there is none. */
  readonly output: KeptBody | undefined;
}

/** Of paths, queries and headers, which senders may make as long as the front door lets them. */
const LONGEST = 4096;
const NO_HEADERS = {};

/** Copies what is worth keeping. It is on every request's way, so all that can wait until it is looked at waits. */
export function keepExchange(exchange: Exchange, ring: BodyRing): KeptExchange {
  const { request, protocol, operation, labels, body, answer } = exchange;
  const { method, path, query } = request;
  const isRest = labels !== undefined;
  return {
    method,
    path: path.length > LONGEST ? copied(path.slice(0, LONGEST)) : path,
    query: query.length > LONGEST ? '' : query,
    // What is no service's is answered as S3 does.
    protocol: protocol?.name ?? 'rest-xml',
    operation,
    labels: path.length > LONGEST ? {} : labels,
    headers: isRest ? headersOf(operation, request) : NO_HEADERS,
    isGzip: body === request.body && request.headers['content-encoding'] === 'gzip',
    input: ring.keep(body),
    status: answer?.status ?? 500,
    answerHeaders: isRest ? (answer?.headers ?? NO_HEADERS) : NO_HEADERS,
    output: answer === undefined || isStream(answer.body) ? undefined : ring.keep(answer.body),
  };
}

function headersOf(operation: BoundOperation | undefined, request: WireRequest): KeptExchange['headers'] {
  const kept: Record<string, string | string[] | undefined> = {};
  for (const name of wantedHeaders(operation)) {
    for (const header of name.endsWith('*') ? beginning(request, name.slice(0, -1)) : [name]) {
      const value = request.headers[header];
      if (value !== undefined && value.length <= LONGEST) kept[header] = value;
    }
  }
  return kept;
}

const beginning = ({ headers }: WireRequest, prefix: string): string[] =>
  Object.keys(headers).filter((name) => name.startsWith(prefix));

const wanted = new WeakMap<BoundOperation, readonly string[]>();

/** In lower case; those that stand for many end in an asterisk. */
function wantedHeaders(operation: BoundOperation | undefined): readonly string[] {
  if (operation === undefined) return [];
  const known = wanted.get(operation);
  if (known !== undefined) return known;
  const names = Object.values(operation.input.members).flatMap((member) => {
    const { place } = member.kind === 'required' ? member.shape : member;
    if (place?.in === 'header') return [place.name.toLowerCase()];
    return place?.in === 'headers' ? [`${place.name}*`] : [];
  });
  wanted.set(operation, names);
  return names;
}

const isStream = (body: EncodedBody['body']): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && Symbol.asyncIterator in body;

/** A slice would hold on to the whole text. */
const copied = (text: string): string => Buffer.from(text).toString();
