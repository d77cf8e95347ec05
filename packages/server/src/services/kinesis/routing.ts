import { LogSealedError } from '@paddock/store';
import { internalFailure } from '@paddock/wire';
import { findStream } from './addressing.js';
import type { KinesisContext } from './context.js';
import { explicitHashKey, hashPartitionKey } from './domain/hash-key.js';
import { encodeRecords, type NewRecord } from './domain/record-json.js';
import { logShard, type Shard } from './domain/stream.js';
import type { StreamView } from './domain/stream-view.js';
import { explicitHashKeyTooLarge, streamNotFound, type Named } from './errors.js';

/** A record with the hash key that it may name itself. */
export interface RoutableRecord extends NewRecord {
  readonly ExplicitHashKey?: string | undefined;
}

/** The stream, if it takes and gives records: on AWS a stream that is being created or deleted is not found. */
export async function findUsableStream(context: KinesisContext, named: Named): Promise<StreamView> {
  const view = await findStream(context, named);
  if (view.stream.status === 'CREATING' || view.stream.status === 'DELETING') throw streamNotFound(named);
  return view;
}

/**
 * The open shard that a record belongs to.
 * @throws InvalidArgumentException for an explicit hash key outside the key space
 */
export function route(view: StreamView, record: RoutableRecord): Shard {
  if (record.ExplicitHashKey !== undefined) {
    const hash = explicitHashKey(record.ExplicitHashKey);
    if (hash === undefined) throw explicitHashKeyTooLarge(record.ExplicitHashKey);
    return view.route(hash);
  }
  return view.onlyShard ?? view.route(hashPartitionKey(record.PartitionKey));
}

/** Bytes of a record that count against limits: its data and its partition key. */
export const recordBytes = (record: NewRecord): number =>
  record.Data.byteLength + Buffer.byteLength(record.PartitionKey);

/**
 * Appends records to one shard.
 * @returns their sequence numbers once they are durable; undefined when the shard was closed meanwhile: route them anew.
 */
export async function append(
  context: KinesisContext,
  view: StreamView,
  shard: Shard,
  records: readonly NewRecord[],
): Promise<readonly string[] | undefined> {
  const encrypted = view.stream.encryption !== undefined;
  let sequenceNumbers: readonly string[] = [];
  try {
    await context.log.append(logShard(view.stream, shard), {
      count: records.length,
      time: context.clock.now(),
      encode: (first, time) => {
        const encoded = encodeRecords(records, shard, first, time, encrypted);
        sequenceNumbers = encoded.sequenceNumbers;
        return encoded.json;
      },
    });
  } catch (error) {
    if (error instanceof LogSealedError) return undefined;
    throw error;
  }
  return sequenceNumbers;
}

// A parent is sealed a moment before its children are in the registry.
const resharding = 5_000;

/** Waits until the stream is no longer the one of this view, as after a split or merge under way. */
export async function nextView(context: KinesisContext, named: Named, view: StreamView): Promise<StreamView> {
  let stop: (() => void) | undefined;
  const changed = new Promise<boolean>((resolve) => {
    const unwatch = context.store.watchStream(named, () => resolve(true));
    const timer = context.clock.after(resharding, () => resolve(false));
    stop = () => {
      unwatch();
      timer.cancel();
    };
  });
  try {
    const now = await findUsableStream(context, named);
    if (now.version !== view.version) return now;
    if (!(await changed)) throw internalFailure();
    return await findUsableStream(context, named);
  } finally {
    stop?.();
  }
}
