import { list, required, string, structure, timestamp, type Infer } from '@paddock/wire';
import { findStream, onStream, visibleShards } from '../addressing.js';
import { operation } from '../context.js';
import { beginningNumber, recordNumber } from '../domain/sequence-number.js';
import type { Shard } from '../domain/shard.js';
import { filterIncomplete, limitTooGreat } from '../errors.js';
import {
  KeySchema,
  PositiveIntegerObject,
  ShardFilter,
  ShardId,
  ShardShape,
  StreamArn,
  StreamStatus,
  StreamViewType,
  TableName,
} from '../shapes.js';

const mostShards = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream = operation({
  name: 'DescribeStream',
  input: structure('DescribeStreamInput', {
    StreamArn: required(StreamArn),
    Limit: PositiveIntegerObject,
    ExclusiveStartShardId: ShardId,
    ShardFilter,
  }),
  output: structure('DescribeStreamOutput', {
    StreamDescription: structure('StreamDescription', {
      StreamArn,
      StreamLabel: string(),
      StreamStatus,
      StreamViewType,
      CreationRequestDateTime: timestamp,
      TableName,
      KeySchema,
      Shards: list(ShardShape),
      LastEvaluatedShardId: ShardId,
    }),
  }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onStream('DescribeStream'),
  async run(context, input, request) {
    const { Limit: limit = mostShards, ExclusiveStartShardId: after = '', ShardFilter: filter } = input;
    if (limit > mostShards) throw limitTooGreat(limit, mostShards);
    if (filter !== undefined && (filter.Type === undefined || filter.ShardId === undefined)) throw filterIncomplete();
    const stream = await findStream(context, input.StreamArn, request);
    const shards = (await visibleShards(context, stream)).filter(
      ({ id, parent }) => id > after && (filter === undefined || parent === filter.ShardId),
    );
    const page = shards.slice(0, limit);
    const last = page.at(-1);
    return {
      StreamDescription: {
        StreamArn: input.StreamArn,
        StreamLabel: stream.label,
        StreamStatus: await context.streams.status(stream),
        StreamViewType: stream.viewType,
        CreationRequestDateTime: stream.created,
        TableName: stream.table,
        KeySchema: [
          { AttributeName: stream.hash, KeyType: 'HASH' as const },
          ...(stream.range === undefined ? [] : [{ AttributeName: stream.range, KeyType: 'RANGE' as const }]),
        ],
        Shards: page.map(describeShard),
        ...(last !== undefined && shards.length > limit ? { LastEvaluatedShardId: last.id } : {}),
      },
    };
  },
});

const describeShard = ({ id, parent, after, closed }: Shard): Infer<typeof ShardShape> => ({
  ShardId: id,
  SequenceNumberRange: {
    StartingSequenceNumber: beginningNumber(after),
    ...(closed === undefined ? {} : { EndingSequenceNumber: recordNumber(closed.upTo) }),
  },
  ...(parent === undefined ? {} : { ParentShardId: parent }),
});
