import { TablesFencedError, type Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { GroupName } from './domain/arn.js';
import type { LogGroup } from './domain/log-group.js';
import type { NewEvent } from './events/block.js';
import type { Streams } from './events/streams.js';
import { writeEvents, type Written } from './events/writer.js';
import type { GroupView } from './group-view.js';
import { groupNotFound, streamExists, streamNotFound } from './errors.js';
import type { Retention } from './loops/retention.js';
import type { MetricFilters } from './metric-filters.js';
import type { LogsMetrics } from './metrics.js';
import type { LogsStore } from './store.js';

interface Parts {
  readonly store: LogsStore;
  readonly tables: Tables;
  readonly streams: Streams;
  readonly retention: Retention;
  readonly metricFilters: MetricFilters;
  readonly metrics: LogsMetrics;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** How events come in, from clients and from other services. */
export class Ingestion {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Makes a stream.
   * @throws ResourceNotFoundException, ResourceAlreadyExistsException
   */
  async createStream(view: GroupView, name: string): Promise<void> {
    const { streams, clock, ids } = this.#parts;
    const made = await this.#fenced(view, ({ group }) => streams.create(group, name, ids.hex(16), clock.now()));
    if (!made) throw streamExists();
  }

  /**
   * Writes events that were checked, durably, and tells whoever waits for them.
   * @param events at least one, in the order of their times
   * @throws ResourceNotFoundException when the stream, or the group, is gone
   */
  async write(view: GroupView, stream: string, events: readonly NewEvent[]): Promise<Written> {
    const { tables, retention, metricFilters, metrics, clock } = this.#parts;
    const now = clock.now();
    const first = events[0]?.timestamp ?? now;
    // Before the events are there, so that no crash leaves any that nobody removes; and again, in case that task has just ended.
    await retention.arm(view.group, first);
    const { written, current } = await this.#fenced(view, async (current) => ({
      written: await writeEvents(tables, current.group, stream, events, now),
      current,
    }));
    if (written === undefined) throw streamNotFound();
    await retention.arm(current.group, first);
    metrics.incoming(current.group, written.bytes, events.length);
    metricFilters.count(current, events);
    return written;
  }

  /** Runs something that gives the group's fence; with a newer document of the group when there is one. */
  async #fenced<T>(view: GroupView, run: (view: GroupView) => Promise<T>): Promise<T> {
    for (let current = view; ;) {
      try {
        return await run(current);
      } catch (error) {
        if (!(error instanceof TablesFencedError)) throw error;
      }
      const newer = await this.#parts.store.currentGroup(nameOf(current.group));
      if (newer === undefined || newer.group.id !== view.group.id) throw groupNotFound();
      // The fence is raised after the document has been changed.
      if (newer.version === current.version) throw groupNotFound();
      current = newer;
    }
  }
}

const nameOf = ({ account, region, name }: LogGroup): GroupName => ({ account, region, name });
