import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openDataDirectory,
  openEmbeddedLog,
  openEmbeddedObjects,
  openEmbeddedRegistry,
  openEmbeddedTables,
  openMemoryLog,
  openMemoryObjects,
  openMemoryRegistry,
  openMemoryTables,
  StoreCorruptError,
  type Log,
  type Objects,
  type Registry,
  type Tables,
} from '@paddock/store';
import type { Config } from './config.js';

/** The engines behind the ports, opened together. */
export interface Stores {
  readonly log: Log;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly objects: Objects;
  close(): Promise<void>;
  /** Closes, and removes all that was kept. */
  destroy(): Promise<void>;
}

/**
 * Opens what the configuration says: the data directory, or memory.
 * @throws the store's errors, one clear line each: locked, corrupt, newer, no space
 */
export async function openStores(config: Config, onFatal: (error: Error) => void): Promise<Stores> {
  if (config.ephemeral) {
    const log = await openMemoryLog();
    const registry = openMemoryRegistry();
    const tables = openMemoryTables();
    const objects = openMemoryObjects();
    const all = [log, registry, tables, objects];
    const close = async (): Promise<void> => void (await Promise.all(all.map((store) => store.close())));
    return { log, registry, tables, objects, close, destroy: close };
  }
  const directory = await openDataDirectory(config.dataDir);
  const pathOf = (name: string): string => join(config.dataDir, name);
  const { durability } = config;
  /** The last opened is closed first. */
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async (): Promise<void> => {
    for (let store = opened.pop(); store !== undefined; store = opened.pop()) await store.close();
  };
  const close = async (): Promise<void> => {
    await closeAll();
    directory.close();
  };
  try {
    const registry = await openEmbeddedRegistry({ directory: pathOf('registry'), durability });
    opened.push(registry);
    const places = [['log', 'shards'] as const, ['tables', 'journal'] as const, ['objects', 'files'] as const];
    await checkWhole(
      registry,
      pathOf('registry'),
      places.map(([store, part]) => join(pathOf(store), part)),
    );
    const tables = await openEmbeddedTables({ directory: pathOf('tables'), durability, onFatal });
    opened.push(tables);
    const log = await openEmbeddedLog({ directory: pathOf('log'), durability, onFatal });
    opened.push(log);
    const objects = await openEmbeddedObjects({ directory: pathOf('objects'), durability, onFatal });
    opened.push(objects);
    const destroy = async (): Promise<void> => {
      await closeAll();
      const paths = ['log', 'registry', 'tables', 'objects'].map(pathOf);
      await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
      directory.close();
    };
    return { log, registry, tables, objects, close, destroy };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Written when a data directory is new, so that a registry that lost everything is not taken for a new one. */
const markerKey = 'store';

/** What was stored beside the registry lies in the directories. */
async function checkWhole(registry: Registry, registryPath: string, directories: readonly string[]): Promise<void> {
  if (await registry.get(markerKey)) return;
  for (const directory of directories) {
    const stored = await readdir(directory).catch(() => []);
    if (stored.length === 0) continue;
    throw new StoreCorruptError(
      `The registry in ${registryPath} is empty, but there are records beside it: restore it.`,
    );
  }
  await registry.commit([{ put: markerKey, value: {} }]);
}
