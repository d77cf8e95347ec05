import type { MetricIdentity } from '../metric-reader.js';

type Metric = Pick<MetricIdentity, 'namespace' | 'metric' | 'dimensions'>;

/** What tells the metrics that a search found apart: namespaces, names and dimensions' values, as far as they differ. */
export function foundLabels(metrics: readonly Metric[]): string[] {
  const differ = (of: (metric: Metric) => string): boolean => new Set(metrics.map(of)).size > 1;
  const dimensions = [...new Set(metrics.flatMap((metric) => Object.keys(metric.dimensions)))];
  const parts: ((metric: Metric) => string)[] = [];
  if (differ(({ namespace }) => namespace)) parts.push(({ namespace }) => namespace);
  for (const name of dimensions) {
    const value = ({ dimensions: all }: Metric): string => (Object.hasOwn(all, name) ? (all[name] ?? '') : '');
    if (differ(value)) parts.push(value);
  }
  if (differ(({ metric }) => metric)) parts.push(({ metric }) => metric);
  return metrics.map((metric) => {
    const texts = parts.map((part) => part(metric)).filter((text) => text !== '');
    return texts.length === 0 ? metric.metric : texts.join(' ');
  });
}
