import { recode, uriEncodePath } from './uri-encode.js';
import type { SigningRules } from './rules.js';

/** A request as it came, or is about to be sent. */
export interface SignableRequest {
  readonly method: string;
  /** Raw and undecoded, without the query. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  /**
   * By lower-case name, as Node gives them. A header that came several times is exact as an array; Node's own joining by ', ' is not what
   * the client signed, so a caller that must accept such requests passes `headersDistinct`.
   */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A query parameter, both halves in canonical encoding. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
}

/** The text that is hashed and signed. `signedHeaders` in canonical form: lower-case and sorted. */
export function canonicalRequest(
  request: SignableRequest,
  query: readonly QueryPair[],
  signedHeaders: readonly string[],
  payloadHash: string,
  rules: SigningRules,
): string {
  let headers = '';
  for (const name of signedHeaders) {
    const value = headerValue(request.headers, name);
    if (value !== undefined) headers += `${name}:${value}\n`;
  }
  const path = canonicalPath(request.path, rules);
  return `${request.method}\n${path}\n${canonicalQuery(query)}\n${headers}\n${signedHeaders.join(';')}\n${payloadHash}`;
}

/** Splits a raw query. Empty parts are dropped, a part without an equal sign has an empty value. Order as given. */
export function splitQuery(query: string): readonly QueryPair[] {
  if (query === '') return NO_QUERY;
  const pairs: QueryPair[] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    const value = equals === -1 ? '' : part.slice(equals + 1);
    pairs.push({ name: recode(name, IN_QUERY), value: recode(value, IN_QUERY) });
  }
  return pairs;
}

/** A header in canonical form, undefined when it was not sent. HTTP/2 has `:authority` where HTTP/1.1 has `host`; one stands for the other. */
export function headerValue(headers: SignableRequest['headers'], name: string): string | undefined {
  const value = headers[name];
  if (typeof value === 'string') return collapseSpaces(value);
  if (Array.isArray(value)) return value.map((item) => collapseSpaces(String(item))).join(',');
  if (name === 'host') return headers[':authority'] === undefined ? undefined : headerValue(headers, ':authority');
  if (name === ':authority') return typeof headers['host'] === 'string' ? collapseSpaces(headers['host']) : undefined;
  return undefined;
}

function canonicalPath(path: string, rules: SigningRules): string {
  if (path === '/' || path === '') return '/';
  const normalized = rules.pathNormalization ? normalizePath(path) : path;
  return rules.doubleEncode ? uriEncodePath(normalized) : recode(normalized, IN_PATH);
}

function normalizePath(path: string): string {
  if (!path.includes('//') && !path.includes('/.')) return path;
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(pairs: readonly QueryPair[]): string {
  if (pairs.length === 0) return '';
  // By name and then value, not by the joined text: '-' sorts before '=', so Param-3=… would come before Param=….
  const sorted = [...pairs].sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
  return sorted.map(({ name, value }) => `${name}=${value}`).join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const UNTIDY = /[\t\n\v\f\r]| {2}|^ | $/;

/** Newlines go too, so that no value can pass for another line of the canonical request. */
function collapseSpaces(value: string): string {
  if (!UNTIDY.test(value)) return value;
  const collapsed = value.replaceAll(/[ \t\n\v\f\r]+/g, ' ');
  return collapsed.slice(collapsed.startsWith(' ') ? 1 : 0, collapsed.endsWith(' ') ? -1 : undefined);
}

const NO_QUERY: readonly QueryPair[] = [];
const IN_QUERY = { keepSlash: false, plusIsSpace: true };
const IN_PATH = { keepSlash: true, plusIsSpace: false };
