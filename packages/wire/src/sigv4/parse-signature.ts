import { formatAmzDate, parseAmzDate, parseHttpDate } from './amz-date.js';
import { splitQuery, type QueryPair, type SignableRequest } from './canonical-request.js';
import {
  bothForms,
  incompleteHeader,
  incompleteQuery,
  malformedCredential,
  malformedDate,
  missingToken,
  notKeyValue,
  unsupportedAlgorithm,
  type AuthFailure,
} from './failures.js';
import { Recent } from './recent.js';
import { uriDecode } from './uri-encode.js';

/** What a request says about its signature: nothing of it is proved yet. */
export type ParsedSignature = AnonymousSignature | RequestSignature;

/** Neither an Authorization header nor X-Amz-Algorithm. */
export interface AnonymousSignature {
  readonly kind: 'anonymous';
}

export interface RequestSignature {
  readonly kind: 'header' | 'presigned';
  /** keyid/date/region/service/terminator, as sent but for trailing slashes. */
  readonly credential: string;
  readonly accessKeyId: string;
  /** YYYYMMDD of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** The scope's last part; anything but aws4_request fails verification. */
  readonly terminator: string;
  /** Lower-case, sorted. */
  readonly signedHeaders: readonly string[];
  /** Hex, as sent. */
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** YYYYMMDDTHHMMSSZ. */
  readonly amzDate: string;
  /** The same, in ms since 1970. */
  readonly time: number;
  /** X-Amz-Expires as sent: presigned requests only, and optional there. */
  readonly expires: string | undefined;
  /** The request's query, split once; without X-Amz-Signature when presigned. */
  readonly query: readonly QueryPair[];
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Reads what a request claims, in either form, in time linear in its size. AWS checks the clock before the algorithm and the credential's
 * form; here those two come first, because region and service are needed before a clock is.
 */
export function parseSignature(request: SignableRequest): ParsedSignature | AuthFailure {
  const authorization = firstHeader(request.headers['authorization']);
  const query = splitQuery(request.query);
  const algorithm = query.find((pair) => pair.name === 'X-Amz-Algorithm')?.value;
  if (authorization) {
    return algorithm === undefined ? parseHeaderForm(request, authorization, query) : bothForms();
  }
  return algorithm === undefined ? ANONYMOUS : parseQueryForm(algorithm, query);
}

const ANONYMOUS: AnonymousSignature = { kind: 'anonymous' };

function parseHeaderForm(
  request: SignableRequest,
  authorization: string,
  query: readonly QueryPair[],
): RequestSignature | AuthFailure {
  const parameters = readParameters(authorization);
  if ('kind' in parameters) return parameters;
  const { algorithm, credential, signature, signedHeaders } = parameters;
  const date = firstHeader(request.headers['x-amz-date']) ?? firstHeader(request.headers['date']);
  if (credential === '' || signature === '' || signedHeaders === undefined || !date) {
    const missing: string[] = [];
    if (credential === '') missing.push('Credential');
    if (signature === '') missing.push('Signature');
    if (signedHeaders === undefined) missing.push('SignedHeaders');
    if (!date) missing.push('Date');
    return incompleteHeader(missing, authorization);
  }
  return build('header', algorithm, credential, date, {
    signature,
    signedHeaders: lists.get(signedHeaders),
    sessionToken: firstHeader(request.headers['x-amz-security-token']),
    expires: undefined,
    query,
  });
}

/** What an Authorization header says. */
interface Parameters {
  readonly algorithm: string;
  readonly credential: string;
  readonly signature: string;
  readonly signedHeaders: string | undefined;
}

/** For a day a client's headers differ in nothing but the signature that ends them: what comes before it is read once. */
function readParameters(authorization: string): Parameters | AuthFailure {
  const end = authorization.length - SIGNATURE_LENGTH;
  if (!SEPARATED_SIGNATURES.some((last) => authorization.startsWith(last, end - last.length))) {
    return splitParameters(authorization);
  }
  const signature = authorization.slice(end);
  const before = SEPARATORS.test(signature) ? undefined : starts.get(authorization.slice(0, end));
  if (before === undefined || 'kind' in before || before.credential === '') return splitParameters(authorization);
  const { algorithm, credential, signedHeaders } = before;
  return { algorithm, credential, signature, signedHeaders };
}

const starts = new Recent(splitParameters);
const SEPARATED_SIGNATURES = [' Signature=', ',Signature='];
const SIGNATURE_LENGTH = 64;

function splitParameters(authorization: string): Parameters | AuthFailure {
  // Commas and spaces separate alike, in any number; of a parameter given twice the last one counts.
  let algorithm = '';
  let credential = '';
  let signature = '';
  let signedHeaders: string | undefined;
  for (const part of authorization.split(SEPARATORS)) {
    if (part === '') continue;
    if (algorithm === '') {
      algorithm = part;
      continue;
    }
    const equals = part.indexOf('=');
    if (equals === -1) return notKeyValue(part, authorization);
    const name = part.slice(0, equals);
    if (name === 'Credential') credential = part.slice(equals + 1);
    else if (name === 'Signature') signature = part.slice(equals + 1);
    else if (name === 'SignedHeaders') signedHeaders = part.slice(equals + 1);
  }
  return { algorithm, credential, signature, signedHeaders };
}

function parseQueryForm(algorithm: string, query: readonly QueryPair[]): RequestSignature | AuthFailure {
  const first = new Map<string, string>();
  for (const { name, value } of query) {
    if (name.startsWith('X-Amz-') && !first.has(name)) first.set(name, uriDecode(value));
  }
  const missing = REQUIRED_IN_QUERY.filter((name) => !first.get(name));
  if (missing.length > 0) return incompleteQuery(missing);
  // What AWS answers here is not what it answers to the same fault in a header.
  if (algorithm !== ALGORITHM) return missingToken();
  return build('presigned', algorithm, first.get('X-Amz-Credential') ?? '', first.get('X-Amz-Date') ?? '', {
    signature: first.get('X-Amz-Signature') ?? '',
    signedHeaders: lists.get(first.get('X-Amz-SignedHeaders') ?? ''),
    sessionToken: first.get('X-Amz-Security-Token'),
    expires: first.get('X-Amz-Expires'),
    query: query.filter((pair) => pair.name !== 'X-Amz-Signature'),
  });
}

const REQUIRED_IN_QUERY = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
];

