import { feedKey, feedSequence, type Range, type Tables } from '@paddock/store';
import { ChangeRecord, type ChangeStream } from '../dynamodb/port.js';
import { RETENTION, type Shard } from './domain/shard.js';
import type { Lineage } from './lineage.js';

/** A record of a stream with the store's number of it. */
export interface NumberedRecord {
  readonly sequence: number;
  readonly record: ChangeRecord;
}

export interface ReadLimits {
  readonly records: number;
  /** Sum of the records' bytes as they are stored; one record is read whatever its size. */
  readonly bytes: number;
}

export interface Slice {
  readonly records: readonly NumberedRecord[];
  /** Where to go on. */
  readonly next: number;
  /** Whether there was nothing more at that moment. */
  readonly isCaughtUp: boolean;
  /** Whether the shard is closed and everything before its end was read. */
  readonly ended: boolean;
}

/** The records from there on are older than a day, or gone. */
export class TrimmedError extends Error {
  override readonly name = 'TrimmedError';
}

/** Reads records of shards. Positions are the store's numbers of the record to read next. */
export class Reader {
  readonly #tables: Tables;
  readonly #lineage: Lineage;

  constructor(tables: Tables, lineage: Lineage) {
    this.#tables = tables;
    this.#lineage = lineage;
  }

  /**
   * Reads from a position on.
   * @param now ms since the epoch: what is older than a day is not read
   * @throws TrimmedError
   */
  async read(stream: ChangeStream, shard: Shard, from: number, limits: ReadLimits, now: number): Promise<Slice> {
    const start = Math.max(from, shard.after + 1);
    const trimmed = await this.#lineage.trimmed(stream);
    if (start <= trimmed) throw new TrimmedError();
    const { records, isCut } = await this.#scan(stream, inShard(shard, start), limits);
    const oldest = records[0];
    if (oldest !== undefined && oldest.record.time <= now - RETENTION) throw new TrimmedError();
    // Every turn before the last of these records can be seen by now.
    const current = shard.closed ? shard : await this.#current(stream, shard);
    const upTo = current.closed?.upTo ?? Number.MAX_SAFE_INTEGER;
    const own = shard.closed ? records : records.filter(({ sequence }) => sequence <= upTo);
    const next = (own.at(-1)?.sequence ?? start - 1) + 1;
    const isCaughtUp = !isCut || own.length < records.length;
    return { records: own, next, isCaughtUp, ended: current.closed !== undefined && isCaughtUp };
  }

  /** The position of the oldest record that is not older than a day, or of the next one if there is none. */
  async horizon(stream: ChangeStream, shard: Shard, now: number): Promise<number> {
    const start = Math.max(shard.after, await this.#lineage.trimmed(stream)) + 1;
    const first = await this.#first(stream, shard, start);
    if (first === undefined || first.record.time > now - RETENTION) return start;
    const end = await this.latest(stream, shard);
    // The last number that is known to be too old, and one that is not.
    let [old, young] = [first.sequence, end];
    while (young - old > 1) {
      const middle = old + Math.floor((young - old) / 2);
      const found = await this.#first(stream, shard, middle);
      if (found !== undefined && found.record.time <= now - RETENTION) old = Math.max(middle, found.sequence);
      else young = middle;
    }
    return young;
  }

  /** The position behind the newest record. */
  async latest(stream: ChangeStream, shard: Shard): Promise<number> {
    const [last] = await this.#last(stream, shard);
    return Math.max(shard.after, last ?? 0) + 1;
  }

  async #current(stream: ChangeStream, shard: Shard): Promise<Shard> {
    const shards = await this.#lineage.shards(stream);
    return shards.find(({ id }) => id === shard.id) ?? shard;
  }

  async #first(stream: ChangeStream, shard: Shard, from: number): Promise<NumberedRecord | undefined> {
    return (await this.#scan(stream, inShard(shard, from), { records: 1, bytes: 0 })).records[0];
  }

  async #last(stream: ChangeStream, shard: Shard): Promise<number[]> {
    let found: number[] = [];
    await this.#tables.scan(
      stream.feed,
      { ...inShard(shard, shard.after + 1), reverse: true },
      {
        visit: (key) => {
          found = [feedSequence(key)];
          return false;
        },
      },
    );
    return found;
  }

  async #scan(stream: ChangeStream, range: Range, limits: ReadLimits) {
    let records: NumberedRecord[] = [];
    let bytes = 0;
    let isCut = false;
    await this.#tables.scan(stream.feed, range, {
      visit: (key, value) => {
        bytes += value.byteLength;
        isCut = records.length > 0 && (records.length >= limits.records || bytes > limits.bytes);
        if (isCut) return false;
        records.push({ sequence: feedSequence(key), record: new ChangeRecord(value).copy() });
        return true;
      },
      restart: () => {
        records = [];
        bytes = 0;
        isCut = false;
      },
    });
    return { records, isCut };
  }
}

const inShard = ({ closed }: Shard, from: number): Range => ({
  from: feedKey(from),
  ...(closed === undefined ? {} : { upTo: feedKey(closed.upTo) }),
});
