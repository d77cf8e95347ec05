/** What the registry keeps of a stream: everything that DescribeStream tells, and its shards, closed ones included until they expire. */
export interface Stream {
  /** AWS's StreamId: 20 characters, a hyphen, 3 characters. Two streams of one name, one after the other, differ in it. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly status: StreamStatus;
  readonly mode: StreamMode;
  /** ms since the epoch. */
  readonly created: number;
  readonly retentionHours: number;
  readonly encryption?: { readonly keyId: string };
  /** Shard-level metrics that are switched on. */
  readonly shardMetrics: readonly ShardMetric[];
  readonly tags: { readonly [key: string]: string };
  readonly maxRecordKiB: number;
  readonly warmThroughputMiBps?: number;
  /** When the mode was switched, ms: at most twice in a rolling day. */
  readonly modeSwitches: readonly number[];
  /** When UpdateShardCount was accepted, ms: at most ten times in a rolling day. */
  readonly countUpdates: readonly number[];
  /** Highest write throughput of an on-demand stream, which it scales by. */
  readonly peak?: Peak;
  /** The change that ends with the state UPDATING. */
  readonly pending?: PendingChange;
  /** In the order of their indices. */
  readonly shards: readonly Shard[];
  readonly nextShardIndex: number;
}

export type StreamStatus = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
export type StreamMode = 'PROVISIONED' | 'ON_DEMAND';

export const shardMetricNames = [
  'IncomingBytes',
  'IncomingRecords',
  'OutgoingBytes',
  'OutgoingRecords',
  'WriteProvisionedThroughputExceeded',
  'ReadProvisionedThroughputExceeded',
  'IteratorAgeMilliseconds',
] as const;
export type ShardMetric = (typeof shardMetricNames)[number];

export interface Shard {
  readonly index: number;
  /** First and last hash key, 32 lower-case hexadecimal digits: they compare as strings. */
  readonly startHash: string;
  readonly endHash: string;
  /** Seconds since the epoch: the sequence numbers of a shard begin with it, so children's are always greater. */
  readonly createdSecond: number;
  readonly parent?: number;
  readonly adjacentParent?: number;
  readonly closed?: {
    /** ms since the epoch. */
    readonly at: number;
    /** How many records it ever got. */
    readonly end: number;
  };
}

export interface Peak {
  readonly bytesPerSecond: number;
  readonly recordsPerSecond: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** What an UPDATING stream becomes: applied when its due task runs. */
export type PendingChange =
  | { readonly kind: 'reshard'; readonly step: ReshardStep }
  | { readonly kind: 'scale'; readonly target: number }
  | { readonly kind: 'settings'; readonly set: Partial<Settings> };

export interface Settings {
  readonly retentionHours: number;
  readonly mode: StreamMode;
  readonly encryption: { readonly keyId: string } | null;
  readonly shardMetrics: readonly ShardMetric[];
  readonly maxRecordKiB: number;
  readonly warmThroughputMiBps: number;
}

/** Shards to close (one to split, two to merge) and the hash ranges of their children. Parents are named by index. */
export interface ReshardStep {
  readonly parents: readonly number[];
  readonly children: readonly HashRange[];
}

export interface HashRange {
  readonly startHash: string;
  readonly endHash: string;
}

export const isOpen = (shard: Shard): boolean => shard.closed === undefined;

export const openShards = (stream: Stream): Shard[] => stream.shards.filter(isOpen);

/** The log's name of a shard's records: of this stream, not of a later one with the same name. */
export const logShard = (stream: Pick<Stream, 'id'>, shard: Pick<Shard, 'index'>): string =>
  `kinesis/${stream.id}/${shard.index}`;
