import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { dismiss, listLimit, orderedKey, rangeWithin, requireCondition, requireRange } from '../objects-checks.js';
import {
  ObjectsClosedError,
  ObjectsConflictError,
  ObjectsCorruptError,
  ObjectsFullError,
  type ObjectCondition,
  type ObjectEntry,
  type ObjectHead,
  type ObjectRange,
  type Objects,
  type OpenObject,
} from '../objects.js';
import { Gate, type Hold, type Holdable } from '../snapshot.js';
import { TablesClosedError, TablesCorruptError, TablesFullError } from '../tables.js';
import { shareTree, syncNew } from './copy-files.js';
import { Beginning } from './objects-beginning.js';
import { FileObject, InlineObject } from './objects-body.js';
import { blocksOf, ObjectFiles, SUM } from './objects-files.js';
import { ObjectIndex, type Draft, type IndexEntry } from './objects-index.js';
import { realObjectDisk, type EmbeddedObjectsOptions } from './objects-options.js';
import { codeOf, makeDirectory } from './segment-files.js';
import { openEmbeddedTables } from './tables.js';

export type { EmbeddedObjectsOptions };

const MiB = 1024 * 1024;
/** Garbage that is removed, and then forgotten, at once. */
const GARBAGE_AT_ONCE = 256;

/**
 * Opens objects on this machine's disk: an index, which holds the small ones, and files. docs/store-format.md says how.
 * @throws ObjectsCorruptError, ObjectsFullError
 */
export async function openEmbeddedObjects(options: EmbeddedObjectsOptions): Promise<Objects & Holdable> {
  const { directory, durability, onFatal, disk = realObjectDisk, inlineBytes = 32 * 1024 } = options;
  makeDirectory(join(directory, 'files'));
  try {
    const tables = await openEmbeddedTables({
      directory: join(directory, 'index'),
      durability,
      memtableBytes: 4 * MiB,
      journalBytes: 8 * MiB,
      ...(onFatal === undefined ? {} : { onFatal }),
    });
    try {
      const index = await ObjectIndex.open(tables);
      const files = new ObjectFiles(join(directory, 'files'), disk, durability);
      for (const id of await index.unused(await files.numbersFrom(index.doubtful))) await files.remove(id);
      return new EmbeddedObjects(directory, tables, index, files, inlineBytes);
    } catch (error) {
      await tables.close();
      throw error;
    }
  } catch (error) {
    throw ours(error);
  }
}

class EmbeddedObjects implements Objects, Holdable {
  readonly #directory: string;
  readonly #tables: Holdable;
  readonly #gate = new Gate();
  readonly #index: ObjectIndex;
  readonly #files: ObjectFiles;
  readonly #inlineBytes: number;
  readonly #writing = new Set<Promise<unknown>>();
  #collecting: Promise<void> | undefined;
  #hasGarbage = false;
  #closing: Promise<void> | undefined;

