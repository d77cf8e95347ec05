import { classify, isTransient } from './errors.js';
import { Lineage } from './lineage.js';
import { backoff } from './time.js';
import type { From, Moment, Shard, Start } from './lineage.js';
import type { Page, Position, ShardSource, StreamRecord } from './shard-source.js';
import type { Time } from './time.js';

export interface StreamReaderOptions {
  readonly source: ShardSource;
  readonly time: Time;
  readonly random: () => number;
  /** Gets each shard's records in order; the next page of that shard is read when it has resolved. */
  readonly deliver: (records: readonly StreamRecord[], shardId: string) => Promise<void> | void;
  /** Told about each failed attempt that will be repeated. */
  readonly onTrouble?: (error: unknown) => void;
  /** Told about each page, after its records were delivered; an empty one says that there was nothing. */
  readonly onPage?: (page: Page, shardId: string) => void;
  /** Default LATEST. */
  readonly from?: From | Moment;
  /** Pause between two reads of a shard that is up to date, in milliseconds. Default 1,000. */
  readonly pollEvery?: number;
  /** How long the service may fail or be unreachable, in milliseconds; throttling may last. Default 60,000. */
  readonly patience?: number;
}

/** What is known of a shard that is being read. */
export interface ShardProgress {
  millisBehindLatest: number;
  records: number;
}

// AWS allows five reads a second and shard, and others may read too.
const CATCH_UP_EVERY = 250;
const SURVEY_EVERY = 60_000;

/**
 * Reads every shard of a stream, and follows it through splits and merges: children are read from their first record,
 * after all of their parents were read to the end. No record is lost or delivered twice, whatever is throttled or expires.
 */
export class StreamReader {
  /** The shards being read now. */
  readonly progress = new Map<string, ShardProgress>();
  readonly #options: StreamReaderOptions & { readonly from: From | Moment; readonly pollEvery: number };
  readonly #lineage = new Lineage();
  /** One for each task that pauses: a single signal would collect a listener from every shard. */
  readonly #pauses = new Set<AbortController>();
  readonly #tasks = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;
  #hasAnswered = false;
  #isStopped = false;

  constructor(options: StreamReaderOptions) {
    this.#options = { ...options, from: options.from ?? 'LATEST', pollEvery: options.pollEvery ?? 1_000 };
  }

  /** Reads until the signal aborts. Throws when the stream is missing, access is denied, or patience has run out. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#stop();
    if (signal.aborted) return;
    signal.addEventListener('abort', stop, { once: true });
    this.#spawn(this.#begin());
    // A task that ends may have started others.
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    signal.removeEventListener('abort', stop);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #begin(): Promise<void> {
    const { source, from } = this.#options;
    // Before the full listing: what is closed in between is then read, not missed.
    const since = typeof from === 'object' ? await this.#retry(() => source.listShards(from)) : [];
    const listing = await this.#retry(() => source.listShards());
    if (listing === undefined || since === undefined) return;
    this.#follow(this.#lineage.begin(listing, from, since));
    for (;;) {
      await this.#pause(SURVEY_EVERY);
      if (!(await this.#survey())) return;
    }
  }

  /** False when reading has stopped. */
  async #survey(): Promise<boolean> {
    const listing = await this.#retry(() => this.#options.source.listShards());
    if (listing === undefined) return false;
    this.#follow(this.#lineage.survey(listing));
    return true;
  }

  #follow(starts: readonly Start[]): void {
    for (const start of starts) this.#spawn(this.#read(start));
  }

  #spawn(task: Promise<void>): void {
    const settled = task
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#stop();
      })
      .finally(() => this.#tasks.delete(settled));
    this.#tasks.add(settled);
  }

  async #read({ id, from }: Start): Promise<void> {
    const { time, deliver, onPage, pollEvery } = this.#options;
    const progress: ShardProgress = { millisBehindLatest: 0, records: 0 };
    this.progress.set(id, progress);
    const cursor: Cursor = { shardId: id, position: from, iterator: undefined };
    for (;;) {
      const startedAt = time.elapsed();
      const page = await this.#retry(() => this.#nextPage(cursor));
      if (page === undefined) return;
      const last = page.records.at(-1);
      if (last !== undefined) {
        await deliver(page.records, id);
        cursor.position = { after: last.sequenceNumber };
        progress.records += page.records.length;
      }
      progress.millisBehindLatest = page.millisBehindLatest;
      onPage?.(page, id);
      cursor.iterator = page.next;
      if (page.next === undefined) return this.#finish(id, page.children);
      const every = page.millisBehindLatest > 0 ? CATCH_UP_EVERY : pollEvery;
      await this.#pause(Math.max(0, every - (time.elapsed() - startedAt)));
    }
  }

  async #finish(id: string, children: readonly Shard[]): Promise<void> {
    this.progress.delete(id);
    this.#follow(this.#lineage.finish(id, children));
    if (children.length === 0) await this.#survey();
  }

  async #nextPage(cursor: Cursor): Promise<Page> {
    const { source, time } = this.#options;
    try {
      if (cursor.iterator === undefined) {
        const asked = time.epoch();
        cursor.iterator = await source.getIterator(cursor.shardId, cursor.position);
        // If this iterator expires before it has found a record, LATEST would skip what came in between.
        if (cursor.position === 'LATEST') cursor.position = { at: asked };
      }
      return await source.getRecords(cursor.iterator);
    } catch (error) {
      const trouble = classify(error);
      if (trouble === 'missing-stream') return this.#shardGone(cursor.shardId, error);
      if (trouble === 'expired-iterator') cursor.iterator = undefined;
      throw error;
    }
  }

  // Retention removes closed shards; what follows them is in the listing. Without a stream, listShards throws.
  async #shardGone(id: string, error: unknown): Promise<Page> {
    const listing = await this.#options.source.listShards();
    if (listing.some((shard) => shard.id === id)) throw error;
    return { records: [], next: undefined, millisBehindLatest: 0, children: [] };
  }

  /** Repeats until the call succeeds; undefined when reading has stopped. */
  async #retry<T>(call: () => Promise<T>): Promise<T | undefined> {
    const { time, random, patience = 60_000, onTrouble } = this.#options;
    let troubledSince: number | undefined;
    for (let attempt = 1; !this.#isStopped; attempt += 1) {
      try {
        const result = await call();
        this.#hasAnswered = true;
        return this.#hasStopped() ? undefined : result;
      } catch (error) {
        if (this.#hasStopped()) return undefined;
        const trouble = classify(error);
        if (trouble !== 'throttled') troubledSince ??= time.elapsed();
        const waited = time.elapsed() - (troubledSince ?? time.elapsed());
        const mayPass = trouble === 'throttled' || (this.#hasAnswered && waited < patience);
        if (!mayPass || !(isTransient(trouble) || trouble === 'expired-iterator')) throw error;
        onTrouble?.(error);
      }
      await this.#pause(backoff(attempt, random));
    }
    return undefined;
  }

  // A method, as the compiler takes a field that was looked at for unchanged.
  #hasStopped(): boolean {
    return this.#isStopped;
  }

  #stop(): void {
    this.#isStopped = true;
    for (const pause of this.#pauses) pause.abort();
  }

  async #pause(ms: number): Promise<void> {
    if (this.#isStopped) return;
    const pause = new AbortController();
    this.#pauses.add(pause);
    await this.#options.time.sleep(ms, pause.signal);
    this.#pauses.delete(pause);
  }
}

interface Cursor {
  readonly shardId: string;
  /** Where reading goes on when the iterator is lost. */
  position: Position;
  iterator: string | undefined;
}
