import { TablesFullError } from '../tables.js';
import type { Journal } from './journal.js';
import type { LogWatchers } from './log-watchers.js';
import type { Gate } from '../snapshot.js';
import { isDiskFull } from './segment-files.js';
import { changeSize, changeTypes, writeChanges, type Change } from './tables-changes.js';
import type { Flusher } from './tables-flush.js';
import type { Layers } from './tables-layers.js';
import type { Pending } from './tables-pending.js';

/** A commit takes no more than this, unless one transaction alone is larger: it bounds buffers and how long others wait. */
const GROUP_BYTES = 8 * 1024 * 1024;

export interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

export interface CommitterParts {
  readonly journal: Journal;
  readonly layers: Layers;
  readonly pending: Pending;
  readonly flusher: Flusher;
  readonly watchers: LogWatchers;
  /** While it is held, nothing is moved to the file. */
  readonly gate: Gate;
  /** A memtable of so many bytes is moved to the file. */
  readonly memtableBytes: number;
  /** Nothing can be written any more. */
  readonly onFatal: (error: Error) => void;
}

interface Group {
  readonly changes: Change[];
  readonly waiting: Waiting[];
  bytes: number;
}

/** Group commit: what is decided in one turn of the event loop, or while a commit is under way, is the next commit. */
export class TablesCommitter {
  readonly #parts: CommitterParts;
  #queue: Group[] = [];
  /** The one that is being synced. */
  #current: Group | undefined;
  #isWaiting = false;
  #isScheduled = false;
  #idle: (() => void)[] = [];
  /** After a flush that found the disk full: the next try is when the memtable is as large as this. */
  #retryAt = 0;
  /** Why nothing can be written any more. */
  fatal: Error | undefined;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /** Moves what a former process left in the journal to the file. */
  begin(): void {
    if (this.#parts.journal.wantsCheckpoint) void this.#flush();
  }

  /** Takes what one transaction decided; `waiting` hears when it is durable and visible. */
  add(changes: readonly Change[], waiting: Waiting): void {
    let group = this.#queue.at(-1);
    if (group === undefined || group.bytes >= GROUP_BYTES) {
      this.#queue.push((group = { changes: [], waiting: [], bytes: 0 }));
    }
    for (const change of changes) {
      group.changes.push(change);
      group.bytes += changeSize(change);
      this.#parts.pending.add(change);
    }
    group.waiting.push(waiting);
    this.#schedule();
  }

  /** Calls `waiting` when all that has been decided so far is durable, or is known never to be. */
  join(waiting: Waiting): void {
    const last = this.#queue.at(-1) ?? this.#current;
    if (last === undefined) waiting.resolve();
    else last.waiting.push(waiting);
  }

  /** Resolves when nothing waits. */
  idle(): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  get #isIdle(): boolean {
    return !this.#isScheduled && !this.#isWaiting && this.#current === undefined && this.#queue.length === 0;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWaiting || this.#current !== undefined) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commit();
    });
  }

  #commit(): void {
    if (this.#makeRoom()) return;
    const { journal } = this.#parts;
    const group = this.#queue.shift();
    if (group === undefined) return this.#next();
    this.#current = group;
    try {
      writeChanges(journal, group.changes);
    } catch (error) {
      this.#fail(error);
      return this.#next();
    }
    try {
      const synced = journal.sync(group.waiting.length === 1);
      if (synced === undefined) {
        this.#done(group);
        return this.#next();
      }
      synced.then(
        () => {
          this.#done(group);
          this.#next();
        },
        (error: unknown) => {
          this.#stop(error);
          this.#next();
        },
      );
    } catch (error) {
      this.#stop(error);
      this.#next();
    }
  }

  /** Moves the memtable to the file when it is time; whether this commit has to wait for that. */
  #makeRoom(): boolean {
    const { journal, layers, flusher, gate, memtableBytes } = this.#parts;
    const { bytes } = layers.active;
    const isDue = bytes >= memtableBytes || journal.wantsCheckpoint;
    const mustWait = journal.mustWait || bytes >= 2 * memtableBytes;
    if (gate.isHeld && !flusher.isRunning) {
      if (mustWait) this.#waitForRelease();
      return mustWait;
    }
    if (!mustWait) {
      if (isDue && !flusher.isRunning && bytes >= this.#retryAt) void this.#flush();
      return false;
    }
    this.#isWaiting = true;
    void this.#flush().then((error) => {
      this.#isWaiting = false;
      if (error !== undefined) this.#fail(error);
      this.#next();
    });
    return true;
  }

  #waitForRelease(): void {
    this.#isWaiting = true;
    void this.#parts.gate.passed().then(() => {
      this.#isWaiting = false;
      this.#next();
    });
  }

  async #flush(): Promise<unknown> {
    const { flusher, layers, memtableBytes } = this.#parts;
    try {
      await flusher.run();
      this.#retryAt = 0;
      return undefined;
    } catch (error) {
      // On a full disk the journal and the memtable simply grow, within their limits, until a later one succeeds.
      if (isFull(error)) this.#retryAt = layers.active.bytes + memtableBytes / 4;
      else this.#stop(error);
      return error;
    }
  }

  #next(): void {
    this.#current = undefined;
    if (this.#queue.length > 0) this.#schedule();
    else if (this.#isIdle) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #done({ changes, waiting }: Group): void {
    const { layers, pending, watchers } = this.#parts;
    const feeds = new Set<string>();
    for (const change of changes) {
      layers.active.apply(change);
      pending.settle(change);
      if (change.type === changeTypes.append) feeds.add(change.name);
    }
    for (const one of waiting) one.resolve();
    for (const feed of feeds) watchers.notify(feed);
  }

  /** Nothing of what waits was committed. If the disk is only full, all of it is refused, and life goes on. */
  #fail(error: unknown): void {
    if (!isFull(error)) return this.#stop(error);
    this.#refuse(new TablesFullError('the disk is full: nothing was written', { cause: error }));
  }

  #stop(cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const isFirst = this.fatal === undefined;
    this.fatal ??= error;
    this.#refuse(this.fatal);
    if (isFirst) this.#parts.onFatal(error);
  }

  /** All that waits was decided on what others that wait had decided: it fails together. */
  #refuse(error: Error): void {
    const refused = this.#current === undefined ? this.#queue : [this.#current, ...this.#queue];
    this.#queue = [];
    this.#current = undefined;
    this.#parts.pending.drop();
    for (const { waiting } of refused) for (const one of waiting) one.reject(error);
  }
}

function isFull(error: unknown): boolean {
  return error instanceof TablesFullError || isDiskFull(error);
}
