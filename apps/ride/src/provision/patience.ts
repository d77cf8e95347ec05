import { isNoAnswer, isTimeout, statusOf } from './no-answer.js';
import { backoff } from '../time.js';
import type { Time } from '../time.js';

/** Attempts of one request. Throttled, about half a minute passes; unreachable, half a second. */
const MOST_ATTEMPTS = { THROTTLING: 12, SERVER_ERROR: 6, TRANSIENT: 4, CLIENT_ERROR: 1 } as const;

/** An SDK client's strategy: it waits by the given time, and gives up when the signal aborts. */
export function patientRetries(time: Time, signal: AbortSignal): Strategy {
  const strategy: Strategy = {
    acquireInitialRetryToken: () => Promise.resolve(tokenOf(0)),
    refreshRetryTokenForRetry: async (token, { errorType, error }) => {
      const attempts = token.getRetryCount() + 1;
      if (signal.aborted || attempts >= mostAttempts(errorType, error)) throw new Error('that was the last attempt');
      await time.sleep(backoff(attempts, Math.random), signal);
      return tokenOf(attempts);
    },
    recordSuccess: () => undefined,
  };
  return strategy;
}

/** What the SDK asks of a retry strategy. */
interface Strategy {
  acquireInitialRetryToken(scope: string): Promise<Token>;
  refreshRetryTokenForRetry(
    token: Token,
    failure: { readonly errorType: keyof typeof MOST_ATTEMPTS; readonly error?: unknown },
  ): Promise<Token>;
  recordSuccess(token: Token): void;
}

interface Token {
  getRetryCount(): number;
  getRetryDelay(): number;
}

// The strategy has waited already when it gives the token.
const tokenOf = (count: number): Token => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

function mostAttempts(type: keyof typeof MOST_ATTEMPTS, error: unknown): number {
  // The same name for too many requests a second (Kinesis) and for a quota that is used up: time helps the first only.
  if (error instanceof Error && error.name.startsWith('LimitExceeded')) return 3;
  // Each has been waited for already, for 5 or 10 s.
  if (isTimeout(error)) return 2;
  // An answer that is not the service's own comes again as it is, unless somebody on the way says that the service is not there.
  if (isNoAnswer(error) && !([502, 503, 504] as unknown[]).includes(statusOf(error))) return 1;
  if (type === 'CLIENT_ERROR' && isBusy(error)) return 8;
  return MOST_ATTEMPTS[type];
}

/** Something else changes the same thing at this moment; nothing is done, and a moment later it can be. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/^(ConcurrentModification(Exception)?|OperationAbortedException)$/.test(error.name)) {
    return !/Tags are already registered/i.test(error.message);
  }
  return (
    /^Resource(Conflict|InUse)Exception$/.test(error.name) &&
    /update is in progress|because it is in use|in the following state: Pending/i.test(error.message)
  );
}

/** What waiting takes; a part of the context. */
export interface Waiting {
  readonly time: Time;
  readonly signal: AbortSignal;
}

/** The signal aborted: what was asked for is not wanted any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('cancelled');
  }
}

/** It stays as it is for too long. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
}

/** Longest wait for a resource to get where it shall be, ms. Triggers on AWS take a minute at times. */
const PATIENCE = 300_000;
/** Longest wait until a role that was just made is known everywhere, ms. */
const PROPAGATION = 90_000;

/**
 * Looks again and again until there is no state to wait out any more, and tells each state once.
 * @param look answers the state that passes, undefined when it has passed
 * @throws Stuck after five minutes, Cancelled when the signal aborts
 */
export async function waitOut(
  { time, signal }: Waiting,
  tell: (state: string) => void,
  look: () => Promise<string | undefined>,
): Promise<void> {
  const deadline = time.elapsed() + PATIENCE;
  let told: string | undefined;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 2_000)) {
    const state = await look();
    if (state === undefined) return;
    if (signal.aborted) throw new Cancelled();
    if (state !== told) tell((told = state));
    if (time.elapsed() > deadline) throw new Stuck(`it stays ${state} for more than ${PATIENCE / 60_000} minutes`);
    await time.sleep(pause, signal);
  }
}

/**
 * Tries again while what fails looks like a role that is not known everywhere yet: on AWS that takes some seconds.
 * @throws the last failure after 90 s, Cancelled when the signal aborts
 */
export async function whilePropagating<T>(
  { time, signal }: Waiting,
  tell: (state: string) => void,
  isPropagation: (error: Error) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = time.elapsed() + PROPAGATION;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Error) || !isPropagation(error) || time.elapsed() > deadline) throw error;
      if (signal.aborted) throw new Cancelled();
      if (count === 1) tell('waiting until the role is known everywhere');
      await time.sleep(backoff(count, Math.random), signal);
    }
  }
}

/** What the call answers, or undefined when it fails with one of these names: what is looked for is absent. */
export async function unless<T>(failures: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && failures.includes(error.name)) return undefined;
    throw error;
  }
}
