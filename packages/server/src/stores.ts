import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openDataDirectory,
  openEmbeddedLog,
  openEmbeddedRegistry,
  openMemoryLog,
  openMemoryRegistry,
  openMemoryTables,
  StoreCorruptError,
  type Log,
  type Registry,
  type Tables,
} from '@paddock/store';
import type { Config } from './config.js';

/** The engines behind the ports, opened together. */
export interface Stores {
  readonly log: Log;
  readonly registry: Registry;
  readonly tables: Tables;
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
    const close = async (): Promise<void> => void (await Promise.all([log.close(), registry.close(), tables.close()]));
    return { log, registry, tables, close, destroy: close };
  }
  const directory = await openDataDirectory(config.dataDir);
  const [logPath, registryPath] = [join(config.dataDir, 'log'), join(config.dataDir, 'registry')];
  try {
    const registry = await openEmbeddedRegistry({ directory: registryPath, durability: config.durability });
    await checkWhole(registry, registryPath, join(logPath, 'shards'));
    const log = await openEmbeddedLog({ directory: logPath, durability: config.durability, onFatal });
    const tables = openMemoryTables();
    const close = async (): Promise<void> => {
      await log.close();
      await tables.close();
      await registry.close();
      directory.close();
    };
    const destroy = async (): Promise<void> => {
      await log.close();
      await tables.close();
      await registry.close();
      await Promise.all([logPath, registryPath].map((path) => rm(path, { recursive: true, force: true })));
      directory.close();
    };
    return { log, registry, tables, close, destroy };
  } catch (error) {
    directory.close();
    throw error;
  }
}

/** Written when a data directory is new, so that a registry that lost everything is not taken for a new one. */
const markerKey = 'store';

async function checkWhole(registry: Registry, registryPath: string, shardsPath: string): Promise<void> {
  if (await registry.get(markerKey)) return;
  const shards = await readdir(shardsPath).catch(() => []);
  if (shards.length > 0) {
    await registry.close();
    throw new StoreCorruptError(
      `The registry in ${registryPath} is empty, but there are records beside it: restore it.`,
    );
  }
  await registry.commit([{ put: markerKey, value: {} }]);
}
