import { attribute, type Item } from './domain/attribute-value.js';
import type { TableView } from './table-view.js';

export interface ItemCollectionMetrics {
  readonly ItemCollectionKey: Item;
  readonly SizeEstimateRangeGB: readonly number[];
}

/**
 * What AWS estimates of the collection that an item belongs to; only tables with local indexes have collections. The estimate is
 * AWS's for a collection below a gigabyte.
 */
export function collectionMetrics(
  view: TableView,
  of: Item,
  wanted: string | undefined,
): ItemCollectionMetrics | undefined {
  if (wanted !== 'SIZE' || view.table.locals.length === 0) return undefined;
  const hash = attribute(of, view.hash.name);
  if (hash === undefined) return undefined;
  return { ItemCollectionKey: { [view.hash.name]: hash }, SizeEstimateRangeGB: [0, 1] };
}
