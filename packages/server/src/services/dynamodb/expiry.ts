import type { Writes } from '@paddock/store';
import { attribute, type Item } from './domain/attribute-value.js';
import type { Table } from './domain/table.js';
import type { ItemKey } from './keys.js';
import type { StoredItem } from './stored-item.js';

/**
 * When a table's items expire: a collection that has an entry for each item whose attribute says so, in the order of time, written with the item in one
 * transaction. Finding what has expired costs what has expired.
 */
export interface ExpiryView {
  readonly attribute: string;
  readonly collection: string;
}

/** The collection of a table's entries. @param place the table's `timeToLive.place` */
export const expiryCollection = (table: Pick<Table, 'place'>, place: string): string => `T${table.place}.E${place}`;

/** What AWS does not take for a time at which an item expired: more than five years, in seconds. */
export const OLDEST_EXPIRY = 5 * 365 * 86_400;

/** 6 bytes of an entry's key are seconds since the epoch, the most significant first; an item's place in its table follows. */
const TIME_BYTES = 6;
const LATEST = 2 ** (8 * TIME_BYTES) - 1;

/** When an item expires, whole seconds since the epoch; undefined when it does not, or says it in another way than a number of seconds. */
export function expiryOf(item: Item, name: string): number | undefined {
  const value = attribute(item, name);
  if (value === undefined || !('N' in value)) return undefined;
  const seconds = Math.floor(Number(value.N));
  return seconds > 0 && seconds < LATEST ? seconds : undefined;
}

/** What the keys of entries of that time begin with. @param seconds since the epoch */
export function expiryTime(seconds: number): string {
  const whole = Math.min(Math.max(seconds, 0), LATEST);
  const high = Math.floor(whole / 2 ** 32);
  const low = whole >>> 0;
  return String.fromCharCode(high >>> 8, high & 0xff, low >>> 24, (low >>> 16) & 0xff, (low >>> 8) & 0xff, low & 0xff);
}

export const secondsOfEntry = (key: string): number =>
  Buffer.from(key.slice(0, TIME_BYTES), 'latin1').readUIntBE(0, TIME_BYTES);

/** The item that an entry is about. */
export function itemOfEntry(key: string): ItemKey {
  const place = key.slice(TIME_BYTES);
  return { place, hash: place.slice(0, PARTITION_BYTES) };
}

/** Places begin with the hash of the partition key. */
const PARTITION_BYTES = 16;

/** The key of an item's entry; undefined when the item never expires. */
export function expiryEntry({ attribute: name }: ExpiryView, place: string, item: Item): string | undefined {
  const seconds = expiryOf(item, name);
  return seconds === undefined ? undefined : expiryTime(seconds) + place;
}

/** Keeps the entry of an item in step with the item. @param place the item's */
export function moveExpiry(
  view: ExpiryView,
  place: string,
  old: StoredItem | undefined,
  next: StoredItem | undefined,
  into: Writes,
): void {
  const before = old && expiryOf(old.item, view.attribute);
  const after = next && expiryOf(next.item, view.attribute);
  if (before === after) return;
  if (before !== undefined) into.delete(view.collection, expiryTime(before) + place);
  if (after !== undefined) into.put(view.collection, expiryTime(after) + place, NOTHING);
}

export const NOTHING = new Uint8Array(0);
