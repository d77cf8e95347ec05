import { string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { GlobalTableName } from '../global-tables.js';
import { PositiveIntegerObject, TableName } from '../shapes.js';
import { GlobalTableList } from '../structures-replicas.js';

/** There is no global table of version 2017.11.29. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListGlobalTables.html */
export const listGlobalTables = operation({
  name: 'ListGlobalTables',
  input: structure('ListGlobalTablesInput', {
    ExclusiveStartGlobalTableName: GlobalTableName,
    Limit: PositiveIntegerObject,
    RegionName: string(),
  }),
  output: structure('ListGlobalTablesOutput', {
    GlobalTables: GlobalTableList,
    LastEvaluatedGlobalTableName: TableName,
  }),
  errors: ['InternalServerError'],
  needs: (_context, _input, { principal }) => ({
    action: 'dynamodb:ListGlobalTables',
    resources: [`arn:aws:dynamodb::${principal.account}:global-table/*`],
  }),
  run: () => ({ GlobalTables: [] }),
});
