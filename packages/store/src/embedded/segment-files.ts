import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The calls that can find the disk full or failing; tests replace them. */
export interface Disk {
  writeSync(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  fdatasync(fd: number, callback: (error: Error | null) => void): void;
  fdatasyncSync(fd: number): void;
}

export const realDisk: Disk = {
  writeSync: (fd, buffer, offset, length, position) => fs.writeSync(fd, buffer, offset, length, position),
  fdatasync: fs.fdatasync,
  fdatasyncSync: fs.fdatasyncSync,
};

/** An open file that stays open while it has users, whatever the cache wants. */
export interface OpenFile {
  readonly path: string;
  readonly fd: number;
  users: number;
  forgotten: boolean;
}

/** Keeps at most `limit` idle files open, the most recently used ones. */
export class FileCache {
  readonly #files = new Map<string, OpenFile>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Good until the event loop turns; to keep it longer, raise `users` and give it back with `release`. */
  open(path: string, mode: 'existing' | 'create'): OpenFile {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = { path, fd: this.#openNow(path, mode), users: 0, forgotten: false };
      this.#shrink(this.#limit - 1);
    } else {
      this.#files.delete(path);
    }
    this.#files.set(path, file);
    return file;
  }

  release(file: OpenFile): void {
    file.users -= 1;
    if (file.forgotten && file.users === 0) fs.closeSync(file.fd);
  }

  /** Closes the file as soon as nobody uses it; the path may be opened anew at once. */
  forget(path: string): void {
    const file = this.#files.get(path);
    if (file === undefined) return;
    this.#files.delete(path);
    file.forgotten = true;
    if (file.users === 0) fs.closeSync(file.fd);
  }

  close(): void {
    for (const path of this.#files.keys()) this.forget(path);
  }

  #openNow(path: string, mode: 'existing' | 'create'): number {
    const flags = mode === 'create' ? fs.constants.O_RDWR | fs.constants.O_CREAT : fs.constants.O_RDWR;
    try {
      return fs.openSync(path, flags, 0o600);
    } catch (error) {
      if (codeOf(error) !== 'EMFILE' && codeOf(error) !== 'ENFILE') throw error;
      this.#shrink(0);
      return fs.openSync(path, flags, 0o600);
    }
  }

  #shrink(limit: number): void {
    if (this.#files.size <= limit) return;
    for (const file of this.#files.values()) {
      if (file.users > 0) continue;
      this.forget(file.path);
      if (this.#files.size <= limit) return;
    }
  }
}

export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** No room on the disk, or no descriptor left: nothing is broken, and it may pass. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EMFILE' || code === 'ENFILE';
}

/** Writes all bytes: a nearly full disk takes a part first and fails on the rest. */
export function writeFully(
  disk: Disk,
  fd: number,
  buffer: Uint8Array,
  start: number,
  end: number,
  position: number,
): void {
  let at = start;
  while (at < end) at += disk.writeSync(fd, buffer, at, end - at, position + at - start);
}

/** Fills the buffer from the position on; returns how many bytes there were. */
export function readFullySync(fd: number, buffer: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const got = fs.readSync(fd, buffer, filled, buffer.length - filled, position + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}

export function readFully(fd: number, buffer: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const step = (filled: number): void => {
      fs.read(fd, buffer, filled, buffer.length - filled, position + filled, (error, got) => {
        if (error !== null) reject(error);
        else if (got === 0 || filled + got === buffer.length) resolve(filled + got);
        else step(filled + got);
      });
    };
    step(0);
  });
}

export function dataSync(disk: Disk, fd: number): Promise<void> {
  return new Promise((resolve, reject) => {
    disk.fdatasync(fd, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Makes a directory and those above it, durably. */
export function makeDirectory(path: string): void {
  const full = resolve(path);
  const made = fs.mkdirSync(full, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  for (let at = full; at.length >= made.length; at = dirname(at)) syncDirectory(dirname(at));
}

/** Makes the creation, renaming and removal of a directory's files durable. */
export function syncDirectory(path: string): void {
  // Windows cannot open directories; NTFS journals its metadata itself.
  if (process.platform === 'win32') return;
  const fd = fs.openSync(path, fs.constants.O_RDONLY);
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** As `syncDirectory`, off the event loop. */
export async function syncDirectorySoon(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await fs.promises.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Replaces a file, durably, so that after a crash it is either the old or the new one, whole. */
export async function replaceFile(disk: Disk, path: string, content: Uint8Array): Promise<void> {
  const draft = await fs.promises.open(`${path}.new`, 'w', 0o600);
  try {
    writeFully(disk, draft.fd, content, 0, content.length, 0);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await fs.promises.rename(`${path}.new`, path);
  await syncDirectorySoon(dirname(path));
}

/** Removes files and directories, in the background. What a crash leaves is found and removed by whoever lists them next. */
export class Removals {
  readonly #running = new Set<Promise<void>>();
  #holds = 0;
  readonly #held: string[] = [];

  /** Removes nothing until `release`. */
  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) for (const path of this.#held.splice(0)) this.remove(path);
  }

  remove(path: string): void {
    if (this.#holds > 0) {
      this.#held.push(path);
      return;
    }
    const removal: Promise<void> = fs.promises
      .rm(path, { recursive: true, force: true })
      .catch(() => {})
      .finally(() => this.#running.delete(removal));
    this.#running.add(removal);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
