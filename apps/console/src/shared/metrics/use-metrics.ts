import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { useClient, useSession } from '../../session/use-session.js';
import { useServerClock } from '../../session/server-clock.js';
import { useAws } from '../use-aws.js';
import { windowOf, type Range, type Window } from './range.js';

/** One line of a graph: a metric with a statistic, or an expression of others (metric math). */
export interface MetricQuery {
  /** Begins with a small letter: others' expressions call it by this. */
  readonly id: string;
  readonly label: string;
  readonly namespace?: string;
  readonly metric?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `p99` … */
  readonly statistic?: string;
  readonly expression?: string;
  /** s; of the window when absent. */
  readonly period?: number;
  /** Whether it is only there for expressions. */
  readonly isHidden?: boolean;
}

export interface MetricPoint {
  /** ms since the epoch, the period's beginning. */
  readonly x: number;
  readonly y: number;
}

export interface MetricLine {
  readonly id: string;
  readonly label: string;
  readonly points: readonly MetricPoint[];
}

export interface MetricData {
  readonly window: Window;
  readonly lines: readonly MetricLine[];
  /** What CloudWatch said beside the data. */
  readonly messages: readonly string[];
}

export interface MetricsOptions {
  readonly range: Range;
  /** s; what suits the range when absent. */
  readonly period?: number;
  /** ms until they are loaded again; a quarter of a minute when absent. */
  readonly every?: number | false;
  readonly enabled?: boolean;
}

/** The data of up to 500 queries over a range that ends now, by GetMetricData. */
export function useMetrics(
  queries: readonly MetricQuery[],
  { range, period, every = 15_000, enabled = true }: MetricsOptions,
) {
  const session = useSession();
  const clock = useServerClock(session.clock);
  const cloudwatch = useClient(CloudWatchClient);
  return useAws<MetricData>(
    ['cloudwatch', 'data', queries, range, period, clock.turns()],
    async ({ signal }) => {
      const window = windowOf(range, clock.now(), period);
      const { lines, messages } = await getMetricData(cloudwatch, queries, window, signal);
      return { window, lines, messages };
    },
    { every, enabled: enabled && queries.length > 0, keep: true },
  );
}

/** All pages of GetMetricData, in the order of the queries. */
export async function getMetricData(
  cloudwatch: CloudWatchClient,
  queries: readonly MetricQuery[],
  window: Window,
  signal: AbortSignal,
): Promise<Omit<MetricData, 'window'>> {
  const found = new Map<string, Found>();
  const messages = new Set<string>();
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries.map((query) => toQuery(query, window.period)),
        StartTime: new Date(window.start),
        EndTime: new Date(window.end),
        ScanBy: 'TimestampAscending',
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    for (const { Id = '', Label = '', Timestamps = [], Values = [], Messages = [] } of page.MetricDataResults ?? []) {
      // An expression may give many series, all with its ID; one that goes on in the next page has its label, too.
      const key = JSON.stringify([Id, Label]);
      const points: MetricPoint[] = found.get(key)?.points ?? [];
      Timestamps.forEach((time, index) => points.push({ x: time.getTime(), y: Values[index] ?? 0 }));
      found.set(key, { id: Id, label: Label, points });
      for (const { Value } of Messages) if (Value !== undefined) messages.add(Value);
    }
    for (const { Value } of page.Messages ?? []) if (Value !== undefined) messages.add(Value);
    token = page.NextToken;
  } while (token !== undefined);
  return { lines: linesOf(queries, [...found.values()]), messages: [...messages] };
}

interface Found {
  readonly id: string;
  readonly label: string;
  readonly points: MetricPoint[];
}

/** In the order of the queries. Of several series of one query the second is called `e1#2`. */
function linesOf(queries: readonly MetricQuery[], found: readonly Found[]): readonly MetricLine[] {
  return queries
    .filter(({ isHidden }) => isHidden !== true)
    .flatMap(({ id, label }) => {
      const series = found.filter((one) => one.id === id);
      if (series.length === 0) return [{ id, label: label || id, points: [] }];
      return series.map((one, index) => ({
        id: index === 0 ? id : `${id}#${index + 1}`,
        label: one.label || label || id,
        points: one.points,
      }));
    });
}

function toQuery(
  { id, label, namespace, metric, dimensions = {}, statistic = 'Sum', expression, period, isHidden }: MetricQuery,
  usual: number,
): MetricDataQuery {
  const rest = { Id: id, ...(label === '' ? {} : { Label: label }), ReturnData: isHidden !== true };
  if (expression !== undefined)
    return { ...rest, Expression: expression, ...(period === undefined ? {} : { Period: period }) };
  return {
    ...rest,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Stat: statistic,
      Period: period ?? usual,
    },
  };
}
