import type { MetricStore, Series } from '../../metrics/metric-store.js';
import type { TableName } from './domain/table.js';
import type { ThroughputLimit } from './throttled.js';

const namespace = 'AWS/DynamoDB';

/** The metrics of tables, as CloudWatch names them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export class DynamoDbMetrics {
  readonly #store: MetricStore;
  /** What is used most is looked up once for each version of a table. */
  readonly #known = new WeakMap<object, Map<string, Series>>();
  /** The last minute, since the epoch, that a series was told in. */
  readonly #told = new WeakMap<Series, number>();

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** Capacity units that were taken of a table, or of one of its global indexes. */
  consumed(table: TableName, index: string | undefined, way: 'read' | 'write', units: number): void {
    this.#of(table, way === 'read' ? 'ConsumedReadCapacityUnits' : 'ConsumedWriteCapacityUnits', 'Count', index).add(
      units,
    );
  }

  /** Units a second that a table or index has, told once in a minute in which it is used. @param now ms since the epoch */
  provisioned(table: TableName, index: string | undefined, way: 'read' | 'write', units: number, now: number): void {
    const metric = way === 'read' ? 'ProvisionedReadCapacityUnits' : 'ProvisionedWriteCapacityUnits';
    const series = this.#of(table, metric, 'Count', index);
    const minute = Math.floor(now / 60_000);
    if (this.#told.get(series) === minute) return;
    this.#told.set(series, minute);
    series.add(units);
  }

  /** A request, or one of a batch, that found no capacity. */
  throttled(table: TableName, index: string | undefined, way: 'read' | 'write', limit: ThroughputLimit): void {
    const verb = way === 'read' ? 'Read' : 'Write';
    this.#of(table, `${verb}ThrottleEvents`, 'Count', index).add(1);
    const kind = limit === 'Account' ? 'AccountLimit' : `${limit}Throughput`;
    this.#of(table, `${verb}${kind}ThrottleEvents`, 'Count', index).add(1);
  }

  /** A request for a table that was answered, and in how many ms. */
  succeeded(table: TableName, operation: string, latency: number): void {
    this.#ofOperation(table, 'SuccessfulRequestLatency', 'Milliseconds', operation).add(latency);
  }

  /** A request of which all, or a part, was throttled. */
  throttledRequest(table: TableName, operation: string): void {
    this.#ofOperation(table, 'ThrottledRequests', 'Count', operation).add(1);
  }

  /** A request that failed by our fault. */
  systemError(table: TableName, operation: string): void {
    this.#ofOperation(table, 'SystemErrors', 'Count', operation).add(1);
  }

  /** Items that a Query, a Scan or a statement answered. */
  returnedItems(table: TableName, operation: string, count: number): void {
    this.#ofOperation(table, 'ReturnedItemCount', 'Count', operation).add(count);
  }

  /** Items that expired and were removed. */
  expired(table: TableName, count: number): void {
    this.#of(table, 'TimeToLiveDeletedItemCount', 'Count').add(count);
  }

  /** How long the oldest change has waited that has not arrived in the table's Kinesis stream, ms. */
  unreplicatedAge(table: TableName, age: number): void {
    this.#ofDelegated(table, 'AgeOfOldestUnreplicatedRecord', 'Milliseconds').add(age);
  }

  /** Changes that the Kinesis stream had no capacity for; they are sent again. */
  throttledPuts(table: TableName, count: number): void {
    this.#ofDelegated(table, 'ThrottledPutRecordCount', 'Count').add(count);
  }

  /** Changes that never arrive in the Kinesis stream. */
  failedToReplicate(table: TableName, count: number): void {
    this.#ofDelegated(table, 'FailedToReplicateRecordCount', 'Count').add(count);
  }

  conditionFailed(table: TableName): void {
    this.#of(table, 'ConditionalCheckFailedRequests', 'Count').add(1);
  }

  /** An answer of status 400 that is about no table in particular. */
  userError({ account, region }: Pick<TableName, 'account' | 'region'>): void {
    this.#store.series({ account, region, namespace, metric: 'UserErrors', unit: 'Count', dimensions: {} }).add(1);
  }

  #of(table: TableName, metric: string, unit: string, index?: string): Series {
    const key = index === undefined ? metric : `${metric} ${index}`;
    return this.#remembered(table, key, () =>
      this.#series(table, metric, unit, index === undefined ? {} : { GlobalSecondaryIndexName: index }),
    );
  }

  #ofOperation(table: TableName, metric: string, unit: string, operation: string): Series {
    return this.#remembered(table, `${metric}/${operation}`, () =>
      this.#series(table, metric, unit, { Operation: operation }),
    );
  }

  #ofDelegated(table: TableName, metric: string, unit: string): Series {
    return this.#remembered(table, metric, () =>
      this.#series(table, metric, unit, { DelegatedOperation: 'ChangeDataCaptureForKinesisDataStreams' }),
    );
  }

  #remembered(table: TableName, key: string, make: () => Series): Series {
    let known = this.#known.get(table);
    if (known === undefined) this.#known.set(table, (known = new Map<string, Series>()));
    let series = known.get(key);
    if (series === undefined) known.set(key, (series = make()));
    return series;
  }

  #series({ account, region, name }: TableName, metric: string, unit: string, more: Record<string, string>): Series {
    return this.#store.series({ account, region, namespace, metric, unit, dimensions: { TableName: name, ...more } });
  }
}
