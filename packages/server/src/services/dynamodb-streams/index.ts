import type { Registry, Tables } from '@paddock/store';
import { typedJsonProtocol } from '@paddock/wire';
import type { MetricStore } from '../../metrics/metric-store.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Random } from '../../runtime/random.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import type { DynamoDbPort } from '../dynamodb/port.js';
import type { StreamsContext } from './context.js';
import { Iterators } from './iterators.js';
import { Lineage } from './lineage.js';
import { StreamCare } from './loops/stream-care.js';
import { StreamMetrics } from './metrics.js';
import { operations } from './operations/index.js';
import { DynamoDbStreamsPort } from './port.js';
import { Reader } from './reader.js';

export interface DynamoDbStreamsParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly dynamoDb: DynamoDbPort;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly dueTasks: DueTasks;
  readonly metrics: MetricStore;
}

/** DynamoDB Streams, API version 2012-08-10. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html */
export function createDynamoDbStreams(parts: DynamoDbStreamsParts): {
  readonly service: Service;
  readonly port: DynamoDbStreamsPort;
} {
  const { registry, tables, dynamoDb, clock, random, secrets, dueTasks } = parts;
  const lineage = new Lineage(tables, dynamoDb, clock);
  const context: StreamsContext = {
    streams: dynamoDb,
    lineage,
    reader: new Reader(tables, lineage),
    iterators: new Iterators(secrets.key('dynamodb-shard-iterators'), (count) => random.bytes(count)),
    metrics: new StreamMetrics(parts.metrics),
    clock,
  };
  new StreamCare(context, registry).register(dueTasks);
  const service: Service = {
    name: 'dynamodb-streams',
    longRequestIds: true,
    signingName: 'dynamodb',
    targetPrefix: 'DynamoDBStreams_20120810',
    protocols: new Map(contentTypes.map((contentType) => [contentType, typedJsonProtocol({ namespace, contentType })])),
    operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
    resources: { policy: (arn) => dynamoDb.policy(arn) },
    start: async () => undefined,
    drain: async () => undefined,
    stop: async () => undefined,
  };
  return { service, port: new DynamoDbStreamsPort(context, tables) };
}

const contentTypes = ['application/x-amz-json-1.0', 'application/json'] as const;
const namespace = 'com.amazonaws.dynamodb.v20120810';
