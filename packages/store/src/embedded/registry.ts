import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Json,
  type Registry,
  type RegistryChange,
  RegistryClosedError,
  RegistryConflictError,
  RegistryCorruptError,
  type RegistryEntry,
  type RegistryEvent,
  RegistryUnavailableError,
} from '../registry.js';
import { Gate, type Hold, type Holdable } from '../snapshot.js';
import { syncFile, syncNew } from './copy-files.js';
import { type PreparedChange, prepareChanges, requireKey, requireLimit, requirePrefix } from '../registry-changes.js';
import { RegistryWatchers } from '../registry-watchers.js';
import { type EmbeddedRegistryOptions, openRegistryStore, type RegistryStore, VERSION_KEY } from './registry-store.js';

export type { EmbeddedRegistryOptions };

/**
 * Opens a registry on this machine's disk, kept by LMDB.
 * @throws RegistryLockedError, RegistryCorruptError, RegistryUnavailableError with a message of one line.
 */
export async function openEmbeddedRegistry(options: EmbeddedRegistryOptions): Promise<Registry & Holdable> {
  const store = await openRegistryStore(options);
  return new EmbeddedRegistry(store);
}

interface Waiting {
  readonly changes: readonly PreparedChange[];
  readonly resolve: (version: number) => void;
  readonly reject: (error: unknown) => void;
}

interface Document {
  readonly version: number;
  readonly json: string;
}

/** Commits that share one transaction, judged one after the other on top of what the ones before them will have written. */
interface Group {
  /** What the transaction writes: text, or undefined to delete. */
  readonly writes: Map<string, Document | undefined>;
  readonly accepted: { readonly commit: Waiting; readonly version: number }[];
  readonly refused: { readonly commit: Waiting; readonly error: unknown }[];
  readonly events: { readonly key: string; readonly version: number; readonly json: string | undefined }[];
}

/** How many commits share a transaction at most, so that one slow flush stays short. */
const GROUP_LIMIT = 1000;

class EmbeddedRegistry implements Registry, Holdable {
  readonly #gate = new Gate();
  #writing: Promise<void> | undefined;
  readonly #store: RegistryStore;
  readonly #watchers = new RegistryWatchers();
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #version: number;
  /** Why LMDB can no longer be written; it then needs reopening. */
  #broken: unknown;
  #closing: Promise<void> | undefined;

  constructor(store: RegistryStore) {
    this.#store = store;
    this.#version = store.version;
  }

  async get(key: string): Promise<RegistryEntry | undefined> {
    this.#requireOpen();
    requireKey(key);
    const document = this.#read(key);
    return document && this.#entry(key, document);
  }

