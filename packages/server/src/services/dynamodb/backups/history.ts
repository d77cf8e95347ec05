import type { RegistryChange, Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { ChangeRecord } from '../change-record.js';
import type { Table, TableName } from '../domain/table.js';
import type { DynamoDbStore } from '../store.js';
import type { BackupStore } from '../store-backups.js';
import type { TableView } from '../table-view.js';

const releaseKind = 'dynamodb-history-release';
const trimKind = 'dynamodb-history-trim';

const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
/** How often old changes are removed, ms; those that are asked for meanwhile must be there yet. */
const trimInterval = hour;
/** How far behind now the latest moment is that a table can be restored to, ms. */
const latestLag = 5 * minute;
/** Changes that are looked at before others get their turn. */
const longLook = 1_000;

interface History extends TableName {
  readonly id: string;
  readonly history: string;
}

/**
 * The table with a history: a feed of all its changes with the items before and after. One serves the table's point-in-time recovery and every
 * copy of it that is being made. The document that this answers must be written even if it says the same, in the commit that begins what needs the history,
 * so that nobody takes the history away at the same moment.
 */
export function withHistory(table: Table): Table & { readonly history: string } {
  const { history } = table;
  if (history !== undefined) return { ...table, history };
  const number = table.worksBegun + 1;
  const feed = `H${table.place}.${number}`;
  return {
    ...table,
    worksBegun: number,
    revision: table.revision + 1,
    history: feed,
    feeds: [...(table.feeds ?? []), { feed, images: 'NEW_AND_OLD_IMAGES' }],
  };
}

/** Between which moments a table can be restored, ms since the epoch. */
export function restorable({ recovery }: Table, now: number): { readonly earliest: number; readonly latest: number } {
  const { since, days } = recovery ?? { since: now, days: 0 };
  return { earliest: Math.max(since, now - days * day), latest: Math.max(since, now - latestLag) };
}

/** Looks after the histories of tables: removes what is too old in them, and those that nothing needs any more. */
export class Histories {
  readonly #store: DynamoDbStore;
  readonly #backups: BackupStore;
  readonly #tables: Tables;
  readonly #clock: Clock;

  constructor(store: DynamoDbStore, backups: BackupStore, tables: Tables, clock: Clock) {
    this.#store = store;
    this.#backups = backups;
    this.#tables = tables;
    this.#clock = clock;
  }

  register(tasks: DueTasks): void {
    tasks.handle(releaseKind, (task) => this.#release(task));
    tasks.handle(trimKind, (task) => this.#trim(task));
  }

  /** The due task that sees whether a history is needed yet, for the commit after which it may not be. */
  mayRelease(table: TableName & { readonly id: string }, history: string): RegistryChange {
    return this.#due(releaseKind, table, history, this.#clock.now());
  }

  /** The due task that keeps a history as short as point-in-time recovery allows, for the commit that switches that on. */
  willTrim(table: Table & { readonly history: string }): RegistryChange {
    return this.#due(trimKind, table, table.history, nextTrim(this.#clock.now()));
  }

  async #release(task: DueTask): Promise<void> {
    const named = task.payload as unknown as History;
    const view = await this.#view(named);
    if (view?.table.history === named.history) {
      const { history, feeds, ...table } = view.table;
      if (table.recovery !== undefined || (await this.#backups.jobs(table.id)).length > 0) {
        await this.#backups.commit([done(task)]);
        return;
      }
      const others = (feeds ?? []).filter(({ feed }) => feed !== history);
      const without = { ...table, revision: table.revision + 1, ...(others.length > 0 && { feeds: others }) };
      // A conflict has the task tried again, with the table as it is then.
      await this.#backups.commit([this.#store.putTable(without, view.version)]);
    }
    const now = await this.#view(named);
    if (now !== undefined) await this.#tables.raiseFence(now.fence.name, now.fence.revision);
    await this.#tables.clear(named.history);
    await this.#backups.commit([done(task)]);
  }

  async #trim(task: DueTask): Promise<void> {
    const named = task.payload as unknown as History;
    const table = (await this.#view(named))?.table;
    if (table?.history !== named.history || table.recovery === undefined) {
      await this.#backups.commit([done(task)]);
      return;
    }
    const now = this.#clock.now();
    const horizon = now - table.recovery.days * day - trimInterval;
    // What is under way may go back to what was just young enough when it began.
    if ((await this.#backups.jobs(table.id)).length === 0) await this.#trimBelow(named.history, horizon);
    await this.#backups.commit([done(task), this.#due(trimKind, named, named.history, nextTrim(now))]);
  }

  async #trimBelow(history: string, horizon: number): Promise<void> {
    for (;;) {
      let first: string | undefined;
      let looked = 0;
      await this.#tables.scan(
        history,
        {},
        {
          visit(key, value) {
            first = key;
            looked += 1;
            return new ChangeRecord(value).time < horizon && looked <= longLook;
          },
          restart() {
            [first, looked] = [undefined, 0];
          },
        },
      );
      // The last one stays even if it is old: it marks the place for those that follow, and it is one.
      if (first !== undefined && looked > 1) await this.#tables.clear(history, first);
      if (looked <= longLook) return;
    }
  }

  async #view(named: History): Promise<TableView | undefined> {
    const view = await this.#store.currentTable(named);
    return view?.table.id === named.id ? view : undefined;
  }

  #due(
    kind: string,
    { account, region, name, id }: TableName & { readonly id: string },
    history: string,
    at: number,
  ): RegistryChange {
    return dueTask({ at, kind, id: history, payload: { account, region, name, id, history } });
  }
}

/** All histories are trimmed at the same moments: so one has one due task, however often it was switched on. */
const nextTrim = (now: number): number => (Math.floor(now / trimInterval) + 1) * trimInterval;
