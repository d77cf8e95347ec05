import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openDataDirectory,
  openEmbeddedLog,
  openEmbeddedRegistry,
  openMemoryLog,
  openMemoryRegistry,
  type Log,
  type Registry,
} from '@paddock/store';
import type { Config } from './config.js';

/** The engines behind the ports, opened together. */
export interface Stores {
  readonly log: Log;
  readonly registry: Registry;
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
    const close = async (): Promise<void> => void (await Promise.all([log.close(), registry.close()]));
    return { log, registry, close, destroy: close };
  }
  const directory = await openDataDirectory(config.dataDir);
  const [logPath, registryPath] = [join(config.dataDir, 'log'), join(config.dataDir, 'registry')];
  try {
    const registry = await openEmbeddedRegistry({ directory: registryPath, durability: config.durability });
    const log = await openEmbeddedLog({ directory: logPath, durability: config.durability, onFatal });
    const close = async (): Promise<void> => {
      await log.close();
      await registry.close();
      directory.close();
    };
    const destroy = async (): Promise<void> => {
      await log.close();
      await registry.close();
      await Promise.all([logPath, registryPath].map((path) => rm(path, { recursive: true, force: true })));
      directory.close();
    };
    return { log, registry, close, destroy };
  } catch (error) {
    directory.close();
    throw error;
  }
}
