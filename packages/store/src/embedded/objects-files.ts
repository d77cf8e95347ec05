import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rmdir, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ObjectsFullError } from '../objects.js';
import type { EmbeddedObjectsOptions, ObjectDisk } from './objects-options.js';
import { codeOf, isDiskFull, syncDirectorySoon } from './segment-files.js';

/** Bytes of content that share a check sum. */
export const BLOCK = 128 * 1024;
/** A check sum's size. The check sums of all blocks stand behind the content. */
export const SUM = 4;
/** Files of consecutive numbers that share a directory. */
const SPREAD = 256;
/** Directories of which is remembered that they are there. */
const REMEMBERED = 64;

export const blocksOf = (size: number): number => Math.ceil(size / BLOCK);

/** What was written to a file. */
export interface Written {
  readonly size: number;
  readonly sha256: string;
}

/**
 * The files of large objects, each written once and named by a number that is never used again: `<number / 65,536>/<number / 256 mod 256>/<number>`,
 * in hexadecimal digits. They are nobody's before the index says so.
 */
export class ObjectFiles {
  readonly #root: string;
  readonly #disk: ObjectDisk;
  readonly #isSynced: boolean;
  readonly #directories = new Map<string, Promise<void>>();
  /** Syncs of directories: the one that runs, and the one behind it, which everybody who comes meanwhile shares. */
  readonly #syncs = new Map<string, { running: Promise<void>; next: Promise<void> | undefined }>();

  constructor(root: string, disk: ObjectDisk, durability: EmbeddedObjectsOptions['durability']) {
    this.#root = root;
    this.#disk = disk;
    this.#isSynced = durability === 'sync';
  }

  pathOf(id: number): string {
    const group = Math.floor(id / SPREAD);
    return join(this.#root, hex(Math.floor(group / SPREAD), 6), hex(group % SPREAD, 2), hex(id, 12));
  }

  /**
   * Writes a file, durably. One that could not be written is left as it is.
   * @throws ObjectsFullError, what the stream throws, errors of the file system
   */
  async write(id: number, chunks: AsyncIterable<Uint8Array>): Promise<Written> {
    const path = this.pathOf(id);
    try {
      const written = await this.#write(path, chunks);
      if (this.#isSynced) await this.#syncDirectory(dirname(path));
      return written;
    } catch (error) {
      if (isDiskFull(error)) {
        throw new ObjectsFullError(`${path} cannot be written: the disk is full`, { cause: error });
      }
      throw error;
    }
  }

  /** Removes the file if it is there. */
  async remove(id: number): Promise<void> {
    try {
      await unlink(this.pathOf(id));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
    }
  }

  /** Removes the directories of the file when nothing is left in them. Only for numbers whose neighbours are all given out and written. */
  async removeDirectories(id: number): Promise<void> {
    const directory = dirname(this.pathOf(id));
    this.#directories.delete(directory);
    try {
      await rmdir(directory);
      await rmdir(dirname(directory));
    } catch {
      // Something is in it.
    }
  }

  /** The last number whose file stands in the same first-level directory. */
  lastBeside(id: number): number {
    return (Math.floor(id / SPREAD ** 2) + 1) * SPREAD ** 2 - 1;
  }

  /** The numbers, from the given one on, that have files. */
  async numbersFrom(least: number): Promise<number[]> {
    const numbers: number[] = [];
    const firstGroup = Math.floor(least / SPREAD);
    for (const outer of await namesIn(this.#root)) {
      if (Number.parseInt(outer, 16) < Math.floor(firstGroup / SPREAD)) continue;
      for (const inner of await namesIn(join(this.#root, outer))) {
        if (Number.parseInt(outer, 16) * SPREAD + Number.parseInt(inner, 16) < firstGroup) continue;
        const names = await namesIn(join(this.#root, outer, inner));
        numbers.push(...names.map((name) => Number.parseInt(name, 16)).filter((id) => id >= least));
      }
    }
    return numbers;
  }

  async #write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<Written> {
    await this.#makeDirectories(path);
    const file = await open(path, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const sums: number[] = [];
      let size = 0;
      for await (const block of blocks(chunks)) {
        hash.update(block);
        sums.push(crc32(block));
        await this.#writeFully(file, block, size);
        size += block.length;
      }
      const trailer = Buffer.alloc(sums.length * SUM);
      for (const [at, sum] of sums.entries()) trailer.writeUInt32LE(sum, at * SUM);
      await this.#writeFully(file, trailer, size);
      if (this.#isSynced) await this.#disk.sync(file);
      return { size, sha256: hash.digest('hex') };
    } finally {
      await file.close();
    }
  }

  async #writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#disk.write(file, bytes.subarray(at), position + at);
  }

  /** Once for each directory: nobody's file is durable before the directories above it are. */
  async #makeDirectories(path: string): Promise<void> {
    const inner = dirname(path);
    let making = this.#directories.get(inner);
    if (making === undefined) {
      making = this.#makeDirectory(inner);
      this.#directories.set(inner, making);
      for (const oldest of this.#directories.keys()) {
        if (this.#directories.size <= REMEMBERED) break;
        this.#directories.delete(oldest);
      }
      making.catch(() => this.#directories.delete(inner));
    }
    await making;
  }

  async #makeDirectory(inner: string): Promise<void> {
    await mkdir(inner, { recursive: true, mode: 0o700 });
    if (!this.#isSynced) return;
    // Even if they were there: who made them may not have come to this.
    for (const above of [dirname(inner), this.#root, dirname(this.#root)]) await this.#syncDirectory(above);
  }

  /** Concurrent writers of one directory share a sync. */
  #syncDirectory(path: string): Promise<void> {
    const syncs = this.#syncs.get(path);
    if (syncs === undefined) {
      const entry = { running: this.#runSync(path), next: undefined };
      this.#syncs.set(path, entry);
      return entry.running;
    }
    // What runs may have begun before this file was there.
    syncs.next ??= syncs.running
      .catch(() => {})
      .then(() => {
        syncs.running = this.#runSync(path);
        syncs.next = undefined;
        return syncs.running;
      });
    return syncs.next;
  }

  async #runSync(path: string): Promise<void> {
    try {
      await syncDirectorySoon(path);
    } finally {
      if (this.#syncs.get(path)?.next === undefined) this.#syncs.delete(path);
    }
  }
}

/** The same bytes in pieces of one block each; the last one may be shorter. A piece may be overwritten after the next one is asked for. */
async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer: Buffer | undefined;
  let filled = 0;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length) {
      if (filled === 0 && chunk.length - at >= BLOCK) {
        yield chunk.subarray(at, at + BLOCK);
        at += BLOCK;
        continue;
      }
      buffer ??= Buffer.allocUnsafe(BLOCK);
      const part = chunk.subarray(at, at + BLOCK - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < BLOCK) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (buffer !== undefined && filled > 0) yield buffer.subarray(0, filled);
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => /^[0-9a-f]+$/.test(name)).toSorted();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
