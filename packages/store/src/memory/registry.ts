import {
  type Registry,
  type RegistryChange,
  RegistryClosedError,
  RegistryConflictError,
  type RegistryEntry,
  type RegistryEvent,
  type Json,
} from '../registry.js';
import { prepareChanges, requireKey, requireLimit, requirePrefix } from '../registry-changes.js';
import type { Copyable } from '../snapshot.js';
import { RegistryWatchers } from '../registry-watchers.js';

/** A registry that is gone with its process: for `--ephemeral`, and for tests. */
/** What a registry held at one moment. */
export interface MemoryRegistryCopy {
  readonly documents: ReadonlyMap<string, Document>;
  readonly keys: readonly string[];
  readonly version: number;
}

/** @param from what it begins with; nothing when absent */
export function openMemoryRegistry(from?: MemoryRegistryCopy): Registry & Copyable<MemoryRegistryCopy> {
  return new MemoryRegistry(from);
}

interface Document {
  readonly version: number;
  readonly json: string;
}

class MemoryRegistry implements Registry, Copyable<MemoryRegistryCopy> {
  readonly #documents: Map<string, Document>;
  /** The documents' keys, by their UTF-8 bytes. */
  readonly #keys: string[];
  readonly #watchers = new RegistryWatchers();
  #version: number;
  #closed = false;

  constructor({ documents, keys, version }: MemoryRegistryCopy = NOTHING) {
    this.#documents = new Map(documents);
    this.#keys = [...keys];
    this.#version = version;
  }

  copy(): MemoryRegistryCopy {
    this.#requireOpen();
    return { documents: new Map(this.#documents), keys: [...this.#keys], version: this.#version };
  }

  async get(key: string): Promise<RegistryEntry | undefined> {
    this.#requireOpen();
    requireKey(key);
    return this.#entry(key);
  }

  async list(prefix: string, options: { after?: string; limit?: number } = {}): Promise<RegistryEntry[]> {
    this.#requireOpen();
    requirePrefix(prefix);
    const limit = requireLimit(options.limit);
    let index = this.#search(prefix);
    if (options.after !== undefined) {
      requirePrefix(options.after);
      const after = this.#search(options.after);
      index = Math.max(index, this.#keys[after] === options.after ? after + 1 : after);
    }
    const entries: RegistryEntry[] = [];
    for (; index < this.#keys.length && entries.length < limit; index++) {
      const key = this.#keys[index];
      if (key === undefined || !key.startsWith(prefix)) break;
      const entry = this.#entry(key);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  async commit(changes: readonly RegistryChange[]): Promise<number> {
    this.#requireOpen();
    const prepared = prepareChanges(changes);
    for (const { key, ifVersion } of prepared) {
      if (ifVersion !== undefined && ifVersion !== (this.#documents.get(key)?.version ?? 0)) {
        throw new RegistryConflictError(key);
      }
    }
    const version = ++this.#version;
    const changed: { key: string; json: string | undefined }[] = [];
    for (const { key, write } of prepared) {
      if (write === undefined) continue;
      if (write.json !== undefined) this.#put(key, { version, json: write.json });
      else if (!this.#remove(key)) continue;
      changed.push({ key, json: write.json });
    }
    for (const { key, json } of changed) this.#watchers.changed(key, version, json);
    return version;
  }

  watch(prefix: string, listener: (event: RegistryEvent) => void): () => void {
    this.#requireOpen();
    requirePrefix(prefix);
    return this.#watchers.watch(prefix, listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#watchers.clear();
    this.#documents.clear();
    this.#keys.length = 0;
  }

  #requireOpen(): void {
    if (this.#closed) throw new RegistryClosedError();
  }

  #entry(key: string): RegistryEntry | undefined {
    const document = this.#documents.get(key);
    return document && { key, version: document.version, value: JSON.parse(document.json) as Json };
  }

  #put(key: string, document: Document): void {
    if (!this.#documents.has(key)) this.#keys.splice(this.#search(key), 0, key);
    this.#documents.set(key, document);
  }

  #remove(key: string): boolean {
    if (!this.#documents.delete(key)) return false;
    this.#keys.splice(this.#search(key), 1);
    return true;
  }

  /** The index of the first key that is not less. */
  #search(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAsUtf8(this.#keys[middle] ?? '', key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NOTHING: MemoryRegistryCopy = { documents: new Map(), keys: [], version: 0 };

/** Orders strings as their UTF-8 bytes: unlike `<`, which puts surrogates below U+E000 to U+FFFF. */
function compareAsUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
