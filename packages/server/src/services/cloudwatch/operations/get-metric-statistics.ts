import { required, structure, type Infer } from '@paddock/wire';
import { operation } from '../context.js';
import { parseStatistic, statisticOf, type Statistic } from '../domain/statistics.js';
import type { StatisticPoint } from '../domain/statistic-point.js';
import { isPeriod, startOf } from '../domain/window.js';
import {
  badPeriodText,
  invalidParameterCombination,
  invalidParameterValue,
  tooManyDatapoints,
  unsupportedStatisticText,
} from '../errors.js';
import { assertParameters } from '../parameter-validation.js';
import {
  Datapoints,
  Dimensions,
  ExtendedStatistics,
  MetricLabel,
  MetricName,
  Namespace,
  Period,
  StandardUnit,
  Statistics,
  Timestamp,
  type Datapoint,
} from '../shapes.js';

const input = structure('GetMetricStatisticsInput', {
  Namespace: required(Namespace),
  MetricName: required(MetricName),
  Dimensions,
  StartTime: required(Timestamp),
  EndTime: required(Timestamp),
  Period: required(Period),
  Statistics,
  ExtendedStatistics,
  Unit: StandardUnit,
});

const MOST_DATAPOINTS = 1_440;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = operation({
  name: 'GetMetricStatistics',
  input,
  output: structure('GetMetricStatisticsOutput', { Label: MetricLabel, Datapoints }),
  errors: ['InvalidParameterValue', 'MissingParameter', 'InvalidParameterCombination', 'InternalServiceError'],
  validate: check,
  needs: () => ({ action: 'cloudwatch:GetMetricStatistics', resources: ['*'] }),
  async run({ metrics, clock }, request, { principal, region }) {
    const { Namespace: namespace, MetricName: metric, Dimensions: listed = [], Period: period, Unit: unit } = request;
    const dimensions = Object.fromEntries(listed.map(({ Name, Value }) => [Name, Value]));
    const from = startOf(request.StartTime, period, clock.now());
    const points = await metrics.points({
      metric: { account: principal.account, region, namespace, metric, dimensions },
      from,
      to: request.EndTime,
      period,
      unit,
    });
    return { Label: metric, Datapoints: points.map((point) => datapoint(point, request)) };
  },
});

function check(request: Infer<typeof input>): void {
  assertParameters(input, request);
  const { StartTime: start, EndTime: end, Period: period, Statistics: basic, ExtendedStatistics: extended } = request;
  if (!isPeriod(period)) throw invalidParameterValue(badPeriodText('Period'));
  if (start >= end) throw invalidParameterValue('The parameter StartTime must be less than the parameter EndTime.');
  if ((basic?.length ?? 0) + (extended?.length ?? 0) === 0) {
    throw invalidParameterCombination('Must specify either Statistics or ExtendedStatistics');
  }
  const unknown = extended?.find((name) => {
    const statistic = parseStatistic(name);
    return statistic === undefined || BASIC.has(statistic.kind);
  });
  if (unknown !== undefined) throw invalidParameterValue(unsupportedStatisticText(unknown));
  const asked = Math.floor((end - start) / (period * 1_000));
  if (asked > MOST_DATAPOINTS) throw tooManyDatapoints(asked, MOST_DATAPOINTS);
}

const BASIC: ReadonlySet<string> = new Set(['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum']);

function datapoint(point: StatisticPoint, request: Infer<typeof input>): Infer<typeof Datapoint> {
  const values: Partial<Record<Exclude<BasicName, undefined>, number>> = {};
  for (const name of request.Statistics ?? []) values[name] = statisticOf(point, { kind: name }) ?? 0;
  const extended: Record<string, number> = {};
  for (const name of request.ExtendedStatistics ?? []) {
    const statistic: Statistic | undefined = parseStatistic(name);
    const value = statistic && statisticOf(point, statistic);
    if (value !== undefined) extended[name] = value;
  }
  return {
    Timestamp: point.time,
    ...values,
    Unit: unitOf(point.unit),
    ...(request.ExtendedStatistics === undefined ? {} : { ExtendedStatistics: extended }),
  };
}

type BasicName = NonNullable<Infer<typeof input>['Statistics']>[number];

const unitOf = (name: string): Infer<typeof StandardUnit> =>
  StandardUnit.values?.find((unit) => unit === name) ?? 'None';
