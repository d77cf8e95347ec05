import type { Registry, Tables } from '@paddock/store';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { MetricStore } from '../../metrics/metric-store.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import type { Service } from '../../service.js';
import type { LogsContext } from './context.js';
import { Destinations, type KinesisTarget, type LambdaTarget } from './delivery/destinations.js';
import { Subscriptions } from './delivery/subscriptions.js';
import { DestinationStore } from './destination-store.js';
import { Streams } from './events/streams.js';
import { Groups } from './groups.js';
import { Ingestion } from './ingestion.js';
import { LiveTails } from './live-tail.js';
import { Retention } from './loops/retention.js';
import { MetricFilters, type MetricSink } from './metric-filters.js';
import { LogsMetrics } from './metrics.js';
import { Queries } from './queries.js';
import { defaultQuotas, type Quotas } from './quotas.js';
import { decodeGroup, groupsPrefix, LogsStore, openKeptGroups, openResourcePolicies } from './store.js';
import { StoredBytes } from './stored-bytes.js';
import { Tokens } from './tokens.js';

export interface ContextParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly metrics: MetricStore;
  readonly logger: Logger;
  /** 32 bytes, the same after every start: next tokens are sealed with it. */
  readonly tokenKey: Uint8Array;
  /** Where metric filters' samples go. */
  readonly metricSink: MetricSink;
  readonly lambda: () => LambdaTarget | undefined;
  readonly kinesis: KinesisTarget;
  readonly acting: ActingRoles;
  /** The service of a name, whose policies are asked about what roles may do. */
  readonly target: (name: string) => Service | undefined;
  readonly quotas?: Partial<Quotas>;
}

/** What the service is made of. */
export interface Assembled {
  readonly context: LogsContext;
  readonly subscriptions: Subscriptions;
  readonly metricFilters: MetricFilters;
  /** Says who runs the service's due tasks. */
  register(tasks: DueTasks): void;
  close(): void;
}

export async function createContext(parts: ContextParts): Promise<Assembled> {
  const { registry, tables, clock, random, ids, logger } = parts;
  const cache = new RegistryCache({ registry, prefix: groupsPrefix, decode: decodeGroup });
  const policies = await openResourcePolicies(registry);
  const kept = await openKeptGroups(registry);
  const store = new LogsStore(registry, cache, policies, kept);
  const streams = new Streams(tables);
  const metrics = new LogsMetrics(parts.metrics);
  const groups = new Groups({ store, tables, clock });
  const retention = new Retention({ store, tables, streams, clock });
  const metricFilters = new MetricFilters(parts.metricSink, logger);
  const logicalDestinations = await DestinationStore.open(registry);
  const destinations = new Destinations({ ...parts, logical: logicalDestinations });
  const queries = new Queries({ store, tables, streams, clock, logger });
  const context: LogsContext = {
    store,
    tables,
    streams,
    groups,
    ingestion: new Ingestion({ store, tables, streams, retention, metricFilters, metrics, clock, ids }),
    retention,
    destinations,
    logicalDestinations,
    tails: new LiveTails({ store, groups, tables, clock, ids, logger }),
    queries,
    storedBytes: new StoredBytes(tables, clock),
    tokens: new Tokens(parts.tokenKey, (count) => random.bytes(count)),
    metrics,
    quotas: { ...defaultQuotas, ...parts.quotas },
    clock,
    ids,
    logger,
  };
  return {
    context,
    metricFilters,
    subscriptions: new Subscriptions({ tables, destinations, clock, random, metrics, logger }, store),
    register(tasks) {
      groups.register(tasks);
      retention.register(tasks);
      queries.register(tasks);
      context.tails.register(tasks);
    },
    close() {
      cache.close();
      policies.close();
      kept.close();
      logicalDestinations.close();
    },
  };
}
