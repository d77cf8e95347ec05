import type { MetricStore, Series } from '../../metrics/metric-store.js';
import { shardId } from './domain/shard-id.js';
import type { ShardMetric, Stream } from './domain/stream.js';

const namespace = 'AWS/Kinesis';

/** The metrics of one stream, as CloudWatch names them: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export interface StreamMetrics {
  readonly incomingBytes: Series;
  readonly incomingRecords: Series;
  readonly writeThrottled: Series;
  readonly readThrottled: Series;
  readonly putRecordBytes: Series;
  readonly putRecordLatency: Series;
  readonly putRecordSuccess: Series;
  readonly putRecordsBytes: Series;
  readonly putRecordsLatency: Series;
  readonly putRecordsRecords: Series;
  readonly putRecordsSuccess: Series;
  readonly putRecordsTotal: Series;
  readonly putRecordsSuccessful: Series;
  readonly putRecordsFailed: Series;
  readonly putRecordsThrottled: Series;
  readonly getRecordsBytes: Series;
  readonly getRecordsIteratorAge: Series;
  readonly getRecordsLatency: Series;
  readonly getRecordsRecords: Series;
  readonly getRecordsSuccess: Series;
  /** A shard-level metric, if enhanced monitoring has it switched on. */
  shard(metric: ShardMetric, index: number): Series | undefined;
}

/** The metrics of one consumer of a stream. */
export interface ConsumerMetrics {
  readonly rateExceeded: Series;
  readonly success: Series;
  readonly eventBytes: Series;
  readonly eventRecords: Series;
  readonly eventMillisBehindLatest: Series;
  readonly eventSuccess: Series;
}

const shardUnits: Readonly<Record<ShardMetric, string>> = {
  IncomingBytes: 'Bytes',
  IncomingRecords: 'Count',
  OutgoingBytes: 'Bytes',
  OutgoingRecords: 'Count',
  WriteProvisionedThroughputExceeded: 'Count',
  ReadProvisionedThroughputExceeded: 'Count',
  IteratorAgeMilliseconds: 'Milliseconds',
};

/** Gives out the series that the operations add to. What is looked up once per stream costs a request nothing. */
export class KinesisMetrics {
  readonly #store: MetricStore;
  // By stream document: a changed stream (its monitored metrics) gets a new bundle of the same series.
  readonly #streams = new WeakMap<Stream, StreamMetrics>();

  constructor(store: MetricStore) {
    this.#store = store;
  }

  stream(stream: Stream): StreamMetrics {
    let metrics = this.#streams.get(stream);
    if (metrics === undefined) {
      metrics = this.#bundle(stream);
      this.#streams.set(stream, metrics);
    }
    return metrics;
  }

  consumer({ account, region, name }: Stream, consumer: string): ConsumerMetrics {
    const of = (metric: string, unit: string): Series =>
      this.#store.series({
        account,
        region,
        namespace,
        metric,
        unit,
        dimensions: { StreamName: name, ConsumerName: consumer },
      });
    return {
      rateExceeded: of('SubscribeToShard.RateExceeded', 'Count'),
      success: of('SubscribeToShard.Success', 'Count'),
      eventBytes: of('SubscribeToShardEvent.Bytes', 'Bytes'),
      eventRecords: of('SubscribeToShardEvent.Records', 'Count'),
      eventMillisBehindLatest: of('SubscribeToShardEvent.MillisBehindLatest', 'Milliseconds'),
      eventSuccess: of('SubscribeToShardEvent.Success', 'Count'),
    };
  }

  #bundle({ account, region, name, shardMetrics }: Stream): StreamMetrics {
    const series = (metric: string, unit: string, dimensions: Record<string, string>): Series =>
      this.#store.series({ account, region, namespace, metric, unit, dimensions });
    const of = (metric: string, unit: string): Series => series(metric, unit, { StreamName: name });
    const shards = new Map<string, Series>();
    return {
      incomingBytes: of('IncomingBytes', 'Bytes'),
      incomingRecords: of('IncomingRecords', 'Count'),
      writeThrottled: of('WriteProvisionedThroughputExceeded', 'Count'),
      readThrottled: of('ReadProvisionedThroughputExceeded', 'Count'),
      putRecordBytes: of('PutRecord.Bytes', 'Bytes'),
      putRecordLatency: of('PutRecord.Latency', 'Milliseconds'),
      putRecordSuccess: of('PutRecord.Success', 'Count'),
      putRecordsBytes: of('PutRecords.Bytes', 'Bytes'),
      putRecordsLatency: of('PutRecords.Latency', 'Milliseconds'),
      putRecordsRecords: of('PutRecords.Records', 'Count'),
      putRecordsSuccess: of('PutRecords.Success', 'Count'),
      putRecordsTotal: of('PutRecords.TotalRecords', 'Count'),
      putRecordsSuccessful: of('PutRecords.SuccessfulRecords', 'Count'),
      putRecordsFailed: of('PutRecords.FailedRecords', 'Count'),
      putRecordsThrottled: of('PutRecords.ThrottledRecords', 'Count'),
      getRecordsBytes: of('GetRecords.Bytes', 'Bytes'),
      getRecordsIteratorAge: of('GetRecords.IteratorAgeMilliseconds', 'Milliseconds'),
      getRecordsLatency: of('GetRecords.Latency', 'Milliseconds'),
      getRecordsRecords: of('GetRecords.Records', 'Count'),
      getRecordsSuccess: of('GetRecords.Success', 'Count'),
      shard: (metric, index) => {
        if (!shardMetrics.includes(metric)) return undefined;
        const key = `${metric}/${index}`;
        let found = shards.get(key);
        if (found === undefined) {
          found = series(metric, shardUnits[metric], { StreamName: name, ShardId: shardId(index) });
          shards.set(key, found);
        }
        return found;
      },
    };
  }
}
