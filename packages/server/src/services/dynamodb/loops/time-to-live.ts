import { TablesFencedError } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { DynamoDbContext } from '../context.js';
import {
  expiryCollection,
  expiryEntry,
  expiryOf,
  expiryTime,
  itemOfEntry,
  NOTHING,
  OLDEST_EXPIRY,
  secondsOfEntry,
  type ExpiryView,
} from '../expiry.js';
import { TableChangedError } from '../items.js';
import { readSlice } from '../slice.js';
import { StoredItem } from '../stored-item.js';
import type { TableView } from '../table-view.js';
import { expiryKind, type ExpiryTask } from '../time-to-live.js';

/** ms. What is written meanwhile with a time in the past, or in less than this, waits at most so long. */
const LONGEST_WAIT = 60_000;
/** Items that one transaction removes. */
const SWEEP_ITEMS = 25;
/** Transactions after which a task writes down how far it is. */
const MOST_TRANSACTIONS = 64;

/** Its items go with it. */
const isGoing = ({ table }: TableView): boolean => table.status === 'DELETING';

type Expiring = TableView & { readonly expiry: ExpiryView };

/**
 * Removes items that have expired: within a second when their time was known a minute before, else within a minute. A table whose expiry is on has one due task, which
 * runs when the next item expires, and once a minute at least, for items may be written that expire sooner: then it costs one look at the first entry.
 */
export class TimeToLive {
  readonly #context: DynamoDbContext;

  constructor(context: DynamoDbContext) {
    this.#context = context;
  }

  register(tasks: DueTasks): void {
    tasks.handle(expiryKind, (task) => this.#run(task));
  }

  async #run(task: DueTask): Promise<void> {
    const expiring = task.payload as unknown as ExpiryTask;
    const { store, tables } = this.#context;
    const isOn = (await this.#view(expiring)) !== undefined;
    // Whoever switched it may not have come to raise the fence. The beginning and the end depend on it that every writer knows.
    if (!isOn || expiring.after === '') await this.#raiseFence(expiring);
    if (!isOn) {
      await tables.clear(expiryCollection({ place: expiring.tablePlace }, expiring.place));
      await store.commit([done(task)]);
      return;
    }
    const { after, ...filled } = expiring;
    if (after !== undefined) {
      const reached = await this.#bringIn(expiring, Buffer.from(after, 'base64').toString('latin1'));
      const next =
        reached === undefined ? filled : { ...filled, after: Buffer.from(reached, 'latin1').toString('base64') };
      await store.commit([done(task), this.#next(next, this.#context.clock.now())]);
      return;
    }
    const at = await this.#sweep(expiring);
    await store.commit([done(task), this.#next(expiring, at)]);
  }

  /** The table, while its expiry is the one that the task is about; undefined when nobody writes entries for it any more. */
  async #view(expiring: ExpiryTask): Promise<Expiring | undefined> {
    const view = await this.#context.store.currentTable(expiring);
    if (view?.table.id !== expiring.id) return undefined;
    const collection = expiryCollection({ place: expiring.tablePlace }, expiring.place);
    return view.expiry?.collection === collection ? (view as Expiring) : undefined;
  }

  async #raiseFence(expiring: ExpiryTask): Promise<void> {
    const view = await this.#context.store.currentTable(expiring);
    if (view?.table.id !== expiring.id) return;
    await this.#context.tables.raiseFence(view.fence.name, view.fence.revision);
  }

  /** Makes entries for items that were there before. @returns where to go on; undefined at the end */
  async #bringIn(expiring: ExpiryTask, from: string): Promise<string | undefined> {
    let after = from;
    for (let count = 0; count < MOST_TRANSACTIONS; count++) {
      const view = await this.#view(expiring);
      if (view === undefined || isGoing(view)) return undefined;
      const { attribute } = view.expiry;
      const withTime = (key: string, value: Uint8Array): string | undefined =>
        expiryOf(new StoredItem(value).item, attribute) === undefined ? undefined : key;
      const start = after === '' ? undefined : after;
      const { picked: places, last } = await readSlice(this.#context.tables, view.collection, start, withTime);
      try {
        if (places.length > 0) await this.#enter(view, places);
      } catch (error) {
        if (error instanceof TablesFencedError) continue;
        throw error;
      }
      if (last === undefined) return undefined;
      after = last;
    }
    return after;
  }

  async #enter(view: Expiring, places: readonly string[]): Promise<void> {
    const { collection, expiry } = view;
    await this.#context.tables.transact(
      places.map((key) => ({ collection, key })),
      (values, writes) => {
        for (const [i, place] of places.entries()) {
          const value = values[i];
          const entry = value && expiryEntry(expiry, place, new StoredItem(value).item);
          if (entry !== undefined) writes.put(expiry.collection, entry, NOTHING);
        }
      },
      [view.fence],
    );
  }

  /** Removes what has expired. @returns when to look again, ms since the epoch */
  async #sweep(expiring: ExpiryTask): Promise<number> {
    const { tables, clock } = this.#context;
    for (let count = 0; count < MOST_TRANSACTIONS; count++) {
      const now = clock.now();
      const view = await this.#view(expiring);
      if (view === undefined) return now;
      if (isGoing(view)) return now + 1000;
      const { collection } = view.expiry;
      const second = Math.floor(now / 1000);
      const due: string[] = [];
      await tables.scan(
        collection,
        { from: expiryTime(second - OLDEST_EXPIRY), below: expiryTime(second + 1) },
        { visit: (key) => due.push(key) < SWEEP_ITEMS, restart: () => void due.splice(0) },
      );
      if (due.length > 0) {
        await this.#remove(view, due);
        continue;
      }
      let next = now + LONGEST_WAIT;
      await tables.scan(
        collection,
        { from: expiryTime(second + 1) },
        {
          visit(key) {
            next = Math.min(now + LONGEST_WAIT, secondsOfEntry(key) * 1000);
            return false;
          },
        },
      );
      return next;
    }
    return clock.now();
  }

  /** Removes the items of entries that are due, and entries that are not their item's any more. */
  async #remove(view: Expiring, due: readonly string[]): Promise<void> {
    const { items, metrics } = this.#context;
    const { expiry } = view;
    const stale = new Set<string>();
    const writes = due.map((entry) => {
      const key = itemOfEntry(entry);
      return {
        view,
        key,
        decide(old: StoredItem | undefined) {
          // It was changed since, or expiry was on by another attribute: then it has another entry, or none.
          if (old !== undefined && expiryEntry(expiry, key.place, old.item) === entry) return undefined;
          stale.add(entry);
          return 'keep' as const;
        },
        remover: 'time-to-live' as const,
      };
    });
    try {
      const written = await items.write(writes, 'each', {
        rider: {
          places: [],
          board: () => stale.clear(),
          write: (into) => {
            for (const entry of stale) into.delete(expiry.collection, entry);
          },
        },
      });
      const removed = written.filter((outcome) => outcome.old !== undefined && outcome.new === undefined).length;
      if (removed > 0) metrics.expired(view.table, removed);
    } catch (error) {
      if (!(error instanceof TableChangedError)) throw error;
    }
  }

  #next(expiring: ExpiryTask, at: number) {
    const step = expiring.step + 1;
    const id = `${expiring.id}-${expiring.place}-${step}`;
    return dueTask({ at, kind: expiryKind, id, payload: { ...expiring, step } });
  }
}
