import {
  AwsError,
  assertValid,
  corsHeaders,
  internalFailure,
  isForeignGet,
  originAllowed,
  preflightAnswer,
  type CorsPolicy,
  type EncodedBody,
  type Handler,
  type HostPolicy,
  type Preencoded,
  type Protocol,
  type RequestHead,
  type WireRequest,
  type WireResponse,
} from '@paddock/wire';
import type { Authorizer } from './authorization/authorizer.js';
import type { Verdict } from './authorization/verdict.js';
import { FailureLog, isEnding } from './failure-log.js';
import type { Faults } from './control/faults.js';
import type { Exchange } from './exchanges/exchange.js';
import type { Identified, Identifier, Unidentified } from './identify.js';
import type { Authenticator } from './identity/authenticator.js';
import { plainBody } from './plain-body.js';
import type { Needs } from './operation.js';
import type { AuthorizationNeed, RequestContext } from './request-context.js';
import type { Clock } from './runtime/clock.js';
import type { Ids } from './runtime/ids.js';
import type { Logger } from './runtime/log.js';
import type { Outcome, Service } from './service.js';
import { xmlError } from './xml-error.js';

export interface PipelineParts {
  readonly identifier: Identifier;
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly faults: Faults | undefined;
  readonly cors: CorsPolicy;
  readonly hosts: HostPolicy;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The real time, ms since the epoch, which signatures are made by: `clock` may be set by tests. */
  readonly now: () => number;
  /** Told of every request; the exchange is as it is at that moment, not to be held on to. */
  readonly observe: (outcome: Outcome, exchange: Exchange) => void;
  /** Paths that are ours and not AWS's: undefined for every other. */
  readonly control: (request: WireRequest) => WireResponse | Promise<WireResponse> | undefined;
}

/**
 * The way of every request: identify → authenticate → decode → validate → authorize → run → encode. What is wrong at any step is thrown,
 * and takes the form of the request's protocol in the one catch; what is not one of AWS's errors is our fault, and is logged.
 */
