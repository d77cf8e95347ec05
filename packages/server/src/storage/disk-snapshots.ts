import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyStores, openDataDirectory, type Hold, type Holdable, type StoreDirectories } from '@paddock/store';
import { syncDirectory, writeWhole } from './durable-files.js';
import { finishReplacing, nextOf, putBack, putIn } from './replacing.js';
import { isSnapshotName, type Replacement, type SnapshotInfo, type Snapshots } from './storage.js';

/** What says that a snapshot is whole: it is written last. */
const ABOUT = 'snapshot.json';

/** The stores of a data directory, each of which can be held. */
export type HoldableStores = Readonly<Record<keyof StoreDirectories, Holdable>>;

/** A snapshot, and the number of its directory: of two with one name the later counts. */
interface Found {
  readonly info: SnapshotInfo;
  readonly number: number;
}

/** Snapshots beside the data: `snapshots/<number>/` has the directories of the stores, and a file about it. */
export class DiskSnapshots implements Snapshots {
  readonly #data: string;
  /** The stores that are open. */
  stores: HoldableStores | undefined;
  /** Whether a snapshot has taken the data's place, and what was there may be wanted back. */
  isReplacing = false;

  constructor(data: string) {
    this.#data = data;
  }

  async list(): Promise<SnapshotInfo[]> {
    return (await this.#found()).map(({ info }) => info).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async save(about: Omit<SnapshotInfo, 'bytes'>): Promise<SnapshotInfo> {
    const { stores } = this;
    if (stores === undefined) throw new Error('nothing is open');
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const number = Math.max(0, ...(await this.#numbers())) + 1;
    const directory = this.#directoryOf(number);
    try {
      await mkdir(directory, { mode: 0o700 });
      await copyAll(stores, storesIn(directory));
      const info = { ...about, bytes: await bytesBelow(directory) };
      await writeWhole(join(directory, ABOUT), JSON.stringify(info));
      await syncDirectory(this.#root);
      await syncDirectory(this.#data);
      await this.#removeAll(about.name, number);
      return info;
    } catch (error) {
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  }

  async remove(name: string): Promise<boolean> {
    return await this.#removeAll(name, Number.POSITIVE_INFINITY);
  }

  async prepare(name: string): Promise<Replacement | undefined> {
    const found = (await this.#found()).find(({ info }) => info.name === name);
    if (found === undefined) return undefined;
    const data = this.#data;
    try {
      await finishReplacing(data);
      await copyStores(storesIn(this.#directoryOf(found.number)), storesIn(nextOf(data)));
      await mkdir(join(data, 'load', 'before'), { mode: 0o700 });
      for (const path of [nextOf(data), join(data, 'load'), data]) await syncDirectory(path);
    } catch (error) {
      await finishReplacing(data).catch(() => undefined);
      throw error;
    }
    return {
      snapshot: found.info,
      putIn: () => {
        this.isReplacing = true;
        return putIn(data);
      },
      putBack: async () => {
        const directory = await openDataDirectory(data);
        try {
          await putBack(data);
        } finally {
          directory.close();
        }
      },
      finish: () => {
        this.isReplacing = false;
        return finishReplacing(data);
      },
    };
  }

  /** Removes what a crash left: snapshots that are not whole, and those that a later one of the same name has replaced. */
  async clean(): Promise<void> {
    const kept = new Set((await this.#found()).map(({ number }) => number));
    for (const number of await this.#numbers()) if (!kept.has(number)) await this.#removeDirectory(number);
  }

  get #root(): string {
    return join(this.#data, 'snapshots');
  }

  #directoryOf(number: number): string {
    return join(this.#root, String(number));
  }

  async #numbers(): Promise<number[]> {
    const names = await readdir(this.#root).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => /^\d{1,15}$/.test(name)).map(Number);
  }

  async #found(): Promise<Found[]> {
    const latest = new Map<string, Found>();
    for (const number of (await this.#numbers()).toSorted((a, b) => a - b)) {
      const info = await readAbout(join(this.#directoryOf(number), ABOUT));
      if (info !== undefined) latest.set(info.name, { info, number });
    }
    return [...latest.values()];
  }

  async #removeAll(name: string, below: number): Promise<boolean> {
    let isFound = false;
    for (const number of await this.#numbers()) {
      const info = number < below ? await readAbout(join(this.#directoryOf(number), ABOUT)) : undefined;
      if (info?.name !== name) continue;
      isFound = true;
      await this.#removeDirectory(number);
    }
    return isFound;
  }

  /** First what says that it is whole. */
  async #removeDirectory(number: number): Promise<void> {
    const directory = this.#directoryOf(number);
    await rm(join(directory, ABOUT), { force: true });
    await syncDirectory(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

/** The registry is held last and let go first: its commits wait for it. */
async function copyAll(stores: HoldableStores, to: StoreDirectories): Promise<void> {
  const holds: { readonly hold: Hold; readonly directory: string }[] = [];
  try {
    for (const name of ['tables', 'log', 'objects', 'registry'] as const)
      holds.push({ hold: await stores[name].hold(), directory: to[name] });
    // In one turn, hence of one moment.
    for (const { hold } of holds) hold.mark();
    for (let last = holds.at(-1); last !== undefined; last = holds.at(-1)) {
      await last.hold.copy(last.directory);
      holds.pop();
      last.hold.release();
    }
  } finally {
    for (const { hold } of holds) hold.release();
  }
}

const storesIn = (directory: string): StoreDirectories => ({
  registry: join(directory, 'registry'),
  tables: join(directory, 'tables'),
  log: join(directory, 'log'),
  objects: join(directory, 'objects'),
});

async function readAbout(path: string): Promise<SnapshotInfo | undefined> {
  try {
    const read = JSON.parse(await readFile(path, 'utf8')) as SnapshotInfo;
    return isSnapshotName(read.name) ? read : undefined;
  } catch {
    return undefined;
  }
}

async function bytesBelow(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    bytes += entry.isDirectory() ? await bytesBelow(path) : (await stat(path)).size;
  }
  return bytes;
}
