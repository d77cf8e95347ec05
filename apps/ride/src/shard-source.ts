import type { From, Moment, Shard } from './lineage.js';

export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/** A place in a shard from which an iterator can be had. */
export type Position = From | { readonly after: string } | Moment;

export interface Page {
  readonly records: readonly StreamRecord[];
  /** Undefined at the end of a closed shard. */
  readonly next: string | undefined;
  readonly millisBehindLatest: number;
  /** Given with the last page of a closed shard; may be empty for services that do not tell. */
  readonly children: readonly Shard[];
}

/** The three calls that reading a stream takes. Errors are those of the SDK. */
export interface ShardSource {
  /** All shards of the stream, closed ones too; given a moment, without those that were closed before it. */
  listShards(since?: Moment): Promise<readonly Shard[]>;
  getIterator(shardId: string, position: Position): Promise<string>;
  getRecords(iterator: string): Promise<Page>;
}
