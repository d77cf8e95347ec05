import { chmod, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenObject } from '@paddock/store';
import type { Random } from '../../../runtime/random.js';
import { extractPackage } from './extract-package.js';
import { openZipBytes, openZipFile, type OpenedZip } from './opened-zip.js';
import { removeTree } from './remove-tree.js';

/** Zips up to this size are extracted from memory, larger ones from a file beside. */
const IN_MEMORY = 32 * 1024 * 1024;

/**
 * Packages extracted on this machine, for this process: whatever an earlier one left is removed and extracted again when it is needed, because nobody knows whether
 * it is whole.
 */
export class ExtractedCode {
  readonly #base: string | undefined;
  readonly #random: Random;
  readonly #directories = new Map<string, Promise<string>>();
  readonly #holders = new Map<string, number>();
  readonly #released = new Set<string>();
  readonly #removals = new Set<Promise<void>>();
  #root: Promise<string> | undefined;
  #count = 0;
  #isClosed = false;

  constructor(base: string | undefined, random: Random) {
    this.#base = base;
    this.#random = random;
  }

  /** @param zip opens the package, if it is to be extracted */
  directoryOf(sha256: string, zip: () => Promise<OpenObject>): Promise<string> {
    if (this.#isClosed) return Promise.reject(new Error('the extracted packages are closed'));
    this.#released.delete(sha256);
    let directory = this.#directories.get(sha256);
    if (directory === undefined) {
      directory = this.#extract(sha256, zip);
      this.#directories.set(sha256, directory);
      directory.catch(() => this.#directories.delete(sha256));
    }
    return directory;
  }

  hold(sha256: string): () => void {
    this.#holders.set(sha256, (this.#holders.get(sha256) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const others = (this.#holders.get(sha256) ?? 0) - 1;
      if (others > 0) {
        this.#holders.set(sha256, others);
        return;
      }
      this.#holders.delete(sha256);
      if (this.#released.has(sha256)) this.#remove(sha256);
    };
  }

  /** Removes the directory as soon as nobody holds it. */
  release(sha256: string): void {
    if (!this.#directories.has(sha256)) return;
    if (this.#holders.has(sha256)) this.#released.add(sha256);
    else this.#remove(sha256);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#directories.values());
    await Promise.all(this.#removals);
    const root = await this.#root?.catch(() => undefined);
    if (root !== undefined) await removeTree(root);
  }

  async #extract(sha256: string, zip: () => Promise<OpenObject>): Promise<string> {
    this.#root ??= this.#open();
    this.#root.catch(() => (this.#root = undefined));
    const root = await this.#root;
    this.#count += 1;
    const draft = join(root, `draft-${this.#count}`);
    const draftZip = `${draft}.zip`;
    // A number of its own: the one before may still be on its way out.
    const directory = join(root, `${Buffer.from(sha256, 'base64').toString('hex')}-${this.#count}`);
    try {
      const opened = await openZip(await zip(), draftZip);
      try {
        await extractPackage(opened, draft);
      } finally {
        await opened.close();
      }
      await rename(draft, directory);
      await chmod(directory, 0o555);
      return directory;
    } catch (error) {
      await removeTree(draft).catch(() => {});
      throw error;
    } finally {
      await rm(draftZip, { force: true }).catch(() => {});
    }
  }

  async #open(): Promise<string> {
    if (this.#base === undefined) return await mkdtemp(join(tmpdir(), 'paddock-code-'));
    const base = this.#base;
    await mkdir(base, { recursive: true, mode: 0o700 });
    for (const name of await readdir(base)) this.#removeSoon(join(base, name));
    const root = join(base, Buffer.from(this.#random.bytes(8)).toString('hex'));
    await mkdir(root, { mode: 0o700 });
    return root;
  }

  #remove(sha256: string): void {
    const directory = this.#directories.get(sha256);
    this.#directories.delete(sha256);
    this.#released.delete(sha256);
    directory?.then(
      (path) => this.#removeSoon(path),
      () => {},
    );
  }

  /** What cannot be removed now is removed by the next process. */
  #removeSoon(path: string): void {
    const removal: Promise<void> = removeTree(path)
      .catch(() => {})
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }
}

async function openZip(zip: OpenObject, path: string): Promise<OpenedZip> {
  if (zip.head.size <= IN_MEMORY) return await openZipBytes(await zip.bytes());
  await save(zip, path);
  return await openZipFile(path);
}

/** Writes the zip to a file, chunk by chunk. */
async function save(zip: OpenObject, path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of zip) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
  } finally {
    await zip.discard();
  }
}
