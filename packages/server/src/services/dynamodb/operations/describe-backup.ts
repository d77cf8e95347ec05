import { required, structure } from '@paddock/wire';
import { namedBackup } from '../backups/arns.js';
import { describeBackup as describe } from '../backups/descriptions.js';
import { backupNotFound } from '../backups/errors.js';
import { operation } from '../context.js';
import { BackupArn } from '../shapes-tables.js';
import { BackupDescription } from '../structures-backups.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeBackup.html */
export const describeBackup = operation({
  name: 'DescribeBackup',
  input: structure('DescribeBackupInput', { BackupArn: required(BackupArn) }),
  output: structure('DescribeBackupOutput', { BackupDescription }),
  errors: ['BackupNotFoundException', 'InternalServerError'],
  needs: (_context, { BackupArn: arn }) => ({ action: 'dynamodb:DescribeBackup', resources: [arn] }),
  async run({ backups }, { BackupArn: arn }, request) {
    const found = await backups.store.find('backup', namedBackup(arn, request));
    if (found === undefined) throw backupNotFound(arn);
    return { BackupDescription: describe(found.value) };
  },
});
