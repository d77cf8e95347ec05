import { parseStatistic, statisticOf } from './domain/statistics.js';
import { startOf } from './domain/window.js';
import { inOneUnit, type MetricReader } from './metric-reader.js';
import type { MetricStat, QueryMessage, QueryWindow, TimeSeries } from './query-types.js';

/**
 * A metric's statistic over the window, by time: what a query with a `MetricStat` gives. Of several units the first by name is taken, and a message says so.
 * @param query `accountId` for another account's metric; a statistic that is none gives no values: it is refused before
 */
export async function readMetric(
  reader: MetricReader,
  query: { readonly id: string; readonly label?: string | undefined; readonly stat: MetricStat },
  window: QueryWindow,
): Promise<TimeSeries> {
  const { id, stat } = query;
  const { account, region } = window;
  const dimensions = Object.fromEntries((stat.Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
  const [namespace, name] = [stat.Metric.Namespace ?? '', stat.Metric.MetricName ?? ''];
  const found = await reader.points({
    metric: { account, region, namespace, metric: name, dimensions },
    from: startOf(window.from, stat.Period, window.now),
    to: window.to,
    period: stat.Period,
    unit: stat.Unit,
  });
  const { points, units } = inOneUnit(found);
  const statistic = parseStatistic(stat.Stat);
  const timestamps: number[] = [];
  const values: number[] = [];
  for (const point of points) {
    const value = statistic && statisticOf(point, statistic);
    if (value === undefined) continue;
    timestamps.push(point.time);
    values.push(value);
  }
  return {
    id,
    label: query.label ?? name,
    timestamps,
    values,
    period: stat.Period,
    metric: { account, region, namespace, name, dimensions, stat: stat.Stat },
    ...(units.length > 1 ? { messages: [multipleUnits(units)] } : {}),
  };
}

const multipleUnits = (units: readonly string[]): QueryMessage => ({
  code: 'MultipleUnits',
  value: `Multiple units returned: '[${units.join(', ')}]'`,
});
