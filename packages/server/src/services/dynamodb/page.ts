import type { Range, Visitor } from '@paddock/store';
import { nextTurn } from '../../runtime/next-turn.js';
import type { DynamoDbContext } from './context.js';
import type { Condition } from './domain/expressions/ast.js';
import { matches } from './domain/expressions/evaluate.js';
import type { Item } from './domain/attribute-value.js';
import { pageBytes } from './limits.js';
import { StoredItem } from './stored-item.js';

export interface PageRequest {
  readonly collection: string;
  readonly range: Range;
  readonly filter: Condition | undefined;
  /** The most items to look at. */
  readonly limit: number | undefined;
}

export interface Page {
  /** Items looked at. */
  readonly scanned: number;
  /** Items that the filter let through. */
  readonly count: number;
  /** Bytes of all that were looked at, as AWS counts them. */
  readonly size: number;
  /** The last that was looked at, when there may be more. */
  readonly last: Item | undefined;
}

/** What becomes of the items of a page. */
export interface PageTaker {
  /** Forgets what it was given: the page begins anew. */
  restart(): void;
  /** The item's bytes may change when it returns. */
  take(stored: StoredItem): void;
}

/**
 * Looks at the items of a table or an index in their order, until the limit or a megabyte is reached: the item that crosses it still belongs to the page.
 * A megabyte may be a quarter of a million items: others get their turn in between.
 */
export async function readPage(
  context: Pick<DynamoDbContext, 'tables'>,
  request: PageRequest,
  taker: PageTaker,
  sliceItems = 10_000,
): Promise<Page> {
  const { collection, filter, limit = Number.POSITIVE_INFINITY } = request;
  let [scanned, count, size] = [0, 0, 0];
  let last: Item | undefined;
  let { range } = request;
  let seen = 0;
  /** The last key of a slice, when more may follow. */
  let cut: string | undefined;
  let isAnew = false;
  const visitor: Visitor = {
    restart() {
      [scanned, count, size, seen] = [0, 0, 0, 0];
      [last, cut] = [undefined, undefined];
      taker.restart();
      // What earlier slices found is void, too.
      isAnew = range !== request.range;
    },
    visit(key, value) {
      if (isAnew) return false;
      const stored = new StoredItem(value);
      scanned += 1;
      size += stored.size;
      if (filter === undefined || matches(filter, stored.item)) {
        count += 1;
        taker.take(stored);
      }
      if (scanned < limit && size < pageBytes) {
        seen += 1;
        if (seen === sliceItems) cut = key;
        return cut === undefined;
      }
      last = stored.item;
      return false;
    },
  };
  for (;;) {
    await context.tables.scan(collection, range, visitor);
    if (!isAnew && cut === undefined) return { scanned, count, size, last };
    range =
      isAnew || cut === undefined ? request.range : { ...request.range, [range.reverse ? 'below' : 'after']: cut };
    [seen, cut, isAnew] = [0, undefined, false];
    await nextTurn();
  }
}

/** Gathers the JSON of items, joined by commas: what Query and Scan answer is copied, not parsed. */
export class JsonItems implements PageTaker {
  readonly #write: ((item: Item) => Item) | undefined;
  #buffer = Buffer.allocUnsafe(16 * 1024);
  #end = 0;

  /** @param project what to answer of an item; all of it when absent */
  constructor(project?: (item: Item) => Item) {
    this.#write = project;
  }

  restart(): void {
    this.#end = 0;
  }

  take(stored: StoredItem): void {
    this.add(this.#write === undefined ? stored.json : Buffer.from(JSON.stringify(this.#write(stored.item))));
  }

  add(json: Uint8Array): void {
    const end = this.#end + json.byteLength + 1;
    if (end > this.#buffer.byteLength) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#buffer.byteLength * 2));
      this.#buffer.copy(larger, 0, 0, this.#end);
      this.#buffer = larger;
    }
    if (this.#end > 0) {
      this.#buffer[this.#end] = COMMA;
      this.#end += 1;
    }
    this.#buffer.set(json, this.#end);
    this.#end += json.byteLength;
  }

  /** The items as JSON; good until the next call. */
  get json(): Buffer {
    return this.#buffer.subarray(0, this.#end);
  }
}

const COMMA = 0x2c;
