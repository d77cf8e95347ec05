import type { KinesisRecord } from '../../../kinesis-records.js';
import type { KinesisReader, ReadableStream } from '../../kinesis/port.js';
import type { ShardSlice } from './batch.js';
import type { Positions } from './checkpoints.js';
import { ShardReader } from './shard-reader.js';

/** Records of a batch, at most; and of one shard, however many there are. */
const most = 8_000;
const fewest = 100;
/** And their bytes. A shard gives one record at least. */
const mostBytes = 32 * 1024 * 1024;
const fewestBytes = 64 * 1024;
/** Generations of shards that ended since the last look, or shards that go while they are looked at. */
const mostTries = 1_000;

/** What a stream gives for a batch. */
export interface Taken {
  readonly slices: readonly TakenSlice[];
  /** Shards that are read to their end. */
  readonly ended: readonly string[];
  /** No record that arrived before it is still to come, ms. */
  readonly watermark: number;
  /** Whether there is more at once. */
  readonly isBehind: boolean;
}

export interface TakenSlice extends ShardSlice {
  /** Of the shard within the stream: input parallelism goes by it. */
  readonly index: number;
  readonly shardId: string;
  readonly records: readonly KinesisRecord[];
  /** How many before the first of the records are gone, when they are read again. */
  readonly missing?: number;
}

/**
 * A Kinesis stream as the source of an application: all its shards are read side by side, children after their parents are read to the end, and given out in
 * batches that keep the shards together in time, so that none runs ahead of another's records.
 */
export class StreamInput {
  readonly #reader: KinesisReader;
  readonly #arn: string;
  readonly #positions: Map<string, number | 'ended'>;
  readonly #open = new Map<string, ShardReader>();
  #ends = new Map<string, () => void>();
  #stream: ReadableStream | undefined;
  #isStale = true;
  readonly #wake: () => void;
  readonly #unwatch: () => void;

  /**
   * @param wake called when there may be more to read
   * @param changed called when the stream, or its shards, changed: it may be there now
   */
  constructor(reader: KinesisReader, arn: string, positions: Positions, wake: () => void, changed: () => void) {
    this.#reader = reader;
    this.#arn = arn;
    this.#positions = new Map(Object.entries(positions));
    this.#wake = wake;
    this.#unwatch = reader.watchStream(arn, () => {
      this.#isStale = true;
      changed();
    });
  }

  /** Where each shard goes on. Shards that are gone are left out with the next look at the stream. */
  positions(): Positions {
    return Object.fromEntries(this.#positions);
  }

  /**
   * Takes what there is, in the order in which it is to be computed only within each slice.
   * @param now the clock's reading
   * @param earliest the watermark until now
   * @returns undefined while there is no such stream
   */
  async take(now: number, earliest: number): Promise<Taken | undefined> {
    const ended: string[] = [];
    for (let tries = 0; tries < mostTries; tries++) {
      if (!(await this.#look())) return undefined;
      const readers = [...this.#open.values()];
      const count = Math.max(1, readers.length);
      const share = {
        records: Math.max(fewest, Math.floor(most / count)),
        bytes: Math.max(fewestBytes, Math.floor(mostBytes / count)),
      };
      const there = await Promise.all(readers.map((reader) => reader.fill(now, share)));
      for (const [index, reader] of readers.entries()) {
        if (there[index] === true && !reader.isDone) continue;
        if (there[index] === true) this.#end(reader, ended);
        else this.#close(reader.key);
        this.#isStale = true;
      }
      // Its children may have records of the same time as the others'.
      if (readers.every(({ key }) => this.#open.has(key))) return this.#taken(readers, now, earliest, ended);
    }
    return undefined;
  }

  close(): void {
    this.#unwatch();
    for (const key of this.#open.keys()) this.#close(key);
  }

  #taken(readers: readonly ShardReader[], now: number, earliest: number, ended: string[]): Taken {
    const frontiers = readers.map(({ frontier }) => frontier).filter((each) => each !== undefined);
    // A shard that is read to its end may have children with earlier records than the others' next.
    const endings = readers
      .filter(({ frontier }) => frontier === undefined)
      .map(({ lastArrival }) => lastArrival ?? now);
    const watermark = Math.max(earliest, Math.min(now, ...frontiers, ...endings));
    const slices: TakenSlice[] = [];
    for (const reader of readers) {
      const { from, to, records } = reader.take(watermark, now);
      if (to > from)
        slices.push({ shard: reader.key, index: reader.shard.index, shardId: reader.shard.id, from, to, records });
      if (reader.isDone) this.#end(reader, ended);
      else this.#positions.set(reader.key, reader.position);
    }
    const isBehind = this.#isStale || readers.some((reader) => reader.isBehind || reader.arrival !== undefined);
    return { slices, ended, watermark, isBehind };
  }

  /** Opens the shards that can be read now. */
  async #look(): Promise<boolean> {
    if (!this.#isStale) return this.#stream !== undefined;
    this.#isStale = false;
    this.#stream = await this.#reader.stream(this.#arn);
    const { shards = [] } = this.#stream ?? {};
    const keys = new Map(shards.map((shard) => [keyOf(this.#stream, shard.index), shard]));
    for (const key of this.#positions.keys())
      if (this.#stream !== undefined && !keys.has(key)) this.#positions.delete(key);
    for (const key of this.#open.keys()) if (!keys.has(key)) this.#close(key);
    if (this.#stream === undefined) return false;
    for (const [key, shard] of keys) {
      const position = this.#positions.get(key);
      if (position === 'ended' || this.#open.has(key)) continue;
      const parents = shard.parents.map((index) => keyOf(this.#stream, index));
      if (parents.some((parent) => keys.has(parent) && this.#positions.get(parent) !== 'ended')) continue;
      const from = position ?? (await this.#reader.position(this.#stream, shard, 'TRIM_HORIZON'));
      if (from === undefined) continue;
      this.#open.set(key, new ShardReader(key, this.#reader, this.#stream, shard, from));
      this.#positions.set(key, from);
      this.#ends.set(key, this.#reader.watchRecords(this.#stream, shard, this.#wake));
    }
    return true;
  }

  /** Of a shard that is read to its end: its children can be opened. */
  #end({ key }: ShardReader, ended: string[]): void {
    this.#positions.set(key, 'ended');
    ended.push(key);
    this.#close(key);
    this.#isStale = true;
  }

  #close(key: string): void {
    this.#open.delete(key);
    this.#ends.get(key)?.();
    this.#ends.delete(key);
  }
}

export const keyOf = (stream: ReadableStream | undefined, index: number): string => `${stream?.id}/${index}`;
