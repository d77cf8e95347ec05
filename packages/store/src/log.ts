/**
 * The `Log` port: ordered, durable, append-only shards of records.
 *
 * A record is opaque bytes with an arrival time. It is addressed by its offset: 0 for the first record that a shard
 * ever held, rising by exactly one, never reused. The log assigns offsets; because what is stored may name its own
 * offset (a sequence number), the caller gives an encoder, which the log calls when the offset is known. An adapter whose log is
 * remote may call it again after it lost a race for that offset, so an encoder has no side effects.
 *
 * A shard is named by any string of 1 to 512 UTF-16 units; other names are a RangeError.
 *
 * Several processes may append to one shard. `append` is atomic: all of its records, contiguous, or none.
 */
export interface Log {
  /**
   * Appends records to the end of a shard, which comes into being with its first append.
   * Resolves when they are durable and visible to every reader. Concurrent appends share one sync.
   * @throws LogSealedError when the shard is sealed; LogClosedError after close; LogFullError when the disk is full;
   *   RangeError when the encoder answers another number of records than `count`; what the encoder throws. Nothing was
   *   appended then. Any other error is the store's own: whether the records are there is unknown until it is opened again.
   */
  append(shard: string, append: Append): Promise<Appended>;

  /**
   * Reads records from an offset on, in order. Costs what it returns, however much is stored.
   * An offset before the first kept record reads from that one; at or past the end, the slice is empty
   * and its `first` and `next` are that offset.
   * Always returns at least one record when one is there, even if it is larger than maxBytes.
   */
  read(shard: string, from: number, limit: ReadLimit): Promise<LogSlice>;

  /** The first offset whose record arrived at or after the time (ms since the epoch); the end when there is none. */
  seek(shard: string, time: number): Promise<number>;

  /** Where the shard begins and ends. A shard that never had a record is empty from 0 to 0. */
  extent(shard: string): Promise<Extent>;

  /** Refuses every later append, durably, and answers the final extent. Sealing twice is the same as once. */
  seal(shard: string): Promise<Extent>;

  /** Forgets records that arrived before the time, as far as it is cheap (whole segments). `extent.start` says how far. */
  trim(shard: string, before: number): Promise<void>;

  /** Removes a shard and everything in it. Unknown shards are ignored. */
  drop(shard: string): Promise<void>;

  /** Calls the listener, soon, after records of the shard became visible or the shard was sealed or dropped. */
  watch(shard: string, listener: () => void): () => void;

  /** Waits for appends under way, makes everything durable, and releases the store. */
  close(): Promise<void>;
}

export interface Append {
  /** How many records; at least 1. */
  readonly count: number;
  /** Arrival time of all of them, ms since the epoch. Times before the shard's last one are raised to it. */
  readonly time: number;
  /**
   * The records' bytes, in order, given the first one's offset and the time they are stored with.
   * Latin-1 strings are stored one byte a character: every character must be below U+0100; UTF-8 text must come as bytes.
   * What it answers belongs to the log until the append is settled: the caller changes none of it.
   */
  encode(first: number, time: number): readonly (string | Uint8Array)[];
}

export interface Appended {
  readonly first: number;
  /** The time that the records were stored with. */
  readonly time: number;
}

export interface ReadLimit {
  readonly records: number;
  /** Bytes of record data. */
  readonly bytes: number;
  /** Bytes of every record that do not count towards `bytes`: what stands around the content. No record may be shorter. 0 by default. */
  readonly overhead?: number;
}

/** Consecutive records. Their bytes stand joined by one comma, as a JSON array has them, possibly over several chunks. */
export interface LogSlice {
  readonly first: number;
  readonly count: number;
  /** `bytes` joined: record, comma, record, … with no comma at either end; chunk borders fall anywhere between. */
  readonly chunks: readonly Uint8Array[];
  /** Arrival time of the last record of the slice; undefined when it is empty. */
  readonly lastTime: number | undefined;
  /** The offset to read from next. */
  readonly next: number;
  /** The shard's extent when it was read. */
  readonly extent: Extent;
}

export interface Extent {
  /** Offset of the first kept record. */
  readonly start: number;
  /** One past the last record. */
  readonly end: number;
  /** Arrival time of the last record that the shard ever got; undefined if none. */
  readonly lastTime: number | undefined;
  readonly sealed: boolean;
}

export class LogSealedError extends Error {
  override readonly name = 'LogSealedError';
}
export class LogClosedError extends Error {
  override readonly name = 'LogClosedError';
}
export class LogFullError extends Error {
  override readonly name = 'LogFullError';
}
/** The stored data is not what was written: a check sum differs where no torn tail can explain it. */
export class LogCorruptError extends Error {
  override readonly name = 'LogCorruptError';
}
