import { internalFailure } from '@paddock/wire';
import type { KinesisContext } from './context.js';
import { isContinuationNumber } from './domain/continuation.js';
import { parseSequenceNumber } from './domain/sequence-number.js';
import { shardId } from './domain/shard-id.js';
import { logShard, type Shard, type Stream } from './domain/stream.js';
import { invalidArgument, type Named } from './errors.js';
import { trimHorizon } from './horizon.js';

/** Where a reader asks to begin: what GetShardIterator and SubscribeToShard have in common. */
export interface PositionRequest {
  readonly type: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER' | 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  readonly sequenceNumber?: string | undefined;
  /** ms since the epoch */
  readonly timestamp?: number | undefined;
  /** Names the operation in error texts. */
  readonly operation: 'GetShardIterator' | 'SubscribeToShard';
}

/**
 * The offset of the record to read first.
 * @throws InvalidArgumentException when type, sequence number and time do not go together, or the number is not this shard's
 */
export async function resolvePosition(
  context: KinesisContext,
  stream: Stream,
  shard: Shard,
  position: PositionRequest,
): Promise<number> {
  const { type, sequenceNumber, timestamp } = position;
  if (sequenceNumber !== undefined && (type === 'TRIM_HORIZON' || type === 'LATEST')) throw combination(type, 'also a');
  switch (type) {
    case 'TRIM_HORIZON':
      return trimHorizon(context, stream, shard);
    case 'LATEST':
      return (await context.log.extent(logShard(stream, shard))).end;
    case 'AT_TIMESTAMP':
      return atTime(context, stream, shard, timestamp);
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER': {
      if (sequenceNumber === undefined) throw combination(type, 'no');
      const recordOffset = offsetOf(stream, shard, sequenceNumber, position.operation);
      const after = type === 'AFTER_SEQUENCE_NUMBER' || isContinuationNumber(sequenceNumber);
      // The shard's own start (-1) lies before its first record, whichever way it is asked for.
      const offset = after ? recordOffset + 1 : Math.max(0, recordOffset);
      return Math.min(offset, (await context.log.extent(logShard(stream, shard))).end);
    }
  }
}

async function atTime(
  context: KinesisContext,
  stream: Stream,
  shard: Shard,
  timestamp: number | undefined,
): Promise<number> {
  if (timestamp === undefined) {
    throw invalidArgument(
      'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
    );
  }
  const now = context.clock.now();
  if (timestamp > now) {
    throw invalidArgument(
      'The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. ' +
        `timestampInMillis: ${timestamp}, currentTimestampInMillis: ${now}`,
    );
  }
  const [oldest, first] = await Promise.all([
    trimHorizon(context, stream, shard),
    context.log.seek(logShard(stream, shard), timestamp),
  ]);
  return Math.max(oldest, first);
}

/** The offset that a sequence number stands for in its shard; -1 for the shard's StartingSequenceNumber. */
function offsetOf(stream: Stream & Named, shard: Shard, text: string, operation: string): number {
  const id = shardId(shard.index);
  const where = `StartingSequenceNumber ${text} used in ${operation} on shard ${id} in stream ${stream.name} under account ${stream.account}`;
  const number = parseSequenceNumber(text);
  if (number === undefined) {
    // Numbers of the service's first format are answered so; every other text is merely invalid.
    if (isFirstFormat(text)) throw internalFailure();
    throw invalidArgument(`${where} is invalid.`);
  }
  if (number.shardIndex !== shard.index) {
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes ${shardId(number.shardIndex)}, while it was used in a call to a shard with ${id}`,
    );
  }
  if (number.createdSecond !== shard.createdSecond) {
    throw invalidArgument(`${where} is invalid because it did not come from this stream.`);
  }
  return Number(number.position) - 1;
}

const isFirstFormat = (text: string): boolean => BigInt(text) < 1n << 129n;

const combination = (type: string, what: string) =>
  invalidArgument(
    'Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST ' +
      `and no StartingSequenceNumber. Request specified ${type} and ${what} StartingSequenceNumber.`,
  );
