import { RegistryConflictError, TablesFencedError, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { withIndex } from '../domain/table-work.js';
import type { GlobalIndex, Table, TableName } from '../domain/table.js';
import { indexEntry } from '../index-entries.js';
import { keyOfItem } from '../keys.js';
import { readSlice } from '../slice.js';
import type { DynamoDbStore } from '../store.js';
import { StoredItem } from '../stored-item.js';
import type { IndexView, TableView } from '../table-view.js';

const kind = 'dynamodb-backfill';
/** Slices after which the place reached is written down. */
const slicesPerTask = 64;

/** An index to be filled, and the key of the last item that has been looked at. */
type Filling = TableName & {
  readonly id: string;
  readonly place: string;
  /** Counts its due tasks, so that they differ. */
  readonly step: number;
  readonly after?: string;
};

/**
 * Brings the items that a table has into a new index, while others write to it. Every writer knows the index by the time it begins, and
 * each slice looks at its items again in the transaction that writes their entries, so that it never undoes a write. Goes on after a
 * crash where it was.
 */
export class Backfill {
  readonly #store: DynamoDbStore;
  readonly #tables: Tables;
  readonly #clock: Clock;

  constructor(store: DynamoDbStore, tables: Tables, clock: Clock) {
    this.#store = store;
    this.#tables = tables;
    this.#clock = clock;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#run(task));
  }

  /** The due task that fills an index, for the commit that sets its table's fence. */
  due(table: Table, name: string): RegistryChange {
    return this.#next(fillingOf(table, name));
  }

  /** Fills an index to its end. */
  async fill(table: Table, name: string): Promise<void> {
    let filling: Filling | undefined = fillingOf(table, name);
    while (filling !== undefined) filling = await this.#slices(filling);
    await this.#finish(fillingOf(table, name), []);
  }

  async #run(task: DueTask): Promise<void> {
    const filling = task.payload as unknown as Filling;
    const rest = await this.#slices(filling);
    if (rest !== undefined) await this.#store.commit([done(task), this.#next(rest)]);
    else await this.#finish(filling, [done(task)]);
  }

  /** Does some slices. @returns what is left, undefined when nothing is, or when the index is not to be filled any more */
  async #slices(filling: Filling): Promise<Filling | undefined> {
    let { after } = filling;
    for (let slice = 0; slice < slicesPerTask; slice++) {
      const found = await this.#find(filling);
      if (found === undefined) return undefined;
      const { picked: keys, last } = await readSlice(this.#tables, found.view.collection, after, (key) => key);
      if (keys.length > 0) {
        try {
          await this.#bringIn(found.view, found.index, keys);
        } catch (error) {
          if (error instanceof TablesFencedError) continue;
          throw error;
        }
      }
      if (last === undefined) return undefined;
      after = last;
    }
    return { ...filling, step: filling.step + 1, ...(after === undefined ? {} : { after }) };
  }

  /** The index while it is to be filled. */
  async #find(filling: Filling): Promise<{ readonly view: TableView; readonly index: IndexView } | undefined> {
    const view = await this.#store.currentTable(filling);
    if (view?.table.id !== filling.id || view.table.status === 'DELETING') return undefined;
    const definition = view.table.globals.find(({ place }) => place === filling.place);
    if (definition === undefined || !isFilling(definition)) return undefined;
    const index = view.index(definition.name);
    return index && { view, index };
  }

  async #bringIn(view: TableView, index: IndexView, keys: readonly string[]): Promise<void> {
    await this.#tables.transact(
      keys.map((key) => ({ collection: view.collection, key })),
      (values, writes) => {
        for (const value of values) {
          if (value === undefined) continue;
          const stored = new StoredItem(value);
          const entry = indexEntry(view, index, keyOfItem(view, stored.item), stored);
          if (entry) writes.put(index.collection, entry.key, entry.stored.bytes);
        }
      },
      [view.fence],
    );
  }

  async #finish(filling: Filling, finished: readonly RegistryChange[]): Promise<void> {
    for (;;) {
      const found = await this.#find(filling);
      try {
        if (found === undefined) {
          if (finished.length > 0) await this.#store.commit(finished);
          return;
        }
        const { table, version } = found.view;
        const after = withIndex(table, found.index.name, ({ backfilling: _ended, ...index }) => ({
          ...index,
          status: 'ACTIVE',
        }));
        await this.#store.commit([this.#store.putTable(after, version), ...finished]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (finished.some((change) => 'delete' in change && change.delete === error.key)) return;
      }
    }
  }

  #next(filling: Filling): RegistryChange {
    return dueTask({
      at: this.#clock.now(),
      kind,
      id: `${filling.id}-${filling.place}-${filling.step}`,
      payload: { ...filling },
    });
  }
}

const isFilling = ({ status, backfilling }: GlobalIndex): boolean => status === 'CREATING' && backfilling === true;

function fillingOf({ account, region, name, id, globals }: Table, index: string): Filling {
  const place = globals.find((global) => global.name === index)?.place;
  if (place === undefined) throw new TypeError(`the table ${name} has no index ${index} to fill`);
  return { account, region, name, id, place, step: 0 };
}
