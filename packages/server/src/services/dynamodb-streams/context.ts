import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DynamoDbPort } from '../dynamodb/port.js';
import type { Iterators } from './iterators.js';
import type { Lineage } from './lineage.js';
import type { StreamMetrics } from './metrics.js';
import type { Reader } from './reader.js';

/** What the operations of DynamoDB Streams work with. */
export interface StreamsContext {
  readonly streams: DynamoDbPort;
  readonly lineage: Lineage;
  readonly reader: Reader;
  readonly iterators: Iterators;
  readonly metrics: StreamMetrics;
  readonly clock: Clock;
}

export const operation = operationsOf<StreamsContext>();
