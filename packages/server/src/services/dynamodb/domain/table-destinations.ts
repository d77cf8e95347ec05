import { isLive, type KinesisDestination } from './kinesis-destination.js';
import type { Table } from './table.js';

/** How long a destination that is no more is still told of, ms. */
const LINGERING = 24 * 3_600_000;

export const destinationOf = ({ destinations = [] }: Table, streamArn: string): KinesisDestination | undefined =>
  destinations.find((destination) => destination.streamArn === streamArn);

/** The destinations that are told of: the newest first. @param now ms since the epoch */
export const toldDestinations = ({ destinations = [] }: Table, now: number): readonly KinesisDestination[] =>
  destinations.filter((destination) => isLive(destination) || destination.since > now - LINGERING);

/** The table with a destination more; one that it had before takes its old place. */
export function withNewDestination(
  table: Table,
  { streamArn, precision }: Pick<KinesisDestination, 'streamArn' | 'precision'>,
  now: number,
): Table {
  // The table is revised, only so that no other feed has the name.
  const revision = table.revision + 1;
  const feed = `K${table.place}.${revision}`;
  const made: KinesisDestination = { streamArn, status: 'ENABLING', ...(precision && { precision }), feed, since: now };
  const before = toldDestinations(table, now);
  const isKnown = before.some((destination) => destination.streamArn === streamArn);
  return {
    ...table,
    revision,
    destinations: isKnown
      ? before.map((destination) => (destination.streamArn === streamArn ? made : destination))
      : [made, ...before],
  };
}

/** The table with a destination in another state. Its feed is written to while it is ACTIVE or UPDATING. */
export function withDestination(table: Table, destination: KinesisDestination): Table {
  const destinations = (table.destinations ?? []).map((each) => (each.feed === destination.feed ? destination : each));
  const others = (table.feeds ?? []).filter(({ feed }) => feed !== destination.feed);
  const hadFeed = others.length < (table.feeds ?? []).length;
  const hasFeed = destination.status === 'ACTIVE' || destination.status === 'UPDATING';
  if (hadFeed === hasFeed) return { ...table, destinations };
  const feeds = hasFeed ? [...others, { feed: destination.feed, images: 'NEW_AND_OLD_IMAGES' as const }] : others;
  return { ...table, destinations, feeds, revision: table.revision + 1 };
}
