import {
  AwsError,
  invalidAction,
  missingAction,
  protocolByContentType,
  queryProtocol,
  queryTarget,
  serializationError,
  type EncodedBody,
  type Protocol,
  type RequestHead,
  type WireRequest,
} from '@paddock/wire';
import { askedFor } from './asked-for.js';
import type { BoundOperation } from './operation.js';
import { plainBody } from './plain-body.js';
import { RestServices, type RestRouted } from './rest-services.js';
import type { Service } from './service.js';

/** What a request asks for: which service, in which protocol, which operation. */
export interface Identified {
  readonly service: Service;
  readonly protocol: Protocol;
  readonly operation: BoundOperation;
  /** What the path of a REST request says. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A request that names nothing we know, and how to say so: before a service is known there is no protocol to say it in. */
export interface Unidentified {
  readonly error: AwsError;
  /** Whose operation it would be, where the request says so. */
  readonly service?: Service | undefined;
  readonly protocol: Protocol | undefined;
  /** What it names instead, for the log: see `askedFor`. */
  readonly asked: string;
}

const FORM = 'application/x-www-form-urlencoded';
const anyQueryService = queryProtocol();

/**
 * Finds the service and the operation of a request. The JSON protocols name both in X-Amz-Target, RPCv2 in the path `/service/S/operation/O`; the
 * REST services are found by method and path, within the scope of the signature; Query requests name an Action and a Version, in a form or in the query.
 */
export class Identifier {
  readonly #rest: RestServices;
  readonly #byRpcId: ReadonlyMap<string, Service>;
  readonly #byTarget: ReadonlyMap<string, Service>;
  readonly #byVersion: ReadonlyMap<string, Service>;
  /** The most bytes that a form which came with gzip may have: it is inflated to see what it asks for, before its signature is verified. */
  readonly #inflates: number | undefined;

  /** @throws TypeError for a service whose operations have paths that clash, or no protocol */
  constructor(services: readonly Service[]) {
    this.#rest = new RestServices(services);
    this.#byRpcId = new Map(
      services.flatMap((service) => (service.rpcServiceId === undefined ? [] : [[service.rpcServiceId, service]])),
    );
    this.#byTarget = new Map(
      services.flatMap((service) => (service.targetPrefix === undefined ? [] : [[service.targetPrefix, service]])),
    );
    this.#byVersion = new Map(
      services.flatMap((service) => (service.queryVersion === undefined ? [] : [[service.queryVersion, service]])),
    );
    const limits = [...this.#byVersion.values()].flatMap(({ operations }) =>
      [...operations.values()].flatMap(({ inflates }) => inflates ?? []),
    );
    this.#inflates = limits.length === 0 ? undefined : Math.max(...limits);
  }

  identify(request: WireRequest): Identified | Unidentified {
    const target = headerText(request, 'x-amz-target') ?? '';
    const contentType = mediaType(headerText(request, 'content-type'));
    let missed: RestRouted | undefined;
    if (target === '') {
      const rpc = this.#identifyRpc(request);
      if (rpc) return rpc;
      const rest = this.#rest.find(request);
      if (rest?.kind === 'found') return rest;
      missed = rest;
      if (missed?.kind === 'refused') return notRouted(missed, request);
      if (isQuery(request, contentType)) return this.#identifyForm(request);
    }
    if (missed) return notRouted(missed, request);
    const dot = target.indexOf('.');
    const service = this.#byTarget.get(dot < 0 ? target : target.slice(0, dot));
    if (request.method !== 'POST' || target === '') {
      const asked = askedFor({ [request.method]: request.path, 'X-Amz-Target': target });
      return { error: undeterminable(), service, protocol: protocolOf(service, contentType), asked };
    }
    const protocol = protocolOf(service, contentType);
    if (service !== undefined && protocol === undefined) {
      const asked = askedFor({ 'X-Amz-Target': target, 'Content-Type': contentType || 'none' });
      return { error: unknownOperation(404), service, protocol, asked };
    }
    const operation = service?.operations.get(target.slice(dot + 1));
    return service && protocol && operation
      ? { service, protocol, operation }
      : { error: unknownOperation(), service, protocol, asked: askedFor({ 'X-Amz-Target': target }) };
  }

  /** The most bytes that the body may have, where its operation says so; told before the body is in. */
  bodyLimit(head: RequestHead): number | undefined {
    return this.#operationWithPath(head)?.operation.bodyLimit;
  }

  /** The answer to a body that is over its operation's limit; undefined where its service has none of its own. */
  bodyTooLarge(head: RequestHead, requestId: string): EncodedBody | undefined {
    const routed = this.#operationWithPath(head);
    const limit = routed?.operation.bodyLimit;
    if (routed === undefined || limit === undefined) return undefined;
    const operation = routed.operation.name;
    const error = routed.service.bodyTooLarge?.(operation, limit);
    return (
      error &&
      routed.protocol.encodeError(error, { operation, requestId, headers: head.headers, extendedRequestId: requestId })
    );
  }

  /** Asked of every request: most have no path. */
  #operationWithPath(head: RequestHead): Extract<RestRouted, { kind: 'found' }> | undefined {
    if (head.path === '/' || head.headers['x-amz-target'] !== undefined) return undefined;
    const routed = this.#rest.find(head);
    return routed?.kind === 'found' ? routed : undefined;
  }

  /** Undefined for a request that is not of RPCv2. */
  #identifyRpc(request: WireRequest): Identified | Unidentified | undefined {
    const { path, method } = request;
    if (!path.startsWith(RPC_PREFIX)) return undefined;
    const idEnd = path.indexOf(RPC_MIDDLE, RPC_PREFIX.length);
    const service = idEnd < 0 ? undefined : this.#byRpcId.get(path.slice(RPC_PREFIX.length, idEnd));
    const smithy = headerText(request, 'smithy-protocol');
    if (service === undefined && smithy === undefined) return undefined;
    const protocol = service?.protocols.get(RPC_TYPE);
    const operation =
      smithy === RPC_PROTOCOL && method === 'POST'
        ? service?.operations.get(path.slice(idEnd + RPC_MIDDLE.length))
        : undefined;
    if (service && protocol && operation) return { service, protocol, operation };
    const asked = askedFor({ [method]: path, 'Smithy-Protocol': smithy });
    return { error: unknownOperation(404), service, protocol, asked };
  }

  #identifyForm(request: WireRequest): Identified | Unidentified {
    let body: Buffer;
    try {
      body = plainBody(request, this.#inflates);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { error, protocol: anyQueryService, asked: askedFor({ [request.method]: request.path }) };
    }
    return this.#identifyQuery(queryTarget(request, body), request);
  }

  #identifyQuery({ action, version }: ReturnType<typeof queryTarget>, request: WireRequest): Identified | Unidentified {
    const service = version === undefined ? undefined : this.#byVersion.get(version);
    const protocol = service?.protocols.get(FORM) ?? anyQueryService;
    if (action === undefined) {
      const asked = askedFor({ [request.method]: request.path, Version: version });
      return { error: missingAction(), protocol, asked };
    }
    const operation = service?.operations.get(action);
    if (service && operation) return { service, protocol, operation };
    const asked = askedFor({ Action: action, Version: version ?? 'none' });
    return { error: invalidAction(action, version), protocol, asked };
  }
}

