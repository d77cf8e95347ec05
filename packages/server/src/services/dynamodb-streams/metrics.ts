import type { MetricStore, Series } from '../../metrics/metric-store.js';
import type { ChangeStream } from '../dynamodb/port.js';

/** What CloudWatch has of GetRecords: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export class StreamMetrics {
  readonly #store: MetricStore;

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** @param latency ms */
  returned(stream: ChangeStream, records: number, bytes: number, latency: number): void {
    this.#of(stream, 'ReturnedRecordsCount', 'Count').add(records);
    this.#of(stream, 'ReturnedBytes', 'Bytes').add(bytes);
    this.#of(stream, 'SuccessfulRequestLatency', 'Milliseconds').add(latency);
  }

  #of({ account, region, table, label }: ChangeStream, metric: string, unit: string): Series {
    const dimensions = { TableName: table, StreamLabel: label, Operation: 'GetRecords' };
    return this.#store.series({ account, region, namespace: 'AWS/DynamoDB', metric, unit, dimensions });
  }
}
