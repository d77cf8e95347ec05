import { required, structure } from '@paddock/wire';
import type { ChangeStream } from '../../dynamodb/port.js';
import { findShard, findStream, onStream } from '../addressing.js';
import { operation, type StreamsContext } from '../context.js';
import { parseSequenceNumber } from '../domain/sequence-number.js';
import type { Shard } from '../domain/shard.js';
import { invalidSequenceNumber, sequenceNumberMissing, sequenceNumberUnwanted, trimmed } from '../errors.js';
import { SequenceNumber, ShardId, ShardIterator, ShardIteratorType, StreamArn } from '../shapes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator = operation({
  name: 'GetShardIterator',
  input: structure('GetShardIteratorInput', {
    StreamArn: required(StreamArn),
    ShardId: required(ShardId),
    ShardIteratorType: required(ShardIteratorType),
    SequenceNumber,
  }),
  output: structure('GetShardIteratorOutput', { ShardIterator }),
  errors: ['ResourceNotFoundException', 'InternalServerError', 'TrimmedDataAccessException'],
  needs: onStream('GetShardIterator'),
  async run(context, input, request) {
    const { ShardIteratorType: type, SequenceNumber: number } = input;
    const isNumbered = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
    if (isNumbered && number === undefined) throw sequenceNumberMissing(type);
    if (!isNumbered && number !== undefined) throw sequenceNumberUnwanted(type);
    const stream = await findStream(context, input.StreamArn, request);
    const shard = await findShard(context, stream, input.ShardId);
    const now = context.clock.now();
    const next =
      number !== undefined
        ? await numbered(context, stream, shard, number, type === 'AFTER_SEQUENCE_NUMBER')
        : type === 'LATEST'
          ? await context.reader.latest(stream, shard)
          : await context.reader.horizon(stream, shard, now);
    const position = { feed: stream.feed, shard: shard.id, next, issued: now };
    return { ShardIterator: context.iterators.seal(input.StreamArn, position) };
  },
});

/**
 * @throws ValidationException for a number that is not of this shard
 * @throws TrimmedDataAccessException for one that lies before its oldest record
 */
async function numbered(
  context: StreamsContext,
  stream: ChangeStream,
  shard: Shard,
  text: string,
  isAfter: boolean,
): Promise<number> {
  const number = parseSequenceNumber(text);
  const end = shard.closed?.upTo ?? Number.MAX_SAFE_INTEGER;
  const isOwn =
    number !== undefined &&
    number.sequence <= end &&
    (number.sequence > shard.after || (number.sequence === shard.after && number.isBeginning));
  if (!isOwn) throw invalidSequenceNumber(text);
  const next = isAfter || number.isBeginning ? number.sequence + 1 : number.sequence;
  const horizon = await context.reader.horizon(stream, shard, context.clock.now());
  // The number of a shard's beginning stands for whatever its oldest record is by now.
  if (number.isBeginning) return Math.max(next, horizon);
  if (next < horizon) throw trimmed();
  return next;
}
