import { RegistryConflictError, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { JobElsewhereError } from '../backups/jobs.js';
import { endWork } from '../domain/table-work.js';
import { streamArn, tableArn, type Table, type TableName, type Work } from '../domain/table.js';
import { registerClearing, willClear } from '../clearing.js';
import type { DynamoDbStore } from '../store.js';
import { Backfill } from './backfill.js';

const kind = 'dynamodb-table';

/** How long a table stays CREATING, UPDATING or DELETING, ms. On AWS it is seconds to minutes. */
export const briefTransition = 200;

/** Above every revision of a table. */
const forGood = Number.MAX_SAFE_INTEGER;

/** What else is to go when a table goes: changes for the commit that removes it, or work of its own. */
export type Removal = (table: Table) => Promise<readonly RegistryChange[]>;

/** A work of a table. */
type Begun = TableName & { readonly id: string; readonly work: number };

/**
 * Ends the works that tables have under way. Each has a due task in the commit that began it, so a restart loses none; ending one is
 * idempotent, because the task and, with instant transitions, the request both do it.
 */
export class Transitions {
  readonly #store: DynamoDbStore;
  readonly #tables: Tables;
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #backfill: Backfill;
  readonly #removals: Removal[] = [];

  /** @param delay ms; 0 ends every work before the request that began it is answered */
  constructor(store: DynamoDbStore, tables: Tables, clock: Clock, delay: number) {
    this.#store = store;
    this.#tables = tables;
    this.#clock = clock;
    this.#delay = delay;
    this.#backfill = new Backfill(store, tables, clock);
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Begun, task));
    this.#backfill.register(tasks);
    registerClearing(tasks, this.#store, this.#tables);
  }

  /** Has something removed with every table. */
  atRemoval(removal: Removal): void {
    this.#removals.push(removal);
  }

  /** How long states last, ms: also those that are nothing but an answer. */
  get delay(): number {
    return this.#delay;
  }

  /** The due tasks that end works; for the commit that begins them. */
  due({ account, region, name, id }: Table, works: readonly Work[]): RegistryChange[] {
    return works.map((work) =>
      dueTask({
        at: this.#clock.now() + this.#delay,
        kind,
        id: `${id}-${work.id}`,
        payload: { account, region, name, id, work: work.id },
      }),
    );
  }

  /**
   * To be called after the commit that began works, or changed what writers of items go by: when it returns, every writer knows the table
   * as it is now.
   */
  async begun(table: Table, works: readonly Work[]): Promise<void> {
    await this.#raiseFence(table);
    if (this.#delay > 0) return;
    const { account, region, name, id } = table;
    for (const work of works) {
      try {
        await this.#end({ account, region, name, id, work: work.id });
      } catch (error) {
        // Then the due task ends it, when it can.
        if (!(error instanceof JobElsewhereError)) throw error;
      }
      // Also where the due task came first and is at it.
      if (work.kind === 'index-create') await this.#backfill.fill(table, work.index);
    }
  }

  async #end(begun: Begun, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    for (;;) {
      const view = await this.#store.currentTable(begun);
      const work = view?.table.id === begun.id ? view.table.works.find(({ id }) => id === begun.work) : undefined;
      if (view === undefined || work === undefined) {
        if (task) await this.#store.commit(finished);
        return;
      }
      const { table, version } = view;
      // Not only when the work began: the process may have ended before.
      await this.#raiseFence(table);
      try {
        if (work.kind === 'delete') {
          await this.#remove(table, version, finished);
          return;
        }
        if (work.kind === 'index-delete') await this.#clearIndex(table, work.index);
        const after = endWork(table, work, this.#clock.now());
        const filling = work.kind === 'index-create' ? [this.#backfill.due(after, work.index)] : [];
        await this.#store.commit([this.#store.putTable(after, version), ...filling, ...finished]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }

  async #raiseFence(table: Table): Promise<void> {
    const revision = table.status === 'DELETING' ? forGood : table.revision;
    // Nobody can have known an earlier definition than the first.
    if (revision > 1) await this.#tables.raiseFence(itemsOf(table), revision);
  }

  async #remove(table: Table, version: number, finished: readonly RegistryChange[]): Promise<void> {
    const removals = await Promise.all(this.#removals.map((removal) => removal(table)));
    const collections = [
      // What could be recovered becomes a backup of the service's.
      ...(table.recovery === undefined ? [itemsOf(table)] : []),
      ...[...table.globals, ...table.locals].map(({ place }) => indexOf(table, place)),
    ];
    await this.#store.commit([
      this.#store.deleteTable(table, version),
      this.#store.deletePolicy(tableArn(table)),
      ...(table.stream ? [this.#store.deletePolicy(streamArn(table, table.stream.label))] : []),
      ...(collections.length > 0 ? [willClear(collections, this.#clock.now())] : []),
      ...removals.flat(),
      ...finished,
    ]);
    await Promise.all(collections.map((collection) => this.#tables.clear(collection)));
  }

  async #clearIndex(table: Table, name: string): Promise<void> {
    const index = table.globals.find((global) => global.name === name);
    if (index !== undefined) await this.#tables.clear(indexOf(table, index.place));
  }
}

// As TableView names them; it leaves out indexes that go.
const itemsOf = ({ place }: Table): string => `T${place}`;
const indexOf = (table: Table, place: string): string => `${itemsOf(table)}.${place}`;