  constructor(directory: string, tables: Holdable, index: ObjectIndex, files: ObjectFiles, inlineBytes: number) {
    this.#directory = directory;
    this.#tables = tables;
    this.#index = index;
    this.#files = files;
    this.#inlineBytes = inlineBytes;
    this.#collectSoon();
  }

  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>, condition?: ObjectCondition): Promise<ObjectHead> {
    return this.#write(async () => {
      const ordered = orderedKey(key);
      try {
        if (condition !== undefined) {
          requireCondition(key, (await this.#index.get(key, ordered))?.head.version, condition);
        }
      } catch (error) {
        await dismiss(body);
        throw error;
      }
      const draft = await this.#draft(body);
      await this.#commit(key, ordered, draft, condition);
      return { key, size: draft.size, version: String(draft.id), sha256: draft.sha256 };
    });
  }

  async get(key: string, range: ObjectRange = {}): Promise<OpenObject | undefined> {
    this.#requireOpen();
    const ordered = orderedKey(key);
    requireRange(range);
    try {
      let entry = await this.#index.get(key, ordered);
      while (entry !== undefined) {
        const { start, end } = rangeWithin(entry.head.size, range);
        if (entry.content !== undefined) return new InlineObject(entry.head, entry.content, start, end);
        const file = await this.#open(entry);
        if (file !== undefined) return new FileObject(entry.head, file, this.#files.pathOf(entry.id), start, end);
        const missing: IndexEntry = entry;
        // Replaced between the two looks, and its file removed; or the file is lost.
        entry = await this.#index.get(key, ordered);
        if (entry?.id === missing.id) {
          throw new ObjectsCorruptError(`the object ${key} has lost its file ${this.#files.pathOf(entry.id)}`);
        }
      }
      return undefined;
    } catch (error) {
      throw ours(error);
    }
  }

  async head(key: string): Promise<ObjectHead | undefined> {
    this.#requireOpen();
    try {
      return (await this.#index.get(key, orderedKey(key)))?.head;
    } catch (error) {
      throw ours(error);
    }
  }

  delete(key: string, condition?: ObjectCondition): Promise<void> {
    return this.#write(async () => {
      const garbage = await this.#index.write(key, orderedKey(key), undefined, condition);
      if (garbage !== undefined) this.#collectSoon();
    });
  }

  async list(prefix: string, options: { after?: string; limit?: number } = {}): Promise<ObjectEntry[]> {
    this.#requireOpen();
    try {
      return await this.#index.list(prefix, options.after, listLimit(options.limit));
    } catch (error) {
      throw ours(error);
    }
  }

  async hold(): Promise<Hold> {
    this.#requireOpen();
    this.#gate.hold();
    try {
      while (this.#collecting !== undefined) await this.#collecting;
      const index = await this.#tables.hold();
      return {
        mark: () => index.mark(),
        copy: async (directory) => {
          await index.copy(join(directory, 'index'));
          // What is nobody's at that moment has a number that is looked at when the objects are opened.
          await shareTree(join(this.#directory, 'files'), join(directory, 'files'));
          await syncNew(directory);
        },
        release: () => {
          index.release();
          this.#release();
        },
      };
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #release(): void {
    this.#gate.release();
    if (this.#hasGarbage && this.#closing === undefined) this.#collectSoon();
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#gate.passed();
      await Promise.all(this.#writing);
      while (this.#collecting !== undefined) await this.#collecting;
      await this.#index.close();
    })();
    return this.#closing;
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw new ObjectsClosedError();
  }

  async #write<T>(run: () => Promise<T>): Promise<T> {
    this.#requireOpen();
    const writing = run();
    const settled = writing
      .then(
        () => {},
        () => {},
      )
      .finally(() => this.#writing.delete(settled));
    this.#writing.add(settled);
    try {
      return await writing;
    } catch (error) {
      throw ours(error);
    }
  }

  /** Stores the content where nobody sees it yet: what is small in memory, the rest in a file. */
  async #draft(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Draft> {
    const source = await Beginning.of(body, this.#inlineBytes);
    let id: number;
    try {
      id = await this.#index.number();
    } catch (error) {
      await source.end();
      throw error;
    }
    if (source.isWhole) {
      const content = Buffer.concat(source.chunks);
      return { id, size: content.length, sha256: createHash('sha256').update(content).digest('hex'), content };
    }
    try {
      return { id, ...(await this.#files.write(id, source)), content: undefined };
    } catch (error) {
      await this.#drop(id);
      throw error;
    }
  }

  /** Removes a file that is nobody's. If that fails too, it is done at the next start. */
  async #drop(id: number): Promise<void> {
    try {
      await this.#files.remove(id);
      this.#index.settle(id);
    } catch {
      // The number stays under way.
    }
  }

  async #commit(key: string, ordered: string, draft: Draft, condition: ObjectCondition | undefined): Promise<void> {
    try {
      const garbage = await this.#index.write(key, ordered, draft, condition);
      this.#index.settle(draft.id);
      if (garbage !== undefined) this.#collectSoon();
    } catch (error) {
      // After any other error nobody knows whether the file is an object's: that is found out when the store is opened again.
      if (error instanceof ObjectsConflictError || error instanceof TablesFullError) {
        await this.#drop(draft.id);
      }
      throw error;
    }
  }

  async #open({ id, head }: IndexEntry): Promise<FileHandle | undefined> {
    const path = this.#files.pathOf(id);
    let file: FileHandle;
    try {
      file = await open(path, 'r');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    const { size } = await file.stat();
    if (size === head.size + blocksOf(head.size) * SUM) return file;
    await file.close();
    throw new ObjectsCorruptError(`the object ${head.key} is damaged: ${path} has ${size} bytes`);
  }

  /** Removes files that are nobody's any more, in the background. What fails is tried again with the next one, and at the next start. */
  #collectSoon(): void {
    this.#hasGarbage = true;
    if (this.#gate.isHeld) return;
    this.#collecting ??= this.#collect()
      .catch(() => {})
      .finally(() => {
        this.#collecting = undefined;
        if (this.#hasGarbage) this.#collectSoon();
      });
  }

  async #collect(): Promise<void> {
    while (this.#hasGarbage) {
      this.#hasGarbage = false;
      const ids = await this.#index.garbage(GARBAGE_AT_ONCE);
      if (ids.length === 0) return;
      for (const id of ids) {
        if (this.#gate.isHeld) {
          this.#hasGarbage = true;
          return;
        }
        await this.#files.remove(id);
        if (this.#files.lastBeside(id) < this.#index.settledBelow) await this.#files.removeDirectories(id);
      }
      await this.#index.forget(ids);
      this.#hasGarbage ||= ids.length === GARBAGE_AT_ONCE;
    }
  }
}

/** The index's errors, as this port names them. */
function ours(error: unknown): unknown {
  if (error instanceof TablesClosedError) return new ObjectsClosedError();
  if (error instanceof TablesFullError) return new ObjectsFullError(error.message, { cause: error });
  if (error instanceof TablesCorruptError) return new ObjectsCorruptError(error.message, { cause: error });
  return error;
}
