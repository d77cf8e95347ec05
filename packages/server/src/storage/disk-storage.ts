import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openDataDirectory,
  openEmbeddedLog,
  openEmbeddedObjects,
  openEmbeddedRegistry,
  openEmbeddedTables,
  StoreCorruptError,
  type Registry,
} from '@paddock/store';
import type { Config } from '../config.js';
import { DiskSnapshots } from './disk-snapshots.js';
import { settleReplacing, STORE_NAMES } from './replacing.js';
import type { Replacement, Storage, Stores } from './storage.js';

/** Keeps everything in the data directory. */
export class DiskStorage implements Storage {
  readonly snapshots: DiskSnapshots;
  readonly #config: Pick<Config, 'dataDir' | 'durability'>;
  readonly #onFatal: (error: Error) => void;

  /** @param onFatal called when the stores can no longer be written */
  constructor(config: Pick<Config, 'dataDir' | 'durability'>, onFatal: (error: Error) => void) {
    this.#config = config;
    this.#onFatal = onFatal;
    this.snapshots = new DiskSnapshots(config.dataDir);
  }

  async open(): Promise<Stores> {
    const { dataDir, durability } = this.#config;
    const onFatal = this.#onFatal;
    const directory = await openDataDirectory(dataDir);
    const pathOf = (name: string): string => join(dataDir, name);
    /** The last opened is closed first. */
    const opened: { close(): Promise<void> }[] = [];
    const closeAll = async (): Promise<void> => {
      this.snapshots.stores = undefined;
      for (let store = opened.pop(); store !== undefined; store = opened.pop()) await store.close();
    };
    /** The directory is this process's until `last` is done. */
    const close = async (last?: () => Promise<void>): Promise<void> => {
      try {
        await closeAll();
        await last?.();
      } finally {
        directory.close();
      }
    };
    try {
      if (!this.snapshots.isReplacing) await settleReplacing(dataDir);
      await this.snapshots.clean();
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
      this.snapshots.stores = { registry, tables, log, objects };
      const destroy = (): Promise<void> =>
        close(async () => {
          await Promise.all(STORE_NAMES.map((name) => rm(pathOf(name), { recursive: true, force: true })));
        });
      const replace = (replacement: Replacement): Promise<void> => close(() => replacement.putIn());
      return { log, registry, tables, objects, close: () => close(), destroy, replace };
    } catch (error) {
      await close();
      throw error;
    }
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
