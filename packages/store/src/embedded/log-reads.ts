import type { LogSlice, ReadLimit } from '../log.js';
import type { Shard } from './log-shard.js';
import type { FileCache, OpenFile } from './segment-files.js';
import { countWhile, type IndexCache } from './segment-index.js';
import { readSegment, seekSegment } from './segment-reader.js';
import { SliceBuilder } from './segment-slice.js';

/** Reads from a shard; one that does not exist is empty. */
export async function readShard(
  shard: Shard | undefined,
  from: number,
  limit: ReadLimit,
  files: FileCache,
  indexes: IndexCache,
): Promise<LogSlice> {
  const extent = shard?.extent ?? { start: 0, end: 0, lastTime: undefined, sealed: false };
  const slice = new SliceBuilder(Math.max(from, extent.start), limit);
  // Between two awaits the shard may lose records at its start: what was read goes on from where it is.
  while (shard !== undefined && !shard.isDropped && !slice.full && slice.next < extent.end) {
    if (slice.next < shard.start) {
      if (slice.count > 0 || shard.start >= extent.end) break;
      slice.first = shard.start;
    }
    const { segment, end, isTail } = shard.segmentOf(slice.next);
    const index = indexes.get(segment, isTail ? shard.end : end);
    await using(files, segment.path, (file) => readSegment(file, index, Math.min(end, extent.end), isTail, slice));
  }
  indexes.shrink();
  return slice.done(extent);
}

export async function seekShard(
  shard: Shard | undefined,
  time: number,
  files: FileCache,
  indexes: IndexCache,
): Promise<number> {
  if (shard === undefined) return 0;
  const { end, lastTime, segments } = shard;
  if (lastTime === undefined || lastTime < time || segments.length === 0) return end;
  // The last segment that begins before the time holds the answer, or the one after it begins with it.
  const older = countWhile(segments.length, (i) => (segments[i]?.header.firstTime ?? 0) < time);
  const segment = segments[older - 1];
  if (segment === undefined) return shard.start;
  const stop = segments[older]?.base ?? end;
  const index = indexes.get(segment, stop);
  const found = await using(files, segment.path, (file) => seekSegment(file, index, stop, time));
  indexes.shrink();
  return Math.max(found, shard.start);
}

async function using<T>(files: FileCache, path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = files.open(path, 'existing');
  file.users += 1;
  try {
    return await use(file);
  } finally {
    files.release(file);
  }
}
