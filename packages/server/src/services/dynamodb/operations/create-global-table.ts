import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { checkGlobalTableName, GlobalTableName, legacyNotSupported, onGlobalTable } from '../global-tables.js';
import { GlobalTableDescription, ReplicaList } from '../structures-replicas.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateGlobalTable.html */
export const createGlobalTable = operation({
  name: 'CreateGlobalTable',
  input: structure('CreateGlobalTableInput', {
    GlobalTableName: required(GlobalTableName),
    ReplicationGroup: required(ReplicaList),
  }),
  output: structure('CreateGlobalTableOutput', { GlobalTableDescription }),
  errors: [
    'LimitExceededException',
    'InternalServerError',
    'GlobalTableAlreadyExistsException',
    'TableNotFoundException',
  ],
  needs: onGlobalTable('CreateGlobalTable'),
  run(_context, input) {
    checkGlobalTableName(input.GlobalTableName);
    throw legacyNotSupported();
  },
});
