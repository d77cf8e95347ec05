import { nextTurn } from '../../runtime/next-turn.js';
import type { Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import { StoredItem } from './stored-item.js';
import type { TableView } from './table-view.js';

/** How much a collection holds: its entries, and their bytes as AWS counts them. */
export interface Extent {
  readonly items: number;
  readonly bytes: number;
}

export interface TableCount {
  readonly table: Extent;
  /** By the index's name. */
  readonly indexes: ReadonlyMap<string, Extent>;
}

/** Entries that are counted whenever somebody asks; a larger table is counted now and then. */
const atOnce = 2_000;
/** Entries that are counted before others get their turn. */
const slice = 5_000;
/** How old the count of a larger table may become, ms. AWS's is up to six hours old. */
const lifetime = 60_000;
/** How long a description waits for a count, ms; then it tells what has been counted so far. */
const patience = 500;

/**
 * How many items tables and indexes have. Writers do not keep count, for that would make one hot entry of every table; those who ask do:
 * exactly while a table is small, from memory, and counted anew in the background, when it is large.
 */
export class TableCounts {
  readonly #tables: Tables;
  readonly #clock: Clock;
  /** Of large tables, by place. */
  readonly #known = new Map<string, { readonly count: TableCount; readonly at: number; readonly version: number }>();
  readonly #underWay = new Map<string, Counting>();

  constructor(tables: Tables, clock: Clock) {
    this.#tables = tables;
    this.#clock = clock;
  }

  async of(view: TableView): Promise<TableCount> {
    const { place } = view.table;
    const known = this.#known.get(place);
    if (known === undefined) {
      const quick = new Counting(this.#tables, view);
      if (await quick.run(atOnce)) return quick.count();
    }
    // What changed a table, an index that was filled say, may have changed them all.
    const isOfNow = known?.version === view.version;
    if (isOfNow && this.#clock.now() - known.at < lifetime) return known.count;
    const counting = this.#underWay.get(place) ?? this.#begin(view);
    if (isOfNow) return known.count;
    await Promise.race([counting.done, new Promise<void>((resolve) => this.#clock.after(patience, resolve))]);
    return counting.count();
  }

  #begin(view: TableView): Counting {
    const { place } = view.table;
    const counting = new Counting(this.#tables, view);
    this.#underWay.set(place, counting);
    counting.done = counting
      .run()
      .then(() => {
        this.#remember(view, counting.count());
      })
      // The store is closed, or says so to those who write.
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(place));
    return counting;
  }

  #remember({ table: { place }, version }: TableView, count: TableCount): void {
    const size = count.table.items + Array.from(count.indexes.values()).reduce((sum, { items }) => sum + items, 0);
    // One that has become small is counted at once again.
    if (size <= atOnce) this.#known.delete(place);
    else this.#known.set(place, { count, at: this.#clock.now(), version });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostKnown) break;
      this.#known.delete(oldest);
    }
  }
}

const mostKnown = 1_000;

/** One count of a table and its indexes. */
class Counting {
  done: Promise<void> = Promise.resolve();
  readonly #tables: Tables;
  readonly #collections: readonly { readonly name: string; readonly collection: string }[];
  readonly #extents = new Map<string, { items: number; bytes: number }>();

  constructor(tables: Tables, view: TableView) {
    this.#tables = tables;
    this.#collections = [{ name: '', collection: view.collection }, ...view.indexes];
  }

  count(): TableCount {
    const extent = (name: string): Extent => this.#extents.get(name) ?? { items: 0, bytes: 0 };
    const indexes = this.#collections.slice(1).map(({ name }) => [name, extent(name)] as const);
    return { table: extent(''), indexes: new Map(indexes) };
  }

  /** Counts everything, or so many entries. @returns whether it was everything */
  async run(most = Number.POSITIVE_INFINITY): Promise<boolean> {
    let left = most;
    for (const { name, collection } of this.#collections) {
      let after: string | undefined;
      for (;;) {
        const part = await this.#part(collection, after, Math.min(slice, left));
        const extent = this.#extents.get(name) ?? { items: 0, bytes: 0 };
        this.#extents.set(name, { items: extent.items + part.items, bytes: extent.bytes + part.bytes });
        left -= part.items;
        if (part.isLast) break;
        if (left <= 0) return false;
        after = part.last;
        await nextTurn();
      }
    }
    return true;
  }

  async #part(
    collection: string,
    after: string | undefined,
    most: number,
  ): Promise<Extent & { readonly last: string | undefined; readonly isLast: boolean }> {
    let [items, bytes] = [0, 0];
    let last: string | undefined;
    let isLast = true;
    await this.#tables.scan(collection, after === undefined ? {} : { after }, {
      visit(key, value) {
        if (items === most) return (isLast = false);
        items += 1;
        bytes += new StoredItem(value).size;
        last = key;
        return true;
      },
      restart() {
        [items, bytes, isLast] = [0, 0, true];
      },
    });
    return { items, bytes, last, isLast };
  }
}
