import type { AuthorizationNeed } from '../../../../request-context.js';
import type { Batched } from '../domain/batches.js';

/** Streams as pollers see them, of whichever kind. Positions are numbers that rise along a shard and may be kept. */
export interface Source {
  /** What the function's role must be allowed before anything is read, and whose resources are meant, in AWS's order. */
  readonly needs: readonly SourceNeed[];
  /** Its shards, oldest first; undefined while the stream, or the consumer, is not there. */
  shards(): Promise<readonly SourceShard[] | undefined>;
  /** What is told of a stream that is not there. */
  readonly missing: string;
  /** Where to begin; undefined when the shard is gone. */
  position(shard: SourceShard, start: SourceStart): Promise<number | undefined>;
  /** @returns undefined when the shard is gone */
  read(shard: SourceShard, from: number, limits: SourceLimits): Promise<SourceSlice | undefined>;
  /** Calls the listener, soon, after shards came or were closed, or the stream came or went. */
  watch(listener: () => void): () => void;
  /** Calls the listener, soon, after the shard got records or was closed. */
  watchShard(shard: SourceShard, listener: () => void): () => void;
}

export interface SourceNeed {
  readonly need: AuthorizationNeed;
  /** By its name here: `kinesis`. */
  readonly service: 'kinesis' | 'dynamodb-streams' | 's3';
}

export type SourceStart = 'TRIM_HORIZON' | 'LATEST' | { readonly timestamp: number };

export interface SourceShard {
  /** Tells it from all others, also from those of an earlier stream of the same name. */
  readonly key: string;
  /** As the API names it. */
  readonly id: string;
  /** Keys of the shards that must be at their end before this one is read. */
  readonly parents: readonly string[];
  /** How long records are kept, ms. */
  readonly retention: number;
}

export interface SourceLimits {
  readonly records: number;
  /** As the source keeps them. */
  readonly bytes: number;
  /** The function's execution role. */
  readonly roleArn: string;
}

export interface SourceSlice {
  /** Those that pass the mapping's filters. */
  readonly records: readonly SourceRecord[];
  /** How many were read. */
  readonly polled: number;
  /** Where to go on. */
  readonly next: number;
  /** Whether there was nothing more at that moment. */
  readonly isCaughtUp: boolean;
  /** Whether the shard is closed and this was its end. */
  readonly ended: boolean;
}

/** A record as its function gets it: JSON. */
export type SourceRecord = Batched<RecordHead>;

export interface RecordHead {
  /** To read it again. Records that were packed into one have that one's. */
  readonly position: number;
  readonly sequenceNumber: string;
  /** When it arrived, ms since the epoch. */
  readonly time: number;
  /** Records of one key keep their order. */
  readonly orderKey: string;
}
