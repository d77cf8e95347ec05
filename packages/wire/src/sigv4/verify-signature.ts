import { timingSafeEqual } from 'node:crypto';
import { canonicalRequest, headerValue, type SignableRequest } from './canonical-request.js';
import {
  contentHashMismatch,
  expired,
  headersNotSigned,
  hostNotSigned,
  malformedContentHash,
  malformedExpires,
  mismatch,
  missingContentHash,
  missingToken,
  notYetCurrent,
  presignedExpired,
  unknownKey,
  wrongScope,
  type AuthFailure,
  type ScopePart,
} from './failures.js';
import { ALGORITHM, type ParsedSignature, type RequestSignature } from './parse-signature.js';
import { AWS_RULES, type SigningRules } from './rules.js';
import { deriveSigningKey, sha256Hex, type SigningKey, type SigningKeyCache } from './signing-key.js';
import { uriDecode } from './uri-encode.js';

export interface VerifyOptions {
  /** The secret of an access key id; undefined when there is no such key. */
  secret(accessKeyId: string, signature: RequestSignature): string | Uint8Array | undefined;
  /** The whole body; nothing means an empty one. */
  readonly body?: string | Uint8Array;
  /**
   * SHA-256 of the body in hex, asked for at most once and only when needed: instead of `body`, for a hash that is at hand. A caller who
   * has the body only after verification (S3, `declared` payloads) may give back what x-amz-content-sha256 says, and must compare later.
   */
  readonly bodyHash?: () => string;
  /** The server's clock, ms since 1970. */
  readonly now: number;
  /** The service that the scope must name: kinesis. Any will do when absent. */
  readonly service?: string;
  readonly validRegion?: (region: string) => boolean;
  /** {@link AWS_RULES} when absent. */
  readonly rules?: SigningRules;
  /** Without it every verification derives its key anew. */
  readonly keys?: SigningKeyCache;
}

/**
 * Checks that whoever made the request holds the secret of the access key it names, made it lately, and for this service. Session tokens
 * are not looked at. Checks come in AWS's order. Never throws but for what the callbacks throw.
 */
export function verifySignature(
  parsed: ParsedSignature,
  request: SignableRequest,
  options: VerifyOptions,
): AuthFailure | undefined {
  if (parsed.kind === 'anonymous') return missingToken();
  const rules = options.rules ?? AWS_RULES;
  const refused =
    checkTime(parsed, options.now, rules) ?? checkSignedHeaders(parsed, request, rules) ?? checkScope(parsed, options);
  if (refused !== undefined) return refused;

  const secret = options.secret(parsed.accessKeyId, parsed);
  if (secret === undefined) return unknownKey(parsed.accessKeyId);

  const payload = readPayload(parsed, request, options, rules);
  if ('kind' in payload) return payload;
  const canonical = canonicalRequest(request, parsed.query, parsed.signedHeaders, payload.hash, rules);
  const toSign = stringToSign(parsed, sha256Hex(canonical));
  const cached = options.keys?.get(parsed.credential, secret);
  const key = cached ?? deriveSigningKey(secret, parsed.date, parsed.region, parsed.service);
  if (!sameSignature(key.sign(toSign), parsed.signature) && !matchesAsBytes(parsed, canonical, key)) {
    return mismatch(canonical, toSign, parsed.signature);
  }
  if (cached === undefined) options.keys?.set(parsed.credential, secret, key);

  const { declared } = payload;
  if (declared === undefined) return undefined;
  const computed = rules.payload === 'body' ? payload.hash : bodyHash(options);
  if (declared === computed) return undefined;
  return rules.payload === 'body'
    ? mismatch(canonical, toSign, parsed.signature)
    : contentHashMismatch(declared, computed);
}

/** What the signing key signs: algorithm, time, scope and the canonical request's hash. */
export function stringToSign(
  signature: Pick<RequestSignature, 'amzDate' | 'date' | 'region' | 'service'>,
  requestHash: string,
): string {
  const { amzDate, date, region, service } = signature;
  return `${ALGORITHM}\n${amzDate}\n${date}/${region}/${service}/aws4_request\n${requestHash}`;
}

export const CONTENT_HASH = 'x-amz-content-sha256';
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

const PAYLOAD_LITERALS: readonly string[] = [
  UNSIGNED_PAYLOAD,
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
];
const SHA256_HEX = /^[0-9a-f]{64}$/;

