import type { Infer } from '@paddock/wire';
import { keySchema, maximumOf, projectionOf } from '../descriptions.js';
import { tableArn, type Table, type Throughput } from '../domain/table.js';
import type {
  BackupDescription,
  BackupDetails,
  BackupSummary,
  ContinuousBackupsDescription,
} from '../structures-backups.js';
import { backupArn, backupName, type Backup } from './documents.js';
import { restorable } from './history.js';

export const describeDetails = (backup: Backup): Infer<typeof BackupDetails> => ({
  BackupArn: backupArn(backupName(backup)),
  BackupName: backup.name,
  BackupSizeBytes: backup.bytes,
  BackupStatus: backup.status,
  BackupType: backup.type,
  BackupCreationDateTime: backup.created,
  ...(backup.expires !== undefined && { BackupExpiryDateTime: backup.expires }),
});

export const summarize = (backup: Backup): Infer<typeof BackupSummary> => ({
  TableName: backup.table.name,
  TableId: backup.table.id,
  TableArn: tableArn(backup.table),
  ...describeDetails(backup),
});

export const describeBackup = (backup: Backup): Infer<typeof BackupDescription> => ({
  BackupDetails: describeDetails(backup),
  SourceTableDetails: describeSource(backup),
  // The service tells nothing of the features in its own backups.
  SourceTableFeatureDetails: backup.type === 'SYSTEM' ? {} : describeFeatures(backup.table),
});

const describeSource = ({ table, items, bytes }: Backup) => ({
  TableName: table.name,
  TableId: table.id,
  TableArn: tableArn(table),
  TableSizeBytes: bytes,
  KeySchema: keySchema([table.hash], table.range === undefined ? [] : [table.range]),
  TableCreationDateTime: table.created,
  ProvisionedThroughput: unitsOf(table.billing.throughput),
  ...(table.billing.maximum && { OnDemandThroughput: maximumOf(table.billing.maximum) }),
  ItemCount: items,
  BillingMode: table.billing.mode,
});

const describeFeatures = (table: Table) => ({
  ...(table.locals.length > 0 && {
    LocalSecondaryIndexes: table.locals.map(({ name, range, projection }) => ({
      IndexName: name,
      KeySchema: keySchema([table.hash], [range]),
      Projection: projectionOf(projection),
    })),
  }),
  ...(table.globals.length > 0 && {
    GlobalSecondaryIndexes: table.globals.map(({ name, hash, range, projection, throughput, maximum }) => ({
      IndexName: name,
      KeySchema: keySchema(hash, range),
      Projection: projectionOf(projection),
      ProvisionedThroughput: unitsOf(throughput),
      ...(maximum && { OnDemandThroughput: maximumOf(maximum) }),
    })),
  }),
  ...(table.stream?.enabled === true && {
    StreamDescription: { StreamEnabled: true, StreamViewType: table.stream.viewType },
  }),
  ...(table.timeToLive && {
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' as const, AttributeName: table.timeToLive.attribute },
  }),
  ...(table.encryption && {
    SSEDescription: {
      Status: 'ENABLED' as const,
      SSEType: 'KMS' as const,
      KMSMasterKeyArn: table.encryption.keyArn,
    },
  }),
});

const unitsOf = ({ read, write }: Throughput) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });

/** @param enabled whether backups can be made of the table yet @param now ms since the epoch */
export function describeContinuous(
  table: Table,
  enabled: boolean,
  now: number,
): Infer<typeof ContinuousBackupsDescription> {
  const { recovery } = table;
  if (recovery === undefined) {
    return {
      ContinuousBackupsStatus: enabled ? 'ENABLED' : 'DISABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    };
  }
  const { earliest, latest } = restorable(table, now);
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: recovery.days,
      EarliestRestorableDateTime: earliest,
      LatestRestorableDateTime: latest,
    },
  };
}
