import { createHash } from 'node:crypto';
import { feedKey, feedSequence, TablesClosedError, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Logger } from '../../../runtime/log.js';
import { PatientLoop } from '../../../runtime/patient-loop.js';
import type { Random } from '../../../runtime/random.js';
import { vendorOf } from '../domain/destination.js';
import type { LogGroup, SubscriptionFilter } from '../domain/log-group.js';
import { eventId } from '../domain/position.js';
import type { StoredEvent } from '../events/block.js';
import { subscriptionFeed } from '../events/collections.js';
import { readBlocksAt } from '../events/reader.js';
import { decodeFed, eventBytes, type Fed } from '../events/writer.js';
import type { LogsMetrics } from '../metrics.js';
import { compileFilterPattern, type FilterPattern } from '../patterns/index.js';
import { destinationType, type Destinations, type Sent } from './destinations.js';
import { dataMessage, packed, type DeliveredEvent } from './envelope.js';

export interface PumpParts {
  readonly tables: Tables;
  readonly destinations: Destinations;
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: LogsMetrics;
  readonly logger: Logger;
}

/** Blocks that are looked at together. */
const MOST_BLOCKS = 64;
/** A message's events, as AWS counts their bytes: packed and in base64 they stay under Lambda's limit even where they do not pack at all. */
const MOST_BYTES = 512 * 1024;
/** What has not arrived after a day does not arrive, ms. */
const LONGEST_KEPT = 24 * 3_600_000;
/** ms */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 60_000;

/**
 * Sends what a subscription filter lets through, each stream's events in their order. The filter's feed holds the keys of blocks that it has not
 * seen; what has arrived is removed from it. That is all there is of a position, and a crash in between sends some events again, as AWS may.
 * While the destination refuses, it is tried again after longer and longer waits.
 */
export class SubscriptionPump {
  readonly #parts: PumpParts;
  readonly #feed: string;
  readonly #unwatch: () => void;
  #group: LogGroup;
  #filter: SubscriptionFilter;
  #pattern: FilterPattern;
  readonly #loop: PatientLoop;

