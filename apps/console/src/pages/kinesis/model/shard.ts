import type { Shard } from '@aws-sdk/client-kinesis';
import { areAdjacent, contains, type HashRange } from './hash-range.js';

/** A shard as the pages work with it. */
export interface ShardInfo extends HashRange {
  /** `shardId-000000000000` */
  readonly id: string;
  /** The shard that it was split from, or the two that it was merged from. */
  readonly parents: readonly string[];
  readonly firstSequence: string;
  /** Of a closed shard only. */
  readonly lastSequence: string | undefined;
  readonly isOpen: boolean;
}

export function shardInfo(shard: Shard): ShardInfo {
  const { ShardId = '', ParentShardId, AdjacentParentShardId, HashKeyRange, SequenceNumberRange } = shard;
  return {
    id: ShardId,
    parents: [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined),
    start: BigInt(HashKeyRange?.StartingHashKey ?? 0),
    end: BigInt(HashKeyRange?.EndingHashKey ?? 0),
    firstSequence: SequenceNumberRange?.StartingSequenceNumber ?? '',
    lastSequence: SequenceNumberRange?.EndingSequenceNumber,
    isOpen: SequenceNumberRange?.EndingSequenceNumber === undefined,
  };
}

/** `shardId-000000000012` as people say it: 12. Another form of name stays as it is. */
export const shortShardId = (id: string): string => id.replace(/^shardId-0*(?=\d)/, '');

/** The open shards that one can be merged with: at most two. */
export const neighboursOf = (shard: ShardInfo, all: readonly ShardInfo[]): readonly ShardInfo[] =>
  shard.isOpen ? all.filter((other) => other.isOpen && other.id !== shard.id && areAdjacent(shard, other)) : [];

/** The open shard that a record with this hash key goes to. */
export const shardFor = (key: bigint, all: readonly ShardInfo[]): ShardInfo | undefined =>
  all.find((shard) => shard.isOpen && contains(shard, key));
