import { RegistryConflictError } from '@paddock/store';
import { required, structure } from '@paddock/wire';
import { namedBackup } from '../backups/arns.js';
import { describeBackup } from '../backups/descriptions.js';
import type { Backup } from '../backups/documents.js';
import { backupInUse, backupNotFound, instant, invalidRequest } from '../backups/errors.js';
import { willClear } from '../clearing.js';
import { operation } from '../context.js';
import { BackupArn } from '../shapes-tables.js';
import { BackupDescription } from '../structures-backups.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteBackup.html */
export const deleteBackup = operation({
  name: 'DeleteBackup',
  input: structure('DeleteBackupInput', { BackupArn: required(BackupArn) }),
  output: structure('DeleteBackupOutput', { BackupDescription }),
  errors: ['BackupNotFoundException', 'BackupInUseException', 'LimitExceededException', 'InternalServerError'],
  needs: (_context, { BackupArn: arn }) => ({ action: 'dynamodb:DeleteBackup', resources: [arn] }),
  async run({ backups, clock }, { BackupArn: arn }, request) {
    const name = namedBackup(arn, request);
    for (;;) {
      const found = await backups.store.find('backup', name);
      if (found === undefined) throw backupNotFound(arn);
      checkDeletable(found.value, arn);
      try {
        await backups.store.commit([
          backups.store.delete('backup', name, found.version),
          willClear([found.value.collection], clock.now()),
        ]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      const { BackupDetails, ...description } = describeBackup(found.value);
      return {
        BackupDescription: {
          ...description,
          ...(BackupDetails && { BackupDetails: { ...BackupDetails, BackupStatus: 'DELETED' as const } }),
        },
      };
    }
  },
});

/** @throws BackupInUseException, ValidationException for the service's own */
function checkDeletable({ type, status, restoring, expires }: Backup, arn: string): void {
  if (type === 'SYSTEM') {
    throw invalidRequest(
      `User is not allowed to delete the system backup with arn ${arn}. ` +
        `It will automatically expire on ${instant(expires ?? 0)}`,
    );
  }
  if (status === 'CREATING') throw backupInUse(`Backup is being created: ${arn}`);
  if (restoring !== undefined) throw backupInUse(`Backup is being used to restore table: ${arn}`);
}
