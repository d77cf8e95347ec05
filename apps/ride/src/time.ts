/** Time as the clients need it; passed in, so that tests run on a clock of their own. */
export interface Time {
  /** Milliseconds since 1970, by the wall clock. */
  epoch(): number;
  /** Milliseconds since some moment, never set back; for intervals. */
  elapsed(): number;
  /** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realTime: Time = {
  epoch: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};

/**
 * How long to wait before the next attempt, in milliseconds: a random share of a bound that doubles from 100 ms to
 * 5 s. `attempt` counts from 1. The jitter keeps a fleet that was throttled together from coming back together.
 */
export function backoff(attempt: number, random: () => number): number {
  const bound = Math.min(5_000, 50 * 2 ** Math.min(attempt, 10));
  return bound / 4 + random() * bound * 0.75;
}
