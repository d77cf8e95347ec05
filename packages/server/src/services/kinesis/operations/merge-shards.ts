import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { changeActiveStream } from '../changes.js';
import { operation } from '../context.js';
import { follows } from '../domain/hash-key.js';
import { mergeStep } from '../domain/reshard.js';
import { shardId, shardIndex } from '../domain/shard-id.js';
import type { Shard, Stream } from '../domain/stream.js';
import { couldNotFindShard, invalidArgument, onDemand, shardNotOpen, type Named } from '../errors.js';
import { ShardId, streamReference } from '../shapes.js';
import { splitShard } from './split-shard.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html */
export const mergeShards = operation({
  name: 'MergeShards',
  input: structure('MergeShardsInput', {
    ShardToMerge: required(ShardId),
    AdjacentShardToMerge: required(ShardId),
    ...streamReference,
  }),
  output: undefined,
  errors: splitShard.errors,
  needs: onStream('MergeShards'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const [lowerIndex, upperIndex] = [input.ShardToMerge, input.AdjacentShardToMerge].map((id) => {
      const index = shardIndex(id);
      if (index === undefined) throw couldNotFindShard(id, named);
      return index;
    }) as [number, number];
    await findActiveStream(context, named);
    await changeActiveStream(context, named, (stream) => {
      if (stream.mode === 'ON_DEMAND') throw onDemand(named);
      const lower = find(stream, lowerIndex, named);
      const upper = find(stream, upperIndex, named);
      for (const shard of [lower, upper]) if (shard.closed) throw shardNotOpen(shardId(shard.index), named);
      if (!follows(lower, upper)) {
        throw invalidArgument(
          `Shards ${shardId(lowerIndex)} and ${shardId(upperIndex)} in stream ${named.name} under account ${named.account} are not an ` +
            'adjacent pair of shards eligible for merging',
        );
      }
      return { ...stream, status: 'UPDATING', pending: { kind: 'reshard', step: mergeStep(lower, upper) } };
    });
  },
});

function find(stream: Stream, index: number, named: Named): Shard {
  const shard = stream.shards.find((candidate) => candidate.index === index);
  if (shard === undefined) throw couldNotFindShard(shardId(index), named);
  return shard;
}
