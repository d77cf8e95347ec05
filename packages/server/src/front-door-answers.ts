import { AwsError, plainRefusal, type Refusal, type RequestHead, type WireResponse } from '@paddock/wire';
import type { Logger } from './runtime/log.js';

/** What the front door says by itself, in AWS's form where it has one. */
export function refusalAnswer(refusal: Refusal, _head: unknown): WireResponse {
  // AWS answers a body over its limit with the status alone.
  return refusal.status === 413 ? { status: 413, headers: {}, body: '' } : plainRefusal(refusal);
}

/** Logs what a handler or a streamed answer threw: the pipeline lets nothing through but its own faults. */
export const handlerError =
  (logger: Logger) =>
  (error: unknown, head: Pick<RequestHead, 'method' | 'path'> | undefined): void => {
    const fields = { method: head?.method, path: head?.path, error };
    // A function that fails while it answers a URL is nothing that broke here.
    if (error instanceof AwsError) logger.warn('an answer was cut off', fields);
    else logger.error('an answer failed', fields);
  };
