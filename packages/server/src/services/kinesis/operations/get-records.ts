import { boolean, integer, list, Preencoded, required, structure, type Infer } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { namedStream } from '../addressing.js';
import { operation, type KinesisContext } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { payloadBytes, recordOverhead, storedBytes } from '../domain/record-json.js';
import { describeChild } from '../domain/shard-shape.js';
import { shardId } from '../domain/shard-id.js';
import { logShard, type Shard } from '../domain/stream.js';
import type { StreamView } from '../domain/stream-view.js';
import {
  dryRun,
  expiredIterator,
  invalidIterator,
  kmsErrorCodes,
  shardDoesNotExist,
  shardReadThrottled,
} from '../errors.js';
import { isExpired, trimHorizon } from '../horizon.js';
import type { IteratorPosition } from '../iterators.js';
import { ChildShard, MillisBehindLatest, RecordShape, ShardIterator, StreamARN, StreamId } from '../shapes.js';

const iteratorLifetime = 300_000;
const mostRecords = 10_000;
/** 10 MiB of data and keys, as the log stores them. */
const mostStoredBytes = storedBytes(10_485_760);

const input = structure('GetRecordsInput', {
  Limit: integer({ min: 1, max: mostRecords }),
  ShardIterator: required(ShardIterator),
  StreamARN,
  StreamId,
  DryRun: boolean,
});
type Input = Infer<typeof input>;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export const getRecords = operation({
  name: 'GetRecords',
  input,
  output: structure('GetRecordsOutput', {
    Records: required(list(RecordShape)),
    NextShardIterator: ShardIterator,
    MillisBehindLatest,
    ChildShards: list(ChildShard),
  }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'ProvisionedThroughputExceededException',
    'ExpiredIteratorException',
    ...kmsErrorCodes,
    'AccessDeniedException',
    'DryRunOperationException',
    'InternalFailureException',
  ],
  // The iterator says which stream is read. One that this server did not make says nothing: it is refused before anybody is asked.
  needs: (context, given, request) => ({
    action: 'kinesis:GetRecords',
    resources: [streamArn(streamOf(openIterator(context, given), request))],
  }),
  async run(context, input, request) {
    const position = openIterator(context, input);
    const named = streamOf(position, request);
    if (input.StreamARN !== undefined && streamArn(namedStream(input, request)) !== streamArn(named))
      throw invalidIterator();
    const now = context.clock.now();
    if (now - position.issued > iteratorLifetime) throw expiredIterator(position.issued, now);
    const view = context.store.peekStream(named) ?? (await context.store.stream(named));
    const shard = view?.stream.id === position.streamId ? view.shard(position.shardIndex) : undefined;
    if (view === undefined || shard === undefined || isExpired(view.stream, shard, now)) {
      throw shardDoesNotExist(shardId(position.shardIndex), named);
    }
    if (input.DryRun === true) throw dryRun();
    const name = logShard(view.stream, shard);
    const metrics = context.metrics.stream(view.stream);
    if (!context.throttles.read(name, now)) {
      metrics.readThrottled.add(1);
      metrics.getRecordsSuccess.add(0);
      metrics.shard('ReadProvisionedThroughputExceeded', shard.index)?.add(1);
      throw shardReadThrottled(shardId(shard.index), named);
    }
    const from = Math.max(position.offset, await trimHorizon(context, view.stream, shard));
    const slice = await context.log.read(name, from, {
      records: input.Limit ?? mostRecords,
      bytes: mostStoredBytes,
      overhead: recordOverhead,
    });
    const ended = isAtEnd(shard, slice.next);
    const caughtUp = slice.next >= slice.extent.end;
    // How far behind the last record of this answer is; a reader that has them all is not behind.
    const behind = caughtUp || slice.lastTime === undefined ? 0 : Math.max(0, now - slice.lastTime);
    const stored = slice.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const bytes = payloadBytes(stored, slice.count);
    context.throttles.readDone(name, bytes, now);
    metrics.getRecordsBytes.add(bytes);
    metrics.getRecordsRecords.add(slice.count);
    metrics.getRecordsSuccess.add(1);
    metrics.getRecordsIteratorAge.add(slice.lastTime === undefined ? behind : Math.max(0, now - slice.lastTime));
    metrics.getRecordsLatency.add(context.clock.monotonic() - request.started);
    metrics.shard('OutgoingBytes', shard.index)?.add(bytes);
    metrics.shard('OutgoingRecords', shard.index)?.add(slice.count);
    metrics.shard('IteratorAgeMilliseconds', shard.index)?.add(behind);
    const next = ended ? undefined : context.iterators.seal({ ...position, offset: slice.next, issued: now });
    return answer(slice.chunks, tail(next, behind, ended ? view : undefined, shard));
  },
});

// Authorization and the read both need it: it is opened once for each request.
const opened = new WeakMap<Input, IteratorPosition>();

function openIterator(context: KinesisContext, input: Input): IteratorPosition {
  const position = opened.get(input) ?? context.iterators.open(input.ShardIterator);
  if (position === undefined) throw invalidIterator();
  opened.set(input, position);
  return position;
}

const streamOf = (position: IteratorPosition, request: RequestContext) => ({
  account: position.account,
  region: request.region,
  name: position.stream,
});

/** Whether a reader at this offset has read all that a closed shard ever gets. */
export const isAtEnd = (shard: Shard, next: number): boolean => shard.closed !== undefined && next >= shard.closed.end;

const head = Buffer.from('{"Records":[');

const answer = (chunks: readonly Uint8Array[], end: string): Preencoded =>
  new Preencoded([head, ...chunks, Buffer.from(end)]);

type Children = Infer<typeof ChildShard>[];

function tail(next: string | undefined, behind: number, ended: StreamView | undefined, shard: Shard): string {
  const iterator = next === undefined ? '' : `,"NextShardIterator":"${next}"`;
  const children: Children | undefined = ended?.childrenOf(shard.index).map(describeChild);
  return `]${iterator},"MillisBehindLatest":${behind}${children ? `,"ChildShards":${JSON.stringify(children)}` : ''}}`;
}
