import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { useClient } from '../../../session/use-session.js';
import { useAws } from '../../../shared/use-aws.js';
import type { CatalogMetric } from './catalog.js';

/** More than so many metrics are not listed at once. */
export const mostListed = 20_000;

/** All metrics, or those of a namespace. @param isActive those with data in the last three hours only */
export function useCatalog(namespace: string | undefined, isActive: boolean) {
  const cloudwatch = useClient(CloudWatchClient);
  return useAws(
    ['cloudwatch', 'metrics', namespace, isActive],
    async ({ signal }) => {
      const found: CatalogMetric[] = [];
      let token: string | undefined;
      do {
        const page = await cloudwatch.send(
          new ListMetricsCommand({
            ...(namespace === undefined ? {} : { Namespace: namespace }),
            ...(isActive ? { RecentlyActive: 'PT3H' } : {}),
            ...(token === undefined ? {} : { NextToken: token }),
          }),
          { abortSignal: signal },
        );
        for (const { Namespace = '', MetricName = '', Dimensions = [] } of page.Metrics ?? [])
          found.push({
            namespace: Namespace,
            name: MetricName,
            dimensions: Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])),
          });
        token = page.NextToken;
      } while (token !== undefined && found.length < mostListed);
      return found;
    },
    { keep: true },
  );
}
