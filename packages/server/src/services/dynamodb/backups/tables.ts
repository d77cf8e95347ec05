import type { DynamoDbContext } from '../context.js';
import type { Table, TableName } from '../domain/table.js';
import type { TableView } from '../table-view.js';
import { isWithin } from '../table-states.js';
import { backupsBeingEnabled, noSuchTable } from './errors.js';

/** A table as the operations on backups see it. @throws TableNotFoundException, also while the table is created */
export async function tableForBackups(context: DynamoDbContext, named: TableName): Promise<TableView> {
  const view = await context.store.currentTable(named);
  if (view === undefined || view.table.status === 'CREATING') throw noSuchTable(named.name);
  return view;
}

/** Whether backups can be made of a table: on AWS it takes some seconds after the table has become ACTIVE. */
export const areBackupsEnabled = ({ clock, transitions }: DynamoDbContext, { created }: Table): boolean =>
  !isWithin(created, 2 * transitions.delay, clock.now());

/** @throws ContinuousBackupsUnavailableException */
export function requireBackups(context: DynamoDbContext, table: Table): void {
  if (!areBackupsEnabled(context, table)) throw backupsBeingEnabled(table.name);
}
