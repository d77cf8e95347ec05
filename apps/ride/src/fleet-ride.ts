import { BatchSender } from './batch-sender.js';
import { Fleet } from './fleet.js';
import { putRecords } from './kinesis-port.js';
import { fleetNames } from './names.js';
import { realTime } from './time.js';
import type { Session } from './command.js';

/** How long the end waits for readings that are on their way, in milliseconds. */
const FAREWELL = 5_000;
// Below this a lateness is the slot and the request's own way.
const ON_TIME = 1_000;

/** `producer -fleet N`: a progress line on stdout (redrawn on a terminal), a summary on stderr. */
export async function rideFleet(
  { size, rate, count }: { size: number; rate: number; count: number | undefined },
  { client, stream, where, signal }: Session,
): Promise<void> {
  const sender = new BatchSender({
    put: (records) => putRecords(client, stream, records),
    time: realTime,
    random: Math.random,
    lanes: Math.min(8, Math.ceil((size * rate) / 2_500)),
    capacity: 5_000,
  });
  const fleet = new Fleet({ names: fleetNames(size), rate, count, sender, time: realTime, random: Math.random });
  console.error(
    `${size} unicorns ride, ${number(size * rate)} readings a second to ${stream} at ${where}; Ctrl+C ends.`,
  );
  const progress = new Progress(sender, fleet);
  const startedAt = realTime.elapsed();
  let failure: { readonly error: unknown } | undefined;
  try {
    await fleet.run(signal);
    const drained = sender.drain();
    await (signal.aborted
      ? Promise.race([drained, realTime.sleep(FAREWELL)])
      : Promise.race([drained, aborted(signal)]));
  } catch (error) {
    failure = { error };
  }
  progress.end();
  const seconds = (realTime.elapsed() - startedAt) / 1_000;
  const { sent, retried } = sender.counts;
  if (failure === undefined || sent > 0) {
    console.error(
      `The fleet sent ${number(sent)} readings in ${number(seconds)} s (${number(sent / seconds)}/s), ` +
        `${number(retried)} sent again, ${number(sender.waiting)} left unsent.`,
    );
  }
  if (failure !== undefined) throw failure.error;
}

/** One line that says how it goes: once a second in place, or every five seconds as a line of its own. */
class Progress {
  readonly #sender: BatchSender;
  readonly #fleet: Fleet;
  readonly #timer: NodeJS.Timeout;
  readonly #isTerminal = process.stdout.isTTY;
  #last: { at: number; sent: number };

  constructor(sender: BatchSender, fleet: Fleet) {
    this.#sender = sender;
    this.#fleet = fleet;
    this.#last = { at: realTime.elapsed(), sent: 0 };
    this.#timer = setInterval(() => this.#show(), this.#isTerminal ? 1_000 : 5_000);
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#isTerminal) process.stdout.write('\n');
  }

  #show(): void {
    const now = realTime.elapsed();
    const { sent, retried } = this.#sender.counts;
    const perSecond = (sent - this.#last.sent) / ((now - this.#last.at) / 1_000);
    this.#last = { at: now, sent };
    const late = this.#fleet.lateness;
    const pace = late < ON_TIME ? 'on time' : `late by ${number(late / 1_000)} s, the service is slower than the fleet`;
    const line = `${number(perSecond)} readings/s · ${number(sent)} sent · ${number(retried)} sent again · ${pace}`;
    if (!this.#isTerminal) console.log(line);
    else process.stdout.write(`\r\x1b[2K${line.slice(0, Math.max(0, process.stdout.columns - 1))}`);
  }
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
