import { attribute, setAttribute, type AttributeValue, type Item, type ItemDraft } from './domain/attribute-value.js';
import { indexKey, partitionHash, sortBytes } from './domain/key-encoding.js';
import { itemSize, valueSize } from './domain/value-size.js';
import { writeUnits } from './capacity.js';
import { LONGEST_HASH, LONGEST_RANGE, type ItemKey } from './keys.js';
import { StoredItem } from './stored-item.js';
import type { IndexView, TableView } from './table-view.js';

/** What an index holds of one item. */
export interface IndexEntry {
  readonly key: string;
  readonly stored: StoredItem;
}

/** How an item's entry in one index changes. */
export interface IndexMove {
  readonly index: IndexView;
  readonly before: IndexEntry | undefined;
  readonly after: IndexEntry | undefined;
  /** Write units: an entry that moves is deleted and put anew. */
  readonly units: number;
}

/** What becomes of an item's entries when it changes: only the indexes in which something does. */
export function indexMoves(
  view: TableView,
  key: ItemKey,
  old: StoredItem | undefined,
  next: StoredItem | undefined,
): IndexMove[] {
  const moves: IndexMove[] = [];
  for (const index of view.indexes) {
    const before = old && indexEntry(view, index, key, old);
    const after = next && indexEntry(view, index, key, next);
    if (before === undefined && after === undefined) continue;
    const [was, is] = [before ? writeUnits(before.stored.size) : 0, after ? writeUnits(after.stored.size) : 0];
    if (before?.key !== after?.key) moves.push({ index, before, after, units: was + is });
    else if (!before || !after || !before.stored.hasBytesOf(after.stored))
      moves.push({ index, before, after, units: Math.max(was, is) });
  }
  return moves;
}

/** The entry that an item has in the index; undefined when it lacks one of the index's keys, or has one that cannot be one. */
export function indexEntry(
  view: TableView,
  index: IndexView,
  key: ItemKey,
  stored: StoredItem,
): IndexEntry | undefined {
  const { item } = stored;
  const place = placeInIndex(view, index, key, item);
  if (place === undefined) return undefined;
  const { projected } = index;
  if (projected === undefined) return { key: place, stored };
  const draft: ItemDraft = {};
  // In the item's order, so that equal items make equal entries.
  for (const name of Object.keys(item)) {
    if (!projected.has(name)) continue;
    const value = attribute(item, name);
    if (value !== undefined) setAttribute(draft, name, value);
  }
  return { key: place, stored: StoredItem.of(draft, itemSize(draft)) };
}

/** Where the index has the item. */
export function placeInIndex(view: TableView, index: IndexView, key: ItemKey, item: Item): string | undefined {
  const hash = valuesOf(item, index.hash, LONGEST_HASH);
  const range = valuesOf(item, index.range, LONGEST_RANGE);
  if (hash === undefined || range === undefined) return undefined;
  const sort = view.range && attribute(item, view.range.name);
  return indexKey(
    index.global === undefined ? key.hash : partitionHash(hash),
    range.map(sortBytes),
    key.hash,
    sort && sortBytes(sort),
  );
}

/** Items that were there before the index may have anything where its keys are: what can be no key is left out. */
function valuesOf(item: Item, keys: IndexView['hash'], longest: number): AttributeValue[] | undefined {
  const values: AttributeValue[] = [];
  let size = 0;
  for (const { name, type } of keys) {
    const value = attribute(item, name);
    if (value === undefined || !(type in value)) return undefined;
    const bytes = valueSize(value);
    size += bytes;
    if (bytes === 0 || size > longest) return undefined;
    values.push(value);
  }
  return values;
}
