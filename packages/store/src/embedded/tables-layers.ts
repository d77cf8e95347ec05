import type { OrderedCursor } from '../ordered-map.js';
import type { Bounds } from '../tables-checks.js';
import type { Visitor } from '../tables.js';
import { DELETED, Memtable } from './tables-memtable.js';
import type { TablesFile } from './tables-file.js';

/** Where durable entries are, the newest first: the memtable, the one that is being moved to the file, the file. */
export class Layers {
  active = new Memtable();
  frozen: Memtable | undefined;
  readonly file: TablesFile;

  constructor(file: TablesFile) {
    this.file = file;
  }

  /** The value, which is the caller's. */
  get(collection: string, key: string): Buffer | undefined {
    let found = this.active.find(collection, key);
    if (found === undefined) found = this.frozen?.find(collection, key);
    if (found === undefined) return this.file.get(collection, key);
    // A copy: a view would keep a whole slab of other values.
    return found === null ? undefined : Buffer.from(found);
  }

  fence(name: string): number {
    const { active, frozen, file } = this;
    // A newer layer may have been told of a lower revision.
    return Math.max(active.fences.get(name) ?? 0, frozen?.fences.get(name) ?? 0, file.fences.get(name) ?? 0);
  }

  /** The latest entries of a collection in their order, until the visitor has enough. */
  scan(collection: string, { low, high }: Bounds, isReverse: boolean, visitor: Visitor): void {
    const sources: Source[] = [];
    let floor = low;
    let isHidden = false;
    for (const memtable of [this.active, this.frozen]) {
      const shelf = memtable?.shelves.get(collection);
      if (memtable === undefined || shelf === undefined) continue;
      const cursor = new MemtableCursor(memtable, shelf.entries.cursor(floor, high, isReverse));
      if (cursor.key !== undefined) sources.push(cursor);
      isHidden = shelf.isCleared;
      if (isHidden) break;
      if (shelf.below > floor) floor = shelf.below;
    }
    const stored = isHidden ? undefined : this.file.cursor(collection, floor, high, isReverse);
    try {
      if (stored !== undefined) sources.push(stored);
      if (sources.length > 1) merge(sources, isReverse, visitor);
      else if (sources[0] !== undefined) walk(sources[0], visitor);
    } finally {
      stored?.close();
    }
  }
}

/** Stands at an entry, or at none. */
interface Source {
  readonly key: string | undefined;
  /** Undefined when the entry says that there is none. */
  view(): Uint8Array | undefined;
  next(): void;
}

class MemtableCursor implements Source {
  readonly #memtable: Memtable;
  readonly #cursor: OrderedCursor<number>;

  constructor(memtable: Memtable, cursor: OrderedCursor<number>) {
    this.#memtable = memtable;
    this.#cursor = cursor;
  }

  get key(): string | undefined {
    return this.#cursor.key;
  }

  view(): Uint8Array | undefined {
    const address = this.#cursor.value;
    return address === undefined || address === DELETED ? undefined : this.#memtable.valueAt(address);
  }

  next(): void {
    this.#cursor.next();
  }
}

function walk(source: Source, visitor: Visitor): void {
  for (; source.key !== undefined; source.next()) {
    const value = source.view();
    if (value !== undefined && !visitor.visit(source.key, value)) return;
  }
}

/** Of entries with the same key, that of the first source counts. */
function merge(sources: readonly Source[], isReverse: boolean, visitor: Visitor): void {
  for (;;) {
    let first: Source | undefined;
    let key: string | undefined;
    for (const source of sources) {
      if (source.key === undefined) continue;
      if (key === undefined || (isReverse ? source.key > key : source.key < key)) [first, key] = [source, source.key];
    }
    if (first === undefined || key === undefined) return;
    const value = first.view();
    if (value !== undefined && !visitor.visit(key, value)) return;
    for (const source of sources) if (source.key === key) source.next();
  }
}
