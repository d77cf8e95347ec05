import { boolean, eventStream, list, required, structure, timestamp } from '@paddock/wire';
import { findConsumer, namedConsumer, onConsumer } from '../consumers.js';
import { operation } from '../context.js';
import { shardId, shardIndex } from '../domain/shard-id.js';
import { logShard } from '../domain/stream.js';
import { consumerNotSubscribable, couldNotFindShard, dryRun, shardDoesNotExist } from '../errors.js';
import { isExpired } from '../horizon.js';
import { resolvePosition } from '../positions.js';
import { findUsableStream } from '../routing.js';
import {
  ChildShard,
  ConsumerARN,
  MillisBehindLatest,
  RecordShape,
  SequenceNumber,
  ShardId,
  ShardIteratorType,
  StreamId,
} from '../shapes.js';

/** Calls a second, for one consumer and shard. */
const callRate = 1;

const StartingPosition = structure('StartingPosition', {
  Type: required(ShardIteratorType),
  SequenceNumber,
  Timestamp: timestamp,
});

// The model calls ContinuationSequenceNumber required, but AWS leaves it out of a shard's last event, and clients rely on that.
const SubscribeToShardEvent = structure('SubscribeToShardEvent', {
  Records: required(list(RecordShape)),
  ContinuationSequenceNumber: SequenceNumber,
  MillisBehindLatest: required(MillisBehindLatest),
  ChildShards: list(ChildShard),
});

/**
 * AWS takes it over HTTP/2 only; here HTTP/1.1 will do.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html
 */
export const subscribeToShard = operation({
  name: 'SubscribeToShard',
  input: structure('SubscribeToShardInput', {
    ConsumerARN: required(ConsumerARN),
    StreamId,
    ShardId: required(ShardId),
    StartingPosition: required(StartingPosition),
    DryRun: boolean,
  }),
  output: structure('SubscribeToShardOutput', { EventStream: required(eventStream({ SubscribeToShardEvent })) }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'ResourceInUseException',
    'LimitExceededException',
    'AccessDeniedException',
    'DryRunOperationException',
  ],
  needs: onConsumer('SubscribeToShard'),
  async run(context, input, request) {
    const named = namedConsumer(input, request);
    const index = shardIndex(input.ShardId);
    if (index === undefined) throw couldNotFindShard(input.ShardId, named.stream);
    const { value: consumer } = await findConsumer(context, named);
    const now = context.clock.now();
    // Every call counts against the rate; one too many is told of a subscription that it would disturb first, as AWS documents.
    const rated = `SubscribeToShard/${consumer.streamId}/${consumer.name}/${index}`;
    const withinRate = context.throttles.call(rated, callRate, now);
    if (consumer.status !== 'ACTIVE') throw consumerNotSubscribable(consumer);
    const view = await findUsableStream(context, named.stream);
    const { stream } = view;
    const shard = view.shard(index);
    if (shard === undefined || isExpired(stream, shard, now)) throw shardDoesNotExist(shardId(index), named.stream);
    const { Type, SequenceNumber: sequenceNumber, Timestamp } = input.StartingPosition;
    const offset = await resolvePosition(context, stream, shard, {
      type: Type,
      sequenceNumber,
      timestamp: Timestamp,
      operation: 'SubscribeToShard',
    });
    if (input.DryRun === true) throw dryRun();
    const log = logShard(stream, shard);
    const metrics = context.metrics.consumer(stream, consumer.name);
    try {
      const start = { stream: named.stream, streamId: stream.id, shardIndex: index, log, consumer, offset, metrics };
      const subscription = await context.subscriptions.begin(context, start, withinRate);
      metrics.success.add(1);
      return { EventStream: subscription };
    } catch (error) {
      metrics.rateExceeded.add(1);
      throw error;
    }
  },
});
