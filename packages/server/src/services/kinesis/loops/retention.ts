import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { changeStream } from '../changes.js';
import type { KinesisContext } from '../context.js';
import { logShard, type Stream } from '../domain/stream.js';
import { isNotFound } from '../errors.js';
import { isExpired, trimTime } from '../horizon.js';

const kind = 'kinesis-retention';
/** ms */
const hour = 3_600_000;
/** A subscription lasts five minutes: a lease older than this one has ended without being given back. */
const deadLease = hour;
/** How long what comes from now on is kept at least: the shortest retention period. */
const day = 24 * hour;

/**
 * Gives back what records take that no request shows any more: every hour, those past their stream's retention period, and closed shards
 * that have outlived it; every day, while there is nothing that could expire sooner. What is visible never depends on it.
 */
export class Retention {
  readonly #context: KinesisContext;

  constructor(context: KinesisContext) {
    this.#context = context;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#run(task));
  }

  /** Begins the hours, unless a process has begun them before. */
  async start(): Promise<void> {
    await this.#context.store.once(kind, [this.#next()]);
  }

  async #run(task: DueTask): Promise<void> {
    const { store } = this.#context;
    let failure: { readonly error: unknown } | undefined;
    let isNeeded = false;
    for (const stream of await store.allStreams()) {
      try {
        isNeeded = (await this.#trim(stream)) || isNeeded;
      } catch (error) {
        // One stream's trouble is not the others'.
        if (!isNotFound(error)) failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
    isNeeded = (await store.hasSubscriptions()) || isNeeded;
    const leases = await store.forgetSubscriptions(this.#context.clock.now() - deadLease);
    await store.commit([...leases, done(task), this.#next(isNeeded ? hour : day)]);
  }

  /** @returns whether the stream has something left that expires */
  async #trim(stream: Stream): Promise<boolean> {
    const { log, clock } = this.#context;
    const now = clock.now();
    const expired = stream.shards.filter((shard) => isExpired(stream, shard, now));
    const gone = new Set(expired.map((shard) => shard.index));
    let isNeeded = stream.shards.some(({ closed }) => closed !== undefined);
    for (const shard of stream.shards) {
      if (gone.has(shard.index)) continue;
      await log.trim(logShard(stream, shard), trimTime(stream, now));
      const { lastTime = -Infinity } = await log.extent(logShard(stream, shard));
      isNeeded ||= lastTime >= trimTime(stream, now);
    }
    if (gone.size === 0) return isNeeded;
    // Records first: while the shards are in the stream's document, a crash between the two is made good in the next hour.
    for (const shard of expired) await log.drop(logShard(stream, shard));
    const isThis = (current: Stream): boolean => current.id === stream.id && current.status !== 'DELETING';
    await changeStream(this.#context, stream, (current) =>
      isThis(current) ? { ...current, shards: current.shards.filter((shard) => !gone.has(shard.index)) } : current,
    );
    return isNeeded;
  }

  /** @param wait ms */
  #next(wait = hour) {
    return dueTask({ at: this.#context.clock.now() + wait, kind, id: 'hourly', payload: null });
  }
}
