import { gunzipSync } from 'node:zlib';
import { masked, plainAnswer, plainInput, WITHHELD, type Plain } from '@paddock/wire';
import type { BodyRing, KeptBody } from './body-ring.js';
import type { KeptExchange } from './exchange.js';

/** A request and its answer as an operator may see them: no secret is in it. */
export interface ExchangeView {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Of a REST request, without signature and token; absent where it is empty. */
  readonly query?: string;
  /** `json-1.0`, `json-1.1`, `cbor-1.1`, `rpc-v2-cbor`, `query`, `rest-json`, `rest-xml` */
  readonly protocol: string;
  /** `dropped`: newer bodies have taken the place of at least one of them. */
  readonly bodies: 'kept' | 'dropped';
  /** The operation's input, as `--cli-input-json` takes it; absent where it cannot be read, or names no operation. */
  readonly input?: Plain;
  /** Of the request's body. */
  readonly inputBytes: number;
  /** Whether only the beginning of the body was kept: then `input` has what is whole in it. */
  readonly inputTruncated: boolean;
  /** The operation's output as the AWS CLI shows it, or `{ __type, message, … }`; absent where it cannot be read. */
  readonly output?: Plain;
  /** Of the answer's body; null for a stream, which is not kept. */
  readonly outputBytes: number | null;
  readonly outputTruncated: boolean;
}

/** @param errorCode of the answer, if it is an error */
export function viewOf(kept: KeptExchange, errorCode: string | undefined, ring: BodyRing): ExchangeView {
  const { method, path, query, protocol, input, output, labels } = kept;
  const sent = ring.read(input);
  const answered = output && ring.read(output);
  const secrets = new Set<string>();
  const shownInput = sent && inputOf(kept, sent, secrets);
  const shownOutput = output && answered && outputOf(kept, output, answered, errorCode, secrets);
  const isDropped = sent === undefined || (output !== undefined && answered === undefined);
  return {
    method,
    path: masked(path),
    ...(labels !== undefined && query !== '' ? { query: masked(query) } : {}),
    protocol,
    bodies: isDropped ? 'dropped' : 'kept',
    ...(shownInput === undefined ? {} : { input: shownInput }),
    inputBytes: input.size,
    inputTruncated: isCut(input),
    ...(shownOutput === undefined ? {} : { output: shownOutput }),
    outputBytes: output?.size ?? null,
    outputTruncated: output !== undefined && isCut(output),
  };
}

function inputOf(kept: KeptExchange, bytes: Uint8Array, secrets: Set<string>): Plain | undefined {
  const { method, path, query, headers, labels, operation, protocol, isGzip, input } = kept;
  if (operation === undefined) return undefined;
  const body = isGzip ? inflated(bytes, isCut(input)) : bytes;
  if (body === undefined) return undefined;
  const head = { method, path, query, headers, ...(labels === undefined ? {} : { labels }) };
  return plainInput({ protocol: { name: protocol }, shape: operation.input, head, body, isCut: isCut(input) }, secrets);
}

function outputOf(
  { operation, protocol, status, answerHeaders }: KeptExchange,
  output: KeptBody,
  body: Uint8Array,
  errorCode: string | undefined,
  secrets: Set<string>,
): Plain | undefined {
  if (errorCode === undefined && operation === undefined) return undefined;
  const shown = plainAnswer(
    {
      protocol: { name: protocol },
      shape: operation?.output,
      status,
      headers: answerHeaders,
      body,
      isCut: isCut(output),
      errorCode,
    },
    secrets,
  );
  // Messages repeat what they find fault with.
  return errorCode === undefined || shown === undefined ? shown : without(shown, likely(secrets));
}

const isCut = ({ length, size }: KeptBody): boolean => length < size;

const MOST_INFLATED = 1024 * 1024;

function inflated(bytes: Uint8Array, cut: boolean): Uint8Array | undefined {
  if (cut) return undefined;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_INFLATED });
  } catch {
    return undefined;
  }
}

/** Short ones are parts of other words, and no secrets to speak of. The longest come first, for one may be in another. */
const likely = (secrets: ReadonlySet<string>): string[] =>
  [...secrets]
    .filter(({ length }) => length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length);

function without(value: Plain, secrets: readonly string[]): Plain {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, WITHHELD), value);
  if (Array.isArray(value)) return value.map((item: Plain) => without(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, without(entry as Plain, secrets)]));
}
