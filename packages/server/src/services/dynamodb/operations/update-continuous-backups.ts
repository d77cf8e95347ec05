import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { describeContinuous } from '../backups/descriptions.js';
import { invalidRequest } from '../backups/errors.js';
import { restorable, withHistory } from '../backups/history.js';
import { requireBackups, tableForBackups } from '../backups/tables.js';
import { operation, type DynamoDbContext } from '../context.js';
import type { Table, TableName } from '../domain/table.js';
import { TableArn } from '../shapes.js';
import { ContinuousBackupsDescription, PointInTimeRecoverySpecification } from '../structures-backups.js';
import { changeTable } from '../table-changes.js';

const defaultDays = 35;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html */
export const updateContinuousBackups = operation({
  name: 'UpdateContinuousBackups',
  input: structure('UpdateContinuousBackupsInput', {
    TableName: required(TableArn),
    PointInTimeRecoverySpecification: required(PointInTimeRecoverySpecification),
  }),
  output: structure('UpdateContinuousBackupsOutput', { ContinuousBackupsDescription }),
  errors: ['TableNotFoundException', 'ContinuousBackupsUnavailableException', 'InternalServerError'],
  needs: onTable('UpdateContinuousBackups'),
  async run(context, input, request) {
    const { PointInTimeRecoveryEnabled: enable, RecoveryPeriodInDays: days } = input.PointInTimeRecoverySpecification;
    if (!enable && days !== undefined) {
      throw invalidRequest('Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.');
    }
    const named = namedTable(input.TableName, request);
    const table = enable ? await switchOn(context, named, days ?? defaultDays) : await switchOff(context, named);
    return { ContinuousBackupsDescription: describeContinuous(table, true, context.clock.now()) };
  },
});

async function switchOn(context: DynamoDbContext, named: TableName, days: number): Promise<Table> {
  const { backups, clock, store, tables } = context;
  const { before, after } = await changeTable(
    context,
    named,
    (table) => {
      requireBackups(context, table);
      const now = clock.now();
      // What a shorter period has given up does not come back with a longer one.
      if (table.recovery) return { table: { ...table, recovery: { since: restorable(table, now).earliest, days } } };
      const recorded = { ...withHistory(table), recovery: { since: now, days } };
      return { table: recorded, also: [backups.histories.willTrim(recorded)] };
    },
    tableForBackups,
  );
  if (before.recovery !== undefined) return after;
  const view = await store.table(named);
  if (view === undefined || view.table.id !== after.id) return after;
  await tables.raiseFence(view.fence.name, view.fence.revision);
  // Only now does every change go into the history.
  const now = clock.now();
  if (now === after.recovery?.since) return after;
  const exact = await changeTable(context, named, (table) =>
    table.recovery === undefined ? { table } : { table: { ...table, recovery: { ...table.recovery, since: now } } },
  );
  return exact.after;
}

async function switchOff(context: DynamoDbContext, named: TableName): Promise<Table> {
  const { after } = await changeTable(
    context,
    named,
    (table) => {
      requireBackups(context, table);
      if (table.recovery === undefined) return { table };
      const { recovery: _off, ...rest } = table;
      const also = table.history === undefined ? [] : [context.backups.histories.mayRelease(table, table.history)];
      return { table: rest, also };
    },
    tableForBackups,
  );
  return after;
}
