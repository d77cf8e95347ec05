import { failureDocument, failureObjectKey, type FailedBatch } from '../domain/failure-envelope.js';
import { functionArnOf } from '../mapping.js';
import type { SourceRecord } from '../sources/source.js';
import type { Work } from './work.js';

/** What was given up: records, or the last invocation of a window. */
export type GivenUp = Pick<
  FailedBatch,
  'requestId' | 'condition' | 'approximateInvokeCount' | 'response' | 'shardId' | 'window'
> & { readonly records: readonly SourceRecord[]; readonly event: string };

/** Tells the mapping's destination of records that are given up, once: whether it succeeds or not, the shard moves on. */
export async function giveUp(work: Work, given: GivenUp): Promise<void> {
  const { mapping, parts, count, target } = work;
  const { clock, buckets, metrics, invoker, ids, logger } = parts;
  const { onFailure, uuid } = mapping;
  if (onFailure === undefined) return;
  const { records, event, ...rest } = given;
  const first = records[0]?.record;
  const last = records.at(-1)?.record;
  const time = clock.now();
  const document = failureDocument(
    {
      ...rest,
      source: mapping.sourceKind === 'dynamodb' ? 'dynamodb' : 'kinesis',
      functionArn: functionArnOf(mapping),
      time,
      streamArn: mapping.eventSourceArn,
      records: first && last && { first, last, count: records.length },
    },
    event,
  );
  try {
    const role = await invoker.role(target);
    if (buckets === undefined || role === undefined) throw new Error('there is nothing that takes it');
    const key = failureObjectKey(uuid, given.shardId, time, ids.requestId());
    await buckets.put(bucketOf(onFailure), key, Buffer.from(document), role);
    count('OnFailureDestinationDeliveredEventCount', records.length);
  } catch (error) {
    logger.warn('an on-failure destination was not told', { mapping: uuid, destination: onFailure, error });
    metrics.add(target, 'DestinationDeliveryFailures', 1, resourceOf(work));
    count('DroppedEventCount', records.length);
  }
}

/** The bucket that an ARN of S3 names. */
export const bucketOf = (arn: string): string => arn.split(':::')[1] ?? '';

/** The function as metrics' dimension `Resource` names it. */
export const resourceOf = ({ target: { name, qualifier } }: Work): string =>
  qualifier === undefined ? name : `${name}:${qualifier}`;
