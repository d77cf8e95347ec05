import { parseStatistic } from './domain/statistics.js';
import { isPeriod } from './domain/window.js';
import { badPeriodText, bothGivenText, requiredText, tooManyText, validationFailed } from './errors.js';
import type { MetricDataQuery } from './query-types.js';

const MOST_QUERIES = 500;
const ID = /^[a-z][a-zA-Z0-9_]*$/;

/**
 * Checks the queries of GetMetricData. What expressions say is for whoever evaluates them.
 * @throws AwsError ValidationError with a line for each fault
 */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length === 0) throw validationFailed(requiredText('MetricDataQueries'));
  if (queries.length > MOST_QUERIES) throw validationFailed(tooManyText('MetricDataQueries', MOST_QUERIES));
  const faults = queries.flatMap((query, index) => faultsOf(query, `MetricDataQueries.member.${index + 1}`));
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    faults.push('The values for parameter id in MetricDataQueries are not unique.');
  }
  if (queries.every(({ ReturnData }) => ReturnData === false)) {
    faults.push('At least one of the elements of MetricDataQueries must return data.');
  }
  if (faults.length > 0) throw validationFailed(...faults);
}

function faultsOf(query: MetricDataQuery, path: string): string[] {
  const { Id: id, Expression: expression, MetricStat: stat, Period: period } = query;
  const faults: string[] = [];
  if (!ID.test(id)) {
    faults.push(`The value ${id} for parameter ${path}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
  }
  if (expression === undefined && stat === undefined) {
    faults.push(`Either ${path}.Expression or ${path}.MetricStat must be specified.`);
  }
  if (expression !== undefined && stat !== undefined) {
    faults.push(bothGivenText(`${path}.Expression`, `${path}.MetricStat`));
  }
  if (period !== undefined && !isPeriod(period)) faults.push(badPeriodText(`${path}.Period`));
  if (stat === undefined) return faults;
  if (!isPeriod(stat.Period)) faults.push(badPeriodText(`${path}.MetricStat.Period`));
  if (parseStatistic(stat.Stat) === undefined) {
    faults.push(`The value ${stat.Stat} for parameter ${path}.MetricStat.Stat is not a valid statistic.`);
  }
  for (const name of ['Namespace', 'MetricName'] as const) {
    if (stat.Metric[name] === undefined) faults.push(requiredText(`${path}.MetricStat.Metric.${name}`));
  }
  return faults;
}
