import type { CorsPolicy, Handler, WireRequest, WireResponse } from '@paddock/wire';
import { defaultCorsPolicy } from '@paddock/wire';
import type { AuthorizationMessages } from './authorization/authorization-messages.js';
import type { Authorizer } from './authorization/authorizer.js';
import type { Config } from './config.js';
import { createControl } from './control/control.js';
import type { Faults } from './control/faults.js';
import { Identifier } from './identify.js';
import type { Authenticator } from './identity/authenticator.js';
import type { MetricStore } from './metrics/metric-store.js';
import type { Family } from './metrics/prometheus.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import { seriesFamilies } from './metrics/series-families.js';
import { createPipeline } from './pipeline.js';
import { requestEntry, RequestLog } from './request-log.js';
import type { Clock } from './runtime/clock.js';
import type { ControlledClock } from './runtime/controlled-clock.js';
import type { Ids } from './runtime/ids.js';
import type { Logger } from './runtime/log.js';
import type { Outcome, Service } from './service.js';
import type { SnapshotControl } from './snapshot-control.js';
import { version } from './version.js';

/** What answers requests, besides the services themselves. */
export interface AnsweringParts {
  readonly config: Config;
  readonly services: readonly Service[];
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly messages: AuthorizationMessages;
  readonly faults: Faults | undefined;
  readonly metrics: MetricStore;
  /** Of the process itself. */
  readonly processFamilies: () => readonly Family[];
  readonly clock: Clock;
  readonly controlled: ControlledClock | undefined;
  /** Real time, which signatures are made by, whatever tests have made of the clock. */
  readonly base: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Told of every request. */
  readonly observe: (outcome: Outcome) => void;
  readonly reset: () => Promise<void>;
  /** Undefined until the server has started. */
  readonly snapshots: () => SnapshotControl | undefined;
  /** Addresses that are a service's, but not of its API: asked before the control paths. */
  readonly hosts: (request: WireRequest) => WireResponse | Promise<WireResponse> | undefined;
  /** The same, asked after them; and the web pages. */
  readonly documents: (request: WireRequest) => WireResponse | Promise<WireResponse> | undefined;
}

export interface Answering {
  readonly handler: Handler;
  readonly identifier: Identifier;
}

/** The way of every request, with what the operator sees of it: the request log, metrics, test controls. */
export function createAnswering(parts: AnsweringParts): Answering {
  const { config, services, authenticator, authorizer, messages, faults, metrics, clock, base, ids, logger } = parts;
  const requests = new RequestMetrics();
  const requestLog = new RequestLog(undefined, (outcome) => messages.encode(outcome));
  const control = createControl({
    config,
    version: version(),
    services: () => Object.fromEntries(services.map(({ name }) => [name, 'running'])),
    metrics: () => [...seriesFamilies(metrics), ...requests.families(), ...parts.processFamilies()],
    clock: parts.controlled,
    faults,
    requests: requestLog,
    reset: parts.reset,
    snapshots: parts.snapshots,
    now: () => base.now(),
  });
  const identifier = new Identifier(services);
  const handler = createPipeline({
    identifier,
    authenticator,
    authorizer,
    faults,
    cors: corsPolicy(config),
    // Nobody but AWS names hosts there: it is how clients inside functions call, that know of no other endpoint.
    hosts: { names: [...config.allowedHosts, '.amazonaws.com'] },
    clock,
    ids,
    logger,
    observe: (outcome, exchange) => {
      requests.observe(outcome);
      requestLog.add(outcome, exchange);
      parts.observe(outcome);
      if (config.logLevel === 'debug') logger.debug('request', { ...requestEntry(outcome) });
    },
    now: () => base.now(),
    control: (request) => parts.hosts(request) ?? control(request) ?? parts.documents(request),
  });
  return { handler, identifier };
}

const corsPolicy = (config: Config): CorsPolicy => ({ ...defaultCorsPolicy, origins: config.corsOrigins });
