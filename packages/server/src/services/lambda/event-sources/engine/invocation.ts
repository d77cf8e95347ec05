import { AwsError } from '@paddock/wire';
import type { FailedResponse } from '../domain/failure-envelope.js';
import { PAYLOAD_LIMIT } from '../domain/batches.js';
import { readBatchResponse } from '../domain/partial-failures.js';
import { isStateTooLarge, readWindowState } from '../domain/windows.js';
import type { WindowState } from '../progress.js';
import type { SourceRecord } from '../sources/source.js';
import { resourceOf } from './failures.js';
import { callFailed, type Work } from './work.js';

/** One invocation's batch. */
export interface Batch {
  readonly records: readonly SourceRecord[];
  /** Of all of its invocations. */
  readonly requestId: string;
  /** Its tries that failed. */
  failures: number;
  /** What the function answered last. */
  response: FailedResponse | undefined;
}

export type Attempt =
  /** The records before that index are done; all of them where it is their count. */
  | { readonly kind: 'done'; readonly upTo: number; readonly window: WindowState | undefined }
  /** @param result LastProcessingResult */
  | { readonly kind: 'failed'; readonly result: string }
  /** The function did not get it: this is no try. */
  | { readonly kind: 'unreached' };

/** Invokes the function with a batch, once. @param window the open one that the batch belongs to @param isFinal whether it is its last invocation */
export async function attempt(
  work: Work,
  batch: Batch,
  event: string,
  window: WindowState | undefined,
  isFinal = false,
): Promise<Attempt> {
  const { parts, mapping, target, count } = work;
  const { records } = batch;
  const payload = Buffer.from(event);
  // Nothing larger can be sent, yet AWS counts it as a try.
  if (payload.length > PAYLOAD_LIMIT) return { kind: 'failed', result: callFailed };
  const last = records.at(-1);
  if (last !== undefined) {
    const age = Math.max(0, parts.clock.now() - last.record.time);
    parts.metrics.add(target, 'IteratorAge', age, resourceOf(work));
  }
  count('InvokedEventCount', records.length);
  const invoked = await parts.invoker.invoke(target, payload, batch.requestId).catch((error: unknown) => {
    if (!(error instanceof AwsError) && !work.isStopping)
      parts.logger.error('a mapping could not invoke', { mapping: mapping.uuid, error });
    return undefined;
  });
  if (invoked === undefined) return { kind: 'unreached' };
  const { functionError, executedVersion } = invoked;
  const failed = (error: string | null, result = callFailed): Attempt => {
    batch.response = { executedVersion, functionError: error };
    count('FailedInvokeEventCount', records.length);
    return { kind: 'failed', result };
  };
  if (functionError !== undefined) return failed(functionError);
  if (isFinal) return { kind: 'done', upTo: 0, window: undefined };
  const needsAnswer = mapping.reportsItemFailures || window !== undefined;
  const answer = needsAnswer ? textOf(invoked.payload) : '';
  const state = window && readWindowState(answer);
  if (window !== undefined && state === undefined) return failed(null);
  const upTo = mapping.reportsItemFailures ? doneUpTo(answer, records) : records.length;
  if (upTo === undefined) return failed(null, invalidItem);
  if (upTo === 0) return failed(null, 'OK');
  if (upTo < records.length) count('FailedInvokeEventCount', records.length - upTo);
  if (window === undefined || state === undefined) return { kind: 'done', upTo, window: undefined };
  const { start, end } = window;
  return { kind: 'done', upTo, window: { start, end, state, ...(isStateTooLarge(state) ? { early: true } : {}) } };
}

/** How many records of a batch the function reports as done; undefined when what it answers names none of them. */
function doneUpTo(answer: string, records: readonly SourceRecord[]): number | undefined {
  const places = new Map<string, number>();
  const indexOf = (sequenceNumber: string): number | undefined => {
    if (places.size === 0) {
      records.forEach(({ record }, index) => {
        if (!places.has(record.sequenceNumber)) places.set(record.sequenceNumber, index);
      });
    }
    return places.get(sequenceNumber);
  };
  const outcome = readBatchResponse(answer, indexOf);
  switch (outcome.kind) {
    case 'success':
      return records.length;
    case 'failure':
      return undefined;
    case 'from':
      return outcome.index;
  }
}

const invalidItem = 'PROBLEM: Sequence number in function response is invalid. Please check function implementation.';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
