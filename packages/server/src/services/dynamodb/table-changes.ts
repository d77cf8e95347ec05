import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { DynamoDbContext } from './context.js';
import { beginWorks } from './domain/table-work.js';
import type { Table, TableName, Work, WorkToDo } from './domain/table.js';
import { tableNotFound } from './errors.js';
import type { TableView } from './table-view.js';

/** What a change makes of a table, what it begins, and what else belongs in the same commit. */
export interface TableChange {
  readonly table: Table;
  readonly begins?: readonly WorkToDo[];
  readonly also?: readonly RegistryChange[];
}

/** @throws ResourceNotFoundException */
export async function findTable(context: DynamoDbContext, named: TableName): Promise<TableView> {
  const view = context.store.peekTable(named) ?? (await context.store.table(named));
  if (view === undefined) throw tableNotFound(named.name);
  return view;
}

/**
 * Changes a table by what it is now. When another request changes it in between, `change` is asked again with what that one left.
 * Works that the change begins get the due tasks that end them, in the same commit; a change that raises the table's revision is known
 * to every writer of items when this returns.
 * @param find where AWS has other words for a table that is not there
 * @returns the table before and after
 */
export async function changeTable(
  context: DynamoDbContext,
  named: TableName,
  change: (table: Table) => TableChange | Promise<TableChange>,
  find: (context: DynamoDbContext, named: TableName) => Promise<TableView> = findTable,
): Promise<{ readonly before: Table; readonly after: Table }> {
  const { store, transitions } = context;
  for (;;) {
    store.forgetTable(named);
    const view = await find(context, named);
    const before = view.table;
    const { table, begins = [], also = [] } = await change(before);
    if (table === before && begins.length === 0 && also.length === 0) return { before, after: before };
    const { table: after, begun } = begins.length === 0 ? { table, begun: [] as Work[] } : beginWorks(table, begins);
    try {
      await store.commit([store.putTable(after, view.version), ...transitions.due(after, begun), ...also]);
    } catch (error) {
      if (error instanceof RegistryConflictError) continue;
      throw error;
    }
    if (begun.length > 0 || after.revision !== before.revision) await transitions.begun(after, begun);
    return { before, after };
  }
}

/** The table with its stream switched off, if it has one; and the stream, which can be read for another day. */
export async function withStreamOff(
  { store }: DynamoDbContext,
  table: Table,
  now: number,
): Promise<{ readonly table: Table; readonly also: readonly RegistryChange[] }> {
  const { account, region, name, stream } = table;
  if (stream?.enabled !== true) return { table, also: [] };
  const present = await store.stream({ account, region, table: name, label: stream.label });
  return {
    table: { ...table, stream: { ...stream, enabled: false } },
    also: present ? [store.putStream({ ...present.value, enabled: false, disabledAt: now }, present.version)] : [],
  };
}
