import { Unicorn, encodeReading } from './unicorn.js';
import type { BatchSender } from './batch-sender.js';
import type { Time } from './time.js';

export interface FleetOptions {
  readonly names: readonly string[];
  /** Readings a second of each unicorn. */
  readonly rate: number;
  /** Readings of each unicorn until the end; undefined for no end. */
  readonly count?: number | undefined;
  readonly sender: BatchSender;
  readonly time: Time;
  readonly random: () => number;
}

// Readings that fall due within a slot are sent together.
const SLOT = 50;

/**
 * A fleet whose readings are spread evenly over time. A reading is taken when the sender has room for it and carries the
 * time at which it was due, so a slow service makes the fleet late, never its readings fewer, and costs no memory.
 */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #unicorns: readonly Unicorn[];
  readonly #every: number;
  #startedAt = 0;
  #taken = 0;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#unicorns = options.names.map((name) => new Unicorn(name, options.random));
    this.#every = 1_000 / (options.names.length * options.rate);
  }

  /** Takes readings until the count is reached or the signal aborts. Throws what made the sender give up. */
  async run(signal: AbortSignal): Promise<void> {
    const { time, sender, rate, count } = this.#options;
    const total = count === undefined ? Infinity : count * this.#unicorns.length;
    this.#startedAt = time.elapsed();
    for (; this.#taken < total && !signal.aborted; this.#taken += 1) {
      const unicorn = this.#unicorns[this.#taken % this.#unicorns.length];
      if (unicorn === undefined) return;
      const dueAt = this.#dueAt(this.#taken);
      let ahead = dueAt - time.elapsed();
      if (ahead > 0) {
        await time.sleep(Math.max(ahead, SLOT), signal);
        if (signal.aborted) return;
        ahead = dueAt - time.elapsed();
      }
      const reading = unicorn.step(time.epoch() + Math.min(0, ahead), 1 / rate);
      await sender.add({ key: unicorn.name, data: encodeReading(reading), dueAt });
    }
  }

  /** How long ago the oldest reading that the service does not have yet was due, in milliseconds; 0 when on time. */
  get lateness(): number {
    const { sender, time } = this.#options;
    return Math.max(0, time.elapsed() - (sender.oldestDue ?? this.#dueAt(this.#taken)));
  }

  #dueAt(index: number): number {
    return this.#startedAt + index * this.#every;
  }
}
