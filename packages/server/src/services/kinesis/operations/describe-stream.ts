import { boolean, integer, list, required, structure, timestamp } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { describeShard } from '../domain/shard-shape.js';
import { shardIndex } from '../domain/shard-id.js';
import { describeStream as describe } from '../descriptions.js';
import { isExpired } from '../horizon.js';
import {
  EncryptionType,
  EnhancedMonitoringList,
  KeyId,
  RetentionPeriodHours,
  ShardId,
  ShardShape,
  StreamARN,
  StreamModeDetails,
  StreamName,
  streamReference,
  StreamStatusShape,
} from '../shapes.js';

/** AWS gives at most so many shards, whatever the limit says. */
const mostShards = 100;

export const StreamDescription = structure('StreamDescription', {
  StreamName: required(StreamName),
  StreamARN: required(StreamARN),
  StreamStatus: required(StreamStatusShape),
  StreamModeDetails,
  Shards: required(list(ShardShape)),
  HasMoreShards: required(boolean),
  RetentionPeriodHours: required(RetentionPeriodHours),
  StreamCreationTimestamp: required(timestamp),
  EnhancedMonitoring: required(EnhancedMonitoringList),
  EncryptionType,
  KeyId,
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html */
export const describeStream = operation({
  name: 'DescribeStream',
  input: structure('DescribeStreamInput', {
    Limit: integer({ min: 1, max: 10_000 }),
    ExclusiveStartShardId: ShardId,
    ...streamReference,
  }),
  output: structure('DescribeStreamOutput', { StreamDescription: required(StreamDescription) }),
  errors: ['ResourceNotFoundException', 'LimitExceededException', 'InvalidArgumentException', 'AccessDeniedException'],
  needs: onStream('DescribeStream'),
  async run(context, input, request) {
    const { stream } = await findStream(context, namedStream(input, request));
    const after = input.ExclusiveStartShardId === undefined ? -1 : (shardIndex(input.ExclusiveStartShardId) ?? -1);
    const now = context.clock.now();
    const shards =
      stream.status === 'CREATING'
        ? []
        : stream.shards.filter((shard) => shard.index > after && !isExpired(stream, shard, now));
    const page = shards.slice(0, Math.min(input.Limit ?? mostShards, mostShards));
    return {
      StreamDescription: {
        ...describe(stream),
        Shards: page.map(describeShard),
        HasMoreShards: shards.length > page.length,
      },
    };
  },
});
