import type { Registry, Tables } from '@paddock/store';
import { typedJsonProtocol } from '@paddock/wire';
import type { Faults } from '../../control/faults.js';
import type { MetricStore } from '../../metrics/metric-store.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import type { Service } from '../../service.js';
import type { DynamoDbContext } from './context.js';
import type { ObjectStore } from './backups/object-store.js';
import { Items } from './items.js';
import { KinesisDestinations } from './loops/kinesis-destinations.js';
import type { KinesisSink } from './loops/kinesis-pump.js';
import { createBackups } from './loops/backup-work.js';
import { TimeToLive } from './loops/time-to-live.js';
import { TokenRetention } from './loops/tokens.js';
import { briefTransition, Transitions } from './loops/transitions.js';
import { DynamoDbMetrics } from './metrics.js';
import { observed } from './observed.js';
import { operations } from './operations/index.js';
import { decodeTable, DynamoDbStore, openResourcePolicies, tablesPrefix } from './store.js';
import { DynamoDbPort } from './port.js';
import { Rates } from './rates.js';
import { resourceDirectory } from './resource-directory.js';
import { TableCounts } from './table-counts.js';
import { dynamoDbWording } from './validation.js';

export interface DynamoDbParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly random: Random;
  readonly dueTasks: DueTasks;
  readonly metrics: MetricStore;
  readonly faults?: Faults | undefined;
  readonly logger: Logger;
  /** Kinesis's port. */
  readonly kinesis: KinesisSink;
  /** S3, for exports and imports; absent where there is none. */
  readonly objects?: ObjectStore;
  /** Whether AWS's rates hold. */
  readonly limits: boolean;
  readonly transitions: 'brief' | 'instant';
}

/** DynamoDB, API version 2012-08-10. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export async function createDynamoDb(
  parts: DynamoDbParts,
): Promise<{ readonly service: Service; readonly port: DynamoDbPort }> {
  const { registry, tables, clock, random, dueTasks, logger } = parts;
  const cache = new RegistryCache({ registry, prefix: tablesPrefix, decode: decodeTable });
  const policies = await openResourcePolicies(registry);
  const store = new DynamoDbStore(registry, cache, policies);
  const metrics = new DynamoDbMetrics(parts.metrics);
  const throughput = new Rates(clock, metrics, parts.limits);
  const transitions = new Transitions(store, tables, clock, parts.transitions === 'instant' ? 0 : briefTransition);
  transitions.register(dueTasks);
  const looked = { store, tables, transitions, metrics, clock, logger };
  const destinations = new KinesisDestinations(looked, registry, parts.kinesis);
  destinations.register(dueTasks);
  const backups = createBackups({ registry, tables, clock, store, transitions, objects: parts.objects });
  backups.register(dueTasks);
  const tokens = new TokenRetention({ store, tables, clock });
  tokens.register(dueTasks);
  const context: DynamoDbContext = {
    store,
    tables,
    destinations,
    items: new Items(tables, clock, throughput),
    throughput,
    transitions,
    backups,
    counts: new TableCounts(tables, clock),
    limits: parts.limits,
    tokens,
    partialFault: (operation, resources) => parts.faults?.partial('dynamodb', operation, resources),
    metrics,
    clock,
    random,
    dueTasks,
    logger,
  };
  new TimeToLive(context).register(dueTasks);
  const service: Service = {
    name: 'dynamodb',
    longRequestIds: true,
    validation: dynamoDbWording,
    signingName: 'dynamodb',
    targetPrefix: 'DynamoDB_20120810',
    protocols: new Map([
      ['application/x-amz-json-1.0', typedJsonProtocol({ namespace, contentType: 'application/x-amz-json-1.0' })],
      ['application/json', typedJsonProtocol({ namespace, contentType: 'application/json' })],
    ]),
    operations: new Map(operations.map((operation) => [operation.name, observed(bind(operation, context), context)])),
    resources: resourceDirectory(store),
    start: async () => {
      await destinations.start();
    },
    drain: async () => undefined,
    stop: async () => {
      await destinations.stop();
      cache.close();
      policies.close();
    },
  };
  return { service, port: new DynamoDbPort(store, tables) };
}

const namespace = 'com.amazonaws.dynamodb.v20120810';
