import type { Logger } from '../../runtime/log.js';
import type { MetricTransformation } from './domain/log-group.js';
import type { NewEvent } from './events/block.js';
import type { GroupView } from './group-view.js';
import type { FilterPattern } from './patterns/index.js';

/** A sample that a metric filter found. */
export interface MetricDatum {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** As CloudWatch names units: `None` when the filter has none. */
  readonly unit: string;
  /** The event's, ms since the epoch. */
  readonly timestamp: number;
}

/** Where metric filters' samples go: CloudWatch's port. */
export interface MetricSink {
  put(account: string, region: string, data: readonly MetricDatum[]): Promise<void>;
}

/** Holds events against the metric filters of their group. Samples are lost when the process is killed, as AWS promises them no more than its best. */
export class MetricFilters {
  readonly #sink: MetricSink;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(sink: MetricSink, logger: Logger) {
    this.#sink = sink;
    this.#logger = logger;
  }

  /** The events are on disk: nothing that goes wrong here is the sender's matter, who does not wait for it. */
  count(view: GroupView, events: readonly NewEvent[]): void {
    const { group } = view;
    if (group.metricFilters.length === 0) return;
    const report = (error: unknown): void => this.#logger.error('a metric filter failed', { group: group.name, error });
    try {
      const data = view.metricFilters.flatMap(({ filter, pattern }) =>
        events.flatMap((event) => sampleOf(filter.transformation, pattern, event) ?? []),
      );
      if (data.length === 0) return;
      const sent = this.#sink.put(group.account, group.region, data).catch(report);
      this.#underWay.add(sent);
      void sent.finally(() => this.#underWay.delete(sent));
    } catch (error) {
      report(error);
    }
  }

  /** Resolves when everything has been sent. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}

/** What a filter makes of an event; undefined when that is nothing. */
function sampleOf(
  transformation: MetricTransformation,
  pattern: FilterPattern,
  { timestamp, message }: NewEvent,
): MetricDatum | undefined {
  const { metricNamespace: namespace, metricName: metric, unit = 'None', defaultValue } = transformation;
  const datum = { namespace, metric, unit, timestamp };
  if (!pattern.matches(message))
    return defaultValue === undefined ? undefined : { ...datum, dimensions: {}, value: defaultValue };
  const { metricValue } = transformation;
  const value = numberOf(metricValue.startsWith('$') ? pattern.value(metricValue, message) : metricValue);
  if (value === undefined) return undefined;
  const dimensions: Record<string, string> = {};
  for (const [name, selector] of Object.entries(transformation.dimensions ?? {})) {
    const text = pattern.value(selector, message);
    // Without the value of a dimension AWS publishes nothing.
    if (text === undefined || text === '') return undefined;
    dimensions[name] = text;
  }
  return { ...datum, dimensions, value };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
