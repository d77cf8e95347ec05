import type { MetricStore, Series } from '../../metrics/metric-store.js';
import type { FunctionName } from './domain/lambda-function.js';

const namespace = 'AWS/Lambda';

/** Metrics of functions by name, with their units: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const units = {
  Invocations: 'Count',
  Errors: 'Count',
  Throttles: 'Count',
  DeadLetterErrors: 'Count',
  DestinationDeliveryFailures: 'Count',
  RecursiveInvocationsDropped: 'Count',
  ProvisionedConcurrencyInvocations: 'Count',
  ProvisionedConcurrencySpilloverInvocations: 'Count',
  Duration: 'Milliseconds',
  PostRuntimeExtensionsDuration: 'Milliseconds',
  IteratorAge: 'Milliseconds',
  ConcurrentExecutions: 'Count',
  UnreservedConcurrentExecutions: 'Count',
  ProvisionedConcurrentExecutions: 'Count',
  /** From 0 to 1. */
  ProvisionedConcurrencyUtilization: 'None',
  AsyncEventsReceived: 'Count',
  AsyncEventAge: 'Milliseconds',
  AsyncEventsDropped: 'Count',
  Url4xxCount: 'Count',
  Url5xxCount: 'Count',
  UrlRequestCount: 'Count',
  UrlRequestLatency: 'Milliseconds',
} as const;

export type FunctionMetric = keyof typeof units;

/** Adds to the series of a function. AWS keeps each metric of a function thrice: over all of it, by what it was called as, and over the account. */
export class LambdaMetrics {
  readonly store: MetricStore;
  readonly #series = new Map<string, readonly Series[]>();

  constructor(store: MetricStore) {
    this.store = store;
  }

  /** @param resource `name`, or `name:qualifier` where it was called with one. @param executedVersion where an alias was called */
  add(
    { account, region, name }: FunctionName,
    metric: FunctionMetric,
    value: number,
    resource: string = name,
    executedVersion?: string,
  ): void {
    const key = `${account}\n${region}\n${metric}\n${resource}\n${executedVersion ?? ''}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      const dimensions = [{}, ...ownDimensions(name, resource, executedVersion)];
      const unit = units[metric];
      series = dimensions.map((own) =>
        this.store.series({ account, region, namespace, metric, unit, dimensions: own }),
      );
      if (this.#series.size >= mostRemembered) this.#series.clear();
      this.#series.set(key, series);
    }
    for (const one of series) one.add(value);
  }

  /** What runs at once: a function's, and the account's, which is no sum of the former. */
  concurrency(
    of: FunctionName,
    { running, inAccount, unreserved }: Running,
    resource: string,
    executed?: string,
  ): void {
    this.#addTo(of, 'ConcurrentExecutions', running, ownDimensions(of.name, resource, executed));
    this.#addTo(of, 'ConcurrentExecutions', inAccount, [{}]);
    if (unreserved !== undefined) this.#addTo(of, 'UnreservedConcurrentExecutions', unreserved, [{}]);
  }

  #addTo(
    { account, region }: FunctionName,
    metric: FunctionMetric,
    value: number,
    of: readonly Record<string, string>[],
  ): void {
    const unit = units[metric];
    for (const dimensions of of) this.store.series({ account, region, namespace, metric, unit, dimensions }).add(value);
  }
}

/** Invocations that run at once, the one that is told included. */
export interface Running {
  /** Of the function. */
  readonly running: number;
  /** Of the account in the region. */
  readonly inAccount: number;
  /** Of these, those of functions that have reserved nothing; undefined where this one's has. */
  readonly unreserved: number | undefined;
}

const ownDimensions = (name: string, resource: string, executedVersion?: string): Record<string, string>[] => [
  { FunctionName: name },
  { FunctionName: name, Resource: resource },
  ...(executedVersion === undefined
    ? []
    : [{ FunctionName: name, Resource: resource, ExecutedVersion: executedVersion }]),
];

const mostRemembered = 10_000;
