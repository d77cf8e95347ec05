import type { MetricUnit } from '../../shared/metrics/units.js';
import { unitOf } from '../../shared/metrics/units.js';
import type { MetricQuery } from '../../shared/metrics/use-metrics.js';
import { setOf, usualStatistic, type CatalogMetric } from './explorer/catalog.js';

export interface AutomaticGraph {
  readonly title: string;
  readonly unit: MetricUnit;
  readonly queries: readonly MetricQuery[];
}

/** What one would look at first, of each service. */
const wanted: readonly (readonly [namespace: string, set: string, name: string])[] = [
  ['AWS/Kinesis', 'StreamName', 'IncomingRecords'],
  ['AWS/Kinesis', 'StreamName', 'GetRecords.IteratorAgeMilliseconds'],
  ['AWS/Kinesis', 'StreamName', 'WriteProvisionedThroughputExceeded'],
  ['AWS/KinesisAnalytics', 'Application', 'MillisBehindLatest'],
  ['AWS/Lambda', 'FunctionName', 'Invocations'],
  ['AWS/Lambda', 'FunctionName', 'Duration'],
  ['AWS/Lambda', 'FunctionName', 'Errors'],
  ['AWS/DynamoDB', 'TableName', 'ConsumedWriteCapacityUnits'],
  ['AWS/DynamoDB', 'TableName', 'ConsumedReadCapacityUnits'],
  ['AWS/Logs', 'LogGroupName', 'IncomingLogEvents'],
];

const mostLines = 10;

/** Graphs of those that have data, of up to ten resources each; then of what applications of one's own put. */
export function automaticGraphs(metrics: readonly CatalogMetric[]): readonly AutomaticGraph[] {
  const own = [
    ...new Map(
      metrics
        .filter(({ namespace }) => !namespace.startsWith('AWS/'))
        .map((metric) => [JSON.stringify([metric.namespace, setOf(metric), metric.name]), metric]),
    ).values(),
  ]
    .slice(0, 6)
    .map((metric) => [metric.namespace, setOf(metric), metric.name] as const);
  return [...wanted, ...own].flatMap(([namespace, set, name], graph) => {
    const found = metrics.filter(
      (metric) => metric.namespace === namespace && metric.name === name && setOf(metric) === set,
    );
    if (found.length === 0) return [];
    const queries = found.slice(0, mostLines).map((metric, index) => ({
      id: `g${graph}_${index}`,
      label: Object.values(metric.dimensions).join(' · ') || name,
      namespace,
      metric: name,
      dimensions: metric.dimensions,
      statistic: usualStatistic(name),
    }));
    return [{ title: `${namespace.replace(/^AWS\//, '')}: ${name}`, unit: unitOf(name), queries }];
  });
}
