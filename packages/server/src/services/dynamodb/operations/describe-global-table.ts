import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { checkGlobalTableName, GlobalTableName, globalTableNotFound, onGlobalTable } from '../global-tables.js';
import { GlobalTableDescription } from '../structures-replicas.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeGlobalTable.html */
export const describeGlobalTable = operation({
  name: 'DescribeGlobalTable',
  input: structure('DescribeGlobalTableInput', { GlobalTableName: required(GlobalTableName) }),
  output: structure('DescribeGlobalTableOutput', { GlobalTableDescription }),
  errors: ['InternalServerError', 'GlobalTableNotFoundException'],
  needs: onGlobalTable('DescribeGlobalTable'),
  run(_context, input) {
    checkGlobalTableName(input.GlobalTableName);
    throw globalTableNotFound(input.GlobalTableName);
  },
});
