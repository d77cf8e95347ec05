import type { MetricIdentity } from '../../metrics/metric-store.js';
import type { StatisticPoint } from './domain/statistic-point.js';

export type { MetricIdentity, StatisticPoint };

/**
 * What is known of metrics, wherever it came from: users' data points and those of services, the archive and the minute that is open. Alarms and
 * metric math read through it.
 */
export interface MetricReader {
  /** Metrics that have had data in the last two weeks, in the order of namespace, name and dimensions. */
  list(filter: MetricListFilter): Promise<readonly ListedMetric[]>;

  /**
   * What the metric saw, in periods that begin at `from`, `from + period`, …: one point for each period and unit that has data, by time and,
   * within one time, by the unit's name. Each answers every statistic: see `statisticOf`.
   */
  points(request: PointsRequest): Promise<readonly StatisticPoint[]>;
}

export interface MetricListFilter {
  readonly account: string;
  readonly region: string;
  readonly namespace?: string | undefined;
  readonly metric?: string | undefined;
  /** Which dimensions it must have, among others; undefined as a value: whatever its value. */
  readonly dimensions?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
  /** The metric must have had data since then, ms since the epoch; two weeks ago when absent. */
  readonly since?: number | undefined;
}

export interface ListedMetric extends MetricIdentity {
  /** Of the last data point that is known, to within some minutes; ms since the epoch. */
  readonly lastTime: number;
}

export interface PointsRequest {
  readonly metric: MetricIdentity;
  /** ms since the epoch, inclusive: a whole minute, or a whole second where the period is below a minute. */
  readonly from: number;
  /** ms since the epoch, exclusive. A period that it cuts ends there. */
  readonly to: number;
  /** Seconds: 1, 5, 10, 20, 30 or a multiple of 60. Below 60 only what was stored at that resolution is found, and 3 hours of it. */
  readonly period: number;
  /** Data of this unit alone. */
  readonly unit?: string | undefined;
}

/**
 * Points of one unit. Where data of several units was found, GetMetricData answers the one whose name comes first, and says so: see `units`.
 */
export function inOneUnit(points: readonly StatisticPoint[]): {
  readonly points: readonly StatisticPoint[];
  /** The units found, by name. */
  readonly units: readonly string[];
} {
  const units = [...new Set(points.map(({ unit }) => unit))].sort();
  return { units, points: units.length < 2 ? points : points.filter(({ unit }) => unit === units[0]) };
}
