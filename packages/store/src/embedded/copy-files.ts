import { constants, copyFile, link, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, syncDirectorySoon } from './segment-files.js';

/** Files that are linked or copied at once. */
const AT_ONCE = 16;
const PART = 1024 * 1024;

/** A second name for a file that never changes again, or a copy where the file system has no such names. False when there is no such file. */
export async function shareFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return false;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EEXIST') throw error;
    return await copyWhole(from, to);
  }
}

/** A copy of its own, without doubling the blocks where the file system can. Durable but for its directory. False when there is no such file. */
export async function copyWhole(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  await syncFile(to);
  return true;
}

/** A copy of the first bytes, durable but for its directory. @throws when there are fewer */
export async function copyBeginning(from: string, to: string, bytes: number): Promise<void> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const buffer = Buffer.allocUnsafe(Math.min(PART, bytes));
      for (let at = 0; at < bytes;) {
        const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, bytes - at), at);
        if (bytesRead === 0) throw new Error(`${from} ends at byte ${at}, before ${bytes}`);
        for (let written = 0; written < bytesRead;)
          written += (await target.write(buffer, written, bytesRead - written, at + written)).bytesWritten;
        at += bytesRead;
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Makes the bytes of a file durable. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives all files below a directory, which never change, second names below another. Those that go meanwhile are left out. */
export async function shareTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const names = await readdir(from, { withFileTypes: true });
  await eachAtOnce(
    names.filter((entry) => entry.isFile()),
    ({ name }) => shareFile(join(from, name), join(to, name)),
  );
  for (const entry of names) if (entry.isDirectory()) await shareTree(join(from, entry.name), join(to, entry.name));
  await syncDirectorySoon(to);
}

/** A few at a time. */
export async function eachAtOnce<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(run));
}

/** Makes a new directory durable, with its name. */
export async function syncNew(directory: string): Promise<void> {
  for (const path of [directory, dirname(directory)]) await syncDirectorySoon(path);
}
