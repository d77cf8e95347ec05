import { createHash } from 'node:crypto';
import { AwsError } from '../errors.js';
import { headerValue, type SignableRequest } from './canonical-request.js';
import type { RequestSignature } from './parse-signature.js';
import { deriveSigningKey, sha256Hex, type SigningKey, type SigningKeyCache } from './signing-key.js';
import { CONTENT_HASH } from './verify-signature.js';

/** A body that came in chunks of `aws-chunked`, without them. */
export interface StreamedPayload {
  readonly body: Buffer;
  /** The headers behind the last chunk, by lower-case name: `x-amz-checksum-crc32`. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** With what the chunks of a request are signed; absent where they are taken on trust. */
export interface ChunkSigner {
  readonly signature: RequestSignature;
  readonly secret: string | Uint8Array;
  readonly keys?: SigningKeyCache;
}

/**
 * Takes the chunks of a body apart, whose `x-amz-content-sha256` says that it has them, and verifies their signatures: each is made over the one before, the first
 * one's over the request's.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @returns undefined for a body that has no chunks
 * @throws AwsError IncompleteBody, SignatureDoesNotMatch, MalformedTrailerError, MissingContentLength, InvalidRequest
 */
export function readStreamedPayload(
  request: SignableRequest,
  body: Buffer,
  signer: ChunkSigner | undefined,
): StreamedPayload | undefined {
  const kind = headerValue(request.headers, CONTENT_HASH);
  if (kind === undefined || !kind.startsWith('STREAMING-')) return undefined;
  const isSigned = kind.startsWith(SIGNED);
  const hasTrailers = kind.endsWith('-TRAILER');
  const verifier = isSigned && signer !== undefined ? new ChunkVerifier(signer) : undefined;
  const { data, end, length } = readChunks(body, verifier, isSigned);
  const declared = headerValue(request.headers, 'x-amz-decoded-content-length');
  if (declared === undefined || !/^\d{1,15}$/.test(declared)) throw missingLength();
  if (length !== Number(declared)) throw incomplete();
  if (!hasTrailers) return { body: data, trailers: {} };
  const announced = announcedTrailers(request);
  const trailers = readTrailers(body, end, verifier, isSigned);
  // Trailers may be unsigned: they are what was announced, which is signed, and nothing that a header could be.
  if (announced.toSorted().join() !== Object.keys(trailers).toSorted().join()) throw malformedTrailer();
  return { body: data, trailers };
}

/** @throws InvalidRequest for what is no check sum */
function announcedTrailers({ headers }: SignableRequest): string[] {
  const names = (headerValue(headers, 'x-amz-trailer') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const announced = names.filter((name) => name !== '');
  if (!announced.every((name) => name.startsWith('x-amz-checksum-')))
    throw new AwsError('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  return announced;
}

const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const CRLF = '\r\n';
/** Of a chunk's first line and of all trailers together; what is longer is none. */
const LONGEST_LINE = 1024;
const LONGEST_TRAILERS = 16 * 1024;
const SMALLEST_CHUNK = 8192;

function readChunks(
  body: Buffer,
  verifier: ChunkVerifier | undefined,
  isSigned: boolean,
): { data: Buffer; end: number; length: number } {
  const parts: Buffer[] = [];
  let [at, length, before] = [0, 0, SMALLEST_CHUNK];
  for (;;) {
    const lineEnd = body.subarray(at, at + LONGEST_LINE).indexOf(CRLF);
    const line = lineEnd < 0 ? undefined : HEAD.exec(body.toString('latin1', at, at + lineEnd));
    if (line === undefined || line === null) throw incomplete();
    const size = Number.parseInt(line[1] ?? '', 16);
    const start = at + lineEnd + CRLF.length;
    const isLast = size === 0;
    if (start + size > body.length) throw incomplete();
    if (!isLast && isSigned && before < SMALLEST_CHUNK) throw smallChunk(before);
    const data = body.subarray(start, start + size);
    verifier?.chunk(line[2], data);
    before = size;
    // Behind the chunk without data stand the trailers, or an empty line, which some clients leave out.
    if (isLast) return { data: joined(parts), end: start, length };
    if (body.toString('latin1', start + size, start + size + CRLF.length) !== CRLF) throw incomplete();
    parts.push(data);
    length += size;
    at = start + size + CRLF.length;
  }
}

const HEAD = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/;

const joined = (parts: readonly Buffer[]): Buffer =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);

function readTrailers(
  body: Buffer,
  start: number,
  verifier: ChunkVerifier | undefined,
  isSigned: boolean,
): Record<string, string> {
  if (body.length - start > LONGEST_TRAILERS) throw malformedTrailer();
  const trailers: [string, string][] = [];
  let signature: string | undefined;
  for (const line of body.toString('latin1', start).split(/\r?\n/)) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon <= 0) throw malformedTrailer();
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature') signature = value;
    else trailers.push([name, value]);
  }
  if (isSigned) verifier?.trailers(signature, trailers);
  return Object.fromEntries(trailers);
}

/** Goes from each signature to the next. */
class ChunkVerifier {
  readonly #key: SigningKey;
  readonly #scope: string;
  #before: string;

  constructor({ signature, secret, keys }: ChunkSigner) {
    const { credential, date, region, service, amzDate } = signature;
    this.#key = keys?.get(credential, secret) ?? deriveSigningKey(secret, date, region, service);
    this.#scope = `${amzDate}\n${date}/${region}/${service}/aws4_request`;
    this.#before = signature.signature;
  }

  chunk(signature: string | undefined, data: Uint8Array): void {
    const hash = createHash('sha256').update(data).digest('hex');
    this.#expect(signature, `AWS4-HMAC-SHA256-PAYLOAD\n${this.#scope}\n${this.#before}\n${NOTHING}\n${hash}`);
  }

  trailers(signature: string | undefined, trailers: readonly (readonly [string, string])[]): void {
    const text = trailers.map(([name, value]) => `${name}:${value}\n`).join('');
    const hash = sha256Hex(Buffer.from(text, 'latin1'));
    this.#expect(signature, `AWS4-HMAC-SHA256-TRAILER\n${this.#scope}\n${this.#before}\n${hash}`);
  }

  #expect(signature: string | undefined, toSign: string): void {
    // Whoever sends this has proved that they hold the secret: a comparison that takes its time tells them nothing.
    if (signature === undefined || signature !== this.#key.sign(toSign)) throw mismatch(signature ?? '', toSign);
    this.#before = signature;
  }
}

const NOTHING = sha256Hex('');

const incomplete = (): AwsError => new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
const missingLength = (): AwsError =>
  new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', { status: 411 });
const malformedTrailer = (): AwsError =>
  new AwsError(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );
const smallChunk = (size: number): AwsError =>
  new AwsError('InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes', {
    status: 403,
    members: { BadChunkSize: size },
  });
const mismatch = (signature: string, toSign: string): AwsError =>
  new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    { status: 403, members: { StringToSign: toSign, SignatureProvided: signature } },
  );
