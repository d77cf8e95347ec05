import {
  openMemoryLog,
  openMemoryObjects,
  openMemoryRegistry,
  openMemoryTables,
  type MemoryLogCopy,
  type MemoryObjectsCopy,
  type MemoryRegistryCopy,
  type MemoryTablesCopy,
} from '@paddock/store';
import type { Replacement, SnapshotInfo, Snapshots, Storage, Stores } from './storage.js';

/** What four stores held at one moment. */
interface Copy {
  readonly log: MemoryLogCopy;
  readonly registry: MemoryRegistryCopy;
  readonly tables: MemoryTablesCopy;
  readonly objects: MemoryObjectsCopy;
}

/** Keeps everything in memory, snapshots too: all of it goes with the process. */
export class MemoryStorage implements Storage, Snapshots {
  readonly #kept = new Map<string, { readonly info: SnapshotInfo; readonly copy: Copy }>();
  /** What the stores that are opened next begin with. */
  #beginning: Copy | undefined;
  /** What was replaced. */
  #before: Copy | undefined;
  /** Of the stores that are open. */
  #copy: (() => Copy) | undefined;

  get snapshots(): Snapshots {
    return this;
  }

  async open(): Promise<Stores> {
    const from = this.#beginning;
    this.#beginning = undefined;
    const log = await openMemoryLog(from?.log);
    const registry = openMemoryRegistry(from?.registry);
    const tables = openMemoryTables(from?.tables);
    const objects = openMemoryObjects(from?.objects);
    const copy = (): Copy => ({
      log: log.copy(),
      registry: registry.copy(),
      tables: tables.copy(),
      objects: objects.copy(),
    });
    this.#copy = copy;
    const close = async (): Promise<void> => {
      this.#copy = undefined;
      for (const store of [log, registry, tables, objects]) await store.close();
    };
    const replace = async (replacement: Replacement): Promise<void> => {
      this.#before = copy();
      await close();
      await replacement.putIn();
    };
    return { log, registry, tables, objects, close, destroy: close, replace };
  }

  async list(): Promise<SnapshotInfo[]> {
    return [...this.#kept.values()].map(({ info }) => info).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async save(about: Omit<SnapshotInfo, 'bytes'>): Promise<SnapshotInfo> {
    if (this.#copy === undefined) throw new Error('nothing is open');
    // All in one turn, hence of one moment.
    const copy = this.#copy();
    const info = { ...about, bytes: sizeOf(copy) };
    this.#kept.set(info.name, { info, copy });
    return info;
  }

  async remove(name: string): Promise<boolean> {
    return this.#kept.delete(name);
  }

  async prepare(name: string): Promise<Replacement | undefined> {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    return {
      snapshot: kept.info,
      putIn: async () => void (this.#beginning = kept.copy),
      putBack: async () => void (this.#beginning = this.#before),
      finish: async () => void (this.#before = undefined),
    };
  }
}

function sizeOf({ log, registry, tables, objects }: Copy): number {
  let bytes = 0;
  for (const { blocks } of log.values()) for (const { data } of blocks) bytes += data.byteLength;
  for (const [key, { json }] of registry.documents) bytes += key.length + json.length;
  for (const entries of tables.collections.values())
    for (const cursor = entries.cursor(); cursor.key !== undefined; cursor.next())
      bytes += cursor.key.length + (cursor.value?.byteLength ?? 0);
  for (const cursor = objects.objects.cursor(); cursor.value !== undefined; cursor.next())
    bytes += cursor.value.content.byteLength;
  return bytes;
}
