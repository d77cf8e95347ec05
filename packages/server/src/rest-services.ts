import { RestRouter, type AwsError, type Protocol, type RequestHead } from '@paddock/wire';
import type { BoundOperation } from './operation.js';
import type { Service } from './service.js';
import { signingNameOf } from './signing-name.js';

/** What a REST request leads to: an operation, or a service that has none there. */
export type RestRouted =
  | {
      readonly kind: 'found';
      readonly service: Service;
      readonly protocol: Protocol;
      readonly operation: BoundOperation;
      readonly labels: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'unknown' | 'method' | 'malformed';
      readonly service: Service;
      readonly protocol: Protocol;
    }
  | { readonly kind: 'refused'; readonly service: Service; readonly protocol: Protocol; readonly error: AwsError };

/**
 * The services whose operations have paths. A signed request belongs to a service that is signed for by that name, so that services whose paths
 * overlap do not take each other's; an unsigned one to the first that knows its path.
 */
export class RestServices {
  readonly #services: readonly RestService[];
  /** Those that find their operations themselves. */
  readonly #routing: readonly Service[];

  /** @throws TypeError when a service has operations with paths and no protocol for them */
  constructor(services: readonly Service[]) {
    this.#services = services.flatMap(restServiceOf);
    this.#routing = services.filter(({ route }) => route !== undefined);
  }

  /** Undefined for a request of no such service. */
  find(head: RequestHead): RestRouted | undefined {
    if (this.#services.length === 0 && this.#routing.length === 0) return undefined;
    const scope = signingNameOf(head);
    return this.#findPath(head, scope) ?? this.#findRouted(head, scope);
  }

  #findRouted(head: RequestHead, scope: string | undefined): RestRouted | undefined {
    for (const service of this.#routing) {
      if (scope !== undefined && scope !== service.signingName) continue;
      const routed = service.route?.(head, scope !== undefined);
      const protocol = service.restProtocol;
      if (routed === undefined || protocol === undefined) continue;
      return 'error' in routed
        ? { kind: 'refused', service, protocol, error: routed.error }
        : { kind: 'found', service, protocol, operation: routed.operation, labels: routed.labels };
    }
    return undefined;
  }

  #findPath(head: RequestHead, scope: string | undefined): RestRouted | undefined {
    let missed: RestRouted | undefined;
    for (const { service, protocol, router } of this.#services) {
      if (scope !== undefined && scope !== service.signingName) continue;
      const routed = router.find(head.method, head.path, head.query);
      if (routed.kind === 'found')
        return { kind: 'found', service, protocol, operation: routed.value, labels: routed.labels };
      if (routed.kind === 'unknown' && scope === undefined) continue;
      if (missed === undefined || missed.kind === 'unknown') missed = { kind: routed.kind, service, protocol };
    }
    return missed;
  }
}

interface RestService {
  readonly service: Service;
  readonly protocol: Protocol;
  readonly router: RestRouter<BoundOperation>;
}

function restServiceOf(service: Service): RestService[] {
  if (service.route !== undefined) return [];
  const routes = [...service.operations.values()].flatMap((operation) =>
    operation.http === undefined ? [] : [{ ...operation.http, value: operation }],
  );
  if (routes.length === 0) return [];
  if (service.restProtocol === undefined) throw new TypeError(`${service.name} has paths and no protocol for them`);
  return [{ service, protocol: service.restProtocol, router: new RestRouter(routes) }];
}
