import type { WriteRequest } from '@aws-sdk/client-dynamodb';

export interface BatchProgress {
  readonly done: number;
  readonly total: number;
  readonly retries: number;
}

export interface BatchOptions {
  /** One BatchWriteItem; resolves with what it left unprocessed. */
  readonly send: (writes: readonly WriteRequest[]) => Promise<readonly WriteRequest[]>;
  readonly wait: (ms: number) => Promise<void>;
  readonly onProgress: (progress: BatchProgress) => void;
  readonly signal: AbortSignal;
}

const batch = 25;
const attempts = 10;

/**
 * Writes all, 25 at a time; what the table has no capacity for is tried again, later and later.
 * @returns what was not written: because it was stopped, or ten times in a row nothing went through
 * @throws what a call answers; `onProgress` was told of all before it
 */
export async function writeAll(
  writes: readonly WriteRequest[],
  { send, wait, onProgress, signal }: BatchOptions,
): Promise<readonly WriteRequest[]> {
  let left = writes;
  let retries = 0;
  let fruitless = 0;
  while (left.length > 0 && !signal.aborted) {
    const now = left.slice(0, batch);
    const unprocessed = await send(now);
    left = [...unprocessed, ...left.slice(batch)];
    onProgress({ done: writes.length - left.length, total: writes.length, retries });
    if (unprocessed.length === 0) {
      fruitless = 0;
      continue;
    }
    retries++;
    fruitless = unprocessed.length === now.length ? fruitless + 1 : 0;
    if (fruitless >= attempts) break;
    await wait(Math.min(50 * 2 ** fruitless, 5000));
  }
  return left;
}
