import type { Infer } from '@paddock/wire';
import type { MetricIdentity } from './metric-reader.js';
import type { Metric } from './shapes.js';

/** A metric as answers have it. */
export const viewOfMetric = ({
  namespace,
  metric,
  dimensions,
}: Omit<MetricIdentity, 'account' | 'region'>): Infer<typeof Metric> => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
