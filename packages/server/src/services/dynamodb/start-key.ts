import type { Range } from '@paddock/store';
import { attribute, setAttribute, type Item, type ItemDraft } from './domain/attribute-value.js';
import type { ResolvedKeyCondition } from './domain/expressions/resolve-key-conditions.js';
import { partitionHash, scanSegment, sortRange } from './domain/key-encoding.js';
import type { KeyAttribute } from './domain/table.js';
import { sameValue } from './domain/value-compare.js';
import {
  startKeyElsewhere,
  startKeyInvalid,
  startKeyMismatch,
  startKeyOffRange,
  startKeyOfOtherSegment,
  startKeyOutside,
} from './errors.js';
import { placeInIndex } from './index-entries.js';
import { keyOfKey } from './keys.js';
import type { IndexView, TableView } from './table-view.js';

/**
 * The place in the table or index after which an exclusive start key goes on. The item need not be there.
 * @throws ValidationException when the key's attributes are not exactly those that a page's last key has
 */
export function placeOfStartKey(view: TableView, index: IndexView | undefined, startKey: Item): string {
  if (index === undefined) {
    if (!fits(startKey, tableKeys(view))) throw startKeyMismatch();
    return keyOfKey(view, startKey).place;
  }
  const keys = uniqueByName([...tableKeys(view), ...index.hash, ...index.range]);
  if (Object.keys(startKey).length !== keys.length) throw startKeyInvalid();
  if (!fits(startKey, keys)) throw startKeyInvalid();
  const key: ItemDraft = {};
  for (const { name } of tableKeys(view)) {
    const value = attribute(startKey, name);
    if (value !== undefined) setAttribute(key, name, value);
  }
  const place = placeInIndex(view, index, keyOfKey(view, key), startKey);
  if (place === undefined) throw startKeyInvalid();
  return place;
}

const tableKeys = (view: TableView): KeyAttribute[] => (view.range ? [view.hash, view.range] : [view.hash]);

const uniqueByName = (keys: readonly KeyAttribute[]): KeyAttribute[] => [
  ...new Map(keys.map((key) => [key.name, key])).values(),
];

function fits(key: Item, keys: readonly KeyAttribute[]): boolean {
  if (Object.keys(key).length !== keys.length) return false;
  return keys.every(({ name, type }) => {
    const value = attribute(key, name);
    return value !== undefined && type in value;
  });
}

/** What a query's start key is measured by. */
export interface QueryBounds {
  readonly schema: { readonly hash: readonly KeyAttribute[]; readonly range: readonly KeyAttribute[] };
  readonly condition: ResolvedKeyCondition;
  /** Where in the table or index the query's items are. */
  readonly range: Range;
  readonly forward: boolean;
}

/**
 * The bound that makes a query go on after the key.
 * @throws ValidationException when the key is none, or none that this query could have ended at
 */
export function queryStart(
  view: TableView,
  index: IndexView | undefined,
  startKey: Item,
  { schema, condition, range, forward }: QueryBounds,
): Range {
  const place = placeOfStartKey(view, index, startKey);
  const hash = schema.hash.flatMap(({ name }) => attribute(startKey, name) ?? []);
  const isSamePartition = hash.every((value, i) => {
    const asked = condition.hash[i];
    return asked !== undefined && sameValue(value, asked);
  });
  if (condition.sort === undefined && condition.sortEquals.length === 0) {
    if (!isSamePartition) throw startKeyOutside();
  } else {
    // The sort key is judged first, in whatever partition the key is.
    const alike = isSamePartition ? range : sortRange(partitionHash(hash), condition, index !== undefined);
    if (!isWithin(alike, place)) throw startKeyOffRange();
    if (!isSamePartition) throw startKeyElsewhere();
  }
  return forward ? { after: place } : { below: place };
}

/** @throws ValidationException when the key is none, or of another segment */
export function scanStart(
  view: TableView,
  index: IndexView | undefined,
  startKey: Item,
  segment: { readonly index: number; readonly of: number } | undefined,
): string {
  const place = placeOfStartKey(view, index, startKey);
  if (segment !== undefined && scanSegment(place, segment.of) !== segment.index) throw startKeyOfOtherSegment(segment);
  return place;
}

const isWithin = ({ from, after, below, upTo }: Range, place: string): boolean =>
  (from === undefined || place >= from) &&
  (after === undefined || place > after) &&
  (below === undefined || place < below) &&
  (upTo === undefined || place <= upTo);
