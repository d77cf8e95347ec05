import { RegistryConflictError, type Registry } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { isOver } from '../addressing.js';
import type { Shard } from '../domain/shard.js';
import type { StreamsContext } from '../context.js';
import type { ChangeStream } from '../../dynamodb/port.js';

const kind = 'dynamodb-streams';
/** How often streams are looked after, ms: a shard is at most so much older than four hours when it is closed. */
const interval = 15 * 60_000;

/** As if the stream had one shard. */
const wholeFeed: Shard = { id: '', after: 0, opened: 0 };

/**
 * Looks after every stream, four times an hour: closes the shard that has been open for four hours, gives back what a day-old record takes, and
 * removes a stream a day after it was disabled. No request depends on its being on time but for the age of shards.
 */
export class StreamCare {
  readonly #context: StreamsContext;
  readonly #registry: Registry;

  constructor(context: StreamsContext, registry: Registry) {
    this.#context = context;
    this.#registry = registry;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#run(task));
  }

  /** Begins, unless a process has begun before. */
  async start(): Promise<void> {
    try {
      await this.#registry.commit([{ put: `dynamodb-streams/once/${kind}`, value: true, ifVersion: 0 }, this.#next()]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }

  async #run(task: DueTask): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    for (const stream of await this.#context.streams.allStreams()) {
      try {
        await this.#lookAfter(stream);
      } catch (error) {
        // One stream's trouble is not the others'.
        failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
    await this.#registry.commit([done(task), this.#next()]);
  }

  async #lookAfter(stream: ChangeStream): Promise<void> {
    const { lineage, reader, streams, clock } = this.#context;
    const now = clock.now();
    if (isOver(stream, now)) {
      // Records first: while its document is there, a crash between the two is made good the next time.
      await lineage.remove(stream);
      await streams.forget(stream);
      return;
    }
    if (stream.enabled) await lineage.roll(stream);
    await lineage.forgetExpired(stream);
    const horizon = await reader.horizon(stream, wholeFeed, now);
    if (horizon > (await lineage.trimmed(stream)) + 1) await lineage.trim(stream, horizon - 1);
  }

  #next() {
    return dueTask({ at: this.#context.clock.now() + interval, kind, id: 'all', payload: null });
  }
}
