import type { KinesisContext } from './context.js';
import { shardQuota, type Named } from './errors.js';

/** @throws LimitExceededException when the account would have more open shards in the region than its quota */
export async function checkShardQuota(context: KinesisContext, named: Named, additional: number): Promise<void> {
  const limit = context.quotas.shards(named.region);
  const { openShards: current } = await context.counts.of(named.account, named.region);
  if (current + additional > limit) throw shardQuota(named, { current, limit, additional });
}
