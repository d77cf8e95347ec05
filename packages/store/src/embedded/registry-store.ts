import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database, RootDatabase } from 'lmdb';
import { RegistryCorruptError, RegistryLockedError, RegistryUnavailableError } from '../registry.js';
import { inspectLmdbFile } from './registry-file.js';

export interface EmbeddedRegistryOptions {
  /** Created when it is not there, readable by its owner only. One process at a time may open it. */
  readonly directory: string;
  /**
   * `sync`: a commit resolves when it is on disk. `relaxed`: it resolves when it is visible and reaches the disk soon after;
   * a killed process loses nothing, a power failure the last commits.
   */
  readonly durability: 'sync' | 'relaxed';
}

export interface RegistryStore {
  readonly directory: string;
  readonly root: RootDatabase<string, Uint8Array>;
  /** UTF-8 key → version, a space, JSON. */
  readonly documents: Database<string, Uint8Array>;
  readonly meta: Database<string, Uint8Array>;
  readonly version: number;
  close(): Promise<void>;
}

export const VERSION_KEY = Buffer.from('version');
const FORMAT_KEY = Buffer.from('format');
const FORMAT = '1';

/** Directories that this process has open: LMDB would share them between their users. */
const opened = new Set<string>();

/** Opens, claims and checks the LMDB environment. @throws as `openEmbeddedRegistry` does. */
export async function openRegistryStore({ directory, durability }: EmbeddedRegistryOptions): Promise<RegistryStore> {
  const path = await attempt(directory, async () => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return await realpath(directory);
  });
  if (opened.has(path)) throw new RegistryLockedError(`the registry in ${directory} is already open in this process`);
  opened.add(path);
  try {
    const store = await attempt(directory, async () => await openEnvironment(directory, path, durability));
    return {
      ...store,
      directory,
      async close() {
        await store.root.close();
        opened.delete(path);
      },
    };
  } catch (error) {
    opened.delete(path);
    throw error;
  }
}

async function openEnvironment(directory: string, path: string, durability: EmbeddedRegistryOptions['durability']) {
  const damage = await inspectLmdbFile(join(path, 'data.mdb'));
  if (damage !== undefined) throw new RegistryCorruptError(`the registry in ${directory} is damaged: ${damage}`);
  // Loading LMDB takes tens of milliseconds: only who opens such a registry pays for it.
  const lmdb = await import('lmdb');
  const encoding = { encoding: 'string', keyEncoding: 'binary', compression: false } as const;
  const root = lmdb.open<string, Uint8Array>({
    path,
    ...encoding,
    maxDbs: 2,
    // Commits are grouped here already; LMDB's own grouping leaves a promise that nobody can catch when a write fails.
    eventTurnBatching: false,
    // Address space that is taken at once; LMDB maps more when it needs more.
    mapSize: 16 * 1024 * 1024,
    // Otherwise a commit resolves, and can be read, before it is synced.
    overlappingSync: durability === 'relaxed' && process.platform !== 'win32',
  });
  try {
    const documents = root.openDB<string, Uint8Array>('documents', encoding);
    const meta = root.openDB<string, Uint8Array>('meta', encoding);
    claim(directory, root);
    const version = readVersion(directory, meta);
    await syncDirectories(path);
    return { root, documents, meta, version };
  } catch (error) {
    await root.close();
    throw error;
  }
}

/**
 * Makes this process the store's only one. LMDB keeps a table of readers, whose rows it frees when their process is gone, however
 * it went. A row is taken here and kept until the end; the write transaction around it lets no two processes look at once.
 */
function claim(directory: string, root: RootDatabase<string, Uint8Array>): void {
  root.transactionSync(() => {
    const owner = /^ *(\d+) /m.exec(root.readerList())?.[1];
    if (owner !== undefined) {
      throw new RegistryLockedError(`the registry in ${directory} is in use by process ${owner}`);
    }
    root.useReadTransaction().done();
  });
}

function readVersion(directory: string, meta: Database<string, Uint8Array>): number {
  const format = meta.get(FORMAT_KEY);
  if (format === undefined) {
    meta.putSync(FORMAT_KEY, FORMAT);
  } else if (format !== FORMAT) {
    throw new RegistryUnavailableError(
      `the registry in ${directory} was written by another version of Paddock (format ${format})`,
    );
  }
  const version = Number(meta.get(VERSION_KEY) ?? '0');
  if (!Number.isSafeInteger(version) || version < 0) {
    throw new RegistryCorruptError(`the registry in ${directory} is damaged: its version is not a number`);
  }
  return version;
}

/** A new file survives a power failure only if its directory was synced too. */
async function syncDirectories(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const directory of [path, dirname(path)]) {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** Errors of the system and of LMDB become ours, in one line. */
async function attempt<T>(directory: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (
      cause instanceof RegistryLockedError ||
      cause instanceof RegistryCorruptError ||
      cause instanceof RegistryUnavailableError
    ) {
      throw cause;
    }
    const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0];
    throw new RegistryUnavailableError(`the registry in ${directory} cannot be opened: ${reason}`, { cause });
  }
}
