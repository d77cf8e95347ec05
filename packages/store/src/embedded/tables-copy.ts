import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { copyBeginning, copyWhole, syncNew } from './copy-files.js';

const FILE = 'data.mdb';

/**
 * Writes tables of that state: the file, which is not to be written meanwhile, and of the journal what is given.
 * @param journal its files, and how many bytes of each count
 */
export async function copyTablesState(
  journal: readonly { readonly path: string; readonly bytes: number }[],
  from: string,
  to: string,
): Promise<void> {
  await mkdir(join(to, 'journal'), { recursive: true, mode: 0o700 });
  await copyWhole(join(from, FILE), join(to, FILE));
  for (const { path, bytes } of journal)
    if (bytes > 0) await copyBeginning(path, join(to, 'journal', basename(path)), bytes);
  await syncNew(join(to, 'journal'));
  await syncNew(to);
}

/** Copies tables that `copyTablesState` has written. */
export async function copyTables(from: string, to: string): Promise<void> {
  const directory = join(from, 'journal');
  const files = (await readdir(directory)).map((name) => join(directory, name));
  const journal = await Promise.all(files.map(async (path) => ({ path, bytes: (await stat(path)).size })));
  await copyTablesState(journal, from, to);
}
