import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  LogClosedError,
  LogFullError,
  LogSealedError,
  type Append,
  type Appended,
  type Extent,
  type Log,
  type LogSlice,
  type ReadLimit,
} from '../log.js';
import { Journal } from './journal.js';
import { Gate, type Hold, type Holdable } from '../snapshot.js';
import { Checkpointer, readCheckpoint } from './log-checkpoint.js';
import { Committer } from './log-committer.js';
import { copyLogState, type LogState } from './log-copy.js';
import { entryTypes, replayer } from './log-entries.js';
import type { EmbeddedLogOptions } from './log-options.js';
import { readShard, seekShard } from './log-reads.js';
import { Shard } from './log-shard.js';
import { LogWatchers } from './log-watchers.js';
import { joinedBytes } from './segment-block.js';
import { FileCache, isDiskFull, makeDirectory, realDisk, Removals, type Disk } from './segment-files.js';
import { IndexCache } from './segment-index.js';
import type { Segment } from './segment.js';

export type { EmbeddedLogOptions } from './log-options.js';

const MiB = 1024 * 1024;
const MAX_APPEND = 512 * MiB;

/**
 * Opens the log that keeps its shards in files of its own. docs/store-format.md says how.
 * @throws LogCorruptError
 */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<Log & Holdable> {
  const { directory, durability, disk = realDisk } = options;
  makeDirectory(join(directory, 'shards'));
  const checkpoint = readCheckpoint(directory);
  const shards = new Map(checkpoint.shards.map((state) => [state.id, new Shard(directory, state, true)]));
  const dirty = new Set<Segment>();
  const replay = replayer(directory, shards, disk, dirty);
  const journal = Journal.open(
    {
      directory: join(directory, 'journal'),
      disk,
      durability,
      fileBytes: options.journalBytes ?? 64 * MiB,
      maxFiles: 4,
    },
    checkpoint.journal,
    replay.visit,
  );
  const nextId = Math.max(checkpoint.nextId, replay.finish().nextId);
  return new EmbeddedLog(options, disk, journal, shards, dirty, nextId);
}

