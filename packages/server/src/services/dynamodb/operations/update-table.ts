import { boolean, required, string, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation, type DynamoDbContext } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { checkUpdate, type TableUpdate } from '../definitions/update.js';
import { describeTable } from '../descriptions.js';
import type { Table } from '../domain/table.js';
import { tableNotFound } from '../errors.js';
import { TableNameOrArn } from '../shapes.js';
import { BillingMode, GlobalTableSettingsReplicationMode, MultiRegionConsistency } from '../shapes-tables.js';
import {
  AttributeDefinitions,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  WarmThroughput,
} from '../structures.js';
import { GlobalTableWitnessGroupUpdateList, ReplicationGroupUpdateList } from '../structures-replicas.js';
import { GlobalSecondaryIndexUpdateList, TableDescription } from '../structures-tables.js';
import { changeTable } from '../table-changes.js';
import { tableBeingCreated, tableBeingDeleted } from '../table-errors.js';
import type { Draft } from '../updates/draft.js';
import { updateIndexes } from '../updates/indexes.js';
import {
  updateDeletionProtection,
  updateEncryption,
  updateStream,
  updateTableClass,
  updateWarm,
} from '../updates/settings.js';
import { updateThroughput } from '../updates/throughput.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable = operation({
  name: 'UpdateTable',
  input: structure('UpdateTableInput', {
    AttributeDefinitions,
    TableName: required(TableNameOrArn),
    BillingMode,
    ProvisionedThroughput,
    GlobalSecondaryIndexUpdates: GlobalSecondaryIndexUpdateList,
    StreamSpecification,
    SSESpecification,
    ReplicaUpdates: ReplicationGroupUpdateList,
    TableClass: string(),
    DeletionProtectionEnabled: boolean,
    MultiRegionConsistency,
    GlobalTableWitnessUpdates: GlobalTableWitnessGroupUpdateList,
    OnDemandThroughput,
    WarmThroughput,
    GlobalTableSettingsReplicationMode,
  }),
  output: structure('UpdateTableOutput', { TableDescription }),
  errors: tableChangeErrors,
  needs: onTable('UpdateTable'),
  async run(context, input, request) {
    const named = namedTable(input.TableName, request);
    checkUpdate(input, named.region);
    const now = context.clock.now();
    let seemsUpdating = false;
    const { after } = await changeTable(context, named, async (table) => {
      const draft = await drafted(context, input, table, now);
      seemsUpdating = draft.seemsUpdating && draft.begins.length === 0;
      return draft;
    });
    const description = describeTable(after, now, await countOf(context, after));
    return { TableDescription: seemsUpdating ? { ...description, TableStatus: 'UPDATING' as const } : description };
  },
});

async function drafted(context: DynamoDbContext, update: TableUpdate, table: Table, now: number): Promise<Draft> {
  if (table.restore !== undefined) throw tableNotFound(table.name);
  if (table.status === 'CREATING') throw tableBeingCreated(table.name);
  if (table.status === 'DELETING') throw tableBeingDeleted(table.name);
  const draft: Draft = { context, update, now, table, begins: [], also: [], seemsUpdating: false };
  updateEncryption(draft);
  updateTableClass(draft);
  updateDeletionProtection(draft);
  updateWarm(draft);
  await updateThroughput(draft);
  await updateIndexes(draft);
  await updateStream(draft);
  return draft;
}

async function countOf({ store, counts }: DynamoDbContext, table: Table) {
  const view = await store.table(table);
  return view && counts.of(view);
}
