import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a small file, durably, so that after a crash it is there whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = await open(`${path}.new`, 'w', 0o600);
  try {
    await draft.writeFile(text);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${path}.new`, path);
  await syncDirectory(dirname(path));
}

/** Makes the creation, renaming and removal of a directory's files durable. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open directories; NTFS journals its metadata itself.
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
