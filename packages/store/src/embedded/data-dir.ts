import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDirectory } from './data-dir-lock.js';
import { codeOf, makeDirectory, realDisk, replaceFile } from './segment-files.js';

/** The directory that one Paddock process keeps its data in, locked for it. */
export interface DataDirectory {
  readonly path: string;
  /** Gives the lock up. Close what is stored in it first. */
  close(): void;
}

/** The format of the whole directory; a part of it that changes raises it. */
const FORMAT = 1;
const FORMAT_FILE = 'format';

/**
 * Makes the directory if needed, locks it for this process and checks that this Paddock can read it.
 * @throws StoreLockedError, StoreVersionError, StoreCorruptError; an error of the file system if the directory cannot be made or written.
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const directory = resolve(path);
  makeDirectory(directory);
  const lock = lockDirectory(realpathSync(directory));
  if ('owner' in lock) {
    throw new StoreLockedError(`The data directory ${directory} is in use by process ${lock.owner}.`);
  }
  try {
    await checkFormat(directory);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { path: directory, close: lock.release };
}

async function checkFormat(directory: string): Promise<void> {
  const path = join(directory, FORMAT_FILE);
  const text = readText(path);
  if (text === undefined) {
    const strangers = readdirSync(directory).filter((name) => !isHarmless(name));
    if (strangers.length > 0) {
      throw new StoreCorruptError(
        `The directory ${directory} is not empty and holds no Paddock data: choose another one.`,
      );
    }
    await replaceFile(realDisk, path, Buffer.from(`paddock ${FORMAT}\n`));
    return;
  }
  const format = Number(/^paddock (\d{1,9})\n$/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(format)) throw new StoreCorruptError(`The file ${path} is damaged: it names no format.`);
  if (format > FORMAT) {
    throw new StoreVersionError(
      `The data directory ${directory} was written by a newer Paddock (format ${format}; this one reads ${FORMAT}).`,
    );
  }
  if (format < FORMAT) {
    throw new StoreVersionError(
      `The data directory ${directory} was written by an older Paddock (format ${format}; this one reads ${FORMAT}).`,
    );
  }
}

/** What may lie in a new data directory: locks, an interrupted start, what file systems put into their roots. */
function isHarmless(name: string): boolean {
  return name.startsWith('lock.') || name.startsWith('.') || name === `${FORMAT_FILE}.new` || name === 'lost+found';
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Another process uses the data directory. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
}
/** Another version of Paddock wrote the data directory. */
export class StoreVersionError extends Error {
  override readonly name = 'StoreVersionError';
}
/** The data directory is not what Paddock left there. */
export class StoreCorruptError extends Error {
  override readonly name = 'StoreCorruptError';
}
