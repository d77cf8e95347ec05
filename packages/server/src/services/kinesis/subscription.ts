import { LogClosedError, RegistryClosedError, type LogSlice } from '@paddock/store';
import { Preencoded } from '@paddock/wire';
import type { KinesisContext } from './context.js';
import { arnOfConsumer } from './consumers.js';
import type { Consumer } from './domain/consumer.js';
import { continuationNumber } from './domain/continuation.js';
import { Pace } from './domain/pace.js';
import { payloadBytes, storedBytes } from './domain/record-json.js';
import { describeChild } from './domain/shard-shape.js';
import { shardId } from './domain/shard-id.js';
import type { Shard } from './domain/stream.js';
import type { StreamView } from './domain/stream-view.js';
import { anotherSubscription, consumerNotFound, shardDoesNotExist, streamNotFound, type Named } from './errors.js';
import { trimHorizon } from './horizon.js';
import type { ConsumerMetrics } from './metrics.js';
import { shardRates } from './quotas.js';
import type { SubscriptionLease } from './subscription-lease.js';

/** How long a subscription lasts, ms. */
const lifetime = 300_000;
/** So long it is silent at most, ms. */
const heartbeat = 5_000;
/** Timers are no finer, ms: what is nearer than this has come. */
const tick = 1;
const mostRecords = 10_000;
/** 1 MiB of data, as the log stores it: about what AWS puts into an event. */
const mostStoredBytes = storedBytes(1_048_576);

export interface ShardEvent {
  readonly SubscribeToShardEvent: Preencoded;
}

export interface SubscriptionStart {
  readonly stream: Named;
  readonly streamId: string;
  readonly shardIndex: number;
  /** The log's name of the shard. */
  readonly log: string;
  readonly consumer: Consumer;
  /** Of the record to begin with. */
  readonly offset: number;
  readonly lease: SubscriptionLease;
  readonly metrics: ConsumerMetrics;
}

const finished = { done: true, value: undefined } as const;

/**
 * The events of one SubscribeToShard: records as they arrive, an empty event when five seconds bring none, until five minutes are over,
 * the shard's end is reached, or something ends it early. Read only when its reader asks for more: what a slow one has not taken
 * stays in the log. While nobody waits for an event it holds no timer.
 */
export class Subscription implements AsyncIterableIterator<ShardEvent> {
  readonly #context: KinesisContext;
  readonly #start: SubscriptionStart;
  /** On the monotonic clock. */
  readonly #ends: number;
  readonly #pace: Pace | undefined;
  readonly #onEnd: (subscription: Subscription, error?: unknown) => void;
  #offset: number;
  #lastEvent = -Infinity;
  #atEnd = false;
  #over = false;
  #unwatch: (() => void) | undefined;
  /** Whether records, or what the subscription rests on, may have changed since they were last looked at. */
  #recordsChanged = true;
  #stateChanged = true;
  #wake: ((reason: 'records' | 'state') => void) | undefined;

