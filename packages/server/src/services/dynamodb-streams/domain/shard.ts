import { hash } from 'node:crypto';

/**
 * A shard: the part of a stream's feed between two of the store's sequence numbers. A stream has one open shard at a time. Every four hours it is
 * closed and followed by a child; the last one is closed when the stream is disabled.
 */
export interface Shard {
  readonly id: string;
  readonly parent?: string;
  /** Its records have greater numbers. */
  readonly after: number;
  /** When it began, ms since the epoch. */
  readonly opened: number;
  /** Absent while it is open. */
  readonly closed?: {
    /** Its records' numbers are not greater. */
    readonly upTo: number;
    /** ms since the epoch */
    readonly at: number;
  };
}

/** What was written when a shard was closed: its child, or that the stream is at its end. */
export type Turn =
  | { readonly index: number; readonly id: string; readonly parent: string; readonly opened: number }
  | { readonly ended: number };

/** How long a shard is open, and records and closed shards are kept, ms. */
export const SHARD_LIFE = 4 * 3_600_000;
export const RETENTION = 24 * 3_600_000;

export const isExpired = ({ closed }: Shard, now: number): boolean =>
  closed !== undefined && closed.at <= now - RETENTION;

/** The shard's name as AWS forms them: the time when it was opened, and eight digits that tell it from others. */
export const shardId = (feed: string, index: number, opened: number): string =>
  `shardId-${String(opened).padStart(20, '0')}-${hash('sha256', `${feed}/${index}`).slice(0, 8)}`;

/**
 * A stream's shards, oldest first, those included that have expired and are not forgotten yet.
 * @param turns with the store's sequence numbers, in their order; those before the oldest may be gone
 */
export function shardsOf(
  stream: { readonly feed: string; readonly created: number },
  turns: readonly { readonly sequence: number; readonly turn: Turn }[],
): Shard[] {
  const shards: Shard[] = [];
  const first: Shard = { id: shardId(stream.feed, 0, stream.created), after: 0, opened: stream.created };
  let open: Shard | undefined = first;
  for (const { sequence, turn } of turns) {
    if ('index' in turn && turn.index > 1 && open === first) open = undefined;
    const at = 'ended' in turn ? turn.ended : turn.opened;
    if (open) shards.push({ ...open, closed: { upTo: sequence, at } });
    if ('ended' in turn) return shards;
    open = { id: turn.id, parent: turn.parent, after: sequence, opened: turn.opened };
  }
  return open ? [...shards, open] : shards;
}
