import { LogFullError } from '../log.js';
import { Batch, type PlacementRules } from './log-batch.js';
import type { Checkpointer } from './log-checkpoint.js';
import type { Shard } from './log-shard.js';
import type { LogWatchers } from './log-watchers.js';
import type { Journal } from './journal.js';
import { isDiskFull, type Disk, type FileCache } from './segment-files.js';
import type { IndexCache } from './segment-index.js';

/** A commit takes no more than this, unless one append alone is larger: it bounds buffers and how long others wait. */
const BATCH_BYTES = 8 * 1024 * 1024;

export interface CommitterParts {
  readonly journal: Journal;
  readonly disk: Disk;
  readonly files: FileCache;
  readonly indexes: IndexCache;
  readonly watchers: LogWatchers;
  readonly checkpointer: Checkpointer;
  readonly rules: PlacementRules;
  /** Nothing can be written any more. */
  readonly onFatal: (error: Error) => void;
  /** The appends of this shard, none of which came to be, are to be forgotten. */
  readonly onUndone: (shard: Shard) => void;
}

/**
 * Group commit: what is asked for in one turn of the event loop, or while a commit is under way, is the next commit.
 */
export class Committer {
  readonly #parts: CommitterParts;
  #queue: Batch[] = [];
  #current: Promise<void> | undefined;
  #isScheduled = false;
  #idle: (() => void)[] = [];
  /** Why nothing can be written any more. */
  fatal: Error | undefined;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /** The batch to add to; it is committed soon. */
  gather(): Batch {
    let batch = this.#queue.at(-1);
    if (batch === undefined || batch.bytes >= BATCH_BYTES) this.#queue.push((batch = new Batch()));
    this.#schedule();
    return batch;
  }

  /** Resolves when nothing waits. */
  idle(): Promise<void> {
    if (!this.#isScheduled && this.#current === undefined && this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#isScheduled || this.#current !== undefined) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commit();
    });
  }

  #commit(): void {
    const { journal, checkpointer } = this.#parts;
    if (journal.mustWait) {
      this.#current = checkpointer.run().then(
        () => this.#next(),
        (error: unknown) => {
          this.#fail(error);
          this.#next();
        },
      );
      return;
    }
    if (journal.wantsCheckpoint && !checkpointer.isRunning) void this.#checkpoint();
    const batch = this.#queue.shift();
    if (batch === undefined) return this.#next();
    let isWritten: boolean;
    try {
      const { disk, files, indexes, rules } = this.#parts;
      isWritten = batch.write(journal, disk, files, indexes, rules);
    } catch (error) {
      this.#fail(error, batch);
      return this.#next();
    }
    try {
      const synced = isWritten ? journal.sync(batch.waiting.length === 1) : undefined;
      if (synced === undefined) {
        this.#done(batch);
        this.#next();
      } else {
        this.#current = synced.then(
          () => {
            this.#done(batch);
            this.#next();
          },
          (error: unknown) => {
            this.#stop(error, batch);
            this.#next();
          },
        );
      }
    } catch (error) {
      this.#stop(error, batch);
      this.#next();
    }
  }

  #next(): void {
    this.#current = undefined;
    if (this.#queue.length > 0) this.#schedule();
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  #done(batch: Batch): void {
    const { indexes, checkpointer, watchers } = this.#parts;
    batch.apply(indexes, checkpointer.dirty);
    indexes.shrink();
    for (const waiting of batch.waiting) waiting.resolve();
    for (const { name } of batch.parts.keys()) watchers.notify(name);
  }

  /** Nothing of the batch was committed. If the disk is only full, everything that waits is refused, and life goes on. */
  #fail(error: unknown, batch?: Batch): void {
    if (!isDiskFull(error)) return this.#stop(error, batch);
    const refused = batch === undefined ? this.#queue : [batch, ...this.#queue];
    this.#queue = [];
    const { files, indexes } = this.#parts;
    batch?.abandon(files, indexes);
    this.#refuse(refused, new LogFullError('the disk is full: nothing was appended', { cause: error }));
  }

  #stop(cause: unknown, batch?: Batch): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const refused = batch === undefined ? this.#queue : [batch, ...this.#queue];
    this.#queue = [];
    const isFirst = this.fatal === undefined;
    this.fatal ??= error;
    this.#refuse(refused, this.fatal);
    if (isFirst) this.#parts.onFatal(error);
  }

  #refuse(batches: readonly Batch[], error: Error): void {
    const shards = new Set(batches.flatMap(({ parts }) => [...parts.keys()]));
    for (const { parts } of batches.toReversed()) {
      for (const { controls } of parts.values()) for (const control of controls) control.undo();
    }
    for (const shard of shards) this.#parts.onUndone(shard);
    for (const { waiting } of batches) for (const one of waiting) one.reject(error);
  }

  async #checkpoint(): Promise<void> {
    try {
      await this.#parts.checkpointer.run();
    } catch (error) {
      // On a full disk the journal simply grows until a later one succeeds.
      if (!isDiskFull(error)) this.#stop(error);
    }
  }
}
