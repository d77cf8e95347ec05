import { LogWatchers } from '../embedded/log-watchers.js';
import { OrderedMap } from '../ordered-map.js';
import type { Copyable } from '../snapshot.js';
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
  TablesClosedError,
  TablesFencedError,
  type Decide,
  type Fence,
  type Place,
  type Range,
  type Tables,
  type Visitor,
  type Writes,
} from '../tables.js';

/** Tables that are gone with their process: for `--ephemeral`, and for tests. */
/** What tables held at one moment. */
export interface MemoryTablesCopy {
  readonly collections: ReadonlyMap<string, OrderedMap<Uint8Array>>;
  readonly fences: ReadonlyMap<string, number>;
  readonly sequence: number;
}

/** @param from what they begin with; nothing when absent */
export function openMemoryTables(from?: MemoryTablesCopy): Tables & Copyable<MemoryTablesCopy> {
  return new MemoryTables(from);
}

const copied = (collections: MemoryTablesCopy['collections']): Map<string, OrderedMap<Uint8Array>> =>
  new Map([...collections].map(([name, entries]) => [name, entries.copy()]));

class MemoryTables implements Tables, Copyable<MemoryTablesCopy> {
  readonly #collections: Map<string, OrderedMap<Uint8Array>>;
  readonly #fences: Map<string, number>;
  readonly #watchers = new LogWatchers();
  #sequence: number;
  #isClosed = false;

  constructor({ collections, fences, sequence }: MemoryTablesCopy = NOTHING) {
    this.#collections = copied(collections);
    this.#fences = new Map(fences);
    this.#sequence = sequence;
  }

  copy(): MemoryTablesCopy {
    this.#requireOpen();
    return { collections: copied(this.#collections), fences: new Map(this.#fences), sequence: this.#sequence };
  }

  async read(places: readonly Place[]): Promise<(Uint8Array | undefined)[]> {
    this.#requireOpen();
    requirePlaces(places);
    return this.#values(places);
  }

  async scan(collection: string, range: Range, visitor: Visitor): Promise<void> {
    this.#requireOpen();
    requireCollection(collection);
    const { low, high } = boundsOf(range);
    const cursor = this.#collections.get(collection)?.cursor(low, high, range.reverse);
    if (cursor === undefined) return;
    for (; cursor.key !== undefined && cursor.value !== undefined; cursor.next()) {
      if (!visitor.visit(cursor.key, cursor.value)) return;
    }
  }

  async transact<T>(places: readonly Place[], decide: Decide<T>, fences: readonly Fence[] = []): Promise<T> {
    this.#requireOpen();
    requirePlaces(places);
    for (const fence of fences) {
      requireFence(fence);
      if (fence.revision < (this.#fences.get(fence.name) ?? 0)) throw new TablesFencedError(fence.name);
    }
    const writes = new Collector();
    const result = decide(this.#values(places), writes);
    for (const { collection, key, value } of writes.list) {
      if (key === undefined) {
        this.#sequence += 1;
        this.#collection(collection).set(feedKey(this.#sequence), value);
        this.#watchers.notify(collection);
      } else if (value === undefined) {
        this.#collections.get(collection)?.delete(key);
      } else {
        this.#collection(collection).set(key, value);
      }
    }
    return result;
  }

  async raiseFence(name: string, revision: number): Promise<void> {
    this.#requireOpen();
    requireFence({ name, revision });
    this.#fences.set(name, Math.max(revision, this.#fences.get(name) ?? 0));
  }

  async clear(collection: string, below?: string): Promise<void> {
    this.#requireOpen();
    requireCollection(collection);
    if (below === undefined) {
      this.#collections.delete(collection);
    } else {
      requireKey(below);
      this.#collections.get(collection)?.deleteBelow(below);
    }
  }

  watch(feed: string, listener: () => void): () => void {
    this.#requireOpen();
    return this.#watchers.watch(feed, listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watchers.clear();
    this.#collections.clear();
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new TablesClosedError('the tables are closed');
  }

  #values(places: readonly Place[]): (Uint8Array | undefined)[] {
    return places.map(({ collection, key }) => this.#collections.get(collection)?.get(key));
  }

  #collection(name: string): OrderedMap<Uint8Array> {
    let collection = this.#collections.get(name);
    if (collection === undefined) this.#collections.set(name, (collection = new OrderedMap()));
    return collection;
  }
}

const NOTHING: MemoryTablesCopy = { collections: new Map(), fences: new Map(), sequence: 0 };

/** A put has both, a delete no value, an append no key. */
type Write =
  | { readonly collection: string; readonly key: string; readonly value: Uint8Array | undefined }
  | { readonly collection: string; readonly key: undefined; readonly value: Uint8Array };

class Collector implements Writes {
  readonly list: Write[] = [];

  put(collection: string, key: string, value: Uint8Array): void {
    requireCollection(collection);
    requireKey(key);
    requireValue(value);
    this.list.push({ collection, key, value });
  }

  delete(collection: string, key: string): void {
    requireCollection(collection);
    requireKey(key);
    this.list.push({ collection, key, value: undefined });
  }

  append(feed: string, value: Uint8Array): void {
    requireCollection(feed);
    requireValue(value);
    this.list.push({ collection: feed, key: undefined, value });
  }
}
