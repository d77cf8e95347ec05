import {
  AwsError,
  invalidAction,
  missingAction,
  protocolByContentType,
  queryProtocol,
  queryTarget,
  type Protocol,
  type RequestHead,
  type WireRequest,
} from '@paddock/wire';
import { askedFor } from './asked-for.js';
import type { BoundOperation } from './operation.js';
import type { Service } from './service.js';

/** What a request asks for: which service, in which protocol, which operation. */
export interface Identified {
  readonly service: Service;
  readonly protocol: Protocol;
  readonly operation: BoundOperation;
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
 * Finds the service and the operation of a request. The JSON protocols name both in X-Amz-Target; Query requests name an Action and a Version,
 * in a form or in the query. RPCv2 (`/service/S/operation/O`) and the REST services (by path, with the signature's scope) join here.
 */
export class Identifier {
  readonly #byTarget: ReadonlyMap<string, Service>;
  readonly #byVersion: ReadonlyMap<string, Service>;

  constructor(services: readonly Service[]) {
    this.#byTarget = new Map(
      services.flatMap((service) => (service.targetPrefix === undefined ? [] : [[service.targetPrefix, service]])),
    );
    this.#byVersion = new Map(
      services.flatMap((service) => (service.queryVersion === undefined ? [] : [[service.queryVersion, service]])),
    );
  }

  identify(request: WireRequest): Identified | Unidentified {
    const target = headerText(request, 'x-amz-target') ?? '';
    const contentType = mediaType(headerText(request, 'content-type'));
    if (target === '') {
      const query = isQuery(request, contentType) ? queryTarget(request, request.body) : undefined;
      if (query) return this.#identifyQuery(query, request);
    }
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
const undeterminable = (): AwsError =>
  new AwsError('AccessDeniedException', 'Unable to determine service/operation name to be authorized', { status: 403 });

function headerText(head: RequestHead, name: string): string | undefined {
  const value = head.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

const mediaType = (header: string | undefined): string => {
  if (header === undefined) return '';
  const semicolon = header.indexOf(';');
  return (semicolon < 0 ? header : header.slice(0, semicolon)).trim().toLowerCase();
};
