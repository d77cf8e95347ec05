import { classify, isTransient } from './errors.js';
import { backoff } from './time.js';
import type { Time } from './time.js';

/** A record on its way, with the moment (of `Time.elapsed`) at which it was due. */
export interface Outgoing {
  readonly key: string;
  readonly data: Uint8Array;
  readonly dueAt: number;
}

export interface BatchSenderOptions {
  /** Sends up to 500 records; answers an error code, or undefined, for each in order. Throws when the request fails. */
  readonly put: (records: readonly Outgoing[]) => Promise<readonly (string | undefined)[]>;
  readonly time: Time;
  readonly random: () => number;
  /** Requests in flight at once; records of one key stay in one lane and so in order. Default 1. */
  readonly lanes?: number;
  /** Records that may wait before `add` does; bounds the memory. Default 5,000. */
  readonly capacity?: number;
  /** How long the service may fail or be unreachable, in milliseconds; throttling may last. Default 60,000. */
  readonly patience?: number;
}

const MAX_RECORDS = 500;
/** Fewest records that a request to a throttled stream carries. */
const MIN_WINDOW = 10;
const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Sends records with PutRecords. Only the records that failed are sent again, ahead of younger ones, after a pause with
 * jitter; none is dropped. When the service cannot keep up, `add` makes its caller wait.
 */
export class BatchSender {
  /** Records acknowledged, and records that had to be sent again. */
  readonly counts = { sent: 0, retried: 0 };
  readonly #options: Required<BatchSenderOptions>;
  readonly #lanes: Lane[];
  #waiting = 0;
  #failure: { readonly error: unknown } | undefined;
  #wakeups: (() => void)[] = [];
  #troubledSince: number | undefined;

  constructor(options: BatchSenderOptions) {
    this.#options = { lanes: 1, capacity: 5_000, patience: 60_000, ...options };
    this.#lanes = Array.from({ length: this.#options.lanes }, () => ({
      queue: [],
      window: MAX_RECORDS,
      attempt: 0,
      running: false,
    }));
  }

  /** Resolves when the record is in the queue, not when it is sent. Throws what made the sender give up. */
  async add(record: Outgoing): Promise<void> {
    while (this.#waiting >= this.#options.capacity && this.#failure === undefined) await this.#change();
    this.#throwFailure();
    const lane = this.#lanes[hash(record.key) % this.#lanes.length];
    if (lane === undefined) throw new Error('a sender has at least one lane');
    lane.queue.push(record);
    this.#waiting += 1;
    if (!lane.running) void this.#run(lane);
  }

  /** Resolves when everything added is acknowledged. Throws what made the sender give up. */
  async drain(): Promise<void> {
    while (this.#waiting > 0 && this.#failure === undefined) await this.#change();
    this.#throwFailure();
  }

  /** Records added and not yet acknowledged. */
  get waiting(): number {
    return this.#waiting;
  }

  /** When the oldest unacknowledged record was due; undefined when there is none. */
  get oldestDue(): number | undefined {
    const due = this.#lanes.flatMap((lane) => lane.queue[0]?.dueAt ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  async #run(lane: Lane): Promise<void> {
    lane.running = true;
    const { time, random } = this.#options;
    await time.sleep(0); // records added one after another travel together
    while (lane.queue.length > 0 && this.#failure === undefined) {
      const batch = nextBatch(lane.queue, lane.window);
      const failed = await this.#put(batch);
      lane.queue.splice(0, batch.length, ...failed);
      const sent = batch.length - failed.length;
      this.counts.sent += sent;
      this.counts.retried += failed.length;
      this.#waiting -= sent;
      // What a service takes at once is learned from what it took: all the rest would only be refused again.
      if (failed.length === 0) lane.window = Math.min(MAX_RECORDS, lane.window * 2);
      else if (sent > 0) lane.window = Math.max(MIN_WINDOW, sent);
      lane.attempt = failed.length === 0 ? 0 : sent > 0 ? 1 : lane.attempt + 1;
      this.#announce();
      if (lane.attempt > 0 && this.#failure === undefined) await time.sleep(backoff(lane.attempt, random));
    }
    lane.running = false;
  }

  /** Answers the records to send again. */
  async #put(batch: readonly Outgoing[]): Promise<readonly Outgoing[]> {
    try {
      const codes = await this.#options.put(batch);
      const fatal = codes.find((code) => code !== undefined && !isTransient(classify(code)));
      if (fatal !== undefined) throw Object.assign(new Error('the record was refused'), { name: fatal });
      if (codes.some((code) => code === undefined || classify(code) === 'throttled')) this.#troubledSince = undefined;
      return batch.filter((_, index) => codes[index] !== undefined);
    } catch (error) {
      if (!this.#mayPass(error)) this.#failure ??= { error };
      return batch;
    }
  }

  // A service that never answered is told at once; one that worked before is given time to come back.
  #mayPass(error: unknown): boolean {
    const trouble = classify(error);
    if (trouble === 'throttled') return true;
    if (!isTransient(trouble) || this.counts.sent === 0) return false;
    const now = this.#options.time.elapsed();
    this.#troubledSince ??= now;
    return now - this.#troubledSince < this.#options.patience;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wakeups.push(resolve));
  }

  #announce(): void {
    const wakeups = this.#wakeups;
    this.#wakeups = [];
    for (const wake of wakeups) wake();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

interface Lane {
  /** Oldest first. A batch stays at the front until its answer is there. */
  queue: Outgoing[];
  /** Records in the next request. */
  window: number;
  attempt: number;
  running: boolean;
}

function nextBatch(queue: readonly Outgoing[], limit: number): readonly Outgoing[] {
  let bytes = 0;
  const end = queue.slice(0, limit).findIndex((record) => {
    bytes += record.data.length + Buffer.byteLength(record.key);
    return bytes > MAX_BYTES;
  });
  // A record that is too large by itself is the service's to refuse.
  return queue.slice(0, end === -1 ? limit : Math.max(1, end));
}

function hash(key: string): number {
  let value = 0;
  for (let index = 0; index < key.length; index += 1) value = (value * 31 + key.charCodeAt(index)) >>> 0;
  return value;
}
