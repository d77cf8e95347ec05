import { hashKeyDecimal } from './hash-key.js';
import { endPosition, formatSequenceNumber } from './sequence-number.js';
import { shardId } from './shard-id.js';
import type { Shard } from './stream.js';

const rangeOf = (shard: Shard): { StartingHashKey: string; EndingHashKey: string } => ({
  StartingHashKey: hashKeyDecimal(shard.startHash),
  EndingHashKey: hashKeyDecimal(shard.endHash),
});

/** The sequence number that a shard begins with: less than that of its first record. */
export const startingSequenceNumber = (shard: Shard): string =>
  formatSequenceNumber({
    createdSecond: shard.createdSecond,
    shardIndex: shard.index,
    position: 0n,
    arrivedSecond: shard.createdSecond,
  });

/** The sequence number that a closed shard ends with: greater than that of its last record, less than its children's. */
export const endingSequenceNumber = (shard: Shard & { readonly closed: { readonly at: number } }): string =>
  formatSequenceNumber({
    createdSecond: shard.createdSecond,
    shardIndex: shard.index,
    position: endPosition,
    arrivedSecond: Math.floor(shard.closed.at / 1000),
  });

/** A shard as DescribeStream and ListShards tell it. */
export const describeShard = (shard: Shard) => ({
  ShardId: shardId(shard.index),
  ...(shard.parent === undefined ? {} : { ParentShardId: shardId(shard.parent) }),
  ...(shard.adjacentParent === undefined ? {} : { AdjacentParentShardId: shardId(shard.adjacentParent) }),
  HashKeyRange: rangeOf(shard),
  SequenceNumberRange: {
    StartingSequenceNumber: startingSequenceNumber(shard),
    ...(shard.closed ? { EndingSequenceNumber: endingSequenceNumber({ ...shard, closed: shard.closed }) } : {}),
  },
});

/** A shard as GetRecords and SubscribeToShard tell it to a reader that has come to its parents' end. */
export const describeChild = (child: Shard) => ({
  ShardId: shardId(child.index),
  ParentShards: [child.parent, child.adjacentParent].flatMap((index) => (index === undefined ? [] : [shardId(index)])),
  HashKeyRange: rangeOf(child),
});