const RPC_PREFIX = '/service/';
const RPC_MIDDLE = '/operation/';
const RPC_PROTOCOL = 'rpc-v2-cbor';
const RPC_TYPE = 'application/cbor';

/**
 * A REST service has no operation there. AWS's front says so in XML whatever the service; here it is said so that clients of the service can read it,
 * for they also call operations that there are not here.
 */
function notRouted(routed: RestRouted, { method, path }: WireRequest): Unidentified {
  const { kind, service, protocol } = routed;
  const refused = kind === 'refused' ? routed.error : undefined;
  const error = refused ?? (kind === 'malformed' ? serializationError() : undeterminable(true));
  return { error, service, protocol, asked: askedFor({ [method]: path }) };
}

/** Whether it is a Query request: a form, or parameters in the query and no body, as in a presigned one. */
function isQuery({ method, query, body }: WireRequest, contentType: string): boolean {
  if (method === 'POST' && contentType === FORM) return true;
  const isBare = (method === 'GET' || method === 'POST') && body.byteLength === 0;
  return isBare && /(?:^|&)(?:Action|Version)=/.test(query);
}

/** An unknown target is refused in the protocol that its content type names. */
const protocolOf = (service: Service | undefined, contentType: string): Protocol | undefined =>
  service ? service.protocols.get(contentType) : protocolByContentType(contentType);

const unknownOperation = (status = 400): AwsError => new AwsError('UnknownOperationException', undefined, { status });
const undeterminable = (capitalMessage = false): AwsError =>
  new AwsError('AccessDeniedException', 'Unable to determine service/operation name to be authorized', {
    status: 403,
    capitalMessage,
  });

function headerText(head: RequestHead, name: string): string | undefined {
  const value = head.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

const mediaType = (header: string | undefined): string => {
  if (header === undefined) return '';
  const semicolon = header.indexOf(';');
  return (semicolon < 0 ? header : header.slice(0, semicolon)).trim().toLowerCase();
};