class EmbeddedLog implements Log, Holdable {
  readonly #directory: string;
  readonly #byName = new Map<string, Shard>();
  readonly #byId: Map<number, Shard>;
  readonly #journal: Journal;
  readonly #files: FileCache;
  readonly #indexes: IndexCache;
  readonly #watchers = new LogWatchers();
  readonly #removals = new Removals();
  readonly #gate = new Gate();
  readonly #isSync: boolean;
  readonly #checkpointer: Checkpointer;
  readonly #committer: Committer;
  #nextId: number;
  #reads = 0;
  #readsDone: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    options: EmbeddedLogOptions,
    disk: Disk,
    journal: Journal,
    shards: Map<number, Shard>,
    dirty: Set<Segment>,
    nextId: number,
  ) {
    const { directory } = options;
    this.#directory = directory;
    this.#isSync = options.durability === 'sync';
    this.#journal = journal;
    this.#byId = shards;
    this.#nextId = nextId;
    for (const shard of shards.values()) this.#byName.set(shard.name, shard);
    const files = (this.#files = new FileCache(options.openFiles ?? 256));
    const indexes = (this.#indexes = new IndexCache(files, disk, 256));
    this.#removeOrphans();
    this.#checkpointer = new Checkpointer(
      { directory, disk, journal, files, indexes, shards, nextId: () => this.#nextId },
      dirty,
    );
    this.#committer = new Committer({
      journal,
      disk,
      files,
      indexes,
      watchers: this.#watchers,
      checkpointer: this.#checkpointer,
      rules: { segmentBytes: options.segmentBytes ?? 64 * MiB, segmentSpan: options.segmentSpan ?? 3_600_000 },
      onFatal: (error) => options.onFatal?.(error),
      onUndone: (shard) => this.#undone(shard),
    });
  }

  append(name: string, append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#refuseWhenClosed();
      const shard = this.#byName.get(name) ?? this.#create(name);
      if (shard.sealed || shard.isSealing) throw new LogSealedError(`the shard ${name} is sealed`);
      const time = Math.max(append.time, shard.nextTime);
      const first = shard.nextOffset;
      let records: readonly (string | Uint8Array)[];
      let bytes: number;
      try {
        this.#prepare(shard);
        records = append.encode(first, time);
        bytes = checkRecords(records, append, time);
      } catch (error) {
        if (!shard.isKnown && first === 0) this.#undone(shard);
        throw error;
      }
      shard.nextOffset = first + records.length;
      shard.nextTime = time;
      const waiting = { resolve: () => resolve({ first, time }), reject };
      this.#committer.gather().add(shard, first, time, records, bytes, waiting);
    });
  }

  async read(name: string, from: number, limit: ReadLimit): Promise<LogSlice> {
    return this.#reading(() => readShard(this.#byName.get(name), from, limit, this.#files, this.#indexes));
  }

  async seek(name: string, time: number): Promise<number> {
    return this.#reading(() => seekShard(this.#byName.get(name), time, this.#files, this.#indexes));
  }

  async extent(name: string): Promise<Extent> {
    if (this.#closing !== undefined) throw closed();
    return this.#byName.get(name)?.extent ?? { start: 0, end: 0, lastTime: undefined, sealed: false };
  }

  seal(name: string): Promise<Extent> {
    return new Promise((resolve, reject) => {
      this.#refuseWhenClosed();
      const shard = this.#byName.get(name) ?? this.#create(name);
      if (shard.sealed) return resolve(shard.extent);
      shard.isSealing = true;
      this.#committer.gather().addControl(shard, {
        entry: () => ({ type: entryTypes.seal }),
        apply: () => (shard.sealed = true),
        undo: () => (shard.isSealing = false),
        resolve: () => resolve(shard.extent),
        reject,
      });
    });
  }

  trim(name: string, before: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#refuseWhenClosed();
      const shard = this.#byName.get(name);
      if (shard === undefined || shard.startAfterTrim(before, false) === shard.start) return resolve();
      let start = shard.start;
      this.#committer.gather().addControl(shard, {
        entry: (hasBlocks) => {
          start = shard.startAfterTrim(before, hasBlocks);
          return start === shard.start ? undefined : { type: entryTypes.trim, value: start };
        },
        apply: () => {
          for (const segment of start > shard.start ? shard.trimTo(start) : []) {
            this.#forget(segment);
            this.#removals.remove(segment.path);
            this.#removals.remove(segment.indexPath);
          }
        },
        undo: () => {},
        resolve,
        reject,
      });
    });
  }

  drop(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#refuseWhenClosed();
      const shard = this.#byName.get(name);
      if (shard === undefined) return resolve();
      // Gone at once, so that an append that follows begins a new shard; back again if the commit fails.
      this.#byName.delete(name);
      this.#committer.gather().addControl(shard, {
        entry: () => ({ type: entryTypes.drop }),
        apply: () => {
          shard.isDropped = true;
          this.#byId.delete(shard.id);
          for (const segment of shard.listedSegments) this.#forget(segment);
          this.#removals.remove(shard.directory);
        },
        undo: () => {
          const successor = this.#byName.get(name);
          if (successor !== undefined) this.#byId.delete(successor.id);
          this.#byName.set(name, shard);
        },
        resolve,
        reject,
      });
    });
  }

  watch(name: string, listener: () => void): () => void {
    return this.#watchers.watch(name, listener);
  }

  async hold(): Promise<Hold> {
    if (this.#closing !== undefined) throw closed();
    this.#gate.hold();
    this.#removals.hold();
    let noted: LogState | undefined;
    return {
      mark: () => {
        const known = [...this.#byId.values()].filter(({ isKnown }) => isKnown);
        noted = { shards: known.map(({ state }) => state), nextId: this.#nextId };
      },
      copy: async (directory) => {
        if (noted === undefined) throw new Error('nothing was marked');
        await copyLogState(noted, this.#directory, directory);
      },
      release: () => {
        this.#removals.release();
        this.#gate.release();
      },
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#gate.passed();
    await this.#committer.idle();
    if (this.#reads > 0) await new Promise<void>((resolve) => (this.#readsDone = resolve));
    try {
      if (this.#committer.fatal === undefined && !this.#journal.isEmpty) await this.#checkpointer.run();
      // One that was running began before the last commit.
      if (this.#committer.fatal === undefined && !this.#journal.isEmpty) await this.#checkpointer.run();
    } catch (error) {
      // The journal holds everything already.
      if (!this.#isSync || !isDiskFull(error)) throw error;
    } finally {
      await this.#removals.settled();
      this.#watchers.clear();
      this.#files.close();
      this.#journal.close();
    }
  }

  #create(name: string): Shard {
    if (name.length === 0 || name.length > 512) throw new RangeError('a shard name has 1 to 512 characters');
    const id = this.#nextId;
    this.#nextId += 1;
    const state = { id, name, start: 0, end: 0, lastTime: undefined, sealed: false, tail: undefined };
    const shard = new Shard(this.#directory, state, false);
    this.#byName.set(name, shard);
    this.#byId.set(id, shard);
    return shard;
  }

  /** Finds out here, where it is one caller's concern, whether the shard's files are as they should be. */
  #prepare(shard: Shard): void {
    if (shard.isWritable) return;
    try {
      shard.prepareToWrite(this.#files);
      if (shard.tail !== undefined) this.#indexes.get(shard.tail.segment, shard.end);
    } catch (error) {
      if (isDiskFull(error)) throw new LogFullError('the disk is full: nothing was appended', { cause: error });
      throw error;
    }
  }

  #undone(shard: Shard): void {
    shard.nextOffset = shard.end;
    shard.nextTime = shard.lastTime ?? Number.NEGATIVE_INFINITY;
    if (shard.isKnown) return;
    this.#byId.delete(shard.id);
    if (this.#byName.get(shard.name) === shard) this.#byName.delete(shard.name);
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw closed();
    this.#reads += 1;
    try {
      return await read();
    } finally {
      this.#reads -= 1;
      if (this.#reads === 0) this.#readsDone?.();
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closing !== undefined) throw closed();
    if (this.#committer.fatal !== undefined) throw this.#committer.fatal;
  }

  #forget(segment: Segment): void {
    segment.isGone = true;
    this.#indexes.forget(segment);
    this.#files.forget(segment.path);
    this.#checkpointer.dirty.delete(segment);
  }

  /** Directories of shards that were dropped just before a crash. */
  #removeOrphans(): void {
    const path = join(this.#directory, 'shards');
    for (const name of readdirSync(path)) if (!this.#byId.has(Number(name))) this.#removals.remove(join(path, name));
  }
}

/** Answers the records' bytes. */
function checkRecords(records: readonly (string | Uint8Array)[], append: Append, time: number): number {
  if (records.length !== append.count || records.length === 0 || !Number.isFinite(time)) {
    throw new RangeError(`an append of ${append.count} records at ${append.time} encoded ${records.length}`);
  }
  const bytes = joinedBytes(records);
  if (bytes > MAX_APPEND) throw new RangeError(`an append of ${bytes} bytes is larger than ${MAX_APPEND}`);
  return bytes;
}

function closed(): LogClosedError {
  return new LogClosedError('the log is closed');
}
