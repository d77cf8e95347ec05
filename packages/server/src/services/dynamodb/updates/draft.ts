import type { RegistryChange } from '@paddock/store';
import type { DynamoDbContext } from '../context.js';
import type { Table, WorkToDo } from '../domain/table.js';
import type { TableUpdate } from '../definitions/update.js';

/** An update while it is put together: each part of it changes the table, begins works, or both. */
export interface Draft {
  readonly context: DynamoDbContext;
  readonly update: TableUpdate;
  /** ms since the epoch */
  readonly now: number;
  table: Table;
  readonly begins: WorkToDo[];
  readonly also: RegistryChange[];
  /** Whether AWS answers UPDATING although nothing changes. */
  seemsUpdating: boolean;
}
