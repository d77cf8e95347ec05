import { assertValid, required, structure, type Infer } from '@paddock/wire';
import { operation, type CloudWatchContext } from '../context.js';
import { checkQueries } from '../data-queries.js';
import { labelled } from '../labels.js';
import { checkWindow, pageOf } from '../data-pages.js';
import { readMetric } from '../metric-series.js';
import type { QueryWindow, TimeSeries } from '../query-types.js';
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
    const series = labelled(await seriesOf(context, request, window), request, window);
    const { results, nextToken } = pageOf(series, request);
    return { MetricDataResults: results, Messages: [], ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
});

/** What the queries give that return data, in their order. */
async function seriesOf(
  { metrics, evaluate }: CloudWatchContext,
  { MetricDataQueries: queries }: Infer<typeof input>,
  window: QueryWindow,
): Promise<TimeSeries[]> {
  const found: TimeSeries[] = [];
  for (const query of queries) {
    if (query.ReturnData === false) continue;
    const { Id: id, Label: label, MetricStat: stat, AccountId: account } = query;
    // No account is linked to another: another's metrics have no data.
    const isOwn = account === undefined || account === window.account;
    const of = isOwn ? window : { ...window, to: window.from };
    if (stat === undefined) found.push(...(await evaluate(query, queries, metrics, window)));
    else found.push(await readMetric(metrics, { id, label, stat }, of));
  }
  return found;
}
