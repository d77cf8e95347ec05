import { parseStatistic, statisticOf, type Statistic } from '../domain/statistics.js';
import { inOneUnit, type MetricReader } from '../metric-reader.js';
import type { EvaluateExpression, MetricDataQuery } from '../query-types.js';
import type { MetricAlarm } from './alarm.js';
import { COMPARISONS } from './domain/comparison.js';
import { decide, type Decision, type EvaluatedPoint } from './domain/decision.js';
import type { ReasonedAlarm } from './domain/reason.js';

/** What an evaluation found. */
export interface Evaluation {
  readonly decision: Decision;
  /** What the reason's data tell: the periods that were decided by, the newest first. */
  readonly evaluated: readonly EvaluatedPoint[];
  /** Whether any metric of the alarm had data in what was looked at. */
  readonly sawData: boolean;
}

/** How long after a period's end it is evaluated, ms: services' metrics of a minute come a second later. */
export const EVALUATION_DELAY = 2_000;
/** So many periods more than are evaluated are looked at, for those that have data. */
const MORE_PERIODS = 2;

/** Evaluates the periods that are over. @param now ms since the epoch */
export async function evaluateAlarm(
  alarm: MetricAlarm,
  { reader, evaluate }: { readonly reader: MetricReader; readonly evaluate: EvaluateExpression },
  now: number,
): Promise<Evaluation> {
  const length = periodOf(alarm) * 1_000;
  const to = Math.floor((now - EVALUATION_DELAY) / length) * length;
  const count = alarm.evaluationPeriods + MORE_PERIODS;
  const from = to - count * length;
  const seen = new SeenPoints(reader);
  const values =
    alarm.metric === undefined
      ? await computed(alarm, seen, evaluate, { from, to, now })
      : await read(alarm, seen, { from, to });
  const points = Array.from({ length: count }, (_, index): EvaluatedPoint => {
    const time = to - (index + 1) * length;
    return { time, value: undefined, ...values.get(time) };
  });
  const rule = {
    periods: alarm.evaluationPeriods,
    toAlarm: alarm.datapointsToAlarm ?? alarm.evaluationPeriods,
    missing: alarm.missingData ?? 'missing',
    isBreaching: (value: number) => COMPARISONS[alarm.comparison].holds(value, alarm.threshold),
  } as const;
  const decision = decide(points, rule);
  const isTooFew = alarm.lowSamples === 'ignore' && decision.real.some((point) => hasFewSamples(point, alarm));
  return {
    decision: isTooFew ? { ...decision, state: undefined } : decision,
    evaluated: evaluatedOf(points, decision, alarm.evaluationPeriods),
    sawData: seen.any || (await hasNewer(alarm, reader, to, now)),
  };
}

/** Seconds. */
export function periodOf(alarm: MetricAlarm): number {
  if (alarm.metric !== undefined) return alarm.metric.period;
  const queries = alarm.queries ?? [];
  const returned = queries.find(({ ReturnData }) => ReturnData !== false);
  const own = returned?.MetricStat?.Period ?? returned?.Period;
  return own ?? Math.min(...queries.flatMap(({ MetricStat: stat }) => (stat ? [stat.Period] : [])), 86_400);
}

/** What an alarm's reasons say of it. */
export function reasonedAlarm(alarm: MetricAlarm): ReasonedAlarm {
  const { metric } = alarm;
  return {
    comparison: alarm.comparison,
    threshold: alarm.threshold,
    periods: alarm.evaluationPeriods,
    toAlarm: alarm.datapointsToAlarm,
    missing: alarm.missingData ?? 'missing',
    statistic: metric?.statistic ?? metric?.extendedStatistic,
    unit: metric?.unit,
    period: periodOf(alarm),
  };
}

type Values = ReadonlyMap<number, Pick<EvaluatedPoint, 'value' | 'sampleCount'>>;

async function read(alarm: MetricAlarm, reader: MetricReader, range: { from: number; to: number }): Promise<Values> {
  const { account, region, metric } = alarm;
  const statistic = metric && parseStatistic(metric.statistic ?? metric.extendedStatistic ?? '');
  if (metric === undefined || statistic === undefined) return new Map();
  const { namespace, name, period, unit } = metric;
  const dimensions = Object.fromEntries(metric.dimensions.map(({ Name, Value }) => [Name, Value]));
  const identity = { account, region, namespace, metric: name, dimensions };
  const { points } = inOneUnit(await reader.points({ metric: identity, ...range, period, unit }));
  return new Map(
    points.map((point) => [point.time, { value: statisticOf(point, statistic), sampleCount: point.count }]),
  );
}

