import { formatAmzDate } from './amz-date.js';
import { canonicalRequest, splitQuery, type SignableRequest } from './canonical-request.js';
import { ALGORITHM } from './parse-signature.js';
import { AWS_RULES, type SigningRules } from './rules.js';
import { deriveSigningKey, sha256Hex } from './signing-key.js';
import { uriEncode } from './uri-encode.js';
import { CONTENT_HASH, stringToSign, UNSIGNED_PAYLOAD } from './verify-signature.js';

export interface Signer {
  readonly accessKeyId: string;
  readonly secret: string | Uint8Array;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
  /** ms since 1970. */
  readonly now: number;
  /** {@link AWS_RULES} when absent. */
  readonly rules?: SigningRules;
}

/** A request to sign. `headers` needs `host`; every header in it is signed. */
export interface RequestToSign extends SignableRequest {
  readonly body?: string | Uint8Array;
  /** Instead of the body's hash: UNSIGNED-PAYLOAD, STREAMING-…, or a hash known already. */
  readonly payloadHash?: string;
}

/** Signs in the header form. Gives the request's headers with those that signing adds, authorization among them. */
export function signRequest(request: RequestToSign, signer: Signer): Record<string, string | readonly string[]> {
  const rules = signer.rules ?? AWS_RULES;
  const scope = scopeOf(signer);
  const hash = request.payloadHash ?? sha256Hex(request.body ?? '');
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'authorization') headers[name] = value;
  }
  headers['x-amz-date'] = scope.amzDate;
  if (signer.sessionToken !== undefined) headers['x-amz-security-token'] = signer.sessionToken;
  if (rules.payload === 'declared') headers[CONTENT_HASH] = hash;

  const names = Object.keys(headers).sort();
  const canonical = canonicalRequest({ ...request, headers }, splitQuery(request.query), names, hash, rules);
  const signature = sign(canonical, signer, scope);
  headers['authorization'] =
    `${ALGORITHM} Credential=${scope.credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return headers;
}

/** Signs in the query form. Gives the query to send; the request's headers must be sent as they are. */
export function presignRequest(request: RequestToSign, signer: Signer, expiresSeconds: number): string {
  const rules = signer.rules ?? AWS_RULES;
  const scope = scopeOf(signer);
  const names = Object.keys(request.headers)
    .filter((name) => request.headers[name] !== undefined)
    .sort();
  const added: readonly (readonly [string, string | undefined])[] = [
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', scope.credential],
    ['X-Amz-Date', scope.amzDate],
    ['X-Amz-Expires', String(expiresSeconds)],
    ['X-Amz-Security-Token', signer.sessionToken],
    ['X-Amz-SignedHeaders', names.join(';')],
    ['X-Amz-Content-Sha256', rules.payload === 'declared' ? request.payloadHash : undefined],
  ];
  const parameters = added.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${uriEncode(value)}`]));
  const query = [...(request.query === '' ? [] : [request.query]), ...parameters].join('&');
  const hash = request.payloadHash ?? (rules.payload === 'declared' ? UNSIGNED_PAYLOAD : sha256Hex(request.body ?? ''));
  const canonical = canonicalRequest(request, splitQuery(query), names, hash, rules);
  return `${query}&X-Amz-Signature=${sign(canonical, signer, scope)}`;
}

interface Scope {
  readonly amzDate: string;
  readonly date: string;
  readonly credential: string;
}

function scopeOf({ accessKeyId, region, service, now }: Signer): Scope {
  const amzDate = formatAmzDate(now);
  const date = amzDate.slice(0, 8);
  return { amzDate, date, credential: `${accessKeyId}/${date}/${region}/${service}/aws4_request` };
}

function sign(canonical: string, { secret, region, service }: Signer, { amzDate, date }: Scope): string {
  const toSign = stringToSign({ amzDate, date, region, service }, sha256Hex(canonical));
  return deriveSigningKey(secret, date, region, service).sign(toSign);
}
