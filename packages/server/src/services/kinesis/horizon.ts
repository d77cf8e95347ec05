import type { KinesisContext } from './context.js';
import { logShard, type Shard, type Stream } from './domain/stream.js';

/** Records that arrived before this are gone, ms since the epoch. */
export const trimTime = (stream: Stream, now: number): number => now - stream.retentionHours * 3_600_000;

/**
 * The offset of a shard's oldest record that is still within the retention period. What the log still holds of older ones is never shown.
 */
export async function trimHorizon(context: KinesisContext, stream: Stream, shard: Shard): Promise<number> {
  const time = trimTime(stream, context.clock.now());
  // A shard that is younger than the retention period has lost nothing.
  if (shard.createdSecond * 1000 > time) return 0;
  return context.log.seek(logShard(stream, shard), time);
}

/** Whether a closed shard has outlived its last record by the retention period: then no request knows it any more. */
export const isExpired = (stream: Stream, shard: Shard, now: number): boolean =>
  shard.closed !== undefined && shard.closed.at < trimTime(stream, now);
