import type { KinesisContext } from './context.js';
import { parseConsumerArn, parseStreamArn, streamArn } from './domain/arn.js';
import { payloadBytes, recordOverhead } from './domain/record-json.js';
import { shardId } from './domain/shard-id.js';
import { logShard, type Shard, type Stream } from './domain/stream.js';
import type { StreamView } from './domain/stream-view.js';
import type { Named } from './errors.js';
import { isExpired, trimHorizon } from './horizon.js';

/** A stream as those find it who read it without iterators. */
export interface ReadableStream {
  readonly arn: string;
  /** Tells it from others of the same name before and after it. */
  readonly id: string;
  /** How long its records are kept, ms. */
  readonly retention: number;
  /** Oldest first, closed ones until their records are gone. */
  readonly shards: readonly ReadableShard[];
}

export interface ReadableShard {
  readonly index: number;
  readonly id: string;
  /** Indices of the shards that it came from, also of such as are gone. */
  readonly parents: readonly number[];
  /** 32 hexadecimal digits each. */
  readonly startHash: string;
  readonly endHash: string;
}

export interface StreamConsumer {
  readonly streamArn: string;
  readonly name: string;
  readonly isActive: boolean;
}

export interface KinesisSlice {
  /** The offset of the first record. */
  readonly first: number;
  readonly count: number;
  /** Records as GetRecords answers them, joined by commas over all chunks, in ASCII. */
  readonly chunks: readonly Uint8Array[];
  /** Where to go on. */
  readonly next: number;
  /** Whether there was nothing more at that moment. */
  readonly isCaughtUp: boolean;
  /** Whether the shard is closed and this was its end: go on with its children. */
  readonly ended: boolean;
}

export type ReadStart = 'TRIM_HORIZON' | 'LATEST' | { readonly timestamp: number };

/** Reads streams for other services, which have asked the policies. Positions are offsets in shards, and may be kept. Counts in the metrics what a client's reads count. */
export class KinesisReader {
  readonly #context: KinesisContext;

  constructor(context: KinesisContext) {
    this.#context = context;
  }

  /** Undefined for one that is not there, or is being created or deleted. */
  async stream(arn: string): Promise<ReadableStream | undefined> {
    const view = await this.#view(arn);
    if (view === undefined) return undefined;
    const { stream } = view;
    const now = this.#context.clock.now();
    return {
      arn: streamArn(stream),
      id: stream.id,
      retention: stream.retentionHours * 3_600_000,
      shards: stream.shards.filter((shard) => !isExpired(stream, shard, now)).map(readable),
    };
  }

  /** An enhanced fan-out consumer; undefined when there is none of that ARN. */
  async consumer(arn: string): Promise<StreamConsumer | undefined> {
    const named = parseConsumerArn(arn);
    if (named === undefined) return undefined;
    const { account, region, name: stream, consumer: name, createdSecond } = named;
    const found = await this.#context.store.consumer({ account, region, stream, name });
    if (found === undefined || Math.floor(found.value.created / 1000) !== createdSecond) return undefined;
    return { streamArn: streamArn(named), name, isActive: found.value.status === 'ACTIVE' };
  }

