import { classify, isTransient } from './errors.js';
import { putRecord } from './kinesis-port.js';
import { backoff, realTime } from './time.js';
import { Unicorn, encodeReading } from './unicorn.js';
import type { Session } from './command.js';
import type { Time } from './time.js';

export interface LoneRide {
  /** Sends one reading; throws the SDK's error. */
  readonly put: (data: Uint8Array) => Promise<void>;
  readonly unicorn: Unicorn;
  /** Readings a second. */
  readonly rate: number;
  /** Readings until the end; undefined for no end. */
  readonly count: number | undefined;
  readonly time: Time;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly onSent: () => void;
  readonly onRetry: () => void;
  /** How long the service may fail or be unreachable, in milliseconds; throttling may last. */
  readonly patience: number;
}

/**
 * Sends readings at their rate until the count is reached or the signal aborts. While the service does not take one, the
 * same reading is tried again and those that fall due meanwhile are not taken: a sensor without a memory.
 */
export async function ride({ unicorn, time, rate, signal, ...ride }: LoneRide): Promise<void> {
  const every = 1_000 / rate;
  const startedAt = time.elapsed();
  let hasAnswered = false;
  for (let sent = 0; sent !== ride.count && !signal.aborted; sent += 1) {
    const data = encodeReading(unicorn.step(time.epoch(), 1 / rate));
    const failingSince = time.elapsed();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await ride.put(data);
        break;
      } catch (error) {
        const trouble = classify(error);
        const isPatient = hasAnswered && time.elapsed() - failingSince < ride.patience;
        if (!isTransient(trouble) || (trouble !== 'throttled' && !isPatient)) throw error;
        ride.onRetry();
        await time.sleep(backoff(attempt, ride.random), signal);
        if (signal.aborted) return;
      }
    }
    hasAnswered = true;
    ride.onSent();
    const passed = time.elapsed() - startedAt;
    const next = (Math.floor(passed / every) + 1) * every;
    if (sent + 1 !== ride.count) await time.sleep(next - passed, signal);
  }
}

/** `producer -name X`: dots on stdout, a summary on stderr. */
export async function rideAlone(
  { name, rate, count }: { name: string; rate: number; count: number | undefined },
  { client, stream, where, signal }: Session,
): Promise<void> {
  const counts = { sent: 0, retries: 0 };
  const startedAt = realTime.elapsed();
  console.error(
    `${name} rides, ${rate} reading${rate === 1 ? '' : 's'} a second to ${stream} at ${where}; Ctrl+C ends.`,
  );
  try {
    await ride({
      put: (data) => putRecord(client, stream, name, data),
      unicorn: new Unicorn(name, Math.random),
      rate,
      count,
      time: realTime,
      random: Math.random,
      signal,
      patience: 60_000,
      onSent: () => {
        counts.sent += 1;
        process.stdout.write('.');
      },
      onRetry: () => {
        counts.retries += 1;
        process.stdout.write('!');
      },
    });
  } finally {
    if (counts.sent + counts.retries > 0) process.stdout.write('\n');
  }
  const retried = counts.retries === 0 ? '' : `, ${counts.retries} attempts repeated`;
  console.error(
    `${name} sent ${counts.sent} reading${counts.sent === 1 ? '' : 's'} in ${seconds(realTime.elapsed() - startedAt)}${retried}.`,
  );
}

const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;
