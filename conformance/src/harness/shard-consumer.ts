import type { _Record, ChildShard, Kinesis, Shard } from '@aws-sdk/client-kinesis';
import { setTimeout as delay } from 'node:timers/promises';
import { iteratorOf, listShards } from './streams.js';

/**
 * Reads a whole stream as the Kinesis Client Library does: every shard from its beginning, a child when its parents have been read to
 * their ends, children found through ChildShards.
 */
export class ShardConsumer {
  /** By shard, in the order in which they were read. */
  readonly records = new Map<string, _Record[]>();
  /** Shards that were read to their ends. */
  readonly ended = new Set<string>();
  readonly #sdk: Kinesis;
  readonly #stream: string;
  readonly #begun = new Map<string, Promise<void>>();
  #isStopping = false;
  #isDraining = false;

  constructor(sdk: Kinesis, stream: string) {
    this.#sdk = sdk;
    this.#stream = stream;
  }

  /** Begins with the shards that have no parent left. */
  async start(): Promise<void> {
    const shards = await listShards(this.#sdk, this.#stream);
    const known = new Set(shards.map(({ ShardId }) => ShardId));
    const parentsOf = (shard: Shard): string[] =>
      [shard.ParentShardId, shard.AdjacentParentShardId].filter((id) => id !== undefined && known.has(id)) as string[];
    for (const shard of shards) if (parentsOf(shard).length === 0) this.#begin(shard.ShardId ?? '');
  }

  /** Reads until every shard is at its end or its tip, and stops. @throws what any call threw */
  async drain(): Promise<void> {
    this.#isDraining = true;
    // Reading one shard to its end may begin others.
    for (let count = 0; count < this.#begun.size;) {
      count = this.#begun.size;
      await Promise.all(this.#begun.values());
    }
    this.#isStopping = true;
  }

  get count(): number {
    return [...this.records.values()].reduce((sum, { length }) => sum + length, 0);
  }

  #begin(shard: string): void {
    if (!this.#begun.has(shard)) this.#begun.set(shard, this.#read(shard));
  }

  async #read(shard: string): Promise<void> {
    const read: _Record[] = [];
    this.records.set(shard, read);
    let ShardIterator: string | undefined = await iteratorOf(this.#sdk, this.#stream, Number(shard.split('-')[1]));
    while (ShardIterator !== undefined && !this.#isStopping) {
      const wasDraining = this.#isDraining;
      const page: Awaited<ReturnType<typeof this.get>> = await this.get(ShardIterator);
      read.push(...(page.Records ?? []));
      if (page.NextShardIterator === undefined) return this.#end(shard, page.ChildShards ?? []);
      const isIdle = page.Records?.length === 0 && page.MillisBehindLatest === 0;
      if (isIdle && wasDraining) return;
      if (isIdle) await delay(5);
      ShardIterator = page.NextShardIterator;
    }
  }

  get(ShardIterator: string) {
    return this.#sdk.getRecords({ ShardIterator, Limit: 500 }).then((page) => page);
  }

  #end(shard: string, children: readonly ChildShard[]): void {
    this.ended.add(shard);
    for (const { ShardId, ParentShards } of children) {
      if (ShardId !== undefined && ParentShards?.every((parent) => this.ended.has(parent))) this.#begin(ShardId);
    }
  }
}
