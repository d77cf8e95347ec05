import { AwsError, protocolByContentType, type Protocol, type RequestHead } from '@paddock/wire';
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
  readonly protocol: Protocol | undefined;
}

/**
 * Finds the service and the operation of a request. The JSON protocols name both in X-Amz-Target. Query requests (Action and Version in the body),
 * RPCv2 (`/service/S/operation/O`) and the REST services (by path, with the signature's scope) join here.
 */
export class Identifier {
  readonly #byTarget: ReadonlyMap<string, Service>;

  constructor(services: readonly Service[]) {
    this.#byTarget = new Map(services.map((service) => [service.targetPrefix, service]));
  }

  identify(head: RequestHead): Identified | Unidentified {
    const target = headerText(head, 'x-amz-target') ?? '';
    const dot = target.indexOf('.');
    const service = this.#byTarget.get(dot < 0 ? target : target.slice(0, dot));
    const contentType = mediaType(headerText(head, 'content-type'));
    if (head.method !== 'POST' || target === '') {
      return { error: undeterminable(), protocol: protocolOf(service, contentType) };
    }
    if (service === undefined) return { error: unknownOperation(), protocol: protocolOf(undefined, contentType) };
    const protocol = service.protocols.get(contentType);
    if (protocol === undefined) return { error: unknownOperation(404), protocol: undefined };
    const operation = service.operations.get(target.slice(dot + 1));
    return operation ? { service, protocol, operation } : { error: unknownOperation(), protocol };
  }
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
