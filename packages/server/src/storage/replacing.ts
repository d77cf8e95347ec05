import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeWhole } from './durable-files.js';

/** The directories that hold all that a server keeps. */
export const STORE_NAMES = ['registry', 'tables', 'log', 'objects'] as const;

/**
 * Below the data directory, while a snapshot takes the place of the data:
 *
 *   load/next/     what is to be there
 *   load/before/   what was there
 *   load/way       `in` or `back`, once it is decided; without it nothing has been touched
 *
 * Each store is moved by a rename, and what was moved is not moved again, so that whoever opens the directory after a crash goes the same way on.
 */
const LOAD = 'load';

export const nextOf = (data: string): string => join(data, LOAD, 'next');
const beforeOf = (data: string): string => join(data, LOAD, 'before');
const wayOf = (data: string): string => join(data, LOAD, 'way');

/** Puts what is in `next` in the place of the data; from its first line on also if the process is killed. */
export async function putIn(data: string): Promise<void> {
  await writeWhole(wayOf(data), 'in');
  await goIn(data);
}

/** Puts the data back that `putIn` has replaced. */
export async function putBack(data: string): Promise<void> {
  await writeWhole(wayOf(data), 'back');
  await goBack(data);
}

/** Ends what is not decided, ends what is; removes all that is not the data. */
export async function settleReplacing(data: string): Promise<void> {
  const way = await readFile(wayOf(data), 'utf8').catch(() => undefined);
  if (way === 'in') await goIn(data);
  if (way === 'back') await goBack(data);
  await finishReplacing(data);
}

/** The data is as it is to be. */
export async function finishReplacing(data: string): Promise<void> {
  // The decision goes first: without it the rest is nothing but files to be removed.
  await rm(wayOf(data), { force: true });
  await rm(join(data, LOAD), { recursive: true, force: true });
}

async function goIn(data: string): Promise<void> {
  for (const name of STORE_NAMES)
    await exchange(join(nextOf(data), name), join(data, name), join(beforeOf(data), name));
  await syncDirectory(data);
}

async function goBack(data: string): Promise<void> {
  for (const name of STORE_NAMES)
    await exchange(join(beforeOf(data), name), join(data, name), join(nextOf(data), name));
  await syncDirectory(data);
}

/** Moves what is there out of the way, and the other in its place; nothing when that was done. */
async function exchange(from: string, place: string, aside: string): Promise<void> {
  if (!(await isThere(from))) return;
  if (await isThere(place)) {
    await rm(aside, { recursive: true, force: true });
    await rename(place, aside);
  }
  await rename(from, place);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
