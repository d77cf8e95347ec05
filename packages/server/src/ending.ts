import type { Clock } from './runtime/clock.js';
import type { Logger } from './runtime/log.js';

/** The part of `process` that says that it is time to end. */
export interface ProcessEvents {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
  exit(code: number): void;
}

/** Why the process ends. */
export interface End {
  /** To exit with: 0 when it was told to, 70 (EX_SOFTWARE) when it cannot go on. */
  readonly code: 0 | 70;
  /** A line for whoever told it to. */
  readonly reason: string | undefined;
}

export interface Ending {
  readonly first: Promise<End>;
  /** Ends because the store, say, can no longer be written. */
  readonly fatal: (error: unknown) => void;
  /** Stops listening. */
  dispose(): void;
}

/** As exit codes of processes that a signal ended have it: 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** npm passes on the Ctrl+C that the terminal has sent already: two signals this close are one, ms. */
const SAME_SIGNAL = 300;

/**
 * Waits for a signal, or for an error that nobody caught. The first one asks for an orderly end; a signal after that ends the process
 * at once.
 */
export function awaitEnd({
  process,
  clock,
  logger,
}: {
  readonly process: ProcessEvents;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logger: Logger;
}): Ending {
  let end: (end: End) => void = () => undefined;
  const first = new Promise<End>((resolve) => (end = resolve));
  let signalledAt: number | undefined;

  const onSignal = (code: number) => (): void => {
    const now = clock.monotonic();
    if (signalledAt === undefined) {
      signalledAt = now;
      end({ code: 0, reason: 'Stopping …' });
    } else if (now - signalledAt > SAME_SIGNAL) process.exit(code);
  };
  const fatal = (error: unknown): void => {
    logger.error('the server cannot go on', { error });
    end({ code: 70, reason: undefined });
  };
  const listeners = new Map<string, (value: unknown) => void>([
    ...Object.entries(SIGNALS).map(([signal, code]) => [signal, onSignal(code)] as const),
    ['uncaughtException', fatal],
    ['unhandledRejection', fatal],
  ]);
  for (const [event, listener] of listeners) process.on(event, listener);
  return {
    first,
    fatal,
    dispose() {
      for (const [event, listener] of listeners) process.off(event, listener);
    },
  };
}
