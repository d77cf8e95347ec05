import { join } from 'node:path';
import { LogCorruptError } from '../log.js';
import {
  boundsOf,
  requireCollection,
  requireFence,
  requireKey,
  requirePlaces,
  requireValue,
} from '../tables-checks.js';
import {
  feedKey,
  feedSequence,
  TablesClosedError,
  TablesCorruptError,
  TablesFencedError,
  TablesFullError,
  type Decide,
  type Fence,
  type Place,
  type Range,
  type Tables,
  type Visitor,
  type Writes,
} from '../tables.js';
import { Gate, type Hold, type Holdable } from '../snapshot.js';
import { Journal, type JournalOptions } from './journal.js';
import { LogWatchers } from './log-watchers.js';
import { makeDirectory, realDisk, type Disk } from './segment-files.js';
import { copyTablesState } from './tables-copy.js';
import { changeTypes, fenceChange, NO_VALUE, readChange, type Change } from './tables-changes.js';
import { TablesCommitter } from './tables-committer.js';
import { TablesFile } from './tables-file.js';
import { Flusher } from './tables-flush.js';
import { Layers } from './tables-layers.js';
import { Pending } from './tables-pending.js';

export interface EmbeddedTablesOptions {
  /** Made if it is not there. One process at a time: see `openDataDirectory`. */
  readonly directory: string;
  /** `sync` waits for the disk; `relaxed` survives the process's end, not the machine's. */
  readonly durability: 'sync' | 'relaxed';
  /** Called once, when writing failed for another reason than a full disk. Every later transaction is refused with that error. */
  readonly onFatal?: (error: Error) => void;
  /** What is kept in memory before it is moved to the file; twice as much while that takes place, and as much again that is being moved. Default 32 MiB. */
  readonly memtableBytes?: number;
  /** A journal file's size; up to four are kept. Default 64 MiB. */
  readonly journalBytes?: number;
  /** Tests put a failing disk here. */
  readonly disk?: Disk;
}

const MiB = 1024 * 1024;

/**
 * Opens tables on this machine's disk: a journal, and LMDB behind it. docs/store-format.md says how.
 * @throws TablesCorruptError
 */
