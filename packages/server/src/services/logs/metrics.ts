import type { MetricStore, Series } from '../../metrics/metric-store.js';
import type { LogGroup, SubscriptionFilter } from './domain/log-group.js';

const namespace = 'AWS/Logs';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html */
export class LogsMetrics {
  readonly #store: MetricStore;
  // By group document: a changed one gets a new bundle of the same series.
  readonly #groups = new WeakMap<LogGroup, IncomingMetrics>();

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** Counts what came into a group, and so into the account. */
  incoming(group: LogGroup, bytes: number, events: number): void {
    let metrics = this.#groups.get(group);
    if (metrics === undefined) {
      const dimensions = { LogGroupName: group.name };
      metrics = {
        bytes: [
          this.#series(group, 'IncomingBytes', 'Bytes', dimensions),
          this.#series(group, 'IncomingBytes', 'Bytes'),
        ],
        events: [
          this.#series(group, 'IncomingLogEvents', 'None', dimensions),
          this.#series(group, 'IncomingLogEvents', 'None'),
        ],
      };
      this.#groups.set(group, metrics);
    }
    for (const series of metrics.bytes) series.add(bytes);
    for (const series of metrics.events) series.add(events);
  }

  forwarded(group: LogGroup, filter: SubscriptionFilter, type: string, bytes: number, events: number): void {
    const dimensions = dimensionsOf(group, filter, type);
    this.#series(group, 'ForwardedBytes', 'Bytes', dimensions).add(bytes);
    this.#series(group, 'ForwardedLogEvents', 'None', dimensions).add(events);
  }

  deliveryFailed(group: LogGroup, filter: SubscriptionFilter, type: string, why: 'error' | 'throttled'): void {
    const metric = why === 'error' ? 'DeliveryErrors' : 'DeliveryThrottling';
    this.#series(group, metric, 'None', dimensionsOf(group, filter, type)).add(1);
  }

  #series(
    { account, region }: LogGroup,
    metric: string,
    unit: string,
    dimensions: Readonly<Record<string, string>> = {},
  ): Series {
    return this.#store.series({ account, region, namespace, metric, unit, dimensions });
  }
}

interface IncomingMetrics {
  readonly bytes: readonly Series[];
  readonly events: readonly Series[];
}

const dimensionsOf = (group: LogGroup, filter: SubscriptionFilter, type: string): Record<string, string> => ({
  LogGroupName: group.name,
  DestinationType: type,
  FilterName: filter.name,
});