async function computed(
  { account, region, queries = [] }: MetricAlarm,
  reader: MetricReader,
  evaluate: EvaluateExpression,
  range: { readonly from: number; readonly to: number; readonly now: number },
): Promise<Values> {
  const returned = queries.find(({ ReturnData }) => ReturnData !== false);
  if (returned === undefined) return new Map();
  // A metric alone is an expression too, that names it.
  const asked: MetricDataQuery =
    returned.MetricStat === undefined ? returned : { Id: `${returned.Id}__`, Expression: returned.Id };
  const all = asked === returned ? queries : [...queries, asked];
  const [series] = await evaluate(asked, all, reader, { account, region, ...range });
  return new Map(series?.timestamps.map((time, index) => [time, { value: series.values[index] }]));
}

/** The periods that were decided by: those with data, and where they are too few, those without that are newest. */
function evaluatedOf(points: readonly EvaluatedPoint[], { real }: Decision, periods: number): EvaluatedPoint[] {
  let empty = periods - real.length;
  return points.filter((point) => (point.value === undefined ? empty-- > 0 : real.includes(point)));
}

/** Percentiles of few samples say little: at least ten should lie beyond. */
function hasFewSamples({ sampleCount }: EvaluatedPoint, { metric }: MetricAlarm): boolean {
  const statistic: Statistic | undefined = parseStatistic(metric?.extendedStatistic ?? '');
  if (sampleCount === undefined || statistic?.kind !== 'percentile') return false;
  const share = statistic.percent / 100;
  // Shares are not exact: 1 - 0.9 is less than a tenth.
  return sampleCount < 10 / (share >= 0.5 ? 1 - share : share) - 1e-6;
}

/** How far ahead of the time data may be, ms. */
const AHEAD = 3 * 3_600_000;

/** Whether there is data of what is not over yet: the alarm has to look at it when it is. */
async function hasNewer(alarm: MetricAlarm, reader: MetricReader, from: number, now: number): Promise<boolean> {
  for (const { metric, period, unit } of metricsOf(alarm)) {
    const asked = { metric: { account: alarm.account, region: alarm.region, ...metric }, from, period, unit };
    if ((await reader.points({ ...asked, to: now + AHEAD })).length > 0) return true;
  }
  return false;
}

export interface AlarmMetric {
  readonly metric: {
    readonly namespace: string;
    readonly metric: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  readonly period: number;
  readonly unit: string | undefined;
}

/** The metrics that an alarm goes by. */
export function metricsOf({ metric, queries = [] }: MetricAlarm): AlarmMetric[] {
  const named = (
    namespace: string | undefined,
    name: string | undefined,
    dimensions: readonly { readonly Name: string; readonly Value: string }[] | undefined,
  ): AlarmMetric['metric'] => ({
    namespace: namespace ?? '',
    metric: name ?? '',
    dimensions: Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
  });
  if (metric !== undefined) {
    const { namespace, name, dimensions, period, unit } = metric;
    return [{ metric: named(namespace, name, dimensions), period, unit }];
  }
  return queries.flatMap(({ MetricStat: stat }) =>
    stat === undefined
      ? []
      : [
          {
            metric: named(stat.Metric.Namespace, stat.Metric.MetricName, stat.Metric.Dimensions),
            period: stat.Period,
            unit: stat.Unit,
          },
        ],
  );
}

/** Remembers whether anything was found. */
class SeenPoints implements MetricReader {
  any = false;
  readonly #reader: MetricReader;

  constructor(reader: MetricReader) {
    this.#reader = reader;
  }

  list(...[filter]: Parameters<MetricReader['list']>): ReturnType<MetricReader['list']> {
    return this.#reader.list(filter);
  }

  async points(...[request]: Parameters<MetricReader['points']>): ReturnType<MetricReader['points']> {
    const points = await this.#reader.points(request);
    this.any ||= points.length > 0;
    return points;
  }
}
