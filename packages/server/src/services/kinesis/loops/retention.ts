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

/**
 * Gives back what records take that no request shows any more: every hour, those past their stream's retention period, and closed shards
 * that have outlived it. What is visible never depends on it.
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
    for (const stream of await store.allStreams()) {
      try {
        await this.#trim(stream);
      } catch (error) {
        // One stream's trouble is not the others'.
        if (!isNotFound(error)) failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
    const leases = await store.forgetSubscriptions(this.#context.clock.now() - deadLease);
    await store.commit([...leases, done(task), this.#next()]);
  }

  async #trim(stream: Stream): Promise<void> {
    const { log, clock } = this.#context;
    const now = clock.now();
    const expired = stream.shards.filter((shard) => isExpired(stream, shard, now));
    const gone = new Set(expired.map((shard) => shard.index));
    for (const shard of stream.shards) {
      if (!gone.has(shard.index)) await log.trim(logShard(stream, shard), trimTime(stream, now));
    }
    if (gone.size === 0) return;
    // Records first: while the shards are in the stream's document, a crash between the two is made good in the next hour.
    for (const shard of expired) await log.drop(logShard(stream, shard));
    const isThis = (current: Stream): boolean => current.id === stream.id && current.status !== 'DELETING';
    await changeStream(this.#context, stream, (current) =>
      isThis(current) ? { ...current, shards: current.shards.filter((shard) => !gone.has(shard.index)) } : current,
    );
  }

  #next() {
    return dueTask({ at: this.#context.clock.now() + hour, kind, id: 'hourly', payload: null });
  }
}
