import { required, structure } from '@paddock/wire';
import { describeDetails } from '../backups/descriptions.js';
import { backupName, newId, newSuffix, type Backup } from '../backups/documents.js';
import { withHistory } from '../backups/history.js';
import type { BackupJob } from '../backups/job.js';
import { requireBackups, tableForBackups } from '../backups/tables.js';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { TableArn } from '../shapes.js';
import { BackupName } from '../shapes-tables.js';
import { BackupDetails } from '../structures-backups.js';
import { changeTable } from '../table-changes.js';
import { newTablePlace } from '../table-identity.js';

/** How long a copy waits for its request to be answered, ms. */
const answerFirst = 50;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html */
export const createBackup = operation({
  name: 'CreateBackup',
  input: structure('CreateBackupInput', { TableName: required(TableArn), BackupName: required(BackupName) }),
  output: structure('CreateBackupOutput', { BackupDetails }),
  errors: [
    'TableNotFoundException',
    'TableInUseException',
    'ContinuousBackupsUnavailableException',
    'BackupInUseException',
    'LimitExceededException',
    'InternalServerError',
  ],
  needs: onTable('CreateBackup'),
  async run(context, input, request) {
    const { backups, clock, random, transitions } = context;
    const place = newTablePlace(random);
    const suffix = newSuffix(random);
    const makeBackup = (table: Backup['table']): Backup => {
      const now = clock.now();
      return {
        id: newId(now, suffix),
        name: input.BackupName,
        type: 'USER',
        status: 'CREATING',
        created: now,
        table,
        collection: `K${place}`,
        items: 0,
        bytes: 0,
      };
    };
    const jobOf = (backup: Backup, history: string): BackupJob => ({
      kind: 'backup',
      id: place,
      owner: backup.table.id,
      step: 0,
      phase: 'mark',
      backup: backupName(backup),
      history,
      items: 0,
      bytes: 0,
    });
    let backup: Backup | undefined;
    await changeTable(
      context,
      namedTable(input.TableName, request),
      (table) => {
        requireBackups(context, table);
        const after = withHistory(table);
        backup = makeBackup(table);
        const job = jobOf(backup, after.history);
        return {
          table: after,
          also: [
            backups.store.put('backup', backup, 0),
            ...backups.jobs.begin(job, Math.min(answerFirst, transitions.delay)),
          ],
        };
      },
      tableForBackups,
    );
    if (backup === undefined) throw new TypeError('a change of a table is asked for at least once');
    // The moment of the backup is in the first slice: before this is answered.
    const name = { owner: backup.table.id, id: place };
    await backups.jobs.run(name, transitions.delay === 0 ? undefined : 1);
    return { BackupDetails: describeDetails(backup) };
  },
});
