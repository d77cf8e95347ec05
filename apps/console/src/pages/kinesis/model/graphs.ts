import type { MetricQuery } from '../../../shared/metrics/use-metrics.js';
import type { MetricUnit } from '../../../shared/metrics/metric-graph.js';

/** A graph of a stream's: a metric with its statistic. */
export interface StreamGraph {
  readonly id: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'SampleCount';
  readonly unit: MetricUnit;
}

const graph = <Id extends string>(
  id: Id,
  metric: string,
  statistic: StreamGraph['statistic'],
  unit: MetricUnit = 'count',
) => ({ id, metric, statistic, unit }) as const satisfies StreamGraph;

/** In the order of AWS's console: what is put, what is read, what was too much. */
export const streamGraphs = [
  graph('putRecordSuccess', 'PutRecord.Success', 'Sum'),
  graph('putRecordLatency', 'PutRecord.Latency', 'Average', 'ms'),
  graph('putRecordBytes', 'PutRecord.Bytes', 'Sum', 'bytes'),
  graph('putRecordsRecords', 'PutRecords.SuccessfulRecords', 'Sum'),
  graph('putRecordsBytes', 'PutRecords.Bytes', 'Sum', 'bytes'),
  graph('putRecordsSuccess', 'PutRecords.Success', 'Sum'),
  graph('putRecordsLatency', 'PutRecords.Latency', 'Average', 'ms'),
  graph('putRecordsFailed', 'PutRecords.FailedRecords', 'Sum'),
  graph('putRecordsThrottled', 'PutRecords.ThrottledRecords', 'Sum'),
  graph('incomingRecords', 'IncomingRecords', 'Sum'),
  graph('incomingBytes', 'IncomingBytes', 'Sum', 'bytes'),
  graph('writeExceeded', 'WriteProvisionedThroughputExceeded', 'Sum'),
  graph('getRecordsRecords', 'GetRecords.Records', 'Sum'),
  graph('getRecordsBytes', 'GetRecords.Bytes', 'Sum', 'bytes'),
  graph('getRecordsIteratorAge', 'GetRecords.IteratorAgeMilliseconds', 'Maximum', 'ms'),
  graph('getRecordsLatency', 'GetRecords.Latency', 'Average', 'ms'),
  graph('getRecordsSuccess', 'GetRecords.Success', 'Sum'),
  graph('readExceeded', 'ReadProvisionedThroughputExceeded', 'Sum'),
] as const;

export type GraphId = (typeof streamGraphs)[number]['id'];

/** Of a consumer with enhanced fan-out. */
export const consumerGraphs = [
  graph('eventRecords', 'SubscribeToShardEvent.Records', 'Sum'),
  graph('eventBytes', 'SubscribeToShardEvent.Bytes', 'Sum', 'bytes'),
  graph('eventBehind', 'SubscribeToShardEvent.MillisBehindLatest', 'Maximum', 'ms'),
  graph('eventSuccess', 'SubscribeToShardEvent.Success', 'Sum'),
  graph('subscribeSuccess', 'SubscribeToShard.Success', 'Sum'),
  graph('subscribeExceeded', 'SubscribeToShard.RateExceeded', 'Sum'),
] as const;

export type ConsumerGraphId = (typeof consumerGraphs)[number]['id'];

export const shardMetrics = [
  'IncomingBytes',
  'IncomingRecords',
  'IteratorAgeMilliseconds',
  'OutgoingBytes',
  'OutgoingRecords',
  'ReadProvisionedThroughputExceeded',
  'WriteProvisionedThroughputExceeded',
] as const;
export type ShardMetric = (typeof shardMetrics)[number];

export const shardMetricUnit = (metric: ShardMetric): MetricUnit =>
  metric.endsWith('Bytes') ? 'bytes' : metric === 'IteratorAgeMilliseconds' ? 'ms' : 'count';

/** @param labels by the graph's id */
export const queriesOf = <Id extends string>(
  graphs: readonly (StreamGraph & { readonly id: Id })[],
  dimensions: Readonly<Record<string, string>>,
  label: (id: Id) => string,
): readonly MetricQuery[] =>
  graphs.map(({ id, metric, statistic }) => ({
    id,
    label: label(id),
    namespace: 'AWS/Kinesis',
    metric,
    statistic,
    dimensions,
  }));

/** One line for each shard. */
export const shardQueries = (stream: string, metric: ShardMetric, shards: readonly string[]): readonly MetricQuery[] =>
  shards.map((shard, index) => ({
    id: `s${index}`,
    label: shard,
    namespace: 'AWS/Kinesis',
    metric,
    statistic: metric === 'IteratorAgeMilliseconds' ? 'Maximum' : 'Sum',
    dimensions: { StreamName: stream, ShardId: shard },
  }));
