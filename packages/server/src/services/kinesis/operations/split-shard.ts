import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { changeActiveStream } from '../changes.js';
import { operation } from '../context.js';
import { hashKeyDecimal } from '../domain/hash-key.js';
import { splitStep } from '../domain/reshard.js';
import { shardId, shardIndex } from '../domain/shard-id.js';
import { couldNotFindShard, invalidArgument, onDemand, shardNotOpen } from '../errors.js';
import { checkShardQuota } from '../shard-quota.js';
import { HashKey, ShardId, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html */
export const splitShard = operation({
  name: 'SplitShard',
  input: structure('SplitShardInput', {
    NewStartingHashKey: required(HashKey),
    ...streamReference,
    ShardToSplit: required(ShardId),
  }),
  output: undefined,
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'LimitExceededException',
    'ValidationException',
    'AccessDeniedException',
  ],
  needs: onStream('SplitShard'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const index = shardIndex(input.ShardToSplit);
    if (index === undefined) throw couldNotFindShard(input.ShardToSplit, named);
    await findActiveStream(context, named);
    await checkShardQuota(context, named, 1);
    await changeActiveStream(context, named, (stream) => {
      if (stream.mode === 'ON_DEMAND') throw onDemand(named);
      const id = shardId(index);
      const shard = stream.shards.find((candidate) => candidate.index === index);
      if (shard === undefined) throw couldNotFindShard(id, named);
      if (shard.closed) throw shardNotOpen(id, named);
      const key = BigInt(input.NewStartingHashKey);
      const [start, end] = [BigInt(`0x${shard.startHash}`), BigInt(`0x${shard.endHash}`)];
      if (key <= start + 1n || key >= end) {
        throw invalidArgument(
          `NewStartingHashKey ${input.NewStartingHashKey} used in SplitShard() on shard ${id} in stream ${named.name} under account ` +
            `${named.account} is not both greater than one plus the shard's StartingHashKey ${hashKeyDecimal(shard.startHash)} and ` +
            `less than the shard's EndingHashKey ${hashKeyDecimal(shard.endHash)}.`,
        );
      }
      return { ...stream, status: 'UPDATING', pending: { kind: 'reshard', step: splitStep(shard, key) } };
    });
  },
});
