import type { DynamoDbContext } from './context.js';
import type { Item } from './domain/attribute-value.js';
import { keyOfItem } from './keys.js';
import { pageBytes } from './limits.js';
import type { Page, PageTaker } from './page.js';
import type { StoredItem } from './stored-item.js';
import type { TableView } from './table-view.js';

/** Items that are read at a time. */
const slice = 32;

/** A local index's entry, whose item is to be fetched from the table. */
export interface Entry {
  readonly item: Item;
  /** Bytes, as AWS counts them. */
  readonly size: number;
}

/** Gathers the entries of a page. */
export class Entries implements PageTaker {
  readonly list: Entry[] = [];

  restart(): void {
    this.list.length = 0;
  }

  take({ item, size }: StoredItem): void {
    this.list.push({ item, size });
  }
}

/**
 * Fetches the items of an index's entries. A page of small entries may stand for gigabytes: it ends with the item that makes it a megabyte of items.
 * @param isWanted whether an entry's item is to be fetched
 * @param take is given what was found; an item may have gone since
 * @returns how many of the entries the page has after all
 */
export async function fetchItems(
  context: DynamoDbContext,
  view: TableView,
  entries: readonly Entry[],
  isWanted: (entry: Item) => boolean,
  take: (stored: StoredItem, entry: Item) => void,
): Promise<number> {
  let bytes = 0;
  for (let from = 0; from < entries.length; from += slice) {
    const part = entries.slice(from, from + slice).map(({ item }) => (isWanted(item) ? item : undefined));
    const wanted = part.filter((item) => item !== undefined);
    const found = (await context.items.read(wanted.map((item) => ({ view, key: keyOfItem(view, item) })))).values();
    for (const [at, item] of part.entries()) {
      const stored = item && found.next().value;
      if (item === undefined || stored === undefined) continue;
      take(stored, item);
      bytes += stored.size;
      if (bytes >= pageBytes) return from + at + 1;
    }
  }
  return entries.length;
}

/** The page, when it ends sooner than was thought. */
export function cutPage(page: Page, entries: readonly Entry[], scanned: number): Page {
  if (scanned === page.scanned) return page;
  const size = entries.slice(0, scanned).reduce((sum, entry) => sum + entry.size, 0);
  return { scanned, count: scanned, size, last: entries[scanned - 1]?.item };
}
