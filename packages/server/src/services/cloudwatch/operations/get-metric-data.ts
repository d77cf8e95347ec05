import { assertValid, required, structure } from '@paddock/wire';
import { nextTurn } from '../../../runtime/next-turn.js';
import { operation, type CloudWatchContext } from '../context.js';
import { checkQueries } from '../data-queries.js';
import { Labels } from '../labels.js';
import { checkWindow, DataPage } from '../data-pages.js';
import { readMetric } from '../metric-series.js';
import type { MetricDataQuery, QueryWindow, TimeSeries } from '../query-types.js';
import {
  GetMetricDataMaxDatapoints,
  LabelOptions,
  MetricDataQueries,
  MetricDataResultMessages,
  MetricDataResults,
  NextToken,
  ScanBy,
  Timestamp,
} from '../shapes.js';

const input = structure('GetMetricDataInput', {
  MetricDataQueries: required(MetricDataQueries),
  StartTime: required(Timestamp),
  EndTime: required(Timestamp),
  NextToken,
  ScanBy,
  MaxDatapoints: GetMetricDataMaxDatapoints,
  LabelOptions,
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData = operation({
  name: 'GetMetricData',
  input,
  output: structure('GetMetricDataOutput', {
    MetricDataResults,
    NextToken,
    Messages: MetricDataResultMessages,
  }),
  errors: ['InvalidNextToken'],
  validate(request) {
    assertValid(input, request, { code: 'ValidationError', tellsValue: true });
    checkQueries(request.MetricDataQueries);
    checkWindow(request);
  },
  needs: () => ({ action: 'cloudwatch:GetMetricData', resources: ['*'] }),
  async run(context, request, { principal, region }) {
    const window: QueryWindow = {
      account: principal.account,
      region,
      from: request.StartTime,
      to: request.EndTime,
      now: context.clock.now(),
    };
    const page = new DataPage(request);
    const labels = new Labels(request, window.now);
    for (const [index, query] of request.MetricDataQueries.entries()) {
      if (index < page.firstQuery || query.ReturnData === false) continue;
      const series = await seriesOf(context, query, request.MetricDataQueries, window);
      if (!page.add(index, labels.on(series, query))) break;
      // A page may have a hundred thousand points: others have their turn in between.
      await nextTurn();
    }
    const { results, nextToken } = page;
    return { MetricDataResults: results, Messages: [], ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
});

async function seriesOf(
  { metrics, evaluate }: CloudWatchContext,
  query: MetricDataQuery,
  queries: readonly MetricDataQuery[],
  window: QueryWindow,
): Promise<readonly TimeSeries[]> {
  const { Id: id, Label: label, MetricStat: stat, AccountId: account } = query;
  if (stat === undefined) return evaluate(query, queries, metrics, window);
  // No account is linked to another: another's metrics have no data.
  const isOwn = account === undefined || account === window.account;
  return [await readMetric(metrics, { id, label, stat }, isOwn ? window : { ...window, to: window.from })];
}
