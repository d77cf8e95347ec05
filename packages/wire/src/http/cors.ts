import { hostAllowed, isLoopbackName, splitHost, type HostPolicy } from './host.js';
import type { RequestHead, WireResponse } from './message.js';

/**
 * Which web pages may call. AWS answers every origin, because only a signature counts there. Here the best-known key in
 * the world may be root (`test`/`test`), and any page in the operator's browser can sign with it: so the operator names
 * the origins, and `*` is a choice, not the default.
 */
export interface CorsPolicy {
  /** Origins as browsers send them, such as `https://rides.example.com`; `loopback` for any page served by this machine; `*` for all. */
  readonly origins: readonly string[];
  /** Response headers that pages may read. */
  readonly exposedHeaders: readonly string[];
}

export const defaultCorsPolicy: CorsPolicy = {
  origins: ['loopback'],
  exposedHeaders: [
    'x-amzn-RequestId',
    'x-amzn-ErrorType',
    'x-amz-request-id',
    'x-amz-id-2',
    'x-amzn-ErrorMessage',
    'x-amz-crc32',
    'x-amz-function-error',
    'x-amz-log-result',
    'x-amz-executed-version',
    'x-amzn-query-error',
    'smithy-protocol',
    'Retry-After',
    'ETag',
    'Date',
  ],
};

/** Two days, as AWS says; browsers cap it. */
const MAX_AGE_SECONDS = '172800';
const NONE: Readonly<Record<string, string>> = {};

/**
 * Whether the page that sent the request, if it was a page, may call at all. Withheld CORS headers only keep a page from
 * reading the answer: a form post signed in its query would still have run. So what is not allowed must be refused.
 */
export function originAllowed(origin: string | undefined, policy: CorsPolicy): boolean {
  if (origin === undefined) return true;
  for (const allowed of policy.origins) {
    if (allowed === '*' || allowed === origin) return true;
    if (allowed === 'loopback' && isLoopbackOrigin(origin)) return true;
  }
  return false;
}

/** Headers that let the page read an answer; none when no page asked, or one that may not. */
export function corsHeaders(head: Pick<RequestHead, 'headers'>, policy: CorsPolicy): Readonly<Record<string, string>> {
  const { origin } = head.headers;
  if (origin === undefined || !originAllowed(origin, policy)) return NONE;
  return { ...allowOrigin(origin, policy), 'access-control-expose-headers': policy.exposedHeaders.join(',') };
}

/** The answer to a browser's question before the request, or undefined if this is no such question. */
export function preflightAnswer(
  head: Pick<RequestHead, 'method' | 'headers'>,
  policy: CorsPolicy,
): WireResponse | undefined {
  const { origin } = head.headers;
  const method = head.headers['access-control-request-method'];
  if (head.method !== 'OPTIONS' || origin === undefined || method === undefined) return undefined;
  if (!originAllowed(origin, policy)) return { status: 403, headers: NONE, body: '' };
  const headers: Record<string, string> = {
    ...allowOrigin(origin, policy),
    'access-control-allow-methods': method,
    'access-control-max-age': MAX_AGE_SECONDS,
  };
  const asked = head.headers['access-control-request-headers'];
  if (asked !== undefined) headers['access-control-allow-headers'] = asked;
  // A page of the internet asks to reach this machine: granted only to origins that were named one by one.
  if (head.headers['access-control-request-private-network'] === 'true' && policy.origins.includes(origin)) {
    headers['access-control-allow-private-network'] = 'true';
  }
  return { status: 200, headers, body: '' };
}

/**
 * Whether a browser sent this for another site's page. Without an Origin header (images, links, GET forms) browsers say
 * so in `Sec-Fetch-Site`; what has side effects, and everything under the control paths, should refuse these.
 */
export function isCrossSite(head: Pick<RequestHead, 'headers'>): boolean {
  const { origin, host } = head.headers;
  if (origin !== undefined) return host === undefined || origin.replace(/^https?:\/\//, '') !== host;
  const site = head.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/**
 * Whether a GET may be what another site's page made a browser send: an image, a link, a form. Browsers say nothing of that to hosts that they do not
 * trust, which are all but this machine's own names; and a page's own name can resolve to this machine. So what a browser sends must say where it is
 * from, and no request may come to a name that others can have. What has an Origin is for `originAllowed`.
 */
export function isForeignGet({ method, headers }: Pick<RequestHead, 'method' | 'headers'>, hosts: HostPolicy): boolean {
  if (method !== 'GET' || headers.origin !== undefined) return false;
  const isUntold = headers['sec-fetch-site'] === undefined && headers['user-agent']?.startsWith('Mozilla/') === true;
  return isUntold || isCrossSite({ headers }) || !hostAllowed(headers.host, hosts);
}

function allowOrigin(origin: string, policy: CorsPolicy): Record<string, string> {
  if (policy.origins.includes('*')) return { 'access-control-allow-origin': '*' };
  return { 'access-control-allow-origin': origin, vary: 'Origin' };
}

function isLoopbackOrigin(origin: string): boolean {
  const match = /^https?:\/\/([^/?#@\s]+)$/.exec(origin);
  const host = match?.[1] === undefined ? undefined : splitHost(match[1]);
  return host !== undefined && isLoopbackName(host.name);
}
