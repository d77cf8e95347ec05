import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { checkGlobalTableName, GlobalTableName, globalTableNotFound, onGlobalTable } from '../global-tables.js';
import { TableName } from '../shapes.js';
import { BillingMode, PositiveLongObject } from '../shapes-tables.js';
import {
  AutoScalingSettingsUpdate,
  GlobalTableGlobalSecondaryIndexSettingsUpdateList,
  ReplicaSettingsDescriptionList,
  ReplicaSettingsUpdateList,
} from '../structures-replicas.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalTableSettings.html */
export const updateGlobalTableSettings = operation({
  name: 'UpdateGlobalTableSettings',
  input: structure('UpdateGlobalTableSettingsInput', {
    GlobalTableName: required(GlobalTableName),
    GlobalTableBillingMode: BillingMode,
    GlobalTableProvisionedWriteCapacityUnits: PositiveLongObject,
    GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate: AutoScalingSettingsUpdate,
    GlobalTableGlobalSecondaryIndexSettingsUpdate: GlobalTableGlobalSecondaryIndexSettingsUpdateList,
    ReplicaSettingsUpdate: ReplicaSettingsUpdateList,
  }),
  output: structure('UpdateGlobalTableSettingsOutput', {
    GlobalTableName: TableName,
    ReplicaSettings: ReplicaSettingsDescriptionList,
  }),
  errors: [
    'GlobalTableNotFoundException',
    'ReplicaNotFoundException',
    'IndexNotFoundException',
    'LimitExceededException',
    'ResourceInUseException',
    'InternalServerError',
  ],
  needs: onGlobalTable('UpdateGlobalTableSettings'),
  run(_context, input) {
    checkGlobalTableName(input.GlobalTableName);
    throw globalTableNotFound(input.GlobalTableName);
  },
});
