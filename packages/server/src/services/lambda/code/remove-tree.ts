import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a directory whose directories are read-only. Links are not followed. */
export async function removeTree(path: string): Promise<void> {
  await unlock(path).catch(() => {});
  await rm(path, { recursive: true, force: true });
}

async function unlock(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await unlock(join(directory, entry.name));
  }
}
