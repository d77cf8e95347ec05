import { enumeration, integer, list, required, structure, timestamp, type Infer } from '@paddock/wire';
import { findStream, namedStream } from '../addressing.js';
import type { RequestContext } from '../../../request-context.js';
import { operation, type KinesisContext } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { describeShard } from '../domain/shard-shape.js';
import { shardIndex } from '../domain/shard-id.js';
import type { Shard, Stream } from '../domain/stream.js';
import { invalidArgument, invalidNextToken, streamNotFound, type Named } from '../errors.js';
import { isExpired, trimTime } from '../horizon.js';
import { NextToken, ShardId, ShardShape, streamReference } from '../shapes.js';

const mostResults = 1000;

const ShardFilter = structure('ShardFilter', {
  Type: required(
    enumeration(
      'AFTER_SHARD_ID',
      'AT_TRIM_HORIZON',
      'FROM_TRIM_HORIZON',
      'AT_LATEST',
      'AT_TIMESTAMP',
      'FROM_TIMESTAMP',
    ),
  ),
  ShardId,
  Timestamp: timestamp,
});
type ShardFilter = Infer<typeof ShardFilter>;

const input = structure('ListShardsInput', {
  ExclusiveStartShardId: ShardId,
  MaxResults: integer({ min: 1, max: 10_000 }),
  NextToken,
  ...streamReference,
  StreamCreationTimestamp: timestamp,
  ShardFilter,
});

/** Where a listing goes on: a token stands for all that the first call asked. */
interface Listing extends Named {
  readonly streamId: string;
  readonly after: number;
  readonly filter?: ShardFilter;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html */
export const listShards = operation({
  name: 'ListShards',
  input,
  output: structure('ListShardsOutput', { Shards: list(ShardShape), NextToken }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'LimitExceededException',
    'ExpiredNextTokenException',
    'ResourceInUseException',
    'AccessDeniedException',
  ],
  needs: (context, given, request) => ({
    action: 'kinesis:ListShards',
    resources: [streamArn(listingOf(context, given, request))],
  }),
  async run(context, given, request) {
    const listing = listingOf(context, given, request);
    const { stream } = await findStream(context, listing);
    if (listing.streamId !== '' && listing.streamId !== stream.id) throw streamNotFound(listing);
    const created = given.StreamCreationTimestamp;
    if (created !== undefined && Math.floor(created / 1000) !== Math.floor(stream.created / 1000))
      throw streamNotFound(listing);
    const now = context.clock.now();
    const found = stream.status === 'CREATING' ? [] : stream.shards.filter(selector(stream, listing, now));
    const page = found.slice(0, Math.min(given.MaxResults ?? mostResults, mostResults));
    const last = page.at(-1);
    return {
      Shards: page.map(describeShard),
      ...(found.length > page.length && last
        ? { NextToken: context.tokens.seal('ListShards', { ...listing, streamId: stream.id, after: last.index }, now) }
        : {}),
    };
  },
});

function listingOf(context: KinesisContext, given: Infer<typeof input>, request: RequestContext): Listing {
  const token = given.NextToken;
  if (token !== undefined) {
    for (const name of [
      'StreamName',
      'StreamARN',
      'StreamCreationTimestamp',
      'ExclusiveStartShardId',
      'ShardFilter',
    ] as const) {
      if (given[name] !== undefined) throw invalidArgument(`NextToken and ${name} cannot be provided together.`);
    }
    const listing = context.tokens.open<Listing>('ListShards', token, context.clock.now());
    if (listing.region !== request.region) throw invalidNextToken();
    return listing;
  }
  if (given.StreamName === undefined && given.StreamARN === undefined) {
    throw invalidArgument('Either NextToken or StreamName should be provided.');
  }
  const filter = given.ShardFilter;
  if (filter) checkFilter(filter);
  const start = given.ExclusiveStartShardId === undefined ? -1 : (shardIndex(given.ExclusiveStartShardId) ?? -1);
  return { ...namedStream(given, request), streamId: '', after: start, ...(filter ? { filter } : {}) };
}

function checkFilter({ Type, ShardId: id, Timestamp: time }: ShardFilter): void {
  if (Type === 'AFTER_SHARD_ID' && id === undefined) {
    throw invalidArgument('ShardId must be specified in ShardFilter when the Type is AFTER_SHARD_ID.');
  }
  if ((Type === 'AT_TIMESTAMP' || Type === 'FROM_TIMESTAMP') && time === undefined) {
    throw invalidArgument(`Timestamp must be specified in ShardFilter when the Type is ${Type}.`);
  }
}

/** Which shards a listing shows: those that were open at, or at some time after, the moment that the filter names. */
function selector(stream: Stream, { after, filter }: Listing, now: number): (shard: Shard) => boolean {
  const matches = matching(stream, filter, now);
  return (shard) => shard.index > after && !isExpired(stream, shard, now) && matches(shard);
}

function matching(stream: Stream, filter: ShardFilter | undefined, now: number): (shard: Shard) => boolean {
  const openAt = (time: number) => (shard: Shard) =>
    shard.createdSecond * 1000 <= time && (shard.closed === undefined || shard.closed.at > time);
  const openAfter = (time: number) => (shard: Shard) => shard.closed === undefined || shard.closed.at >= time;
  // The stream's first shards were there at its own creation, which is not on a whole second; before it, AWS shows them.
  const noEarlier = (time: number): number => Math.max(time, stream.created);
  switch (filter?.Type) {
    case undefined:
      return () => true;
    case 'AFTER_SHARD_ID': {
      const start = shardIndex(filter.ShardId ?? '') ?? -1;
      return (shard) => shard.index > start;
    }
    case 'AT_LATEST':
      return (shard) => shard.closed === undefined;
    case 'AT_TRIM_HORIZON':
      return openAt(noEarlier(trimTime(stream, now)));
    case 'FROM_TRIM_HORIZON':
      return openAfter(trimTime(stream, now));
    case 'AT_TIMESTAMP':
      return openAt(noEarlier(filter.Timestamp ?? now));
    case 'FROM_TIMESTAMP':
      return openAfter(noEarlier(filter.Timestamp ?? now));
  }
}