  constructor(parts: PumpParts, group: LogGroup, filter: SubscriptionFilter) {
    this.#parts = parts;
    this.#group = group;
    this.#filter = filter;
    this.#pattern = compileFilterPattern(filter.pattern);
    this.#feed = subscriptionFeed(filter);
    this.#loop = new PatientLoop({
      clock: parts.clock,
      step: () => this.#send(),
      failed: (error) => this.#hasFailed(error),
      firstWait: FIRST_WAIT,
      longestWait: LONGEST_WAIT,
    });
    this.#unwatch = parts.tables.watch(this.#feed, () => this.#loop.nudge());
    this.#loop.wake();
  }

  /** Goes on by a newer document of the group: a destination that has changed may be willing. */
  update(group: LogGroup, filter: SubscriptionFilter): void {
    this.#group = group;
    if (JSON.stringify(filter) === JSON.stringify(this.#filter)) return;
    this.#pattern = compileFilterPattern(filter.pattern);
    this.#filter = filter;
    this.#loop.taken();
    this.#loop.wake();
  }

  /** Resolves when it waits for events, or for its next try. */
  idle(): Promise<void> {
    return this.#loop.idle();
  }

  async stop(): Promise<void> {
    this.#unwatch();
    await this.#loop.stop();
  }

  #hasFailed(error: unknown): boolean {
    if (error instanceof TablesClosedError) return false;
    this.#parts.logger.error('a subscription filter failed', { filter: this.#filter.name, error });
    return true;
  }

  /** Sends what is new in some blocks. @returns whether to go on at once */
  async #send(): Promise<boolean> {
    const { tables, clock } = this.#parts;
    const batch = await this.#read();
    if (batch.length === 0) {
      this.#loop.taken();
      return false;
    }
    const horizon = clock.now() - LONGEST_KEPT;
    // Those at the beginning: a clock that was set back leaves younger ones before older ones.
    const timely = batch.findIndex(({ time }) => time > horizon);
    const late = timely < 0 ? batch.length : timely;
    if (late > 0) {
      this.#failed('error');
      await this.#forget(batch[late - 1]);
      return true;
    }
    const blocks = await readBlocksAt(
      tables,
      this.#group,
      batch.map(({ key }) => key),
    );
    for (const [at, message] of this.#messages(blocks).entries()) {
      const sent = await this.#sendMessage(message);
      if (sent === 'sent') continue;
      // What has arrived of the blocks before is not sent again.
      if (at > 0) await this.#forget(batch[message.block - 1]);
      this.#failed(sent === 'throttled' ? 'throttled' : 'error');
      this.#wait();
      return false;
    }
    await this.#forget(batch.at(-1));
    this.#loop.taken();
    return true;
  }

  /** One message or more for each run of blocks of one stream. */
  #messages(blocks: readonly (readonly StoredEvent[])[]): Message[] {
    const messages: Message[] = [];
    for (const [block, events] of blocks.entries()) {
      for (const event of events) {
        if (!this.#pattern.matches(event.message)) continue;
        const bytes = eventBytes(event);
        let message = messages.at(-1);
        if (message?.stream !== event.stream || message.bytes + bytes > MOST_BYTES) {
          message = { stream: event.stream, block, events: [], bytes: 0 };
          messages.push(message);
        }
        message.events.push(this.#delivered(event));
        message.bytes += bytes;
      }
    }
    return messages;
  }

  #delivered(event: StoredEvent): DeliveredEvent {
    const { timestamp, message } = event;
    const id = eventId(event);
    if (this.#pattern.kind !== 'fields') return { id, timestamp, message };
    const fields = Object.entries(this.#pattern.extract(message) ?? {}).map(([name, value]) => [
      name.replace(/^\$/, ''),
      value,
    ]);
    return { id, timestamp, message, extractedFields: Object.fromEntries(fields) as Record<string, string> };
  }

  async #sendMessage({ stream, events, bytes }: Pick<Message, 'stream' | 'events' | 'bytes'>): Promise<Sent> {
    const { destinations, random, metrics } = this.#parts;
    const key =
      this.#filter.distribution === 'Random'
        ? Buffer.from(random.bytes(16)).toString('hex')
        : createHash('md5').update(stream).digest('hex');
    const payload = await packed(dataMessage(this.#group, stream, this.#filter, events));
    const sent = await destinations.send(this.#group, this.#filter, payload, key);
    if (sent === 'sent') {
      metrics.forwarded(this.#group, this.#filter, this.#type, bytes, events.length);
      return sent;
    }
    if (sent !== 'too-large') return sent;
    if (events.length <= 1) {
      // It never can be: the others go on.
      this.#failed('error');
      return 'sent';
    }
    const half = Math.ceil(events.length / 2);
    for (const part of [events.slice(0, half), events.slice(half)]) {
      const outcome = await this.#sendMessage({ stream, events: part, bytes: bytes / 2 });
      if (outcome !== 'sent') return outcome;
    }
    return 'sent';
  }

  get #type(): string {
    return destinationType(vendorOf(this.#filter.destinationArn));
  }

  #failed(why: 'error' | 'throttled'): void {
    this.#parts.metrics.deliveryFailed(this.#group, this.#filter, this.#type, why);
  }

  async #forget(last: NumberedFed | undefined): Promise<void> {
    if (last !== undefined) await this.#parts.tables.clear(this.#feed, feedKey(last.sequence + 1));
  }

  async #read(): Promise<NumberedFed[]> {
    let batch: NumberedFed[] = [];
    await this.#parts.tables.scan(
      this.#feed,
      {},
      {
        visit(key, value) {
          batch.push({ sequence: feedSequence(key), ...decodeFed(value) });
          return batch.length < MOST_BLOCKS;
        },
        restart() {
          batch = [];
        },
      },
    );
    return batch;
  }

  #wait(): void {
    const { name, destinationArn } = this.#filter;
    // Once: it is tried again for a day.
    if (this.#loop.refusals === 0)
      this.#parts.logger.warn('log events do not arrive at their destination', { filter: name, destinationArn });
    this.#loop.wait();
  }
}

interface Message {
  readonly stream: string;
  /** The first block that it has events of: those before have arrived once it is its turn. */
  readonly block: number;
  readonly events: DeliveredEvent[];
  bytes: number;
}

type NumberedFed = Fed & { readonly sequence: number };