function checkTime(parsed: RequestSignature, now: number, rules: SigningRules): AuthFailure | undefined {
  const { time, expires } = parsed;
  if (time > now + rules.maxSkewMs) return notYetCurrent(time, now, rules.maxSkewMs);
  if (expires === undefined) return time < now - rules.maxSkewMs ? expired(time, now, rules.maxSkewMs) : undefined;

  const max = rules.presignedMaxSeconds;
  if (!/^-?\d{1,15}$/.test(expires)) return malformedExpires(expires, 'number', max);
  const seconds = Number(expires);
  if (seconds < 0) return malformedExpires(expires, 'negative', max);
  if (seconds > max) return malformedExpires(expires, 'too-long', max);
  if (!rules.expiresDecides) return time < now - rules.maxSkewMs ? expired(time, now, rules.maxSkewMs) : undefined;
  return now > time + seconds * 1000 ? presignedExpired(time, now, seconds) : undefined;
}

function checkSignedHeaders(
  parsed: RequestSignature,
  request: SignableRequest,
  rules: SigningRules,
): AuthFailure | undefined {
  const names = parsed.signedHeaders;
  if (!names.includes('host') && !names.includes(':authority')) return hostNotSigned();
  if (rules.unsignedAmzHeaders === 'accept') return undefined;
  const signed = new Set(names);
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !signed.has(name));
  return unsigned.length === 0 ? undefined : headersNotSigned(unsigned);
}

/** AWS names everything that is wrong with a scope in one message. */
function checkScope(parsed: RequestSignature, options: VerifyOptions): AuthFailure | undefined {
  const { date, region, service, terminator, amzDate } = parsed;
  const isRegionRight = options.validRegion?.(region) ?? true;
  const isServiceRight = options.service === undefined || service === options.service;
  if (isRegionRight && isServiceRight && terminator === 'aws4_request' && amzDate.slice(0, 8) === date)
    return undefined;

  const wrong: ScopePart[] = [];
  const problems: string[] = [];
  const report = (part: ScopePart, problem: string): void => {
    wrong.push(part);
    problems.push(problem);
  };
  if (!isRegionRight) {
    report('region', `Credential should be scoped to a valid region, not '${region}'.`);
  }
  if (!isServiceRight) {
    report('service', `Credential should be scoped to correct service: '${options.service ?? ''}'.`);
  }
  if (terminator !== 'aws4_request') {
    report('terminator', `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`);
  }
  const day = amzDate.slice(0, 8);
  if (date !== day) {
    report(
      'date',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        `'${date}' != '${day}', from '${amzDate}'.`,
    );
  }
  return wrongScope(wrong, problems);
}

interface Payload {
  /** The canonical request's last line. */
  readonly hash: string;
  /** What the request says its body's hash is, where that must be true. */
  readonly declared?: string | undefined;
}

function readPayload(
  parsed: RequestSignature,
  request: SignableRequest,
  options: VerifyOptions,
  rules: SigningRules,
): Payload | AuthFailure {
  if (rules.payload === 'body') {
    const signed = parsed.signedHeaders.includes(CONTENT_HASH);
    return { hash: bodyHash(options), declared: signed ? headerValue(request.headers, CONTENT_HASH) : undefined };
  }
  const inQuery = parsed.query.find((pair) => pair.name.toLowerCase() === CONTENT_HASH)?.value;
  const declared = inQuery === undefined ? headerValue(request.headers, CONTENT_HASH) : uriDecode(inQuery);
  if (declared === undefined) return parsed.kind === 'presigned' ? { hash: UNSIGNED_PAYLOAD } : missingContentHash();
  if (PAYLOAD_LITERALS.includes(declared)) return { hash: declared };
  return SHA256_HEX.test(declared) ? { hash: declared, declared } : malformedContentHash(declared, PAYLOAD_LITERALS);
}

const bodyHash = (options: VerifyOptions): string => options.bodyHash?.() ?? sha256Hex(options.body ?? '');

/**
 * Node gives header bytes above 0x7F as characters up to U+00FF. Most clients sign the bytes that they send; those that sign the text's
 * UTF-8 and send it as Latin-1 (the JavaScript SDK) matched already.
 */
function matchesAsBytes(parsed: RequestSignature, canonical: string, key: SigningKey): boolean {
  let highest = 0;
  for (let i = 0; i < canonical.length; i++) highest = Math.max(highest, canonical.charCodeAt(i));
  if (highest < 0x80 || highest > 0xff) return false;
  const toSign = stringToSign(parsed, sha256Hex(Buffer.from(canonical, 'latin1')));
  return sameSignature(key.sign(toSign), parsed.signature);
}

const expectedBytes = Buffer.alloc(64);
const givenBytes = Buffer.alloc(64);

/** In constant time. A character above U+007F takes several bytes, none of which is a hex digit's, or no longer fits. */
function sameSignature(expected: string, given: string): boolean {
  if (given.length !== expectedBytes.length) return false;
  expectedBytes.write(expected, 'latin1');
  if (givenBytes.write(given, 'utf8') !== givenBytes.length) return false;
  return timingSafeEqual(expectedBytes, givenBytes);
}
