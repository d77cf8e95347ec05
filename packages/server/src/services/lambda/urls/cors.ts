import type { WireRequest, WireResponse } from '@paddock/wire';
import type { UrlConfig } from '../domain/lambda-function.js';

type Cors = NonNullable<UrlConfig['cors']>;
type Head = Pick<WireRequest, 'method' | 'headers'>;

/** The answer to a browser's question before the request, which functions are not asked where the URL has a CORS configuration; undefined for all else. */
export function preflightAnswer(head: Head, cors: Cors | undefined): WireResponse | undefined {
  const asked = head.headers['access-control-request-method'];
  const { origin } = head.headers;
  if (cors === undefined || head.method !== 'OPTIONS' || origin === undefined || asked === undefined) return undefined;
  const allowed = allowOrigin(origin, cors);
  const headers: Record<string, string> = { ...allowed };
  if (Object.keys(allowed).length > 0) {
    const { AllowMethods: methods, AllowHeaders: names, MaxAge: age } = cors;
    if (some(methods)) headers['access-control-allow-methods'] = listed(methods, asked, cors);
    const wanted = head.headers['access-control-request-headers'];
    if (some(names)) headers['access-control-allow-headers'] = listed(names, wanted, cors);
    if (age !== undefined) headers['access-control-max-age'] = String(age);
  }
  return { status: 200, headers, body: '' };
}

/** What an answer tells browsers. The configuration's headers stand in place of the function's own. */
export function corsHeaders(
  { headers: { origin } }: Pick<Head, 'headers'>,
  cors: Cors | undefined,
): Record<string, string> {
  if (cors === undefined || origin === undefined) return {};
  const headers = allowOrigin(origin, cors);
  const { ExposeHeaders: exposed } = cors;
  if (Object.keys(headers).length > 0 && some(exposed)) headers['access-control-expose-headers'] = exposed.join(',');
  return headers;
}

function allowOrigin(origin: string, cors: Cors): Record<string, string> {
  const { AllowOrigins: origins = [], AllowCredentials: credentials } = cors;
  const isNamed = origins.includes(origin);
  if (!isNamed && !origins.includes('*')) return {};
  // Browsers take no `*` where credentials are sent.
  if (!isNamed && credentials !== true) return { 'access-control-allow-origin': '*' };
  return {
    'access-control-allow-origin': origin,
    vary: 'Origin',
    ...(credentials === true ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

/** `*` counts as a name where credentials are sent: then what was asked for is named. */
const listed = (values: readonly string[], asked: string | undefined, cors: Cors): string =>
  cors.AllowCredentials === true && asked !== undefined && values.includes('*') ? asked : values.join(',');

const some = (values: readonly string[] | undefined): values is readonly string[] =>
  values !== undefined && values.length > 0;
