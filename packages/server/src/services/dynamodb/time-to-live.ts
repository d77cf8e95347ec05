import { dueTask } from '../../runtime/due-tasks.js';
import type { Table } from './domain/table.js';
import type { TableChange } from './table-changes.js';

/** The due tasks that bring a table's items in and remove what has expired. */
export const expiryKind = 'dynamodb-expiry';

/** What a task knows of the table whose expiry it looks after. */
export interface ExpiryTask {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly id: string;
  /** The table's, and that of its entries: expiry that was switched off and on again has other ones. */
  readonly tablePlace: string;
  readonly place: string;
  /** Counts the tasks, so that they differ. */
  readonly step: number;
  /** Absent once all items that were there before have been brought in; else the key of the last one that was looked at, as base64. */
  readonly after?: string;
}

/**
 * The change that switches expiry on: for `changeTable`, which also makes every writer of items know.
 * @param now ms since the epoch
 */
export function withExpiry(table: Table, attribute: string, now: number): TableChange {
  const revision = table.revision + 1;
  const place = String(revision);
  const { account, region, name, id } = table;
  const payload: ExpiryTask = { account, region, name, id, tablePlace: table.place, place, step: 0, after: '' };
  return {
    table: { ...table, revision, timeToLive: { attribute, place } },
    also: [dueTask({ at: now, kind: expiryKind, id: `${id}-${place}-0`, payload: { ...payload } })],
  };
}

/** The change that switches expiry off. What is kept for it goes with its next due task. */
export function withoutExpiry(table: Table): TableChange {
  const { timeToLive: _off, ...rest } = table;
  return { table: { ...rest, revision: table.revision + 1 } };
}
