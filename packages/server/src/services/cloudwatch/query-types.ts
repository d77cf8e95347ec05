import type { Infer } from '@paddock/wire';
import type { MetricReader } from './metric-reader.js';
import type { MetricDataQuery as MetricDataQueryShape, MetricStat as MetricStatShape } from './shapes.js';

/** A metric or an expression, as GetMetricData and alarms are given them. */
export type MetricDataQuery = Infer<typeof MetricDataQueryShape>;
export type MetricStat = Infer<typeof MetricStatShape>;

/** What a query gave: a metric's statistic or one of an expression's results. */
export interface TimeSeries {
  /** The query's. All results of one expression share it. */
  readonly id: string;
  /** As it was given or, where dynamic values are still to be put into that, as it is made by default. */
  readonly label: string;
  /** Period starts, rising, ms since the epoch; without those that have no value. */
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  /** Seconds between periods. */
  readonly period: number;
  readonly messages?: readonly QueryMessage[];
  /** The metric that it is a statistic of, for dynamic labels and default labels; undefined for what was computed. */
  readonly metric?: TimeSeriesMetric | undefined;
}

export interface TimeSeriesMetric {
  readonly account: string;
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
}

/** `Code` and `Value` of a result's message. */
export interface QueryMessage {
  readonly code: string;
  readonly value: string;
}

/** The time that is asked about, and whose metrics are meant. */
export interface QueryWindow {
  readonly account: string;
  readonly region: string;
  /** ms since the epoch, inclusive. A series' periods begin at it, rounded down as AWS does: see `startOf`. */
  readonly from: number;
  /** ms since the epoch, exclusive. */
  readonly to: number;
  /** The clock's, ms since the epoch. */
  readonly now: number;
}

/**
 * Computes a query that has an expression: its results, none for an expression that finds nothing. `queries` are all of the request, which the expression may name
 * by their ids, whether or not they return data; metrics among them are read with `readMetric`.
 * @throws AwsError ValidationError, in AWS's words, for an expression that cannot be understood
 */
export type EvaluateExpression = (
  query: MetricDataQuery,
  queries: readonly MetricDataQuery[],
  reader: MetricReader,
  window: QueryWindow,
) => Promise<readonly TimeSeries[]>;