  /** The offset to begin with; undefined when the shard is gone. */
  async position(stream: ReadableStream, shard: ReadableShard, start: ReadStart): Promise<number | undefined> {
    const view = await this.#view(stream.arn);
    const current = this.#shardOf(view, stream, shard);
    if (view === undefined || current === undefined) return undefined;
    const name = logShard(view.stream, current);
    if (start === 'LATEST') return (await this.#context.log.extent(name)).end;
    const oldest = await trimHorizon(this.#context, view.stream, current);
    if (start === 'TRIM_HORIZON') return oldest;
    return Math.max(oldest, await this.#context.log.seek(name, start.timestamp));
  }

  /**
   * Reads from an offset on; from the oldest record that there is, where those before it are gone.
   * @param limits.bytes of records as they are stored; one record is read whatever its size
   * @param consumer the name of the enhanced fan-out consumer for whom it is read
   * @returns undefined when the shard, or its stream, is gone
   */
  async read(
    stream: ReadableStream,
    shard: ReadableShard,
    from: number,
    limits: { readonly records: number; readonly bytes: number },
    consumer?: string,
  ): Promise<KinesisSlice | undefined> {
    const { log, clock } = this.#context;
    const started = clock.monotonic();
    const view = this.#peek(stream) ?? (await this.#view(stream.arn));
    const before = this.#shardOf(view, stream, shard);
    if (view === undefined || before === undefined) return undefined;
    const oldest = await trimHorizon(this.#context, view.stream, before);
    const slice = await log.read(logShard(view.stream, before), Math.max(from, oldest), limits);
    const isCaughtUp = slice.next >= slice.extent.end;
    // A shard's end is known a moment after its log was sealed.
    const now = this.#shardOf(this.#peek(stream), stream, shard) ?? before;
    this.#count(view.stream, now, slice.count, slice.chunks, slice.lastTime, isCaughtUp, started, consumer);
    const { first, count, chunks, next } = slice;
    return { first, count, chunks, next, isCaughtUp, ended: now.closed !== undefined && next >= now.closed.end };
  }

  /** Calls the listener, soon, after the stream or its shards changed, or it came or went. */
  watchStream(arn: string, listener: () => void): () => void {
    const named = namedBy(arn);
    return named === undefined ? () => undefined : this.#context.store.watchStream(named, listener);
  }

  watchConsumer(arn: string, listener: () => void): () => void {
    const named = parseConsumerArn(arn);
    if (named === undefined) return () => undefined;
    const { account, region, name: stream, consumer: name } = named;
    return this.#context.store.watchConsumer({ account, region, stream, name }, listener);
  }

  /** Calls the listener, soon, after records were added to the shard or it was closed, whichever process did it. */
  watchRecords(stream: ReadableStream, shard: ReadableShard, listener: () => void): () => void {
    const { log, store } = this.#context;
    const named = namedBy(stream.arn);
    const ends = [log.watch(logShard(stream, shard), listener)];
    // The log is sealed a moment before the stream says that the shard is closed.
    if (named !== undefined) ends.push(store.watchStream(named, listener));
    return () => {
      for (const end of ends) end();
    };
  }

  #peek({ arn }: ReadableStream): StreamView | undefined {
    const named = namedBy(arn);
    return named && this.#context.store.peekStream(named);
  }

  async #view(arn: string): Promise<StreamView | undefined> {
    const named = namedBy(arn);
    const view = named && (await this.#context.store.stream(named));
    const status = view?.stream.status;
    return status === 'CREATING' || status === 'DELETING' ? undefined : view;
  }

  #shardOf(view: StreamView | undefined, stream: ReadableStream, { index }: ReadableShard): Shard | undefined {
    if (view === undefined || view.stream.id !== stream.id || view.stream.status === 'DELETING') return undefined;
    const shard = view.shard(index);
    return shard && !isExpired(view.stream, shard, this.#context.clock.now()) ? shard : undefined;
  }

  #count(
    stream: Stream,
    { index }: Shard,
    count: number,
    chunks: readonly Uint8Array[],
    lastTime: number | undefined,
    isCaughtUp: boolean,
    started: number,
    consumer: string | undefined,
  ): void {
    const { clock } = this.#context;
    const now = clock.now();
    const stored = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const bytes = stored === 0 ? 0 : payloadBytes(stored, count);
    const age = lastTime === undefined ? 0 : Math.max(0, now - lastTime);
    const behind = isCaughtUp ? 0 : age;
    if (consumer === undefined) {
      const metrics = this.#context.metrics.stream(stream);
      metrics.getRecordsBytes.add(bytes);
      metrics.getRecordsRecords.add(count);
      metrics.getRecordsSuccess.add(1);
      metrics.getRecordsIteratorAge.add(age);
      metrics.getRecordsLatency.add(clock.monotonic() - started);
      metrics.shard('OutgoingBytes', index)?.add(bytes);
      metrics.shard('OutgoingRecords', index)?.add(count);
      metrics.shard('IteratorAgeMilliseconds', index)?.add(behind);
      return;
    }
    const metrics = this.#context.metrics.consumer(stream, consumer);
    metrics.eventSuccess.add(1);
    metrics.eventBytes.add(bytes);
    metrics.eventRecords.add(count);
    metrics.eventMillisBehindLatest.add(behind);
  }
}

/** What stands in the log around the data and the key of a record, bytes. */
export const storedOverhead = recordOverhead;

const readable = ({ index, parent, adjacentParent, startHash, endHash }: Shard): ReadableShard => ({
  index,
  id: shardId(index),
  parents: [parent, adjacentParent].filter((each) => each !== undefined),
  startHash,
  endHash,
});

/** Reads happen thousands of times a second, for few streams. */
const parsed = new Map<string, Named | undefined>();

function namedBy(arn: string): Named | undefined {
  if (parsed.has(arn)) return parsed.get(arn);
  const named = parseStreamArn(arn);
  if (parsed.size >= 1000) parsed.clear();
  parsed.set(arn, named);
  return named;
}
