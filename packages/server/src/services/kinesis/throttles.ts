import { TokenBucket } from './domain/token-bucket.js';
import { shardRates } from './quotas.js';

interface ShardBuckets {
  readonly writeBytes: TokenBucket;
  readonly writeRecords: TokenBucket;
  readonly readBytes: TokenBucket;
  readonly reads: TokenBucket;
}

// More shards than this in one second are forgotten, and begin with full buckets: memory stays bounded.
const mostShards = 50_000;

/** The rates of AWS, per shard and per control-plane operation. With `enforced` false everything passes. */
export class Throttles {
  readonly enforced: boolean;
  readonly #shards = new Map<string, ShardBuckets>();
  readonly #calls = new Map<string, TokenBucket>();

  constructor(enforced: boolean) {
    this.enforced = enforced;
  }

  /** Takes one record of so many bytes (data and partition key) from the shard's write rate. */
  write(shard: string, bytes: number, now: number): boolean {
    if (!this.enforced) return true;
    const buckets = this.#shard(shard, now);
    if (!buckets.writeRecords.has(1, now) || !buckets.writeBytes.take(bytes, now)) return false;
    return buckets.writeRecords.take(1, now);
  }

  /** Takes one read call; refused also while earlier reads have taken more than the shard gives. */
  read(shard: string, now: number): boolean {
    if (!this.enforced) return true;
    const buckets = this.#shard(shard, now);
    return buckets.readBytes.isSolvent(now) && buckets.reads.take(1, now);
  }

  /** Counts what a read returned against the shard's read rate. */
  readDone(shard: string, bytes: number, now: number): void {
    if (this.enforced) this.#shard(shard, now).readBytes.charge(bytes, now);
  }

  /** Takes one call of an operation whose scope (account, stream, shard, consumer) has so many a second. */
  call(scope: string, perSecond: number, now: number): boolean {
    if (!this.enforced) return true;
    let bucket = this.#calls.get(scope);
    if (bucket === undefined) {
      if (this.#calls.size >= mostShards) this.#calls.clear();
      bucket = new TokenBucket(perSecond, now);
      this.#calls.set(scope, bucket);
    }
    return bucket.take(1, now);
  }

  #shard(shard: string, now: number): ShardBuckets {
    let buckets = this.#shards.get(shard);
    if (buckets === undefined) {
      if (this.#shards.size >= mostShards) this.#shards.clear();
      buckets = {
        writeBytes: new TokenBucket(shardRates.writeBytes, now),
        writeRecords: new TokenBucket(shardRates.writeRecords, now),
        readBytes: new TokenBucket(shardRates.readBytes, now),
        reads: new TokenBucket(shardRates.reads, now),
      };
      this.#shards.set(shard, buckets);
    }
    return buckets;
  }
}