export async function openEmbeddedTables(options: EmbeddedTablesOptions): Promise<Tables & Holdable> {
  const { directory, durability, disk = realDisk, journalBytes = 64 * MiB } = options;
  makeDirectory(directory);
  const file = await TablesFile.open(directory);
  try {
    const layers = new Layers(file);
    let { sequence } = file.coverage;
    const journal = openJournal(
      { directory: join(directory, 'journal'), disk, durability, fileBytes: journalBytes, maxFiles: 4 },
      file,
      (change) => {
        layers.active.apply(change);
        if (change.type === changeTypes.append) sequence = Math.max(sequence, feedSequence(change.key));
      },
    );
    return new EmbeddedTables(options, layers, journal, sequence);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function openJournal(options: JournalOptions, file: TablesFile, visit: (change: Change) => void): Journal {
  try {
    return Journal.open(options, file.coverage.journal, (type, body) => {
      const change = readChange(type, body);
      if (change === undefined)
        throw new TablesCorruptError(`${options.directory}: an entry of type ${type} is unknown`);
      visit(change);
    });
  } catch (error) {
    if (error instanceof LogCorruptError) throw new TablesCorruptError(error.message, { cause: error });
    throw error;
  }
}

class EmbeddedTables implements Tables, Holdable {
  readonly #directory: string;
  readonly #gate = new Gate();
  readonly #layers: Layers;
  readonly #pending = new Pending();
  readonly #watchers = new LogWatchers();
  readonly #journal: Journal;
  readonly #flusher: Flusher;
  readonly #committer: TablesCommitter;
  readonly #isSync: boolean;
  #sequence: number;
  #closing: Promise<void> | undefined;

  constructor(options: EmbeddedTablesOptions, layers: Layers, journal: Journal, sequence: number) {
    this.#directory = options.directory;
    this.#isSync = options.durability === 'sync';
    const gate = this.#gate;
    this.#layers = layers;
    this.#journal = journal;
    this.#sequence = sequence;
    this.#flusher = new Flusher({ layers, journal, gate, sequence: () => this.#sequence });
    this.#committer = new TablesCommitter({
      journal,
      layers,
      pending: this.#pending,
      flusher: this.#flusher,
      watchers: this.#watchers,
      gate,
      memtableBytes: options.memtableBytes ?? 32 * MiB,
      onFatal: (error) => options.onFatal?.(error),
    });
    this.#committer.begin();
    this.#flusher.resume();
  }

  async read(places: readonly Place[]): Promise<(Uint8Array | undefined)[]> {
    this.#requireOpen();
    requirePlaces(places);
    return places.map(({ collection, key }) => this.#layers.get(collection, key));
  }

  async scan(collection: string, range: Range, visitor: Visitor): Promise<void> {
    this.#requireOpen();
    requireCollection(collection);
    this.#layers.scan(collection, boundsOf(range), range.reverse === true, visitor);
  }

  transact<T>(places: readonly Place[], decide: Decide<T>, fences?: readonly Fence[]): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#requireWritable();
      requirePlaces(places);
      let outcome: { readonly result: T } | { readonly error: unknown };
      const draft = new Draft(this.#sequence);
      try {
        if (fences !== undefined) this.#requireUnraised(fences);
        outcome = { result: decide(places.map(this.#latest), draft) };
      } catch (error) {
        outcome = { error };
      }
      const waiting = {
        resolve: () => ('error' in outcome ? reject(outcome.error) : resolve(outcome.result)),
        reject,
      };
      // What was seen may not be durable yet.
      if ('error' in outcome || draft.changes.length === 0) return this.#committer.join(waiting);
      this.#sequence = draft.sequence;
      this.#committer.add(draft.changes, waiting);
    });
  }

  raiseFence(name: string, revision: number): Promise<void> {
    return this.#change(() => {
      requireFence({ name, revision });
      return fenceChange(name, revision);
    });
  }

  clear(collection: string, below?: string): Promise<void> {
    return this.#change(() => {
      requireCollection(collection);
      if (below === undefined) return { type: changeTypes.clear, name: collection, key: '', value: NO_VALUE };
      requireKey(below);
      return { type: changeTypes.trim, name: collection, key: below, value: NO_VALUE };
    });
  }

  watch(feed: string, listener: () => void): () => void {
    this.#requireOpen();
    return this.#watchers.watch(feed, listener);
  }

  async hold(): Promise<Hold> {
    this.#requireOpen();
    this.#gate.hold();
    await this.#flusher.quiet();
    let journal: ReturnType<Journal['extent']> | undefined;
    return {
      mark: () => (journal = this.#journal.extent()),
      copy: async (directory) => {
        if (journal === undefined) throw new Error('nothing was marked');
        await copyTablesState(journal, this.#directory, directory);
      },
      release: () => {
        this.#gate.release();
        this.#flusher.resume();
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
    try {
      while (this.#committer.fatal === undefined && !this.#journal.isEmpty) await this.#flusher.run();
    } catch (error) {
      // The journal holds everything already.
      if (!this.#isSync || !(error instanceof TablesFullError)) throw error;
    } finally {
      await this.#flusher.close();
      this.#watchers.clear();
      this.#journal.close();
      await this.#layers.file.close();
    }
  }

  #change(make: () => Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#requireWritable();
      this.#committer.add([make()], { resolve, reject });
    });
  }

  readonly #latest = ({ collection, key }: Place): Uint8Array | undefined => {
    const pending = this.#pending.find(collection, key);
    return pending === undefined ? this.#layers.get(collection, key) : (pending ?? undefined);
  };

  #requireUnraised(fences: readonly Fence[]): void {
    for (const fence of fences) {
      requireFence(fence);
      const { name, revision } = fence;
      if (revision < this.#pending.fence(name) || revision < this.#layers.fence(name))
        throw new TablesFencedError(name);
    }
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw new TablesClosedError('the tables are closed');
  }

  #requireWritable(): void {
    this.#requireOpen();
    if (this.#committer.fatal !== undefined) throw this.#committer.fatal;
  }
}

/** What one transaction wants to write. */
class Draft implements Writes {
  readonly changes: Change[] = [];
  sequence: number;

  constructor(sequence: number) {
    this.sequence = sequence;
  }

  put(collection: string, key: string, value: Uint8Array): void {
    requireCollection(collection);
    requireKey(key);
    requireValue(value);
    this.changes.push({ type: changeTypes.put, name: collection, key, value });
  }

  delete(collection: string, key: string): void {
    requireCollection(collection);
    requireKey(key);
    this.changes.push({ type: changeTypes.delete, name: collection, key, value: NO_VALUE });
  }

  append(feed: string, value: Uint8Array): void {
    requireCollection(feed);
    requireValue(value);
    this.sequence += 1;
    this.changes.push({ type: changeTypes.append, name: feed, key: feedKey(this.sequence), value });
  }
}