export function createPipeline(parts: PipelineParts): Handler {
  const { identifier, authenticator, authorizer, faults, clock, ids } = parts;
  const failures = new FailureLog(parts.logger);

  return async function answer(request: WireRequest): Promise<WireResponse> {
    const own = parts.control(request);
    if (own) return own;
    const preflight = preflightAnswer(request, parts.cors);
    if (preflight) return { ...preflight, headers: { ...preflight.headers, 'x-amzn-RequestId': ids.requestId() } };
    // Without CORS headers a page cannot read the answer, but a form that signs in its query would still have run.
    if (!originAllowed(request.headers.origin, parts.cors)) return foreignOrigin;
    // A Query request is a link.
    if (isForeignGet(request, parts.hosts)) return foreignGet;

    const started = clock.monotonic();
    const arrived = clock.now();
    let requestId = '';
    let protocol: Protocol | undefined;
    let context: RequestContext | undefined;
    let service = '';
    let operationName = '';
    let askedFor: string | undefined;
    let target: Identified | Unidentified | undefined;
    let body: Uint8Array = request.body;
    // What names no operation is answered as Kinesis would, if it does not name DynamoDB.
    let extended = true;
    let isShort = false;
    let extendedId: string | undefined;
    let error: AwsError | undefined;
    let encoded: EncodedBody | undefined;
    const verdicts: Verdict[] = [];
    try {
      target = identifier.identify(request);
      protocol = target.protocol;
      requestId = newRequestId(ids, target.service);
      isShort = target.service?.shortRequestIds === true;
      if ('error' in target) {
        askedFor = target.asked;
        extended = target.service?.longRequestIds !== true;
        throw target.error;
      }
      const { operation } = target;
      service = target.service.name;
      extended = target.service.extendedRequestIds === true;
      operationName = operation.name;

      const { principal, region, payload } = authenticator.authenticate(request, target, parts.now());
      context = {
        requestId,
        principal,
        region,
        arrived,
        started,
        sourceIp: request.remoteAddress,
        userAgent: request.headers['user-agent'],
        http: request.http,
        onClose: (listener) => request.onClose(listener),
        verdicts,
      };
      const turnedAway = target.service.turnsAway?.(principal, operationName);
      if (turnedAway) throw turnedAway;

      const head = target.labels === undefined ? request : withLabels(request, target.labels, payload?.trailers);
      body = payload?.body ?? plainBody(request, operation.inflates);
      const input = target.protocol.decode(operation.input, head, body);
      if (operation.validate) operation.validate(input);
      else assertValid(operation.input, input, target.service.validation);

      const asked = operation.needs(input, context);
      const needs = listed(asked instanceof Promise ? await asked : asked);
      for (const need of needs) {
        const pending = authorizer.authorize(need, context, target.service);
        if (pending) await pending;
      }

      const fault = faults?.before(service, operation.name, resourcesOf(needs));
      if (fault) await fault;
      const output = await operation.run(input, context);
      faults?.after(service, operation.name, resourcesOf(needs));

      encoded = target.protocol.encode(operation.output, output as Preencoded | undefined, {
        operation: operationName,
        requestId,
        status: operation.http?.status,
      });
    } catch (thrown) {
      requestId ||= ids.requestId();
      error = thrown instanceof AwsError ? thrown : isEnding(thrown) ? unavailable() : internalFailure();
      if (error !== thrown && !isEnding(thrown))
        failures.report(thrown, { service, operation: operationName, requestId });
      if (isShort) extendedId = ids.extendedRequestId();
      const answering = { operation: operationName, requestId, extendedRequestId: extendedId };
      encoded = protocol ? protocol.encodeError(error, { ...answering, headers: request.headers }) : xmlError(error);
    } finally {
      const found = target !== undefined && 'operation' in target ? target : undefined;
      const outcome = {
        service,
        operation: operationName,
        asked: askedFor,
        requestId,
        region: context?.region ?? '',
        principal: context?.principal,
        sourceIp: request.remoteAddress,
        userAgent: userAgentOf(request.headers),
        status: encoded?.status ?? 500,
        errorCode: error?.code,
        at: arrived,
        latency: clock.monotonic() - started,
        verdicts,
      };
      const { operation, labels } = found ?? unnamed;
      parts.observe(outcome, { request, protocol, operation, labels, body, answer: encoded });
    }
    // One spread and then additions: a literal of several spreads takes microseconds.
    const headers: Record<string, string> = { ...encoded.headers };
    headers[isShort ? 'x-amz-request-id' : 'x-amzn-RequestId'] = requestId;
    if (extended) headers['x-amz-id-2'] = extendedId ?? ids.extendedRequestId();
    if (request.headers.origin !== undefined) Object.assign(headers, corsHeaders(request, parts.cors));
    return { status: encoded.status, headers, body: encoded.body };
  };
}

const unnamed = { operation: undefined, labels: undefined };

const unavailable = (): AwsError => new AwsError('ServiceUnavailable', 'The server is stopping.', { status: 503 });

const foreignOrigin: WireResponse = {
  status: 403,
  headers: { 'content-type': 'text/plain' },
  body: 'Pages of this origin may not call: see --cors-origins.\n',
};

const foreignGet: WireResponse = {
  ...foreignOrigin,
  body: 'Pages of other sites may not call, and browsers must say that it is none: POST it, or see --allowed-hosts.\n',
};

function newRequestId(ids: Ids, service: Service | undefined): string {
  if (service?.longRequestIds) return ids.longRequestId();
  return service?.shortRequestIds ? ids.hex(16).toUpperCase() : ids.requestId();
}

const withLabels = (
  { method, path, query, headers }: WireRequest,
  labels: RequestHead['labels'],
  trailers: RequestHead['headers'] | undefined,
): RequestHead => ({
  method,
  path,
  query,
  headers: trailers === undefined ? headers : { ...headers, ...trailers },
  ...(labels === undefined ? {} : { labels }),
});

const listed = (needs: Needs): readonly AuthorizationNeed[] => ('action' in needs ? [needs] : needs);

const resourcesOf = (needs: readonly AuthorizationNeed[]): string[] => needs.flatMap(({ resources }) => resources);

/** Pages cannot choose their User-Agent: what SDKs say of themselves stands in a header of their own there. */
function userAgentOf(headers: WireRequest['headers']): string | undefined {
  const said = headers['x-amz-user-agent'];
  const agent = headers['user-agent'];
  if (typeof said !== 'string' || agent?.startsWith('Mozilla/') !== true) return agent;
  return `${agent} ${said}`;
}
