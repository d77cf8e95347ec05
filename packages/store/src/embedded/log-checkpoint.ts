import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { LogCorruptError } from '../log.js';
import type { Journal } from './journal.js';
import type { JournalPosition } from './journal-recovery.js';
import type { Shard, ShardState } from './log-shard.js';
import { codeOf, dataSync, replaceFile, syncDirectorySoon, type Disk, type FileCache } from './segment-files.js';
import type { IndexCache } from './segment-index.js';
import { readIfThere, type Segment } from './segment.js';

/** Everything before `journal` is in the segments and in `shards`. */
export interface Checkpoint {
  readonly journal: JournalPosition;
  readonly nextId: number;
  readonly shards: readonly ShardState[];
}

const FORMAT = 'paddock-log 1';

export function encodeCheckpoint({ journal, nextId, shards }: Checkpoint): Buffer {
  const rows = shards.map(({ id, name, start, end, lastTime, sealed, tail }) => {
    const row = [id, name, start, end, lastTime ?? null, sealed ? 1 : 0];
    return tail === undefined ? row : [...row, tail.base, tail.length, tail.firstTime];
  });
  const body = Buffer.from(JSON.stringify({ journal, nextId, shards: rows }));
  return Buffer.concat([Buffer.from(`${FORMAT} ${crc32(body).toString(16).padStart(8, '0')}\n`), body]);
}

type Row = [number, string, number, number, number | null, 0 | 1, number?, number?, number?];

/** The checkpoint in the directory; the one before everything if there is none. @throws LogCorruptError */
export function readCheckpoint(directory: string): Checkpoint {
  const path = join(directory, 'checkpoint');
  const bytes = readIfThere(path);
  if (bytes === undefined) return { journal: { file: 1, frame: 1 }, nextId: 1, shards: [] };
  const line = bytes.indexOf('\n');
  const body = bytes.subarray(line + 1);
  if (bytes.toString('latin1', 0, line) !== `${FORMAT} ${crc32(body).toString(16).padStart(8, '0')}`) {
    throw new LogCorruptError(`${path}: the check sum is wrong (at byte 0)`);
  }
  const { journal, nextId, shards }: { journal: JournalPosition; nextId: number; shards: Row[] } = JSON.parse(
    body.toString(),
  );
  return {
    journal,
    nextId,
    shards: shards.map(([id, name, start, end, lastTime, sealed, base, length, firstTime]) => ({
      id,
      name,
      start,
      end,
      lastTime: lastTime ?? undefined,
      sealed: sealed === 1,
      tail:
        base === undefined || length === undefined || firstTime === undefined ? undefined : { base, length, firstTime },
    })),
  };
}

export interface CheckpointerParts {
  readonly directory: string;
  readonly disk: Disk;
  readonly journal: Journal;
  readonly files: FileCache;
  readonly indexes: IndexCache;
  readonly shards: ReadonlyMap<number, Shard>;
  readonly nextId: () => number;
}

/** Moves what the journal protects to where it stays, so that journal files can be used again. */
export class Checkpointer {
  /** Segments written since the last checkpoint began. */
  dirty: Set<Segment>;
  readonly #parts: CheckpointerParts;
  #running: Promise<void> | undefined;

  constructor(parts: CheckpointerParts, dirty: Set<Segment>) {
    this.#parts = parts;
    this.dirty = dirty;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Begins between two commits; joins the one that is running. After an error everything is as it was. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    const { directory, disk, journal, shards, nextId } = this.#parts;
    const position = journal.turn();
    // Written down now, before the next commit changes it.
    const known = [...shards.values()].filter(({ isKnown }) => isKnown);
    const content = encodeCheckpoint({
      journal: position,
      nextId: nextId(),
      shards: known.map(({ state }) => state),
    });
    const dirty = this.dirty;
    this.dirty = new Set();
    try {
      const directories = new Set<string>();
      for (const segment of dirty) {
        if (await this.#makeDurable(segment)) directories.add(dirname(segment.path));
      }
      for (const path of directories) await syncIfThere(path);
      if (directories.size > 0) await syncDirectorySoon(join(directory, 'shards'));
      await replaceFile(disk, join(directory, 'checkpoint'), content);
    } catch (error) {
      for (const segment of dirty) this.dirty.add(segment);
      throw error;
    }
    journal.release(position);
  }

  /** False when the segment was trimmed or dropped meanwhile. */
  async #makeDurable(segment: Segment): Promise<boolean> {
    const { disk, files, indexes } = this.#parts;
    if (segment.isGone) return false;
    try {
      indexes.flush(segment);
    } catch {
      // Derived data: what is not written now is found again by walking the blocks.
    }
    let file;
    try {
      file = files.open(segment.path, 'existing');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
    file.users += 1;
    try {
      await dataSync(disk, file.fd);
    } finally {
      files.release(file);
    }
    return true;
  }
}

async function syncIfThere(directory: string): Promise<void> {
  try {
    await syncDirectorySoon(directory);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
