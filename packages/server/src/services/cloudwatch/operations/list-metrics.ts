import { structure, type Infer } from '@paddock/wire';
import { operation } from '../context.js';
import type { MetricListFilter } from '../metric-reader.js';
import { assertParameters } from '../parameter-validation.js';
import { openToken, pageToken } from '../paging.js';
import {
  AccountId,
  DimensionFilters,
  IncludeLinkedAccounts,
  MetricName,
  Metrics,
  Namespace,
  NextToken,
  OwningAccounts,
  RecentlyActive,
} from '../shapes.js';
import { viewOfMetric } from '../views.js';

const input = structure('ListMetricsInput', {
  Namespace,
  MetricName,
  Dimensions: DimensionFilters,
  NextToken,
  RecentlyActive,
  IncludeLinkedAccounts,
  OwningAccount: AccountId,
});

const PAGE = 500;
const HOUR = 3_600_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics = operation({
  name: 'ListMetrics',
  input,
  output: structure('ListMetricsOutput', { Metrics, NextToken, OwningAccounts }),
  errors: ['InternalServiceError', 'InvalidParameterValue'],
  validate: (request) => assertParameters(input, request),
  needs: () => ({ action: 'cloudwatch:ListMetrics', resources: ['*'] }),
  async run({ metrics, clock }, request, { principal, region }) {
    // No account is linked to another: another's metrics are none.
    if (request.OwningAccount !== undefined && request.OwningAccount !== principal.account) return { Metrics: [] };
    const after = request.NextToken === undefined ? undefined : openToken('metrics', request.NextToken);
    const found = await metrics.page(filterOf(request, principal.account, region, clock.now()), {
      after,
      limit: PAGE + 1,
    });
    const shown = found.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      Metrics: shown.map(({ metric }) => viewOfMetric(metric)),
      ...(found.length > PAGE && last !== undefined ? { NextToken: pageToken('metrics', last.key) } : {}),
      ...(request.IncludeLinkedAccounts === true ? { OwningAccounts: shown.map(() => principal.account) } : {}),
    };
  },
});

function filterOf(request: Infer<typeof input>, account: string, region: string, now: number): MetricListFilter {
  return {
    account,
    region,
    namespace: request.Namespace,
    metric: request.MetricName,
    dimensions: request.Dimensions?.map(({ Name, Value }) => ({ name: Name, value: Value })),
    since: request.RecentlyActive === undefined ? undefined : now - 3 * HOUR,
  };
}
