import type { DynamoDbContext } from './context.js';
import type { Table } from './domain/table.js';
import { invalid } from './errors.js';
import { inUse, tableBeingCreated, tableBeingDeleted } from './table-errors.js';

/** @throws ResourceInUseException while something goes on that AWS does not interrupt, ValidationException for a protected table */
export function checkDeletable(context: DynamoDbContext, table: Table): void {
  const { name } = table;
  if (table.status === 'CREATING') throw tableBeingCreated(name);
  if (table.status === 'DELETING') throw tableBeingDeleted(name);
  if (table.deletionProtection) {
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const kinds = new Set(table.works.map(({ kind }) => kind));
  if (kinds.has('stream')) throw inUse('Cannot delete table while stream is being enabled/disabled.');
  if (table.globals.some(({ status }) => status !== 'ACTIVE')) {
    throw inUse('Cannot delete table while indexes are being created, updated, or deleted.');
  }
  if (holdUp.some((kind) => kinds.has(kind))) throw inUse(`Table: ${name} is in the process of being updated.`);
  const now = context.clock.now();
  const { delay } = context.transitions;
  if (Object.values(table.changed?.policies ?? {}).some((moment) => isWithin(moment, delay, now))) {
    throw inUse(`Table: ${name} has a pending resource-based policy update.`);
  }
  if (isWithin(table.changed?.tags, delay, now)) throw inUse(`Table tags are being updated: ${name}`);
}

/** Other works go with the table. */
const holdUp = ['throughput', 'class', 'encryption', 'warm'] as const;

/** Whether something happened so short a time ago, ms. */
export const isWithin = (moment: number | undefined, interval: number, now: number): boolean =>
  moment !== undefined && now - moment < interval;
