import { RegistryConflictError, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { GroupName } from '../domain/arn.js';
import { expiryHorizon, type LogGroup } from '../domain/log-group.js';
import { LONGEST_SPAN, readHead, timeKey, type BlockHead } from '../events/block.js';
import { blocksCollection } from '../events/collections.js';
import { trimIndex } from '../events/trimming.js';
import type { Streams } from '../events/streams.js';
import type { LogsStore } from '../store.js';

const kind = 'logs-retention';
/** Expired events are hidden at once, and removed when whole blocks have expired; not more often than so, ms. */
const INTERVAL = 3_600_000;

interface Parts {
  readonly store: LogsStore;
  readonly tables: Tables;
  readonly streams: Streams;
  readonly clock: Clock;
}

/** Removes what has expired, by a task that there is only where a group has both a retention and events. */
export class Retention {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#sweep(task));
  }

  /** Sees to it that there is a task. @param first the time of the earliest event, ms since the epoch */
  async arm(group: LogGroup, first: number): Promise<void> {
    const { store } = this.#parts;
    if (group.retentionInDays === undefined || store.isKept(group.id)) return;
    await this.#schedule(group, first, true);
  }

  /** After the retention has changed: the task of before may come too late. */
  async rearm(group: LogGroup): Promise<void> {
    if (group.retentionInDays === undefined) return;
    const oldest = await this.#oldest(group);
    if (oldest) await this.#schedule(group, oldest.first, false);
  }

  async #schedule(group: LogGroup, first: number, isFirst: boolean): Promise<void> {
    const { store, clock } = this.#parts;
    const at = this.#dueAt(group, first, clock.now());
    try {
      await store.commit([store.keep(group.id, at, isFirst), taskAt(at, group)]);
    } catch (error) {
      // Somebody else has just made one.
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }

  #dueAt(group: LogGroup, first: number, now: number): number {
    const keptFor = now - expiryHorizon(group, now);
    return Math.max(first + LONGEST_SPAN + keptFor + 1, now);
  }

  async #sweep(task: DueTask): Promise<void> {
    const { store, tables, streams, clock } = this.#parts;
    const named = task.payload as unknown as GroupName & { readonly id: string };
    const group = (await store.currentGroup(named))?.group;
    const kept = await store.keptUntil(named.id);
    if (kept !== undefined && kept !== task.at) {
      // Another task has taken its place.
      await store.commit([done(task)]);
      return;
    }
    if (group?.id !== named.id || group.retentionInDays === undefined) {
      await store.commit([store.keepNoLonger(named.id), done(task)]);
      return;
    }
    const now = clock.now();
    const bound = timeKey(expiryHorizon(group, now) - LONGEST_SPAN);
    await tables.clear(blocksCollection(group), bound);
    for (const stream of await streams.list(group)) {
      if (stream.firstEvent !== undefined && timeKey(stream.firstEvent) < bound)
        await trimIndex(tables, group, stream, bound);
    }
    const oldest = await this.#oldest(group);
    if (oldest === undefined) {
      await store.commit([store.keepNoLonger(group.id), done(task)]);
      return;
    }
    const next = Math.max(this.#dueAt(group, oldest.first, now), now + INTERVAL);
    await store.commit([store.keep(group.id, next, false), taskAt(next, group), done(task)]);
  }

  async #oldest(group: LogGroup): Promise<BlockHead | undefined> {
    let head: BlockHead | undefined;
    await this.#parts.tables.scan(
      blocksCollection(group),
      {},
      {
        visit(key, value) {
          head = readHead(key, value);
          return false;
        },
      },
    );
    return head;
  }
}

const taskAt = (at: number, { account, region, name, id }: LogGroup): ReturnType<typeof dueTask> =>
  dueTask({ at, kind, id, payload: { account, region, name, id } });
