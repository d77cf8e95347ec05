/** Time, as everything but this folder knows it. */
export interface Clock {
  /** Whole ms since the epoch. May jump, in either direction, when the machine's clock is set. */
  now(): number;
  /** Ms since some moment, never falling: for durations. */
  monotonic(): number;
  /** Runs something once, `ms` from now; any number of ms, what is not above 0 as soon as possible. */
  after(ms: number, run: () => void): Timer;
}

export interface Timer {
  /** Harmless when the timer has run or was cancelled before. */
  cancel(): void;
}

/** Longer timeouts would run at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The machine's clock. @param options.unref timers do not keep the process alive */
export function systemClock(options: { readonly unref?: boolean } = {}): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, run) {
      const end = performance.now() + ms;
      let timeout: NodeJS.Timeout;
      const wait = (rest: number): void => {
        timeout = setTimeout(rest > LONGEST_TIMEOUT ? resume : run, Math.min(rest, LONGEST_TIMEOUT));
        if (options.unref === true) timeout.unref();
      };
      const resume = (): void => wait(end - performance.now());
      wait(ms);
      return { cancel: () => clearTimeout(timeout) };
    },
  };
}
