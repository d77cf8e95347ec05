import { required, structure, type Infer } from '@paddock/wire';
import { parseStatistic } from '../domain/statistics.js';
import { unsupportedStatisticText, validationFailed } from '../errors.js';
import { checkExpressions } from '../math/index.js';
import type { MetricDataQuery } from '../query-types.js';
import {
  Dimensions,
  ExtendedStatistic,
  MetricDataQueries,
  MetricId,
  MetricName,
  Namespace,
  Period,
  StandardUnit,
  Statistic,
  TagList,
} from '../shapes.js';
import { checkActions } from './action-arns.js';
import type { MetricAlarm } from './alarm.js';
import { isComparison, type Comparison } from './domain/comparison.js';
import type { MissingData } from './domain/decision.js';
import { periodOf } from './evaluation.js';
import * as shapes from './shapes.js';

export const PutMetricAlarmInput = structure('PutMetricAlarmInput', {
  AlarmName: required(shapes.AlarmName),
  AlarmDescription: shapes.AlarmDescription,
  ActionsEnabled: shapes.ActionsEnabled,
  OKActions: shapes.ResourceList,
  AlarmActions: shapes.ResourceList,
  InsufficientDataActions: shapes.ResourceList,
  MetricName,
  Namespace,
  Statistic,
  ExtendedStatistic,
  Dimensions,
  Period,
  Unit: StandardUnit,
  EvaluationPeriods: shapes.EvaluationPeriods,
  DatapointsToAlarm: shapes.DatapointsToAlarm,
  Threshold: shapes.Threshold,
  ComparisonOperator: shapes.ComparisonOperator,
  TreatMissingData: shapes.TreatMissingData,
  EvaluateLowSampleCountPercentile: shapes.EvaluateLowSampleCountPercentile,
  Metrics: MetricDataQueries,
  Tags: TagList,
  ThresholdMetricId: MetricId,
  EvaluationCriteria: shapes.EvaluationCriteria,
  EvaluationInterval: shapes.EvaluationInterval,
});

type Input = Infer<typeof PutMetricAlarmInput>;

/** What an alarm evaluates, of a request that is valid. */
export type Evaluated = Pick<
  MetricAlarm,
  | 'metric'
  | 'queries'
  | 'evaluationPeriods'
  | 'datapointsToAlarm'
  | 'threshold'
  | 'comparison'
  | 'missingData'
  | 'lowSamples'
>;

const MISSING: readonly string[] = ['breaching', 'notBreaching', 'ignore', 'missing'] satisfies MissingData[];
const HOUR = 3_600;
const DAY = 86_400;
const WEEK = 604_800;

