import type { Tables } from '@paddock/store';
import type { ChangeStream } from '../dynamodb/port.js';
import { isOver } from './addressing.js';
import type { StreamsContext } from './context.js';
import { recordsJson } from './record-json.js';
import { recordNumber } from './domain/sequence-number.js';
import { isExpired, type Shard } from './domain/shard.js';
import { parseStreamArn } from './stream-arn.js';
import { TrimmedError, type ReadLimits } from './reader.js';

export type { ChangeStream } from '../dynamodb/port.js';
export type { Shard } from './domain/shard.js';
export type { ReadLimits } from './reader.js';

/** A record as those read it who need no iterator. */
export interface PortRecord {
  /** The position of the record behind it: a checkpoint. */
  readonly next: number;
  readonly sequenceNumber: string;
  /** When the item changed, ms since the epoch. */
  readonly time: number;
  /** The record as GetRecords answers it, JSON. */
  readonly json: Buffer;
}

export interface PortSlice {
  readonly records: readonly PortRecord[];
  /** Where to go on. */
  readonly next: number;
  /** Whether there was nothing more at that moment. */
  readonly isCaughtUp: boolean;
  /** Whether the shard is closed and this was its end: go on with its children. */
  readonly ended: boolean;
}

/** What other services may ask of streams: event source mappings read them by it. Positions are whole numbers that rise along a shard and may be kept. */
export class DynamoDbStreamsPort {
  readonly #context: StreamsContext;
  readonly #tables: Tables;

  constructor(context: StreamsContext, tables: Tables) {
    this.#context = context;
    this.#tables = tables;
  }

  /** The stream that an ARN names; undefined when there is none, or it was disabled more than a day ago. */
  async stream(arn: string): Promise<ChangeStream | undefined> {
    const name = parseStreamArn(arn);
    const stream = name && (await this.#context.streams.stream(name));
    return stream && !isOver(stream, this.#context.clock.now()) ? stream : undefined;
  }

  /** Its shards, oldest first, closed ones for a day. */
  async shards(stream: ChangeStream): Promise<Shard[]> {
    const now = this.#context.clock.now();
    return (await this.#context.lineage.shards(stream)).filter((shard) => !isExpired(shard, now));
  }

  /** The position of the shard's oldest record, or behind its newest one. */
  position(stream: ChangeStream, shard: Shard, type: 'TRIM_HORIZON' | 'LATEST'): Promise<number> {
    const { reader, clock } = this.#context;
    return type === 'LATEST' ? reader.latest(stream, shard) : reader.horizon(stream, shard, clock.now());
  }

  /** Reads from a position on; from the oldest record that there is, where those before it are gone. */
  async read(stream: ChangeStream, shard: Shard, from: number, limits: ReadLimits): Promise<PortSlice> {
    const { reader, clock } = this.#context;
    for (let start = from; ;) {
      try {
        const { records, next, isCaughtUp, ended } = await reader.read(stream, shard, start, limits, clock.now());
        return {
          records: records.map(({ sequence, record }) => ({
            next: sequence + 1,
            sequenceNumber: recordNumber(sequence),
            time: record.time,
            json: recordsJson(stream, [{ sequence, record }]),
          })),
          next,
          isCaughtUp,
          ended,
        };
      } catch (error) {
        if (!(error instanceof TrimmedError)) throw error;
        start = await reader.horizon(stream, shard, clock.now());
      }
    }
  }

  /** Calls the listener, soon, after records were added to the stream, or a shard was closed, whichever process did it. */
  watch(stream: ChangeStream, listener: () => void): () => void {
    const ends = [this.#tables.watch(stream.feed, listener), this.#context.lineage.watch(stream, listener)];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Calls the listener, soon, after a shard was closed or opened. */
  watchShards(stream: ChangeStream, listener: () => void): () => void {
    return this.#context.lineage.watch(stream, listener);
  }
}
