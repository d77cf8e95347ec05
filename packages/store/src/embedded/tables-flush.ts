import type { Gate } from '../snapshot.js';
import type { Journal } from './journal.js';
import type { JournalPosition } from './journal-recovery.js';
import type { Layers } from './tables-layers.js';
import { DELETED, Memtable, type Shelf } from './tables-memtable.js';
import type { FileWriter, StoredCollection } from './tables-file.js';

export interface FlusherParts {
  readonly layers: Layers;
  readonly journal: Journal;
  /** The greatest number that was given to an entry of a feed. */
  readonly sequence: () => number;
  /** While it is held, nothing is removed. */
  readonly gate: Gate;
}

/** A transaction takes no more than this, so that neither the event loop nor memory feels it. */
const SLICE_ENTRIES = 2000;
const SLICE_BYTES = 4 * 1024 * 1024;

/** Moves what the journal protects to the file, and removes there what was cleared; one after the other, in slices. */
export class Flusher {
  readonly #parts: FlusherParts;
  /** What `frozen` makes needless in the journal, and the sequence then. */
  #covers: { readonly journal: JournalPosition; readonly sequence: number } | undefined;
  #running: Promise<void> | undefined;
  #removal: Promise<void> | undefined;
  #isClosing = false;

  constructor(parts: FlusherParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Moves the memtable to the file; joins the move under way. Begins between two commits. After an error everything is as it was,
   * and calling it again goes on where it failed.
   * @throws TablesFullError; any other error is final
   */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#removeSoon();
    });
    return this.#running;
  }

  /** Begins, or goes on, to remove what was cleared, unless the memtable is being moved. */
  #removeSoon(): void {
    if (this.#removal !== undefined || this.#mustStop) return;
    this.#removal = this.#removeCleared()
      // Goes on after the next flush; a file that cannot be written is found out there too.
      .catch(() => {})
      .finally(() => (this.#removal = undefined));
  }

  /** Goes on with removals that a former process left. */
  resume(): void {
    this.#removeSoon();
  }

  /** Resolves when the file is not being written. */
  async quiet(): Promise<void> {
    while (this.#running !== undefined || this.#removal !== undefined) {
      await this.#running?.catch(() => {});
      await this.#removal;
    }
  }

  get #mustStop(): boolean {
    return this.#isClosing || this.#running !== undefined || this.#parts.gate.isHeld;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#removal;
    await this.#running?.catch(() => {});
  }

  async #run(): Promise<void> {
    const { layers, journal, sequence } = this.#parts;
    if (layers.frozen === undefined) {
      this.#covers = { journal: journal.turn(), sequence: sequence() };
      [layers.frozen, layers.active] = [layers.active, new Memtable()];
    }
    const { frozen } = layers;
    const covers = this.#covers;
    if (covers === undefined) throw new Error('nobody knows what the memtable covers');
    await this.#removal;
    await this.#prepare(frozen);
    await this.#moveEntries(frozen);
    const { file } = layers;
    const raised = [...frozen.fences].filter(([name, revision]) => revision > (file.fences.get(name) ?? 0));
    await file.write((writer) => {
      writer.describe('coverage', covers);
      for (const [name, revision] of raised) {
        writer.describe(`fence/${Buffer.from(name).toString('latin1')}`, revision);
      }
    });
    for (const [name, revision] of raised) file.fences.set(name, revision);
    layers.frozen = undefined;
    this.#covers = undefined;
    journal.release(covers.journal);
  }

  /** Forgets what was cleared, and gives numbers to new collections, in one transaction. */
  async #prepare(frozen: Memtable): Promise<void> {
    const { file } = this.#parts.layers;
    const forgotten: StoredCollection[] = [];
    const changed = new Map<string, StoredCollection | undefined>();
    let { nextId } = file;
    for (const [name, { entries, isCleared, below }] of frozen.shelves) {
      let stored = file.collections.get(name);
      if (stored !== undefined && isCleared) {
        forgotten.push(stored);
        stored = undefined;
        changed.set(name, undefined);
      }
      if (stored === undefined && holdsAny(entries)) {
        stored = { id: nextId, below: '' };
        changed.set(name, stored);
        nextId += 1;
      } else if (stored !== undefined && below > stored.below) {
        changed.set(name, { ...stored, below });
      }
    }
    if (changed.size === 0) return;
    await file.write((writer) => {
      writer.describe('nextId', nextId);
      for (const { id } of forgotten) writer.describe(`garbage/${id}`, 1);
      for (const [name, stored] of changed) describe(writer, name, stored);
    });
    file.nextId = nextId;
    for (const { id } of forgotten) file.garbage.add(id);
    for (const [name, stored] of changed) {
      if (stored === undefined) file.collections.delete(name);
      else file.collections.set(name, stored);
    }
  }

  async #moveEntries(frozen: Memtable): Promise<void> {
    const { file } = this.#parts.layers;
    let slice = new Slice();
    for (const [name, { entries }] of frozen.shelves) {
      let stored = file.collections.get(name);
      if (stored === undefined) continue;
      const cursor = entries.cursor();
      if (cursor.key !== undefined && cursor.key < stored.below) {
        stored = await this.#removeBelow(name, stored, true);
      }
      for (; cursor.key !== undefined && cursor.value !== undefined; cursor.next()) {
        const value = cursor.value === DELETED ? undefined : frozen.valueAt(cursor.value);
        slice.add(stored.id, cursor.key, value);
        if (slice.isFull) {
          const full = slice;
          slice = new Slice();
          await file.write((writer) => full.write(writer));
        }
      }
    }
    if (!slice.isEmpty) await file.write((writer) => slice.write(writer));
  }

  async #removeCleared(): Promise<void> {
    const { file } = this.#parts.layers;
    for (const id of file.garbage) {
      if (!(await this.#removeKeys(id))) return;
      await file.write((writer) => writer.undescribe(`garbage/${id}`));
      file.garbage.delete(id);
    }
    for (const [name, stored] of file.collections) {
      if (stored.below === '') continue;
      if (this.#mustStop) return;
      await this.#removeBelow(name, stored, false);
    }
  }

  async #removeBelow(name: string, stored: StoredCollection, must: boolean): Promise<StoredCollection> {
    const { file } = this.#parts.layers;
    if (!(await this.#removeKeys(stored.id, stored.below, must))) return stored;
    const whole = { ...stored, below: '' };
    await file.write((writer) => describe(writer, name, whole));
    file.collections.set(name, whole);
    return whole;
  }

  /** Whether nothing is left: it makes way for a flush and for closing, unless it `must` be done. */
  async #removeKeys(id: number, below?: string, must = false): Promise<boolean> {
    const { file } = this.#parts.layers;
    for (;;) {
      if (!must && this.#mustStop) return false;
      const keys = file.keys(id, SLICE_ENTRIES, below);
      if (keys.length > 0) {
        await file.write((writer) => {
          for (const key of keys) writer.delete(id, key);
        });
      }
      if (keys.length < SLICE_ENTRIES) return true;
    }
  }
}

/** Writes that will be one transaction. */
class Slice {
  readonly #ids: number[] = [];
  readonly #keys: string[] = [];
  readonly #values: (Uint8Array | undefined)[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  get isFull(): boolean {
    return this.#keys.length >= SLICE_ENTRIES || this.#bytes >= SLICE_BYTES;
  }

  /** Without a value: removes. */
  add(id: number, key: string, value: Uint8Array | undefined): void {
    this.#ids.push(id);
    this.#keys.push(key);
    this.#values.push(value);
    this.#bytes += value?.length ?? 0;
  }

  write(writer: FileWriter): void {
    for (const [at, key] of this.#keys.entries()) {
      const id = this.#ids[at] ?? 0;
      const value = this.#values[at];
      if (value === undefined) writer.delete(id, key);
      else writer.put(id, key, value);
    }
  }
}

function describe(writer: FileWriter, name: string, stored: StoredCollection | undefined): void {
  if (stored === undefined) writer.undescribe(`collection/${name}`);
  else writer.describe(`collection/${name}`, stored);
}

function holdsAny(entries: Shelf['entries']): boolean {
  for (const cursor = entries.cursor(); cursor.key !== undefined; cursor.next()) {
    if (cursor.value !== DELETED) return true;
  }
  return false;
}
