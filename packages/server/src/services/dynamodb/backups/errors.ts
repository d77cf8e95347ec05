import { AwsError } from '@paddock/wire';
import { invalid } from '../errors.js';

/** What the operations on backups, exports and imports refuse. Texts of single checks stand beside the checks. */
export const invalidRequest = (message: string): AwsError => invalid(`Invalid Request: ${message}`);

export const noSuchTable = (name: string): AwsError =>
  new AwsError('TableNotFoundException', `Table not found: ${name}`);

export const backupsBeingEnabled = (table: string): AwsError =>
  new AwsError(
    'ContinuousBackupsUnavailableException',
    `Backups are being enabled for the table: ${table}. Please retry later`,
  );

export const backupNotFound = (arn: string): AwsError =>
  new AwsError('BackupNotFoundException', `Backup not found: ${arn}`);

export const backupInUse = (message: string): AwsError => new AwsError('BackupInUseException', message);

export const tableAlreadyExists = (name: string): AwsError =>
  new AwsError('TableAlreadyExistsException', `Table already exists: ${name}`);

export const tableInUse = (message: string): AwsError => new AwsError('TableInUseException', message);

export const recoveryUnavailable = (table: string): AwsError =>
  new AwsError('PointInTimeRecoveryUnavailableException', `Point in time recovery is not enabled for table '${table}'`);

export const invalidRestoreTime = (
  time: number,
  { earliest, latest }: { earliest: number; latest: number },
): AwsError =>
  new AwsError(
    'InvalidRestoreTimeException',
    `RestoreDateTime '${instant(time)}' must be within EarliestRestorableDateTime '${instant(earliest)}' ` +
      `and LatestRestorableDateTime '${instant(latest)}'`,
  );

export const invalidExportTime = (): AwsError => new AwsError('InvalidExportTimeException', 'Export Time is invalid');

export const exportConflict = (): AwsError =>
  new AwsError('ExportConflictException', 'Export conflict: Duplicate request detected with conflicting parameters');

export const exportNotFound = (detail: string): AwsError =>
  new AwsError('ExportNotFoundException', `Export not found: ${detail}`);

export const importConflict = (): AwsError =>
  new AwsError('ImportConflictException', 'Import conflict: Duplicate request detected with conflicting parameters');

export const importNotFound = (detail: string): AwsError =>
  new AwsError('ImportNotFoundException', `Import not found: ${detail}`);

export const invalidToken = (token: string): AwsError => invalidRequest(`Provided nextToken is invalid: ${token}`);

/** A time as Java prints it: without a fraction where there is none. @param ms since the epoch */
export const instant = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
