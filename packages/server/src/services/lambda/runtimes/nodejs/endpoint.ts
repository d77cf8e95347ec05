import type * as Http from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type * as Https from 'node:https';
import { Module, createRequire, syncBuiltinESMExports } from 'node:module';

const AWS = /(?:^|\.)amazonaws\.com(?:\.cn)?$/i;

/**
 * Brings what is sent to AWS's own hosts to this server instead, over plain HTTP and with the Host it was signed for: clients of SDK v2, and of old
 * versions of v3, know nothing of AWS_ENDPOINT_URL. Requests to other hosts are left alone.
 */
export function sendHome(endpoint: string | undefined): void {
  if (endpoint === undefined || !URL.canParse(endpoint)) return;
  const home = new URL(endpoint);
  patchFetch(home);
  // Loading HTTP takes some ms; a function that does not use it should not wait for it.
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  loader._load = function (request, ...rest) {
    if (/^(?:node:)?https?$/.test(request)) patchHttp(home);
    return original.call(this, request, ...rest);
  };
}

/** For ES modules, whose imports nothing announces. */
export function patchHttp(home: URL): void {
  if (isPatched) return;
  isPatched = true;
  const require = createRequire(import.meta.url);
  const http = require('node:http') as typeof Http;
  const https = require('node:https') as typeof Https;
  const { request } = http;
  let agent: Http.Agent | undefined;
  for (const [module, scheme] of [[http, 'http:'] as const, [https, 'https:'] as const]) {
    const original = module.request;
    const replaced = (...given: unknown[]): ClientRequest => {
      const { options, callback } = normalise(given);
      const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
      if (!AWS.test(host)) return (original as (...given: unknown[]) => ClientRequest)(...given);
      agent ??= new http.Agent({ keepAlive: true });
      const port = options.port === undefined || isUsual(scheme, options.port) ? '' : `:${options.port}`;
      return request(redirected(options, home, agent, `${host}${port}`), callback);
    };
    const get = (...given: unknown[]): ClientRequest => {
      const sent = replaced(...given);
      sent.end();
      return sent;
    };
    Object.assign(module, { request: replaced, get });
  }
  syncBuiltinESMExports();
}

let isPatched = false;

const isUsual = (scheme: string, port: unknown): boolean => Number(port) === (scheme === 'http:' ? 80 : 443);

type Callback = (response: IncomingMessage) => void;

function normalise(given: readonly unknown[]): { options: RequestOptions; callback: Callback | undefined } {
  const callback = given.find((value): value is Callback => typeof value === 'function');
  const [first, second] = given;
  const more = typeof second === 'object' && second !== null ? (second as RequestOptions) : {};
  if (typeof first !== 'string' && !(first instanceof URL))
    return { options: (first ?? {}) as RequestOptions, callback };
  const url = typeof first === 'string' ? new URL(first) : first;
  const { hostname, pathname, search, port } = url;
  const from = { hostname, path: `${pathname}${search}`, ...(port === '' ? {} : { port }) };
  return { options: { ...from, ...more }, callback };
}

function redirected(options: RequestOptions, home: URL, agent: RequestOptions['agent'], host: string): RequestOptions {
  const given = options.headers;
  const headers = Array.isArray(given) ? given : { ...(given as Record<string, string>) };
  if (!Array.isArray(headers) && !Object.keys(headers).some((name) => name.toLowerCase() === 'host'))
    headers['Host'] = host;
  // What belongs to a TLS connection to somewhere else stays behind.
  const { host: _, protocol: __, servername: ___, ...rest } = options as RequestOptions & { servername?: unknown };
  return {
    ...rest,
    headers,
    agent,
    hostname: home.hostname.replace(/^\[|\]$/g, ''),
    port: home.port === '' ? 80 : home.port,
    protocol: 'http:',
  };
}

interface Dispatcher {
  dispatch(options: { origin: unknown; headers: unknown }, handler: unknown): boolean;
}

/** fetch forbids setting Host, but lets one say by what it sends. */
function patchFetch(home: URL): void {
  const original = globalThis.fetch;
  const usual = (): Dispatcher | undefined =>
    (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')] as Dispatcher | undefined;
  globalThis.fetch = function fetch(input, init) {
    const given = input instanceof Request ? input.url : String(input);
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || !AWS.test(url.hostname)) return original(input, init);
    const dispatcher: Dispatcher = {
      dispatch: (options, handler) =>
        usual()?.dispatch({ ...options, origin: home.origin, headers: withHost(options.headers, url.host) }, handler) ??
        false,
    };
    return original(input, { ...init, dispatcher } as unknown as RequestInit);
  };
}

function withHost(headers: unknown, host: string): unknown {
  if (!Array.isArray(headers)) return { ...(headers as Record<string, string>), host };
  return Array.isArray(headers[0])
    ? [...(headers as unknown[]), ['host', host]]
    : [...(headers as unknown[]), 'host', host];
}
