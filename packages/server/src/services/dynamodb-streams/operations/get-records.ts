import { list, Preencoded, required, structure, type Infer } from '@paddock/wire';
import { findShard, findStream } from '../addressing.js';
import { operation, type StreamsContext } from '../context.js';
import { recordsJson } from '../record-json.js';
import { parseStreamArn } from '../stream-arn.js';
import { expiredIterator, invalidIterator, limitTooGreat, trimmed } from '../errors.js';
import type { OpenedIterator } from '../iterators.js';
import { TrimmedError } from '../reader.js';
import { PositiveIntegerObject, RecordShape, ShardIterator } from '../shapes.js';

/** ms */
const iteratorLifetime = 15 * 60_000;
const mostRecords = 1000;
const mostBytes = 1024 * 1024;

const input = structure('GetRecordsInput', {
  ShardIterator: required(ShardIterator),
  Limit: PositiveIntegerObject,
});
type Input = Infer<typeof input>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords = operation({
  name: 'GetRecords',
  input,
  output: structure('GetRecordsOutput', { Records: list(RecordShape), NextShardIterator: ShardIterator }),
  errors: [
    'ResourceNotFoundException',
    'LimitExceededException',
    'InternalServerError',
    'ExpiredIteratorException',
    'TrimmedDataAccessException',
  ],
  // The iterator says which stream is read: what is sealed in it must be of that stream.
  needs(context, given, request) {
    const { streamArn } = openIterator(context, given);
    if (parseStreamArn(streamArn)?.region !== request.region) throw invalidIterator(given.ShardIterator);
    return { action: 'dynamodb:GetRecords', resources: [streamArn] };
  },
  async run(context, given, request) {
    const { ShardIterator: iterator, Limit: limit = mostRecords } = given;
    if (limit > mostRecords) throw limitTooGreat(limit, mostRecords);
    const { streamArn, position } = openIterator(context, given);
    if (position === undefined) throw invalidIterator(iterator);
    const now = context.clock.now();
    if (now - position.issued > iteratorLifetime) throw expiredIterator();
    const stream = await findStream(context, streamArn, request);
    if (stream.feed !== position.feed) throw invalidIterator(iterator);
    const shard = await findShard(context, stream, position.shard);
    const limits = { records: limit, bytes: mostBytes };
    const slice = await context.reader.read(stream, shard, position.next, limits, now).catch((error: unknown) => {
      throw error instanceof TrimmedError ? trimmed() : error;
    });
    const next = slice.ended
      ? undefined
      : context.iterators.seal(streamArn, { ...position, next: slice.next, issued: now });
    const answer = new Preencoded([HEAD, recordsJson(stream, slice.records), tailOf(next)]);
    const bytes = slice.records.reduce((sum, { record }) => sum + record.size, 0);
    context.metrics.returned(stream, slice.records.length, bytes, context.clock.monotonic() - request.started);
    return answer;
  },
});

// Authorization and the read both need it: it is opened once for each request.
const opened = new WeakMap<Input, OpenedIterator>();

function openIterator(context: StreamsContext, given: Input): OpenedIterator {
  const iterator = opened.get(given) ?? context.iterators.open(given.ShardIterator);
  if (iterator === undefined) throw invalidIterator(given.ShardIterator);
  opened.set(given, iterator);
  return iterator;
}

const HEAD = Buffer.from('{"Records":[');
const tailOf = (next: string | undefined): Buffer =>
  Buffer.from(next === undefined ? ']}' : `],"NextShardIterator":${JSON.stringify(next)}}`);
