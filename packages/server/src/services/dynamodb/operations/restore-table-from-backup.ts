import { assertValid, required, structure } from '@paddock/wire';
import type { AuthorizationNeed } from '../../../request-context.js';
import { namedBackup } from '../backups/arns.js';
import { beginRestore } from '../backups/begin-restore.js';
import { backupArn, backupName } from '../backups/documents.js';
import { backupInUse, backupNotFound } from '../backups/errors.js';
import { restoredTable } from '../backups/restored-table.js';
import { operation } from '../context.js';
import { tableArn } from '../domain/table.js';
import { invalid } from '../errors.js';
import { TableName } from '../shapes.js';
import { BackupArn, BillingMode } from '../shapes-tables.js';
import {
  GlobalSecondaryIndexList,
  LocalSecondaryIndexList,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
} from '../structures.js';
import { TableDescription } from '../structures-tables.js';

const input = structure('RestoreTableFromBackupInput', {
  TargetTableName: required(TableName),
  BackupArn: required(BackupArn),
  BillingModeOverride: BillingMode,
  GlobalSecondaryIndexOverride: GlobalSecondaryIndexList,
  LocalSecondaryIndexOverride: LocalSecondaryIndexList,
  ProvisionedThroughputOverride: ProvisionedThroughput,
  OnDemandThroughputOverride: OnDemandThroughput,
  SSESpecificationOverride: SSESpecification,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableFromBackup.html */
export const restoreTableFromBackup = operation({
  name: 'RestoreTableFromBackup',
  input,
  output: structure('RestoreTableFromBackupOutput', { TableDescription }),
  errors: [
    'TableAlreadyExistsException',
    'TableInUseException',
    'BackupNotFoundException',
    'BackupInUseException',
    'LimitExceededException',
    'InternalServerError',
  ],
  validate(given) {
    if (given.TargetTableName === '') {
      throw invalid('TableName must be at least 3 characters long and at most 255 characters long');
    }
    assertValid(input, given);
  },
  needs: (_context, { BackupArn: arn, TargetTableName: name }, { principal, region }) => {
    const target = tableArn({ account: principal.account, region, name });
    return [{ action: 'dynamodb:RestoreTableFromBackup', resources: [arn, target] }, ...restoreNeeds(target)];
  },
  async run(context, given, request) {
    const { store } = context.backups;
    const { BackupArn: arn, TargetTableName: target } = given;
    const { account } = request.principal;
    const named = { account, region: request.region, name: target };
    const name = namedBackup(arn, request);
    const description = await beginRestore(context, named, async () => {
      const found = await store.find('backup', name);
      if (found === undefined) throw backupNotFound(arn);
      const backup = found.value;
      const definition = restoredTable(named, backup.table, given);
      if (backup.restoring !== undefined && backup.restoring !== target) {
        throw backupInUse(`Backup is being used to restore another table: ${arn}`);
      }
      if (backup.status === 'CREATING') throw backupInUse(`Backup is being created: ${arn}`);
      return {
        definition,
        restore: {
          backupArn: backupArn(backupName(backup)),
          tableArn: tableArn(backup.table),
          at: backup.created,
        },
        job: { from: backup.collection, backup: name },
        also: [store.put('backup', { ...backup, restoring: target }, found.version)],
      };
    });
    return { TableDescription: description };
  },
});

/** What a restore does to the new table: AWS asks for it all. */
export const restoreNeeds = (target: string): AuthorizationNeed[] =>
  ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((action) => ({
    action: `dynamodb:${action}`,
    resources: [target],
  }));
