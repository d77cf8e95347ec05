import { boolean, required, structure, timestamp } from '@paddock/wire';
import { namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { shardId, shardIndex } from '../domain/shard-id.js';
import { couldNotFindShard, dryRun, shardDoesNotExist, shardReadThrottled } from '../errors.js';
import { isExpired } from '../horizon.js';
import { resolvePosition } from '../positions.js';
import { shardRates } from '../quotas.js';
import { SequenceNumber, ShardId, ShardIterator, ShardIteratorType, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export const getShardIterator = operation({
  name: 'GetShardIterator',
  input: structure('GetShardIteratorInput', {
    ShardId: required(ShardId),
    ShardIteratorType: required(ShardIteratorType),
    StartingSequenceNumber: SequenceNumber,
    ...streamReference,
    Timestamp: timestamp,
    DryRun: boolean,
  }),
  output: structure('GetShardIteratorOutput', { ShardIterator }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'ProvisionedThroughputExceededException',
    'AccessDeniedException',
    'DryRunOperationException',
    'InternalFailureException',
  ],
  needs: onStream('GetShardIterator'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const index = shardIndex(input.ShardId);
    if (index === undefined) throw couldNotFindShard(input.ShardId, named);
    const id = shardId(index);
    const view = await context.store.stream(named);
    const now = context.clock.now();
    const shard = view?.stream.status === 'CREATING' ? undefined : view?.shard(index);
    if (view === undefined || shard === undefined || isExpired(view.stream, shard, now))
      throw shardDoesNotExist(id, named);
    const { stream } = view;
    if (!context.throttles.call(`GetShardIterator/${stream.id}/${index}`, shardRates.reads, now)) {
      throw shardReadThrottled(id, named);
    }
    const offset = await resolvePosition(context, stream, shard, {
      type: input.ShardIteratorType,
      sequenceNumber: input.StartingSequenceNumber,
      timestamp: input.Timestamp,
      operation: 'GetShardIterator',
    });
    if (input.DryRun === true) throw dryRun();
    return {
      ShardIterator: context.iterators.seal({
        account: stream.account,
        stream: stream.name,
        streamId: stream.id,
        shardIndex: index,
        offset,
        issued: now,
      }),
    };
  },
});
