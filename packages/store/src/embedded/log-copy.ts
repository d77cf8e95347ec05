import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyBeginning, copyWhole, eachAtOnce, shareFile, syncFile, syncNew } from './copy-files.js';
import { encodeCheckpoint, readCheckpoint } from './log-checkpoint.js';
import { shardDirectory, type ShardState } from './log-shard.js';
import { codeOf, realDisk, replaceFile } from './segment-files.js';
import { Segment, segmentBase } from './segment.js';

/** All that a log was at one moment: what it needs of its directory says the rest. */
export interface LogState {
  readonly shards: readonly ShardState[];
  readonly nextId: number;
}

/**
 * Writes a log of that state: a checkpoint that needs no journal, and the segments, of which only the last of each shard can still grow, so that
 * the others are shared. Segments are not to be removed meanwhile.
 */
export async function copyLogState({ shards, nextId }: LogState, from: string, to: string): Promise<void> {
  await mkdir(join(to, 'shards'), { recursive: true, mode: 0o700 });
  await eachAtOnce(shards, (state) => copyShard(state, from, to));
  await syncNew(join(to, 'shards'));
  const content = encodeCheckpoint({ journal: { file: 1, frame: 1 }, nextId, shards });
  await replaceFile(realDisk, join(to, 'checkpoint'), content);
  await syncNew(to);
}

/** Copies a log that `copyLogState` has written. @throws LogCorruptError */
export const copyLog = (from: string, to: string): Promise<void> => copyLogState(readCheckpoint(from), from, to);

async function copyShard({ id, start, tail }: ShardState, from: string, to: string): Promise<void> {
  if (tail === undefined) return;
  const [source, target] = [shardDirectory(from, id), shardDirectory(to, id)];
  await mkdir(target, { recursive: true, mode: 0o700 });
  const bases = (await readdir(source)).flatMap((name) => segmentBase(name) ?? []).toSorted((a, b) => a - b);
  for (const [index, base] of bases.entries()) {
    if (base > tail.base || (bases[index + 1] ?? Number.POSITIVE_INFINITY) <= start) continue;
    const [there, here] = [new Segment(source, base), new Segment(target, base)];
    if (base === tail.base) await copyBeginning(there.path, here.path, tail.length);
    else {
      await shareFile(there.path, here.path);
      // Nothing but the journal, which is not taken along, may have made it durable so far.
      await syncFile(here.path);
      await copyIndex(there.indexPath, here.indexPath);
    }
  }
  await syncNew(target);
}

/** It can be made anew. */
async function copyIndex(from: string, to: string): Promise<void> {
  try {
    await copyWhole(from, to);
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw error;
  }
}
