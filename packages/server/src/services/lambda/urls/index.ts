import { AwsError, restJsonProtocol, type WireRequest, type WireResponse } from '@paddock/wire';
import { RegistryCache } from '../../../runtime/registry-cache.js';
import { resolveFunction, type ResolvedFunction } from '../addressing.js';
import type { LambdaContext } from '../context.js';
import type { LambdaFunction, UrlConfig } from '../domain/lambda-function.js';
import { longestPayload } from '../payload.js';
import { pickVersion } from '../routing.js';
import { newTraceId } from '../trace-id.js';
import { decodeUrl, urlAddress, urlKey, urlsPrefix, type UrlAddress } from './addresses.js';
import { callerOf, type FunctionUrlParts } from './callers.js';
import { corsHeaders, preflightAnswer } from './cors.js';
import { forbidden, requestTooLarge } from './errors.js';
import { runBuffered, runStreamed, type UrlRun } from './runs.js';
import { urlEvent } from './url-event.js';

/** Answers what comes to a function URL; undefined for every request to another host. */
export interface FunctionUrls {
  (request: WireRequest): Promise<WireResponse> | undefined;
  close(): void;
}

/**
 * Function URLs: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html. Each is an origin of its own, told by the Host header; which pages may read
 * its answers, its own CORS configuration says.
 */
export function functionUrls(context: LambdaContext, parts: FunctionUrlParts): FunctionUrls {
  const owners = new RegistryCache({ registry: context.store.registry, prefix: urlsPrefix, decode: decodeUrl });
  const answer = async (request: WireRequest, address: UrlAddress): Promise<WireResponse> => {
    const started = context.clock.monotonic();
    const ids = { requestId: context.ids.requestId(), traceId: newTraceId(context.realClock.now(), context.random) };
    const owner = await owners.get(urlKey(address.id));
    const found =
      owner?.region === address.region
        ? (context.store.peekFunction(owner) ?? (await context.store.function(owner)))?.value
        : undefined;
    const config = found !== undefined && owner !== undefined ? configOf(found, owner.qualifier) : undefined;
    if (found === undefined || owner === undefined || config?.id !== address.id) return withIds(nobody, ids);
    const { qualifier } = owner;
    const response = await serve(context, parts, { request, address, ...ids }, found, qualifier, config).catch(failed);
    const { cors } = config;
    const { status } = response;
    const resource = qualifier === '$LATEST' ? found.name : `${found.name}:${qualifier}`;
    const { metrics } = context;
    metrics.add(found, 'UrlRequestCount', 1, resource);
    metrics.add(found, 'Url4xxCount', status >= 400 && status < 500 ? 1 : 0, resource);
    metrics.add(found, 'Url5xxCount', status >= 500 ? 1 : 0, resource);
    metrics.add(found, 'UrlRequestLatency', context.clock.monotonic() - started, resource);
    return withIds(response, ids, corsHeaders(request, cors));
  };
  const urls = (request: WireRequest): Promise<WireResponse> | undefined => {
    const address = urlAddress(request.headers.host);
    return address && answer(request, address);
  };
  return Object.assign(urls, { close: () => owners.close() });
}

const configOf = ({ urls }: LambdaFunction, qualifier: string): UrlConfig | undefined =>
  Object.hasOwn(urls, qualifier) ? urls[qualifier] : undefined;

async function serve(
  context: LambdaContext,
  parts: FunctionUrlParts,
  asked: {
    readonly request: WireRequest;
    readonly address: UrlAddress;
    readonly requestId: string;
    readonly traceId: string;
  },
  owner: LambdaFunction,
  qualifier: string,
  config: UrlConfig,
): Promise<WireResponse> {
  const { request, requestId, traceId } = asked;
  const preflight = preflightAnswer(request, config.cors);
  if (preflight) return preflight;
  const target = await targetOf(context, owner, qualifier);
  const principal = await callerOf(context, parts, { ...asked, target, config });
  const payload = urlEvent({ ...asked, arrived: context.clock.now(), principal });
  if (payload.byteLength > longestPayload) throw requestTooLarge();
  const run: UrlRun = { context, request, invocation: { target, requestId, traceId, payload } };
  return config.invokeMode === 'RESPONSE_STREAM' ? runStreamed(run) : runBuffered(run);
}

/** @throws AccessDeniedException when the alias is gone: the URL stays */
async function targetOf(context: LambdaContext, owner: LambdaFunction, qualifier: string): Promise<ResolvedFunction> {
  const { account, region, name } = owner;
  const named = { account, region, name, qualifier: qualifier === '$LATEST' ? undefined : qualifier };
  try {
    return await resolveFunction(context, named, (weights) => pickVersion(weights, context.random.number()));
  } catch (error) {
    throw error instanceof AwsError ? forbidden() : error;
  }
}

/** Of an id that is nobody's. */
const nobody: WireResponse = {
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'AccessDeniedException' },
  body: '{"Message":null}',
};

const errors = restJsonProtocol();

/** Lambda's own refusals, as its API words them. */
function failed(error: unknown): WireResponse {
  if (!(error instanceof AwsError)) throw error;
  return errors.encodeError(error, { operation: 'InvokeFunctionUrl', requestId: '', headers: {} });
}

function withIds(
  response: WireResponse,
  { requestId, traceId }: { readonly requestId: string; readonly traceId: string },
  more: Readonly<Record<string, string>> = {},
): WireResponse {
  const headers: Record<string, string> = { ...response.headers, ...more };
  headers['x-amzn-RequestId'] = requestId;
  headers['X-Amzn-Trace-Id'] = (traceId.split(';')[0] ?? traceId).replace('Root=', 'root=');
  return { ...response, headers };
}
