import type { MetricStore } from '../../metrics/metric-store.js';
import { testAccount, testRegion } from '../../test-request.js';

/** The sum of a function's metric since the test began; undefined where there is nothing of it. @param resource as what it was called, if not by its name */
export function metricTotal(
  metrics: MetricStore,
  metric: string,
  name = 'f',
  resource: string = name,
): number | undefined {
  const found = metrics.find({
    account: testAccount,
    region: testRegion,
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: name, Resource: resource },
  });
  return found === undefined || found.total.count === 0 ? undefined : found.total.sum;
}
