import type { Kinesis, StartingPosition, SubscribeToShardEvent } from '@aws-sdk/client-kinesis';
import { within } from './wait.js';

/** Reads the events of one SubscribeToShard in the background. */
export class SubscriptionReader {
  /** Settles when the stream of events has ended: with what it threw, if it did. */
  readonly ended: Promise<unknown>;
  /** Events that nobody has asked for yet. */
  readonly waiting: SubscribeToShardEvent[] = [];
  readonly #abort: AbortController;
  #wake: (() => void) | undefined;
  /** Whether the events have ended. */
  isOver = false;

  private constructor(
    events: AsyncIterable<{ SubscribeToShardEvent?: SubscribeToShardEvent }>,
    abort: AbortController,
  ) {
    this.#abort = abort;
    this.ended = this.#read(events);
  }

  /** @throws what is answered instead of events */
  static async open(
    sdk: Kinesis,
    ConsumerARN: string,
    position: StartingPosition = { Type: 'TRIM_HORIZON' },
    ShardId = 'shardId-000000000000',
  ): Promise<SubscriptionReader> {
    const abort = new AbortController();
    const { EventStream } = await sdk.subscribeToShard(
      { ConsumerARN, ShardId, StartingPosition: position },
      { abortSignal: abort.signal },
    );
    if (EventStream === undefined) throw new Error('no events');
    return new SubscriptionReader(
      EventStream as AsyncIterable<{ SubscribeToShardEvent?: SubscribeToShardEvent }>,
      abort,
    );
  }

  /** The next event. @throws when the events have ended */
  async next(): Promise<SubscribeToShardEvent> {
    return within('an event', this.#next());
  }

  /** The first event that has records, or that ends the shard. */
  async nextFull(): Promise<SubscribeToShardEvent> {
    for (;;) {
      const event = await this.next();
      if (event.Records?.length || event.ChildShards) return event;
    }
  }

  /** Leaves, as a client that is stopped. */
  leave(): void {
    this.#abort.abort();
  }

  async #next(): Promise<SubscribeToShardEvent> {
    for (;;) {
      const event = this.waiting.shift();
      if (event) return event;
      if (this.isOver) throw new Error('the events have ended');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #read(events: AsyncIterable<{ SubscribeToShardEvent?: SubscribeToShardEvent }>): Promise<unknown> {
    try {
      for await (const { SubscribeToShardEvent: event } of events) {
        if (event) this.waiting.push(event);
        this.#wake?.();
      }
      return undefined;
    } catch (error) {
      return error;
    } finally {
      this.isOver = true;
      this.#wake?.();
    }
  }
}