  constructor(
    context: KinesisContext,
    start: SubscriptionStart,
    onEnd: (subscription: Subscription, error?: unknown) => void,
  ) {
    this.#context = context;
    this.#start = start;
    this.#offset = start.offset;
    this.#onEnd = onEnd;
    const now = context.clock.monotonic();
    this.#ends = now + lifetime;
    this.#pace = context.throttles.enforced ? new Pace(shardRates.readBytes, now) : undefined;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws AwsError ResourceInUseException or ResourceNotFoundException when something ends the subscription early */
  async next(): Promise<IteratorResult<ShardEvent, undefined>> {
    if (this.#over) return finished;
    try {
      this.#unwatch ??= this.#watch();
      const event = this.#atEnd ? undefined : await this.#nextEvent();
      if (event !== undefined && !this.#isOver()) return { done: false, value: event };
      await this.#end();
      return finished;
    } catch (error) {
      // The server stops, or the reader has left: nobody is to be told.
      const isUnheard = this.#isOver() || error instanceof LogClosedError || error instanceof RegistryClosedError;
      await this.#end(isUnheard ? undefined : error);
      if (isUnheard) return finished;
      throw error;
    }
  }

  /** Ends it: an event that is being waited for will not come. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    await this.#end();
    return finished;
  }

  async #nextEvent(): Promise<ShardEvent | undefined> {
    const { clock, log } = this.#context;
    while (!this.#isOver() && clock.monotonic() < this.#ends) {
      const view = await this.#check();
      const shard = view.shard(this.#start.shardIndex);
      if (shard === undefined) throw shardDoesNotExist(shardId(this.#start.shardIndex), this.#start.stream);
      const owed = this.#pace?.owed(clock.monotonic()) ?? 0;
      if (owed > 0) {
        await this.#sleep(owed, 'state');
        continue;
      }
      const silent = clock.monotonic() - this.#lastEvent;
      this.#recordsChanged = false;
      const from = Math.max(this.#offset, await trimHorizon(this.#context, view.stream, shard));
      const slice = await log.read(this.#start.log, from, { records: mostRecords, bytes: mostStoredBytes });
      this.#offset = slice.next;
      this.#atEnd = shard.closed !== undefined && slice.next >= shard.closed.end;
      if (slice.count > 0 || this.#atEnd || silent >= heartbeat - tick) return this.#event(view, shard, slice);
      await this.#sleep(heartbeat - silent, 'records');
    }
    return undefined;
  }

  #event(view: StreamView, shard: Shard, slice: LogSlice): ShardEvent {
    const { clock } = this.#context;
    const now = clock.now();
    const caughtUp = slice.next >= slice.extent.end;
    const behind = caughtUp || slice.lastTime === undefined ? 0 : Math.max(0, now - slice.lastTime);
    const end = this.#atEnd
      ? `"ChildShards":${JSON.stringify(view.childrenOf(shard.index).map(describeChild))}`
      : `"ContinuationSequenceNumber":"${continuationNumber(shard, slice.next, now)}"`;
    const payload = new Preencoded([head, ...slice.chunks, Buffer.from(`],${end},"MillisBehindLatest":${behind}}`)]);
    const bytes = payloadBytes(
      slice.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
      slice.count,
    );
    this.#lastEvent = clock.monotonic();
    this.#pace?.took(bytes, this.#lastEvent);
    const { metrics } = this.#start;
    metrics.eventSuccess.add(1);
    metrics.eventBytes.add(bytes);
    metrics.eventRecords.add(slice.count);
    metrics.eventMillisBehindLatest.add(behind);
    return { SubscribeToShardEvent: payload };
  }

  /** The stream as it is, if the subscription may go on. */
  async #check(): Promise<StreamView> {
    const { stream, streamId, consumer, lease, shardIndex } = this.#start;
    const { store } = this.#context;
    if (this.#stateChanged) {
      this.#stateChanged = false;
      const [found, lost] = await Promise.all([store.consumer(consumer), lease.isLost()]);
      if (
        found?.value.status !== 'ACTIVE' ||
        found.value.created !== consumer.created ||
        found.value.streamId !== streamId
      ) {
        throw consumerNotFound(arnOfConsumer(consumer), consumer.account);
      }
      if (lost) throw anotherSubscription(consumer, shardId(shardIndex));
    }
    const view = store.peekStream(stream) ?? (await store.stream(stream));
    if (view === undefined || view.stream.id !== streamId || view.stream.status === 'DELETING')
      throw streamNotFound(stream);
    return view;
  }

  #watch(): () => void {
    const { stream, consumer, lease } = this.#start;
    const { store, log } = this.#context;
    const state = (): void => {
      this.#stateChanged = true;
      this.#wake?.('state');
    };
    const records = (): void => {
      this.#recordsChanged = true;
      this.#wake?.('records');
    };
    const stops = [
      store.watchStream(stream, state),
      store.watchConsumer(consumer, state),
      store.watchSubscription(lease.key, state),
      log.watch(this.#start.log, records),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Waits for so many ms, or until the subscription ends or something changes; for records only if they are what is waited for. */
  async #sleep(ms: number, reason: 'records' | 'state'): Promise<void> {
    const wanted = reason === 'records' && this.#recordsChanged;
    if (wanted || this.#stateChanged || this.#over) return;
    const { clock } = this.#context;
    const rest = Math.max(tick, Math.min(ms, this.#ends - clock.monotonic()));
    await new Promise<void>((resolve) => {
      const timer = clock.after(rest, resolve);
      this.#wake = (what) => {
        if (what === 'records' && reason === 'state') return;
        timer.cancel();
        resolve();
      };
    });
    this.#wake = undefined;
  }

  async #end(error?: unknown): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#unwatch?.();
    this.#wake?.('state');
    this.#onEnd(this, error);
    await this.#start.lease.release();
  }

  /** While something was awaited, the reader may have left. */
  #isOver(): boolean {
    return this.#over;
  }
}

const head = Buffer.from('{"Records":[');
