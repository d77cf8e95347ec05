import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { checkGlobalTableName, GlobalTableName, globalTableNotFound, onGlobalTable } from '../global-tables.js';
import { TableName } from '../shapes.js';
import { ReplicaSettingsDescriptionList } from '../structures-replicas.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeGlobalTableSettings.html */
export const describeGlobalTableSettings = operation({
  name: 'DescribeGlobalTableSettings',
  input: structure('DescribeGlobalTableSettingsInput', { GlobalTableName: required(GlobalTableName) }),
  output: structure('DescribeGlobalTableSettingsOutput', {
    GlobalTableName: TableName,
    ReplicaSettings: ReplicaSettingsDescriptionList,
  }),
  errors: ['GlobalTableNotFoundException', 'InternalServerError'],
  needs: onGlobalTable('DescribeGlobalTableSettings'),
  run(_context, input) {
    checkGlobalTableName(input.GlobalTableName);
    throw globalTableNotFound(input.GlobalTableName);
  },
});
