import { createHash } from 'node:crypto';

/**
 * How finely data points are kept, and how long. What came at a resolution of a second is kept at both of the first two, so that a second's points
 * only have to be forgotten; minutes become 5 minutes, and those hours, a chunk at a time.
 */
export interface Tier {
  readonly name: 's' | 'm' | 'f' | 'h';
  /** Between points, ms. */
  readonly resolution: number;
  /** What one row covers, ms: at most 255 points. */
  readonly block: number;
  /** What one collection covers, ms. */
  readonly chunk: number;
  /** How old a point may become, ms. */
  readonly keep: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const seconds: Tier = { name: 's', resolution: SECOND, block: MINUTE, chunk: HOUR, keep: 3 * HOUR };
export const minutes: Tier = { name: 'm', resolution: MINUTE, block: 15 * MINUTE, chunk: DAY, keep: 15 * DAY };
export const fiveMinutes: Tier = {
  name: 'f',
  resolution: 5 * MINUTE,
  block: 6 * HOUR,
  chunk: 7 * DAY,
  keep: 63 * DAY,
};
export const hours: Tier = { name: 'h', resolution: HOUR, block: 5 * DAY, chunk: 35 * DAY, keep: 455 * DAY };

/** From fine to coarse: what becomes too old in one goes into the next. */
export const rollUps: readonly Tier[] = [minutes, fiveMinutes, hours];
export const tierNamed = (name: string): Tier | undefined => [seconds, ...rollUps].find((tier) => tier.name === name);

export interface Place {
  readonly account: string;
  readonly region: string;
}

export const chunkOf = (tier: Tier, time: number): number => Math.floor(time / tier.chunk);
export const blockOf = (tier: Tier, time: number): number => Math.floor(time / tier.block);

/** When all of a chunk is too old for its tier, ms since the epoch. */
export const endOfChunk = (tier: Tier, chunk: number): number => (chunk + 1) * tier.chunk + tier.keep;

// Between what may still be written into a chunk and its end.
const MARGIN = 10 * MINUTE;

/** Whether a point of that time may still be written into its tier. */
export const isOpen = (tier: Tier, time: number, now: number): boolean =>
  endOfChunk(tier, chunkOf(tier, time)) > now + MARGIN;

/** The collection of one chunk. Its name is not used again once it was cleared. */
export const chunkCollection = (place: Place, tier: Tier, chunk: number): string =>
  `${collectionPrefix(place)}${tier.name}/${chunk}`;
/** The collection of the metrics that there are. */
export const indexCollection = (place: Place): string => `${collectionPrefix(place)}i`;
/** The collection that counts roll-ups. */
export const countsCollection = (place: Place): string => `${collectionPrefix(place)}n`;

/** Collections have names of 64 characters at most, and regions may have 50. */
const collectionPrefix = ({ account, region }: Place): string =>
  `cw/${account}/${region.length > 24 ? createHash('sha256').update(region).digest('hex').slice(0, 24) : region}/`;

/** Rows of a metric stand together, by unit and then by time. */
export const rowKey = (seriesId: string, unit: number, block: number): string =>
  `${seriesId}${String.fromCharCode(unit, (block >>> 24) & 0xff, (block >>> 16) & 0xff, (block >>> 8) & 0xff, block & 0xff)}`;

export const ID_LENGTH = 16;

/** What a row's key says. */
export function readRowKey(key: string): { readonly seriesId: string; readonly unit: number; readonly block: number } {
  let block = 0;
  for (let i = ID_LENGTH + 1; i < ID_LENGTH + 5; i++) block = block * 256 + key.charCodeAt(i);
  return { seriesId: key.slice(0, ID_LENGTH), unit: key.charCodeAt(ID_LENGTH), block };
}