  async list(prefix: string, options: { after?: string; limit?: number } = {}): Promise<RegistryEntry[]> {
    this.#requireOpen();
    requirePrefix(prefix);
    if (options.after !== undefined) requirePrefix(options.after);
    const limit = requireLimit(options.limit);
    if (limit === 0) return [];
    const first = Buffer.from(prefix);
    const after = options.after === undefined ? undefined : Buffer.from(options.after);
    const resume = after !== undefined && after.length > 0 && Buffer.compare(after, first) >= 0;
    const range = this.#store.documents.getRange({
      ...(resume ? { start: after, exclusiveStart: true } : first.length > 0 ? { start: first } : {}),
      ...(limit === Number.POSITIVE_INFINITY ? {} : { limit }),
      ...endOf(first),
    });
    const entries: RegistryEntry[] = [];
    for (const { key, value } of range) {
      const name = Buffer.from(key).toString();
      entries.push(this.#entry(name, this.#parse(name, value)));
    }
    return entries;
  }

  async commit(changes: readonly RegistryChange[]): Promise<number> {
    this.#requireOpen();
    const prepared = prepareChanges(changes);
    return await new Promise<number>((resolve, reject) => {
      this.#queue.push({ changes: prepared, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  watch(prefix: string, listener: (event: RegistryEvent) => void): () => void {
    this.#requireOpen();
    requirePrefix(prefix);
    return this.#watchers.watch(prefix, listener);
  }

  /** Commits wait until the release: the copy is made of what LMDB has now. */
  async hold(): Promise<Hold> {
    this.#requireOpen();
    this.#gate.hold();
    await this.#writing?.catch(() => undefined);
    return {
      mark: () => undefined,
      copy: async (directory) => {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await this.#store.root.backup(directory, false);
        await syncFile(join(directory, 'data.mdb'));
        await syncNew(directory);
      },
      release: () => this.#gate.release(),
    };
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#gate.passed();
      await this.#running;
      this.#watchers.clear();
      await this.#store.close();
    })();
    return this.#closing;
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw new RegistryClosedError();
  }

  /** One transaction after the other, each with everything that came in the meantime. */
  async #run(): Promise<void> {
    await Promise.resolve(); // commits of one turn share the first group
    while (this.#queue.length > 0) {
      if (this.#gate.isHeld) await this.#gate.passed();
      const commits = this.#queue.splice(0, GROUP_LIMIT);
      try {
        const group = this.#judge(commits);
        if (group.accepted.length > 0) await (this.#writing = this.#write(group.writes));
        for (const { key, version, json } of group.events) this.#watchers.changed(key, version, json);
        for (const { commit, version } of group.accepted) commit.resolve(version);
        // Only now can the refused find what they conflicted with.
        for (const { commit, error } of group.refused) commit.reject(error);
      } catch (error) {
        for (const { reject } of commits) reject(error);
      }
    }
    this.#running = undefined;
  }

  /** This process is the only one that writes, so that conditions can be judged before the transaction begins. */
  #judge(commits: readonly Waiting[]): Group {
    const group: Group = { writes: new Map(), accepted: [], refused: [], events: [] };
    const current = (key: string): Document | undefined =>
      group.writes.has(key) ? group.writes.get(key) : this.#read(key);
    for (const commit of commits) {
      try {
        const before = commit.changes.map(({ key }) => current(key)?.version ?? 0);
        const conflict = commit.changes.find(
          ({ ifVersion }, index) => ifVersion !== undefined && ifVersion !== before[index],
        );
        if (conflict !== undefined) throw new RegistryConflictError(conflict.key);
        const version = ++this.#version;
        for (const [index, { key, write }] of commit.changes.entries()) {
          if (write === undefined || (write.json === undefined && before[index] === 0)) continue;
          group.writes.set(key, write.json === undefined ? undefined : { version, json: write.json });
          group.events.push({ key, version, json: write.json });
        }
        group.accepted.push({ commit, version });
      } catch (error) {
        group.refused.push({ commit, error });
      }
    }
    return group;
  }

  async #write(writes: Group['writes']): Promise<void> {
    if (this.#broken !== undefined) throw this.#unavailable(this.#broken);
    const { root, documents, meta } = this.#store;
    try {
      // A batch is one transaction: an instruction that fails aborts them all, and the batch's promise tells.
      await root.batch(() => {
        for (const [key, document] of writes) {
          if (document === undefined) documents.remove(Buffer.from(key)).catch(toldByBatch);
          else documents.put(Buffer.from(key), `${document.version} ${document.json}`).catch(toldByBatch);
        }
        meta.put(VERSION_KEY, String(this.#version)).catch(toldByBatch);
      });
    } catch (error) {
      const reason = await reasonOf(error);
      this.#broken = this.#probe();
      throw this.#unavailable(reason);
    } finally {
      root.resetReadTxn();
    }
  }

  /** After some failures LMDB hangs in the next write instead of failing; a read tells. */
  #probe(): unknown {
    try {
      this.#store.root.resetReadTxn();
      this.#store.meta.get(VERSION_KEY);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  #unavailable(cause: unknown): RegistryUnavailableError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new RegistryUnavailableError(`the registry in ${this.#store.directory} cannot be written: ${reason}`, {
      cause,
    });
  }

  #read(key: string): Document | undefined {
    const text = this.#store.documents.get(Buffer.from(key));
    return text === undefined ? undefined : this.#parse(key, text);
  }

  #parse(key: string, text: string): Document {
    const space = text.indexOf(' ');
    const version = Number(text.slice(0, Math.max(space, 0)));
    if (!(version > 0)) throw this.#corrupt(key);
    return { version, json: text.slice(space + 1) };
  }

  #entry(key: string, { version, json }: Document): RegistryEntry {
    try {
      return { key, version, value: JSON.parse(json) as Json };
    } catch {
      throw this.#corrupt(key);
    }
  }

  #corrupt(key: string): RegistryCorruptError {
    return new RegistryCorruptError(`the registry in ${this.#store.directory} is damaged: ${key} is not a document`);
  }
}

/** The end of the range of keys that begin with the prefix: UTF-8 has no byte 0xff, so its last byte can be raised. */
function endOf(prefix: Buffer): { end?: Buffer } {
  if (prefix.length === 0) return {};
  const end = Buffer.from(prefix);
  const last = end.length - 1;
  end[last] = (end[last] ?? 0) + 1;
  return { end };
}

function toldByBatch(): void {}

/** LMDB hands over the reason of a failed transaction as a promise inside the error. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (reason) {
    return reason;
  }
}
