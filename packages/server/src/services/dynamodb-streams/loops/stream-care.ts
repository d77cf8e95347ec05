import type { Registry } from '@paddock/store';
import { done, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { isOver } from '../addressing.js';
import type { Shard } from '../domain/shard.js';
import type { StreamsContext } from '../context.js';
import { streamCareKind, streamCareTask, type ChangeStream, type StreamCareTask } from '../../dynamodb/port.js';

/** As if the stream had one shard. */
const wholeFeed: Shard = { id: '', after: 0, opened: 0 };

/**
 * Looks after streams, each four times an hour: closes the shard that has been open for four hours, gives back what a day-old record takes, and
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
    tasks.handle(streamCareKind, (task) => this.#run(task));
  }

  async #run(task: DueTask): Promise<void> {
    const { streams, clock } = this.#context;
    const stream = await streams.stream(task.payload as unknown as StreamCareTask);
    const remains = stream !== undefined && (await this.#lookAfter(stream));
    await this.#registry.commit([done(task), ...(remains ? [streamCareTask(stream, clock.now())] : [])]);
  }

  /** @returns whether the stream is still there */
  async #lookAfter(stream: ChangeStream): Promise<boolean> {
    const { lineage, reader, streams, clock } = this.#context;
    const now = clock.now();
    if (isOver(stream, now)) {
      // Records first: while its document is there, a crash between the two is made good the next time.
      await lineage.remove(stream);
      await streams.forget(stream);
      return false;
    }
    if (stream.enabled) await lineage.roll(stream);
    await lineage.forgetExpired(stream);
    const horizon = await reader.horizon(stream, wholeFeed, now);
    if (horizon > (await lineage.trimmed(stream)) + 1) await lineage.trim(stream, horizon - 1);
    return true;
  }
}
