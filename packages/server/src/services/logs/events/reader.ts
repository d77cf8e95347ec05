import type { Range, Tables } from '@paddock/store';
import { comparePositions, type Position } from '../domain/position.js';
import type { LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import {
  blockKey,
  decodeBlock,
  LONGEST_SPAN,
  readHead,
  readIndexed,
  timeKey,
  type BlockHead,
  type StoredEvent,
} from './block.js';
import { blocksCollection, indexCollection } from './collections.js';

/** Where events are read from: one stream, or all of a group's. */
export type Source = { readonly group: LogGroup } & ({ readonly stream: LogStream } | { readonly stream?: never });

/** Blocks are read by so many bytes at first, twice as many the next time, and at most so many. */
const FIRST_CHUNK = 64 * 1024;
const LARGEST_CHUNK = 4 * 1024 * 1024;
const MOST_BLOCKS = 1_000;

/**
 * The events from a position on (or just behind it) and before a time, in their order, some at a time. Blocks overlap where clients put older events
 * later; they are merged here.
 * @param below ms since the epoch, exclusive
 */
export async function* readForward(
  tables: Tables,
  source: Source,
  from: Position,
  below: number,
): AsyncGenerator<readonly StoredEvent[], void> {
  const span = source.stream?.span ?? LONGEST_SPAN;
  let range: Range = { from: timeKey(from.timestamp - span), below: timeKey(below) };
  let pending: StoredEvent[] = [];
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    const chunk = await readHeads(tables, source, range, size, ({ last }) => last >= from.timestamp);
    const fresh = await readBlocks(tables, source.group, chunk.heads);
    for (const event of fresh) {
      if (event.timestamp < below && comparePositions(event, from) >= 0) pending.push(event);
    }
    pending.sort(comparePositions);
    const { next } = chunk;
    if (next === undefined) {
      if (pending.length > 0) yield pending;
      return;
    }
    // What stands before the first event of the next block is followed by nothing that was not read.
    const settled = countWhere(pending, (event) => comparePositions(event, startOfBlock(next)) < 0);
    if (settled > 0) yield pending.slice(0, settled);
    pending = pending.slice(settled);
    range = { after: chunk.lastKey, below: timeKey(below) };
  }
}

/**
 * The events up to a position and not before a time, the latest first, some at a time.
 * @param from ms since the epoch, inclusive
 */
export async function* readBackward(
  tables: Tables,
  source: Source,
  upTo: Position,
  from: number,
): AsyncGenerator<readonly StoredEvent[], void> {
  const span = source.stream?.span ?? LONGEST_SPAN;
  const low = timeKey(from - span);
  let range: Range = { from: low, below: timeKey(upTo.timestamp + 1), reverse: true };
  let pending: StoredEvent[] = [];
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    const chunk = await readHeads(tables, source, range, size, ({ last }) => last >= from);
    const fresh = await readBlocks(tables, source.group, chunk.heads);
    for (const event of fresh) {
      if (event.timestamp >= from && comparePositions(event, upTo) <= 0) pending.push(event);
    }
    pending.sort((a, b) => comparePositions(b, a));
    const { next } = chunk;
    if (next === undefined) {
      if (pending.length > 0) yield pending;
      return;
    }
    // Blocks that were not read begin no later than the next one, and end no later than by the span after that.
    const settled = countWhere(pending, ({ timestamp }) => timestamp > next.first + span);
    if (settled > 0) yield pending.slice(0, settled);
    pending = pending.slice(settled);
    range = { from: low, below: chunk.lastKey, reverse: true };
  }
}

/** The events of blocks by their keys, in the order of the keys; those of blocks that are gone are left out. */
export async function readBlocksAt(
  tables: Tables,
  group: Pick<LogGroup, 'id'>,
  keys: readonly string[],
): Promise<StoredEvent[][]> {
  const collection = blocksCollection(group);
  const values = await tables.read(keys.map((key) => ({ collection, key })));
  return values.map((value, at) => (value === undefined ? [] : decodeBlock(keys[at] ?? '', value)));
}

interface Chunk {
  readonly heads: readonly BlockHead[];
  /** The last key that was looked at. */
  readonly lastKey: string;
  /** What follows; undefined at the end. */
  readonly next: BlockHead | undefined;
}

async function readHeads(
  tables: Tables,
  { group, stream }: Source,
  range: Range,
  size: number,
  isWanted: (head: BlockHead) => boolean,
): Promise<Chunk> {
  let heads: BlockHead[] = [];
  let [lastKey, bytes] = ['', 0];
  let next: BlockHead | undefined;
  const collection = stream ? indexCollection(stream.id) : blocksCollection(group);
  await tables.scan(collection, range, {
    visit(key, value) {
      const head = stream ? readIndexed(key, value, stream.id) : readHead(key, value);
      if (isWanted(head)) {
        if (bytes >= size || heads.length >= MOST_BLOCKS) {
          next = head;
          return false;
        }
        heads.push(head);
        bytes += head.bytes;
      }
      lastKey = key;
      return true;
    },
    restart() {
      [heads, lastKey, bytes, next] = [[], '', 0, undefined];
    },
  });
  return { heads, lastKey, next };
}

const readBlocks = async (tables: Tables, group: LogGroup, heads: readonly BlockHead[]): Promise<StoredEvent[]> =>
  (await readBlocksAt(tables, group, heads.map(blockKey))).flat();

const startOfBlock = ({ first, streamId, sequence }: BlockHead): Position => ({
  timestamp: first,
  streamId,
  sequence,
  index: 0,
});

/** How many stand at the beginning for which it holds. */
function countWhere(events: readonly StoredEvent[], holds: (event: StoredEvent) => boolean): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && holds(event)) low = middle + 1;
    else high = middle;
  }
  return low;
}
