import type { AwsError } from '@paddock/wire';
import { attribute, type AttributeValue, type Item } from './domain/attribute-value.js';
import { partitionHash, sortBytes, tableKey } from './domain/key-encoding.js';
import type { KeyAttribute } from './domain/table.js';
import { valueSize } from './domain/value-size.js';
import {
  emptyIndexKey,
  emptyKey,
  hashKeyTooLong,
  indexKeyTypeMismatch,
  keyMismatch,
  keyMissing,
  keyTypeMismatch,
  rangeKeyTooLong,
} from './errors.js';
import type { IndexView, TableView } from './table-view.js';

/** Bytes. */
export const LONGEST_HASH = 2048;
export const LONGEST_RANGE = 1024;

/** Where an item stands. */
export interface ItemKey {
  /** In the table's collection. */
  readonly place: string;
  /** Of its partition key: the first part of the place. */
  readonly hash: string;
}

/**
 * The place that an item's own attributes give it.
 * @throws ValidationException when a key attribute is missing, of another type, empty or too long
 */
export function keyOfItem(view: TableView, item: Item): ItemKey {
  const hash = keyAttribute(item, view.hash);
  const range = view.range && keyAttribute(item, view.range);
  return itemKey(view, hash, range);
}

/**
 * The place that a key names.
 * @throws ValidationException when it is not exactly the table's key attributes, or one is of another type, empty or too long
 */
export function keyOfKey(view: TableView, key: Item): ItemKey {
  const expected = view.range === undefined ? 1 : 2;
  if (Object.keys(key).length !== expected) throw keyMismatch();
  const hash = attribute(key, view.hash.name);
  const range = view.range && attribute(key, view.range.name);
  if (hash === undefined || !(view.hash.type in hash)) throw keyMismatch();
  if (view.range !== undefined && (range === undefined || !(view.range.type in range))) throw keyMismatch();
  return itemKey(view, hash, range);
}

/** The key attributes of an item that has them. */
export function keyAttributesOf(view: TableView, item: Item): Item {
  const key = Object.create(null) as Record<string, AttributeValue>;
  for (const { name } of view.range === undefined ? [view.hash] : [view.hash, view.range]) {
    const value = attribute(item, name);
    if (value !== undefined) key[name] = value;
  }
  return key;
}

function keyAttribute(item: Item, { name, type }: KeyAttribute): AttributeValue {
  const value = attribute(item, name);
  if (value === undefined) throw keyMissing(name);
  if (!(type in value)) throw keyTypeMismatch(name, type, value);
  return value;
}

function itemKey(view: TableView, hash: AttributeValue, range: AttributeValue | undefined): ItemKey {
  checkNotEmpty(view.hash, hash);
  if (view.range !== undefined && range !== undefined) checkNotEmpty(view.range, range);
  if (valueSize(hash) > LONGEST_HASH) throw hashKeyTooLong();
  const hashed = partitionHash([hash]);
  if (range === undefined) return { place: hashed, hash: hashed };
  if (valueSize(range) > LONGEST_RANGE) throw rangeKeyTooLong();
  return { place: tableKey(hashed, sortBytes(range)), hash: hashed };
}

function checkNotEmpty({ name }: KeyAttribute, value: AttributeValue): void {
  if (isEmpty(value)) throw emptyKey(name, value);
}

const isEmpty = (value: AttributeValue): boolean =>
  ('S' in value && value.S === '') || ('B' in value && value.B === '');

/**
 * Checks what an item says of the keys of the indexes: an attribute may be absent, but not of another type, empty or too long.
 * @param refuse makes the error that an attribute of another type is
 * @throws ValidationException
 */
export function checkIndexKeys(
  view: TableView,
  item: Item,
  refuse: (index: IndexView, key: KeyAttribute, value: AttributeValue) => AwsError = (index, key, value) =>
    indexKeyTypeMismatch(index.name, key.name, key.type, value),
  refuseEmpty: (index: IndexView, key: KeyAttribute, value: AttributeValue) => AwsError = (index, key, value) =>
    emptyIndexKey(index.name, key.name, value),
): void {
  for (const index of view.indexes) {
    let rangeSize = 0;
    let hashSize = 0;
    for (const [i, key] of [...index.hash, ...index.range].entries()) {
      const value = attribute(item, key.name);
      if (value === undefined) continue;
      if (!(key.type in value)) throw refuse(index, key, value);
      if (isEmpty(value)) throw refuseEmpty(index, key, value);
      if (i < index.hash.length) hashSize += valueSize(value);
      else rangeSize += valueSize(value);
    }
    if (hashSize > LONGEST_HASH) throw hashKeyTooLong();
    if (rangeSize > LONGEST_RANGE) throw rangeKeyTooLong();
  }
}

/** As {@link keyOfItem}, in BatchWriteItem's words: what does not fit the table's keys in whatever way is said not to match. */
export function keyOfBatchPut(view: TableView, item: Item): ItemKey {
  for (const { name, type } of view.range === undefined ? [view.hash] : [view.hash, view.range]) {
    const value = attribute(item, name);
    if (value === undefined || !(type in value)) throw keyMismatch();
  }
  return keyOfItem(view, item);
}
