import type { DataRequest } from './data-pages.js';
import { dynamicLabel } from './domain/dynamic-label.js';
import type { QueryWindow, TimeSeries } from './query-types.js';

/** Gives series the labels that answers have: defaults where none was given, and what is dynamic in them put in. */
export function labelled(series: readonly TimeSeries[], request: DataRequest, window: QueryWindow): TimeSeries[] {
  const given = new Map(request.MetricDataQueries.map((query) => [query.Id, query]));
  const metrics = series.filter(({ id }) => given.get(id)?.MetricStat !== undefined);
  const timezone = request.LabelOptions?.Timezone ?? '+0000';
  return series.map((one) => {
    const query = given.get(one.id);
    const usual = query?.MetricStat === undefined ? one.label : defaultLabel(one, metrics);
    const template = query?.Label ?? usual;
    const label = dynamicLabel(template, { ...one, label: usual }, { now: window.now, timezone });
    return { ...one, label };
  });
}

/** The metric's name, and after it what tells the request's metrics apart: dimensions, statistic, period. */
function defaultLabel({ metric, period, label }: TimeSeries, all: readonly TimeSeries[]): string {
  if (metric === undefined) return label;
  const differ = (of: (one: TimeSeries) => string): boolean => new Set(all.map(of)).size > 1;
  const values = (one: TimeSeries): string => Object.values(one.metric?.dimensions ?? {}).join(' ');
  const parts = [metric.name];
  if (differ(values)) parts.push(...Object.values(metric.dimensions));
  if (differ((one) => one.metric?.stat ?? '')) parts.push(metric.stat);
  if (differ((one) => String(one.period))) parts.push(String(period));
  return parts.join(' ');
}
