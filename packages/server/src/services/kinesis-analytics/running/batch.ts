/** What a batch took of a shard: its records from one offset up to another. */
export interface ShardSlice {
  /** `streamId/index` */
  readonly shard: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** A batch as it is kept: what is needed to compute it again from the shards. */
export interface BatchEntry {
  /** From 1 in each run, without gaps. */
  readonly sequence: number;
  /** The clock's reading, ms. */
  readonly now: number;
  /** ms */
  readonly watermark: number;
  readonly slices: readonly ShardSlice[];
  /** Shards of which this was the end. */
  readonly ended?: readonly string[];
  /** What the function made of the records, where there is one: it may answer something else the next time. */
  readonly processed?: Uint8Array;
}
