import type { Tables } from '@paddock/store';
import { eventId, parseEventId, startOf, type Position } from '../domain/position.js';
import { invalidNextToken } from '../errors.js';
import { largestPage } from '../limits.js';
import type { StoredEvent } from './block.js';
import { readBackward, readForward, type Source } from './reader.js';
import { eventBytes } from './writer.js';

export interface PageWanted {
  /** From it on, and before it; ms since the epoch. */
  readonly from: number;
  readonly below: number;
  readonly limit: number;
}

/** A page of a stream's events, and the tokens by which the pages after and before it are asked for. */
export interface Page {
  readonly events: readonly StoredEvent[];
  readonly forward: string;
  readonly backward: string;
}

/** Whether a token's position itself belongs to what it leads to: of those that an empty page gives back. */
const INCLUSIVE = 1;

/** The first page, from the head or from the tail. */
export async function firstPage(tables: Tables, source: Source, wanted: PageWanted, fromHead: boolean): Promise<Page> {
  const events = fromHead
    ? await take(readForward(tables, source, startOf(wanted.from), wanted.below), wanted.limit, () => true)
    : (
        await take(readBackward(tables, source, endBefore(wanted.below), wanted.from), wanted.limit, () => true)
      ).toReversed();
  const [first, last] = [events[0], events.at(-1)];
  // Where there is nothing yet, what comes later is behind the beginning.
  if (first === undefined || last === undefined) {
    const start = eventId(startOf(wanted.from), INCLUSIVE);
    return { events, forward: `f/${start}/s`, backward: `b/${eventId(startOf(wanted.from))}/s` };
  }
  return { events, forward: `f/${eventId(last)}/s`, backward: `b/${eventId(first)}/s` };
}

/** The page that a token asks for. @throws InvalidParameterException for what is no token */
export async function tokenPage(tables: Tables, source: Source, wanted: PageWanted, token: string): Promise<Page> {
  const [, direction, digits = ''] = /^([fb])\/(\d{56})(?:\/s)?$/.exec(token) ?? [];
  const parsed = parseEventId(digits);
  if (direction === undefined || parsed === undefined) throw invalidNextToken();
  const { position, mark } = parsed;
  const isThere = (event: StoredEvent): boolean => mark === INCLUSIVE || eventId(event) !== digits;
  if (direction === 'f') {
    const from = position.timestamp < wanted.from ? startOf(wanted.from) : position;
    const events = await take(readForward(tables, source, from, wanted.below), wanted.limit, isThere);
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined)
      return { events, forward: token, backward: `b/${eventId(position, mark === INCLUSIVE ? 0 : INCLUSIVE)}/s` };
    return { events, forward: `f/${eventId(last)}/s`, backward: `b/${eventId(first)}/s` };
  }
  const upTo = position.timestamp >= wanted.below ? endBefore(wanted.below) : position;
  const backward = await take(readBackward(tables, source, upTo, wanted.from), wanted.limit, isThere);
  const events = backward.toReversed();
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined)
    return { events, forward: `f/${eventId(position, mark === INCLUSIVE ? 0 : INCLUSIVE)}/s`, backward: token };
  return { events, forward: `f/${eventId(last)}/s`, backward: `b/${eventId(first)}/s` };
}

/** The first events of a reading, as many as a page has room for. */
async function take(
  reading: AsyncGenerator<readonly StoredEvent[], void>,
  limit: number,
  isThere: (event: StoredEvent) => boolean,
): Promise<StoredEvent[]> {
  const taken: StoredEvent[] = [];
  let bytes = 0;
  for await (const events of reading) {
    for (const event of events) {
      if (!isThere(event)) continue;
      bytes += eventBytes(event);
      if (taken.length > 0 && bytes > largestPage) return taken;
      taken.push(event);
      if (taken.length === limit) return taken;
    }
  }
  return taken;
}

/** Behind every event before a time. */
const endBefore = (below: number): Position => ({
  timestamp: Math.max(below - 1, 0),
  streamId: 'f'.repeat(16),
  sequence: 2 ** 48 - 1,
  index: 65_535,
});
