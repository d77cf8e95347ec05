import type { ListedMetric, MetricReader, PointsRequest, StatisticPoint } from '../metric-reader.js';
import type { MetricDataQuery, QueryWindow, TimeSeries } from '../query-types.js';
import { evaluateExpression } from './index.js';

export const MINUTE = 60_000;
export const now = 1_700_000_040_000;
export const start = 1_699_999_200_000;
const place = { account: '123456789012', region: 'us-east-1' };

export type Points = readonly (number | undefined)[];
export interface Stored {
  readonly namespace?: string;
  readonly metric: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly points: Points;
}

/** Metrics with a value a minute from `start` on. */
export function readerOf(stored: readonly Stored[]): MetricReader {
  const same = (one: Stored, metric: PointsRequest['metric']): boolean =>
    one.metric === metric.metric &&
    (one.namespace ?? 'N') === metric.namespace &&
    JSON.stringify(one.dimensions ?? {}) === JSON.stringify(metric.dimensions);
  return {
    list: ({ namespace }) =>
      Promise.resolve(
        stored
          .filter((one) => namespace === undefined || (one.namespace ?? 'N') === namespace)
          .map((one): ListedMetric => ({
            ...place,
            namespace: one.namespace ?? 'N',
            metric: one.metric,
            dimensions: one.dimensions ?? {},
            lastTime: now,
          })),
      ),
    points: ({ metric }) => {
      const points = stored.find((one) => same(one, metric))?.points ?? [];
      return Promise.resolve(
        points.flatMap((value, index): StatisticPoint[] =>
          value === undefined
            ? []
            : [
                {
                  time: start + index * MINUTE,
                  unit: 'None',
                  count: 1,
                  sum: value,
                  min: value,
                  max: value,
                  values: [],
                },
              ],
        ),
      );
    },
  };
}

export const windowOf = (length: number): QueryWindow => ({ ...place, from: start, to: start + length * MINUTE, now });
export const metricQuery = (id: string): MetricDataQuery => ({
  Id: id,
  MetricStat: { Metric: { Namespace: 'N', MetricName: id, Dimensions: [] }, Period: 60, Stat: 'Sum' },
  ReturnData: false,
});

/** What an expression over metrics makes of them, a value for each minute; of a group, each series'. */
export async function compute(
  expression: string,
  metrics: Readonly<Record<string, Points>>,
  others: readonly string[] = [],
): Promise<Points[]> {
  const length = Math.max(1, ...Object.values(metrics).map((points) => points.length));
  const query: MetricDataQuery = { Id: 'result', Expression: expression };
  const queries = [
    ...Object.keys(metrics).map(metricQuery),
    query,
    ...others.map((Expression, index): MetricDataQuery => ({ Id: `e${index + 1}`, Expression, ReturnData: false })),
  ];
  const reader = readerOf(Object.entries(metrics).map(([metric, points]) => ({ metric, points })));
  const series = await evaluateExpression(query, queries, reader, windowOf(length));
  return series.map(({ timestamps, values }) =>
    Array.from({ length }, (_, index) => values[timestamps.indexOf(start + index * MINUTE)]),
  );
}

/** What a search over metrics finds. */
export async function search(
  expression: string,
  stored: readonly Stored[],
  label?: string,
): Promise<readonly TimeSeries[]> {
  const query: MetricDataQuery = { Id: 's1', Expression: expression, ...(label === undefined ? {} : { Label: label }) };
  return evaluateExpression(query, [query], readerOf(stored), windowOf(3));
}
