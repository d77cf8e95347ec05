import type { Position } from './position.js';
import type { ShardInfo } from './shard.js';

/** Where in a shard reading begins. */
export type Start =
  | { readonly type: 'LATEST' | 'TRIM_HORIZON' }
  | { readonly type: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER'; readonly sequence: string }
  /** @param at ms since the epoch, by the server's clock */
  | { readonly type: 'AT_TIMESTAMP'; readonly at: number };

/** How far one shard is read. */
export interface TailShard {
  readonly id: string;
  readonly parents: readonly string[];
  /** Waiting for its parents; a failed one is left alone. */
  state: 'waiting' | 'reading' | 'ended' | 'failed';
  /** From where on an iterator is asked for, when there is none. */
  start: Start;
  /** Whether it begins at the shard's own StartingSequenceNumber, which no record has. */
  readonly isAtOwnStart: boolean;
  /** Whether reading goes on in its children. */
  readonly isFollowed: boolean;
  iterator: string | undefined;
  /** ms behind the latest record; undefined before the first answer. */
  behind: number | undefined;
  /** When it is read next. */
  due: number;
  /** ms, the last wait after a throttle. */
  wait: number;
  /** When it was last read in vain. */
  readAt: number | undefined;
  isBusy: boolean;
}

export const beginShard = (
  id: string,
  parents: readonly string[],
  start: Start,
  state: TailShard['state'] = 'reading',
  isAtOwnStart = false,
  isFollowed = true,
): TailShard => ({
  id,
  parents,
  state,
  start,
  isAtOwnStart,
  isFollowed,
  iterator: undefined,
  behind: undefined,
  due: 0,
  wait: 0,
  readAt: undefined,
  isBusy: false,
});

/**
 * The shards to begin with. Of all of them: from the latest record on, the open ones; else all, children after their parents.
 * A single closed shard is read by itself; a single open one goes on in its children when it is resharded meanwhile.
 * @param shards of the stream, for a time those that were open then or later
 */
export function firstShards(
  shards: readonly ShardInfo[],
  only: string | undefined,
  position: Position,
): readonly TailShard[] {
  const start = startOf(position);
  if (only !== undefined) {
    const shard = shards.find(({ id }) => id === only);
    const isOwn = 'sequence' in start && start.sequence === shard?.firstSequence;
    return [beginShard(only, [], start, 'reading', isOwn, shard?.isOpen !== false)];
  }
  if (position.from === 'latest')
    return shards.filter(({ isOpen }) => isOpen).map(({ id }) => beginShard(id, [], start));
  const known = new Set(shards.map(({ id }) => id));
  return shards.map(({ id, parents }) => {
    const here = parents.filter((parent) => known.has(parent));
    return here.length === 0
      ? beginShard(id, [], start)
      : // Its parents were still open at that time: all of it is later.
        beginShard(id, here, { type: 'TRIM_HORIZON' }, 'waiting');
  });
}

function startOf(position: Position): Start {
  switch (position.from) {
    case 'latest':
      return { type: 'LATEST' };
    case 'horizon':
      return { type: 'TRIM_HORIZON' };
    case 'time':
      return { type: 'AT_TIMESTAMP', at: position.at };
    case 'at':
      return { type: 'AT_SEQUENCE_NUMBER', sequence: position.sequence };
    case 'after':
      return { type: 'AFTER_SEQUENCE_NUMBER', sequence: position.sequence };
  }
}
