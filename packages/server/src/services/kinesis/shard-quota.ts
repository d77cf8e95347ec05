import type { KinesisContext } from './context.js';
import { openShards } from './domain/stream.js';
import type { Stream } from './domain/stream.js';
import { shardQuota, type Named } from './errors.js';

/** Open shards of an account's streams in a region, which its shard quota bounds. */
export const openShardCount = (streams: readonly Stream[]): number =>
  streams.reduce((sum, stream) => sum + openShards(stream).length, 0);

/** @throws LimitExceededException when the account would have more open shards in the region than its quota */
export async function checkShardQuota(context: KinesisContext, named: Named, additional: number): Promise<void> {
  const limit = context.quotas.shards(named.region);
  if (additional > limit) throw shardQuota(named, { current: 0, limit, additional });
  const current = openShardCount(await context.store.streams(named.account, named.region));
  if (current + additional > limit) throw shardQuota(named, { current, limit, additional });
}