/** @throws AwsError ValidationError */
export function evaluatedOf(input: Input): Evaluated {
  if (input.EvaluationCriteria !== undefined || input.EvaluationInterval !== undefined) {
    throw validationFailed('PromQL alarms are not available here');
  }
  checkActions(input);
  const { EvaluationPeriods: periods, DatapointsToAlarm: toAlarm, TreatMissingData: missing } = input;
  if (periods === undefined) throw notNull('evaluationPeriods');
  if (toAlarm !== undefined && toAlarm > periods) {
    throw validationFailed('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
  }
  if (missing !== undefined && !MISSING.includes(missing)) {
    throw validationFailed(
      `Option ${missing} is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore, and missing.`,
    );
  }
  const low = input.EvaluateLowSampleCountPercentile;
  if (low !== undefined && low !== 'evaluate' && low !== 'ignore') {
    throw validationFailed(
      `Option ${low} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
    );
  }
  const evaluated: Evaluated = {
    ...(input.Metrics === undefined ? metricOf(input) : queriesOf(input, input.Metrics)),
    evaluationPeriods: periods,
    datapointsToAlarm: toAlarm,
    ...thresholdOf(input),
    missingData: missing as MissingData | undefined,
    lowSamples: low,
  };
  checkSpan(evaluated, periods);
  return evaluated;
}

const notNull = (member: string): Error =>
  validationFailed(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

function thresholdOf(input: Input): { threshold: number; comparison: Comparison } {
  const { Threshold: threshold, ThresholdMetricId: band, ComparisonOperator: comparison } = input;
  if (comparison === undefined) throw notNull('comparisonOperator');
  if (threshold !== undefined && band !== undefined) {
    throw validationFailed('Threshold and ThresholdMetricId cannot both be set');
  }
  if (!isComparison(comparison) && band === undefined) {
    throw validationFailed('ComparisonOperators for ranges require ThresholdMetricId to be set');
  }
  if (!isComparison(comparison) || band !== undefined) {
    throw validationFailed('Alarms on anomaly detection models are not available here');
  }
  if (threshold === undefined) throw validationFailed('Threshold must not be null');
  return { threshold, comparison };
}

function metricOf(input: Input): Pick<Evaluated, 'metric'> {
  const { MetricName: name, Namespace: namespace, Statistic: statistic, ExtendedStatistic: extended } = input;
  const { Period: period, Unit: unit, Dimensions: dimensions = [] } = input;
  if (name === undefined) throw validationFailed('MetricName must not be null');
  if (namespace === undefined) throw validationFailed('Namespace must not be null');
  if (statistic !== undefined && extended !== undefined) {
    throw validationFailed('Statistic and ExtendedStatistic cannot both be set');
  }
  if (statistic === undefined && extended === undefined) {
    throw validationFailed('Either Statistic or ExtendedStatistic must be set');
  }
  if (extended !== undefined && parseStatistic(extended) === undefined) {
    throw validationFailed(unsupportedStatisticText(extended));
  }
  if (period === undefined) throw validationFailed('Period must not be null');
  checkPeriod(period);
  return { metric: { namespace, name, dimensions, statistic, extendedStatistic: extended, period, unit } };
}

const MOST_METRICS = 10;
const MOST_EXPRESSIONS = 10;

function queriesOf(input: Input, queries: readonly MetricDataQuery[]): Pick<Evaluated, 'queries'> {
  for (const name of ['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const) {
    if (input[name] !== undefined) throw validationFailed(`${name} should not be set if list of Metrics is set.`);
  }
  if ((input.Dimensions ?? []).length > 0) {
    throw validationFailed('Dimensions should not be set if list of Metrics is set.');
  }
  const stats = queries.flatMap(({ MetricStat: stat }) => stat ?? []);
  const isValid = queries.every(
    ({ Id, Expression: expression, MetricStat: stat }) =>
      /^[a-z][a-zA-Z0-9_]*$/.test(Id) && (expression === undefined) !== (stat === undefined),
  );
  const isNamed = stats.every(
    ({ Metric: metric, Stat: stat }) =>
      metric.Namespace !== undefined && metric.MetricName !== undefined && parseStatistic(stat) !== undefined,
  );
  const isUnique = new Set(queries.map(({ Id }) => Id)).size === queries.length;
  const isFew = stats.length <= MOST_METRICS && queries.length - stats.length <= MOST_EXPRESSIONS;
  if (!isValid || !isNamed || !isUnique || !isFew) throw validationFailed('Invalid metrics list');
  const returned = queries.filter(({ ReturnData: returns }) => returns !== false);
  const [first] = returned;
  if (first === undefined || returned.length > 1) {
    throw validationFailed('Exactly one element of the metrics list should return data.');
  }
  for (const { Period: period } of stats) checkPeriod(period);
  const expressions = checkExpressions(queries);
  const isSearch = queries.some(({ Expression: expression = '' }) => /\bSEARCH\s*\(/.test(expression));
  if (isSearch) throw validationFailed(`Error in expression '${first.Id}': SEARCH is not supported in alarms`);
  if (expressions.get(first.Id)?.type === 'group') {
    throw validationFailed(
      'Metrics expression that return multi time series are only allowed for MetricsInsights expression with an ORDER BY clause',
    );
  }
  return { queries };
}

function checkPeriod(period: number): void {
  if (period !== 10 && period !== 20 && period !== 30 && period % 60 !== 0) {
    throw validationFailed('Period must be 10, 20, 30 or a multiple of 60');
  }
}

function checkSpan(evaluated: Evaluated, periods: number): void {
  // What tells the period is all here.
  const period = periodOf(evaluated as MetricAlarm);
  if (period >= HOUR && period * periods > WEEK) {
    throw validationFailed(
      'Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600',
    );
  }
  if (period < HOUR && period * periods > DAY) {
    throw validationFailed(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    );
  }
}