function build(
  kind: RequestSignature['kind'],
  algorithm: string,
  sentCredential: string,
  date: string,
  rest: Pick<RequestSignature, 'signature' | 'signedHeaders' | 'sessionToken' | 'expires' | 'query'>,
): RequestSignature | AuthFailure {
  let time = parseAmzDate(date);
  let amzDate = date;
  if (time === undefined && kind === 'header') {
    time = parseHttpDate(date);
    if (time !== undefined) amzDate = formatAmzDate(time);
  }
  if (time === undefined) return malformedDate(date);
  if (algorithm !== ALGORITHM) return unsupportedAlgorithm(algorithm);
  const scoped = credentials.get(sentCredential);
  if (scoped === 'malformed') return malformedCredential(sentCredential);
  // Written out, here and above: a spread costs more than everything else on the way.
  const { credential, accessKeyId, date: day, region, service, terminator } = scoped;
  const { signedHeaders, signature, sessionToken, expires, query } = rest;
  return {
    kind,
    credential,
    accessKeyId,
    date: day,
    region,
    service,
    terminator,
    signedHeaders,
    signature,
    sessionToken,
    amzDate,
    time,
    expires,
    query,
  };
}

const credentials = new Recent((sent: string) => {
  const credential = withoutTrailingSlashes(sent);
  const parts = credential.split('/', 6);
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts;
  return parts.length === 5 ? { credential, accessKeyId, date, region, service, terminator } : 'malformed';
});

const SEPARATORS = /[, ]/;

function firstHeader(value: string | readonly string[] | undefined): string | undefined {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value) ? String(value[0] ?? '').trim() : undefined;
}

const lists = new Recent((list: string): readonly string[] => list.toLowerCase().split(';').sort());

function withoutTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end--;
  return end === text.length ? text : text.slice(0, end);
}
