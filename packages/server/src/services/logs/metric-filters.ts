import type { Logger } from '../../runtime/log.js';
import type { LogGroup, MetricTransformation } from './domain/log-group.js';
import type { NewEvent } from './events/block.js';
import type { GroupView } from './group-view.js';

/** A sample that a metric filter found. */
export interface MetricDatum {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** As CloudWatch names units: `None` when the filter has none. */
  readonly unit: string;
  /** ms since the epoch */
  readonly time: number;
  /** How many samples of that value there were in the minute; 1 when absent. */
  readonly count?: number;
}

/** Where metric filters' samples go: CloudWatch. */
export interface MetricSink {
  put(account: string, region: string, datum: MetricDatum): void;
}

const MINUTE = 60_000;

/** Holds events against the metric filters of their group. Samples are lost when the process is killed, as AWS promises them no more than its best. */
export class MetricFilters {
  readonly #sink: MetricSink;
  readonly #logger: Logger;

  constructor(sink: MetricSink, logger: Logger) {
    this.#sink = sink;
    this.#logger = logger;
  }

  /** The events are on disk: nothing that goes wrong here is the sender's matter. */
  count(view: GroupView, events: readonly NewEvent[]): void {
    if (view.group.metricFilters.length === 0) return;
    try {
      for (const { filter, pattern } of view.metricFilters) {
        const samples = new Samples(view.group, filter.transformation);
        for (const event of events) {
          if (!pattern.matches(event.message)) samples.addDefault(event.timestamp);
          else samples.add(event.timestamp, () => pattern.extract(event.message) ?? {});
        }
        samples.send(this.#sink);
      }
    } catch (error) {
      this.#logger.error('a metric filter failed', { group: view.group.name, error });
    }
  }
}

/** One filter's samples of a call, equal ones of a minute together. */
class Samples {
  readonly #group: LogGroup;
  readonly #transformation: MetricTransformation;
  readonly #data = new Map<string, MetricDatum & { count: number }>();

  constructor(group: LogGroup, transformation: MetricTransformation) {
    this.#group = group;
    this.#transformation = transformation;
  }

  add(timestamp: number, extract: () => Readonly<Record<string, string>>): void {
    const { metricValue, dimensions = {} } = this.#transformation;
    const needsFields = metricValue.startsWith('$') || Object.keys(dimensions).length > 0;
    const fields = needsFields ? extract() : {};
    const value = numberOf(metricValue.startsWith('$') ? fields[metricValue] : metricValue);
    if (value === undefined) return;
    const found: Record<string, string> = {};
    for (const [name, selector] of Object.entries(dimensions)) {
      const text = fields[selector];
      // A dimension without a value: AWS publishes nothing then.
      if (text === undefined || text === '') return;
      found[name] = text;
    }
    this.#add(timestamp, value, found);
  }

  addDefault(timestamp: number): void {
    const { defaultValue } = this.#transformation;
    if (defaultValue !== undefined) this.#add(timestamp, defaultValue, {});
  }

  send(sink: MetricSink): void {
    for (const datum of this.#data.values()) sink.put(this.#group.account, this.#group.region, datum);
  }

  #add(timestamp: number, value: number, dimensions: Readonly<Record<string, string>>): void {
    const time = Math.floor(timestamp / MINUTE) * MINUTE;
    const key = JSON.stringify([time, value, dimensions]);
    const known = this.#data.get(key);
    if (known) {
      known.count += 1;
      return;
    }
    const { metricNamespace: namespace, metricName: metric, unit = 'None' } = this.#transformation;
    this.#data.set(key, { namespace, metric, dimensions, value, unit, time: timestamp, count: 1 });
  }
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
