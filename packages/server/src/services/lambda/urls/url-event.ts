import type { WireRequest } from '@paddock/wire';
import type { Principal } from '../../../identity/principal.js';
import type { UrlAddress } from './addresses.js';

/** What is known of a request to a function URL beside the request. */
export interface UrlRequest {
  readonly request: WireRequest;
  readonly address: UrlAddress;
  readonly requestId: string;
  readonly traceId: string;
  /** ms since the epoch */
  readonly arrived: number;
  /** Who signed it; undefined where nobody need. */
  readonly principal: Principal | undefined;
}

/**
 * The event of a request, payload format 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload. There is no TLS here, so
 * that `x-amzn-tls-…` are not there and `x-forwarded-proto` says `http`.
 */
export function urlEvent({ request, address, requestId, traceId, arrived, principal }: UrlRequest): Buffer {
  const { method, path, query, headers, body } = request;
  const sourceIp = request.remoteAddress.replace(/^::ffff:(?=\d+\.)/, '');
  const cookies = headers.cookie
    ?.split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
  const parameters = parametersOf(query);
  const isText = body.byteLength > 0 && isTextBody(headers['content-type'], headers['content-encoding'], body);
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookies === undefined || cookies.length === 0 ? {} : { cookies }),
    headers: headersOf(request, { sourceIp, traceId, isSigned: principal !== undefined }),
    ...(parameters === undefined ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: principal === undefined ? 'anonymous' : principal.account,
      apiId: address.id,
      ...(principal === undefined ? {} : { authorizer: { iam: identityOf(principal) } }),
      domainName: address.domain,
      domainPrefix: address.id,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: logTime(arrived),
      timeEpoch: arrived,
    },
    ...(body.byteLength === 0 ? {} : { body: isText ? body.toString() : body.toString('base64') }),
    isBase64Encoded: body.byteLength > 0 && !isText,
  };
  return Buffer.from(JSON.stringify(event));
}

const identityOf = ({ accessKeyId, account, arn, userId }: Principal) => ({
  accessKey: accessKeyId,
  accountId: account,
  callerId: userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: arn,
  userId,
});

/** Headers that belong to the connection. */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

function headersOf(
  { headers }: Pick<WireRequest, 'headers'>,
  { sourceIp, traceId, isSigned }: { readonly sourceIp: string; readonly traceId: string; readonly isSigned: boolean },
): Record<string, string> {
  const own: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':') || connectionHeaders.has(name)) continue;
    // What proves who sent it is nobody's business after that.
    if (isSigned && name === 'authorization') continue;
    own.push([name, typeof value === 'string' ? value : value.join(',')]);
  }
  const port = /:(\d+)$/.exec(headers.host ?? '')?.[1] ?? '80';
  own.push(
    ['x-amzn-trace-id', traceId.split(';')[0] ?? traceId],
    ['x-forwarded-for', sourceIp],
    ['x-forwarded-port', port],
    ['x-forwarded-proto', 'http'],
  );
  return Object.fromEntries(own);
}

/** Decoded; several of one name stand together. */
function parametersOf(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(Array.from(values, ([name, all]) => [name, all.join(',')]));
}

const TEXT = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml)\b|application\/(?:x-)?javascript\b)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isTextBody(type: string | undefined, encoding: string | undefined, body: Uint8Array): boolean {
  if (type === undefined || !TEXT.test(type) || (encoding !== undefined && encoding !== 'identity')) return false;
  try {
    utf8.decode(body);
    return true;
  } catch {
    return false;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `07/Sep/2021:22:50:22 +0000` */
function logTime(ms: number): string {
  const time = new Date(ms).toISOString();
  return `${time.slice(8, 10)}/${months[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}:${time.slice(11, 19)} +0000`;
}
