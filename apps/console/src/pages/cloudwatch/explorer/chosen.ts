import { freeId, type GraphLine } from '../../../shared/metrics/graph-source.js';
import { keyOf, usualStatistic, type CatalogMetric } from './catalog.js';

/** The keys of the metrics among a graph's lines. */
export const chosenIn = (lines: readonly GraphLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => (line.expression === undefined ? [keyOf(metricOf(line))] : [])));

const metricOf = ({ namespace = '', metric = '', dimensions = {} }: GraphLine): CatalogMetric => ({
  namespace,
  name: metric,
  dimensions,
});

/** Lines with some metrics more, each as it is usually looked at, and without others. */
export function withMetrics(
  lines: readonly GraphLine[],
  added: readonly CatalogMetric[],
  removed: readonly CatalogMetric[],
): readonly GraphLine[] {
  const gone = new Set(removed.map(keyOf));
  const next = lines.filter((line) => line.expression !== undefined || !gone.has(keyOf(metricOf(line))));
  for (const { namespace, name, dimensions } of added)
    next.push({
      id: freeId(next, 'm'),
      label: '',
      namespace,
      metric: name,
      dimensions,
      statistic: usualStatistic(name),
    });
  return next;
}
