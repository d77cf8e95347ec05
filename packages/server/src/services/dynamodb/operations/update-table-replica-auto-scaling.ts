import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { TableNameOrArn } from '../shapes.js';
import {
  AutoScalingSettingsUpdate,
  GlobalSecondaryIndexAutoScalingUpdateList,
  ReplicaAutoScalingUpdateList,
  TableAutoScalingDescription,
} from '../structures-replicas.js';
import { findTable } from '../table-changes.js';
import { notGlobal } from './describe-table-replica-auto-scaling.js';

/** Only global tables have replicas. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTableReplicaAutoScaling.html */
export const updateTableReplicaAutoScaling = operation({
  name: 'UpdateTableReplicaAutoScaling',
  input: structure('UpdateTableReplicaAutoScalingInput', {
    GlobalSecondaryIndexUpdates: GlobalSecondaryIndexAutoScalingUpdateList,
    TableName: required(TableNameOrArn),
    ProvisionedWriteCapacityAutoScalingUpdate: AutoScalingSettingsUpdate,
    ReplicaUpdates: ReplicaAutoScalingUpdateList,
  }),
  output: structure('UpdateTableReplicaAutoScalingOutput', { TableAutoScalingDescription }),
  errors: tableChangeErrors,
  needs: onTable('UpdateTableReplicaAutoScaling'),
  async run(context, input, request) {
    const { table } = await findTable(context, namedTable(input.TableName, request));
    throw notGlobal(table.name);
  },
});
