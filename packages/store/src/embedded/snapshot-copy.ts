import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyWhole, shareTree, syncNew } from './copy-files.js';
import { copyLog } from './log-copy.js';
import { copyTables } from './tables-copy.js';

/** The directories of the four stores, below one. */
export interface StoreDirectories {
  readonly registry: string;
  readonly tables: string;
  readonly log: string;
  readonly objects: string;
}

/**
 * Copies stores that holds have copied and nobody has opened since: what is opened and changed afterwards changes nothing in what it was copied from. Durable
 * when it resolves.
 * @throws errors of the file system, LogCorruptError
 */
export async function copyStores(from: StoreDirectories, to: StoreDirectories): Promise<void> {
  await mkdir(to.registry, { recursive: true, mode: 0o700 });
  await copyWhole(join(from.registry, 'data.mdb'), join(to.registry, 'data.mdb'));
  await syncNew(to.registry);
  await copyTables(from.tables, to.tables);
  await copyLog(from.log, to.log);
  await copyTables(join(from.objects, 'index'), join(to.objects, 'index'));
  await shareTree(join(from.objects, 'files'), join(to.objects, 'files'));
  await syncNew(to.objects);
}
