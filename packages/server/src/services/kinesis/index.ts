import type { Log, Registry } from '@paddock/store';
import { cborProtocol, jsonProtocol } from '@paddock/wire';
import type { Faults } from '../../control/faults.js';
import type { MetricStore } from '../../metrics/metric-store.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import type { Service } from '../../service.js';
import type { KinesisContext } from './context.js';
import { Iterators } from './iterators.js';
import { briefTransition, Transitions } from './loops/transitions.js';
import { Demand, meetDemand } from './loops/on-demand.js';
import { Retention } from './loops/retention.js';
import { KinesisMetrics } from './metrics.js';
import { operations } from './operations/index.js';
import { KinesisPort } from './port.js';
import { defaultQuotas } from './quotas.js';
import { withCallRate } from './rates.js';
import { decodeStream, KinesisStore, openResourcePolicies, streamsPrefix } from './store.js';
import { resourceDirectory } from './resource-directory.js';
import { StreamCounts } from './stream-counts.js';
import { Subscriptions } from './subscriptions.js';
import { Throttles } from './throttles.js';
import { Tokens } from './tokens.js';

export interface KinesisParts {
  readonly registry: Registry;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  readonly dueTasks: DueTasks;
  readonly metrics: MetricStore;
  readonly faults: Faults | undefined;
  readonly logger: Logger;
  /** Whether AWS's rates hold. */
  readonly limits: boolean;
  readonly transitions: 'brief' | 'instant';
}

/** The service, and what others may ask of it. */
export interface KinesisService extends Service {
  readonly port: KinesisPort;
}

/** Kinesis Data Streams, API version 2013-12-02. https://docs.aws.amazon.com/kinesis/latest/APIReference/ */
export async function createKinesis(parts: KinesisParts): Promise<KinesisService> {
  const { registry, log, clock, random, dueTasks, faults } = parts;
  const cache = new RegistryCache({ registry, prefix: streamsPrefix, decode: decodeStream });
  const policies = await openResourcePolicies(registry);
  const store = new KinesisStore(registry, cache, policies);
  const randomBytes = (count: number): Uint8Array => random.bytes(count);
  const counts = new StreamCounts(registry, streamsPrefix);
  const key = await store.iteratorKey(() => randomBytes(32));
  const transitions = new Transitions(store, log, clock, parts.transitions === 'instant' ? 0 : briefTransition);
  transitions.register(dueTasks);
  const throttles = new Throttles(parts.limits);
  const context: KinesisContext = {
    store,
    log,
    clock,
    random,
    iterators: new Iterators(key, randomBytes),
    tokens: new Tokens(key, randomBytes),
    transitions,
    throttles,
    counts,
    subscriptions: new Subscriptions((error) => parts.logger.error('a subscription failed', { error })),
    demand: new Demand(
      (stream, rate) => meetDemand(context, stream, rate),
      (error) => parts.logger.error('an on-demand stream was not scaled', { error }),
    ),
    metrics: new KinesisMetrics(parts.metrics),
    quotas: defaultQuotas,
    partialFault: (operation, resources) => faults?.partial('kinesis', operation, resources),
  };
  const retention = new Retention(context);
  retention.register(dueTasks);
  const bound = operations.map((operation) => withCallRate(bind(operation, context), throttles, clock));
  return {
    name: 'kinesis',
    extendedRequestIds: true,
    signingName: 'kinesis',
    targetPrefix: 'Kinesis_20131202',
    protocols: new Map([
      ['application/x-amz-json-1.1', jsonProtocol({ version: '1.1' })],
      ['application/x-amz-cbor-1.1', cborProtocol()],
    ]),
    operations: new Map(bound.map((operation) => [operation.name, operation])),
    resources: resourceDirectory(store),
    port: new KinesisPort(context),
    start: () => retention.start(),
    drain: () => context.subscriptions.stop(),
    stop: async () => {
      await context.subscriptions.stop();
      counts.close();
      cache.close();
      policies.close();
    },
  };
}
