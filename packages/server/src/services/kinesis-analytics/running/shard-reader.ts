import { kinesisRecords, type KinesisRecord } from '../../../kinesis-records.js';
import type { KinesisReader, ReadableShard, ReadableStream } from '../../kinesis/port.js';

/** Bytes that are read of a shard at one go, at most. */
const mostBytes = 4 * 1024 * 1024;

/** Reads one shard from an offset on, some records ahead of what is taken. */
export class ShardReader {
  readonly key: string;
  readonly stream: ReadableStream;
  readonly shard: ReadableShard;
  readonly #reader: KinesisReader;
  /** Records that are read and not taken yet; the first has the offset `#first + #taken`. */
  #records: readonly KinesisRecord[] = [];
  #first: number;
  #taken = 0;
  /** The offset behind what is read. */
  #next: number;
  /** The clock before the last read, if that found nothing more: what is not read yet arrived later. */
  #caughtUpAt: number | undefined;
  #ended = false;

  constructor(key: string, reader: KinesisReader, stream: ReadableStream, shard: ReadableShard, from: number) {
    this.key = key;
    this.stream = stream;
    this.shard = shard;
    this.#reader = reader;
    this.#first = from;
    this.#next = from;
  }

  /** The offset of the next record to be taken. */
  get position(): number {
    return this.#taken < this.#records.length ? this.#first + this.#taken : this.#next;
  }

  /** Whether the shard is closed and all of it was taken. */
  get isDone(): boolean {
    return this.#ended && this.#taken >= this.#records.length;
  }

  /** No record that is not read yet has an earlier arrival, but for such as clocks disagree about. ms; undefined for a shard that is read to its end. */
  get frontier(): number | undefined {
    if (this.#ended) return undefined;
    const last = this.lastArrival ?? 0;
    return this.#caughtUpAt === undefined ? last : Math.max(this.#caughtUpAt, last);
  }

  /** When the last record that is read arrived; undefined when none was. */
  get lastArrival(): number | undefined {
    return this.#records.at(-1)?.arrival;
  }

  /** When the next record arrived; undefined when none is read. */
  get arrival(): number | undefined {
    return this.#records[this.#taken]?.arrival;
  }

  get isBehind(): boolean {
    return this.#caughtUpAt === undefined && !this.#ended;
  }

  /** Reads on, up to so much, unless there is something to take. @returns false when the shard, or its stream, is gone */
  async fill(now: number, most: { readonly records: number; readonly bytes: number }): Promise<boolean> {
    if (this.#taken < this.#records.length || this.#ended) return true;
    const slice = await this.#reader.read(this.stream, this.shard, this.#next, {
      records: most.records,
      bytes: Math.min(most.bytes, mostBytes),
    });
    if (slice === undefined) return false;
    this.#records = slice.count === 0 ? [] : kinesisRecords(slice.chunks);
    this.#first = slice.first;
    this.#taken = 0;
    this.#next = slice.next;
    this.#ended = slice.ended;
    this.#caughtUpAt = slice.isCaughtUp ? now : undefined;
    return true;
  }

  /** Takes the records that arrived up to a moment. Those that arrived when the clock was ahead of where it is now arrived now. */
  take(
    until: number,
    now: number,
  ): { readonly from: number; readonly to: number; readonly records: readonly KinesisRecord[] } {
    const start = this.#taken;
    let end = this.#records.length;
    // Mostly all of them.
    while (until < now && end > start && (this.#records[end - 1]?.arrival ?? 0) > until) end -= 1;
    const from = this.#first + start;
    this.#taken = end;
    const to = end < this.#records.length ? this.#first + end : this.#next;
    return {
      from,
      to,
      records: start === 0 && end === this.#records.length ? this.#records : this.#records.slice(start, end),
    };
  }
}
