import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { checkGlobalTableName, GlobalTableName, legacyNotSupported, onGlobalTable } from '../global-tables.js';
import { GlobalTableDescription, ReplicaUpdateList } from '../structures-replicas.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalTable.html */
export const updateGlobalTable = operation({
  name: 'UpdateGlobalTable',
  input: structure('UpdateGlobalTableInput', {
    GlobalTableName: required(GlobalTableName),
    ReplicaUpdates: required(ReplicaUpdateList),
  }),
  output: structure('UpdateGlobalTableOutput', { GlobalTableDescription }),
  errors: [
    'InternalServerError',
    'GlobalTableNotFoundException',
    'ReplicaAlreadyExistsException',
    'ReplicaNotFoundException',
    'TableNotFoundException',
  ],
  needs: onGlobalTable('UpdateGlobalTable'),
  run(_context, input) {
    checkGlobalTableName(input.GlobalTableName);
    throw legacyNotSupported();
  },
});
