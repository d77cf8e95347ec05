import type { Tables } from '@paddock/store';
import type { LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import {
  blockKey,
  encodeBlock,
  encodeIndexed,
  EVENT_OVERHEAD,
  indexKey,
  LONGEST_SPAN,
  type BlockHead,
  type NewEvent,
} from './block.js';
import { blocksCollection, fenceOf, indexCollection, subscriptionFeed, tailFeed } from './collections.js';
import { decodeStream, encodeStream, streamPlace } from './streams.js';

/** What a feed's entry says: which block is new. */
export interface Fed {
  /** The block's key. */
  readonly key: string;
  /** When it came in, ms since the epoch. */
  readonly time: number;
}

export interface Written {
  /** As it is afterwards. */
  readonly stream: LogStream;
  readonly bytes: number;
}

/**
 * Writes events to a stream in one transaction: a block for each five minutes that they span, usually one, its place in the stream's index, the stream's own
 * entry, and for everyone who is fed the block's key.
 * @param events at least one, in the order of their times
 * @param now ms since the epoch
 * @returns undefined when there is no such stream
 * @throws TablesFencedError when the group's document is not the newest
 */
export function writeEvents(
  tables: Tables,
  group: LogGroup,
  streamName: string,
  events: readonly NewEvent[],
  now: number,
): Promise<Written | undefined> {
  const parts = inSpans(events);
  const place = streamPlace(group, streamName);
  const feeds = [
    ...group.subscriptions.map(subscriptionFeed),
    ...group.tails.filter(({ until }) => until > now).map(tailFeed),
  ];
  return tables.transact(
    [place],
    ([value], writes) => {
      if (value === undefined) return undefined;
      const before = decodeStream(value);
      const { id: streamId } = before;
      let { sequence, span, bytes, firstEvent = Infinity, lastEvent = -Infinity } = before;
      for (const part of parts) {
        const head: BlockHead = { ...part.head, streamId, sequence };
        const key = blockKey(head);
        writes.put(blocksCollection(group), key, encodeBlock(head, now, streamName, part.events));
        writes.put(indexCollection(streamId), indexKey(head), encodeIndexed(head));
        for (const feed of feeds) writes.append(feed, encodeFed({ key, time: now }));
        sequence += 1;
        bytes += head.bytes;
        span = Math.max(span, head.last - head.first);
        firstEvent = Math.min(firstEvent, head.first);
        lastEvent = Math.max(lastEvent, head.last);
      }
      const stream = { ...before, sequence, span, bytes, firstEvent, lastEvent, lastIngestion: now };
      writes.put(place.collection, place.key, encodeStream(stream));
      return { stream, bytes: bytes - before.bytes };
    },
    [fenceOf(group)],
  );
}

interface Part {
  readonly events: readonly NewEvent[];
  readonly head: Omit<BlockHead, 'streamId' | 'sequence'>;
}

function inSpans(events: readonly NewEvent[]): Part[] {
  const parts: Part[] = [];
  for (let from = 0; from < events.length;) {
    const first = events[from]?.timestamp ?? 0;
    let to = from;
    let last = first;
    let bytes = 0;
    for (; to < events.length; to++) {
      const event = events[to];
      if (event === undefined || event.timestamp - first > LONGEST_SPAN) break;
      last = event.timestamp;
      bytes += eventBytes(event);
    }
    parts.push({ events: events.slice(from, to), head: { first, last, count: to - from, bytes } });
    from = to;
  }
  return parts;
}

/** As AWS counts an event. */
export const eventBytes = ({ message }: Pick<NewEvent, 'message'>): number =>
  Buffer.byteLength(message) + EVENT_OVERHEAD;

const encodeFed = ({ key, time }: Fed): Uint8Array => {
  const value = Buffer.allocUnsafe(8 + key.length);
  value.writeDoubleBE(time, 0);
  value.write(key, 8, 'latin1');
  return value;
};

export function decodeFed(value: Uint8Array): Fed {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return { time: bytes.readDoubleBE(0), key: bytes.toString('latin1', 8) };
}
