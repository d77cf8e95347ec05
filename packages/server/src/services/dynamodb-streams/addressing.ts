import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { ChangeStream, StreamName } from '../dynamodb/port.js';
import type { StreamsContext } from './context.js';
import { isExpired, RETENTION, type Shard } from './domain/shard.js';
import { parseStreamArn } from './stream-arn.js';
import { invalidStreamArn, shardNotFound, streamNotFound } from './errors.js';

/** @throws ValidationException for what is no ARN of a stream in the request's region */
export function namedStream(arn: string, request: Pick<RequestContext, 'region'>): StreamName {
  const stream = parseStreamArn(arn);
  if (stream === undefined || stream.region !== request.region) throw invalidStreamArn();
  return stream;
}

/** The need of an operation on one stream. */
export const onStream =
  (action: string) =>
  (_context: StreamsContext, input: { readonly StreamArn: string }, request: RequestContext): AuthorizationNeed => {
    namedStream(input.StreamArn, request);
    return { action: `dynamodb:${action}`, resources: [input.StreamArn] };
  };

/** @throws ResourceNotFoundException */
export async function findStream(
  context: StreamsContext,
  arn: string,
  request: Pick<RequestContext, 'region'>,
): Promise<ChangeStream> {
  const stream = await context.streams.stream(namedStream(arn, request));
  if (stream === undefined || isOver(stream, context.clock.now())) throw streamNotFound(arn);
  return stream;
}

/** Whether a stream was disabled so long ago that nothing of it is shown any more. */
export const isOver = ({ disabledAt }: ChangeStream, now: number): boolean =>
  disabledAt !== undefined && disabledAt <= now - RETENTION;

/** The stream's shards that have not expired, oldest first. */
export async function visibleShards(context: StreamsContext, stream: ChangeStream): Promise<Shard[]> {
  const now = context.clock.now();
  return (await context.lineage.shards(stream)).filter((shard) => !isExpired(shard, now));
}

/** @throws ResourceNotFoundException */
export async function findShard(context: StreamsContext, stream: ChangeStream, id: string): Promise<Shard> {
  const shard = (await visibleShards(context, stream)).find((each) => each.id === id);
  if (shard === undefined) throw shardNotFound();
  return shard;
}
