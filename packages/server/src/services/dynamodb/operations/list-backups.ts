import { structure, timestamp } from '@paddock/wire';
import { namedTable } from '../addressing.js';
import { namedBackup } from '../backups/arns.js';
import { summarize } from '../backups/descriptions.js';
import { backupArn, backupName, type Backup } from '../backups/documents.js';
import { invalidRequest } from '../backups/errors.js';
import { operation } from '../context.js';
import { invalidParameter } from '../errors.js';
import { TableArn } from '../shapes.js';
import { BackupArn, BackupsInputLimit, BackupTypeFilter } from '../shapes-tables.js';
import { BackupSummaries } from '../structures-backups.js';

const defaultLimit = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html */
export const listBackups = operation({
  name: 'ListBackups',
  input: structure('ListBackupsInput', {
    TableName: TableArn,
    Limit: BackupsInputLimit,
    TimeRangeLowerBound: timestamp,
    TimeRangeUpperBound: timestamp,
    ExclusiveStartBackupArn: BackupArn,
    BackupType: BackupTypeFilter,
  }),
  output: structure('ListBackupsOutput', { BackupSummaries, LastEvaluatedBackupArn: BackupArn }),
  errors: ['InternalServerError'],
  needs: () => ({ action: 'dynamodb:ListBackups', resources: ['*'] }),
  async run({ backups }, input, request) {
    const { region, principal } = request;
    const { TimeRangeLowerBound: from = 0, TimeRangeUpperBound: below = Number.POSITIVE_INFINITY } = input;
    if (from > below) throw invalidParameter('Time range lower bound must be less than or equal to upper bound');
    const { BackupType: type = 'USER', Limit: limit = defaultLimit, ExclusiveStartBackupArn: start } = input;
    const after = start === undefined ? undefined : namedBackup(start, request);
    if (start !== undefined && start.split(':')[3] !== region) {
      throw invalidRequest('The supplied ExclusiveStartBackupArn does not match the region');
    }
    const table = input.TableName === undefined ? undefined : namedTable(input.TableName, request).name;
    const found: Backup[] = [];
    for await (const backup of backups.store.list('backup', { account: principal.account, region }, { table, after })) {
      if (type !== 'ALL' && backup.type !== type) continue;
      if (backup.created < from || backup.created >= below) continue;
      found.push(backup);
      if (found.length > limit) break;
    }
    const listed = found.slice(0, limit);
    const last = listed.at(-1);
    return {
      BackupSummaries: listed.map(summarize),
      ...(found.length > limit && last && { LastEvaluatedBackupArn: backupArn(backupName(last)) }),
    };
  },
});
