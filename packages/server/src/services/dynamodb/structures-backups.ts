import { boolean, list, long, required, string, structure, timestamp } from '@paddock/wire';
import { IndexName, TableArn, TableName } from './shapes.js';
import {
  BackupArn,
  BackupName,
  BackupSizeBytes,
  BackupStatus,
  BackupType,
  BilledSizeBytes,
  BillingMode,
  ClientToken,
  CloudWatchLogGroupArn,
  ContinuousBackupsStatus,
  CsvDelimiter,
  CsvHeader,
  ErrorCount,
  ExportArn,
  ExportFormat,
  ExportStatus,
  ExportType,
  ExportViewType,
  ImportArn,
  ImportStatus,
  ImportedItemCount,
  InputCompressionType,
  InputFormat,
  ItemCount,
  PointInTimeRecoveryStatus,
  ProcessedItemCount,
  RecoveryPeriodInDays,
  S3Bucket,
  S3BucketOwner,
  S3Prefix,
  S3SseAlgorithm,
  S3SseKmsKeyId,
  TableId,
} from './shapes-tables.js';
import {
  AttributeDefinitions,
  GlobalSecondaryIndexList,
  KeySchema,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  SSEDescription,
  SSESpecification,
  StreamSpecification,
  TableKeySchema,
  TimeToLiveDescription,
} from './structures.js';

/** Backups, restores, exports and imports. */
export const BackupDetails = structure('BackupDetails', {
  BackupArn: required(BackupArn),
  BackupName: required(BackupName),
  BackupSizeBytes,
  BackupStatus: required(BackupStatus),
  BackupType: required(BackupType),
  BackupCreationDateTime: required(timestamp),
  BackupExpiryDateTime: timestamp,
});
export const RestoreSummary = structure('RestoreSummary', {
  SourceBackupArn: BackupArn,
  SourceTableArn: TableArn,
  RestoreDateTime: required(timestamp),
  RestoreInProgress: required(boolean),
});
export const SourceTableDetails = structure('SourceTableDetails', {
  TableName: required(TableName),
  TableId: required(TableId),
  TableArn,
  TableSizeBytes: long(),
  KeySchema: required(KeySchema),
  TableCreationDateTime: required(timestamp),
  ProvisionedThroughput: required(ProvisionedThroughput),
  OnDemandThroughput,
  ItemCount,
  BillingMode,
});
export const LocalSecondaryIndexInfo = structure('LocalSecondaryIndexInfo', {
  IndexName,
  KeySchema,
  Projection,
});
export const LocalSecondaryIndexes = list(LocalSecondaryIndexInfo);
export const GlobalSecondaryIndexInfo = structure('GlobalSecondaryIndexInfo', {
  IndexName,
  KeySchema,
  Projection,
  ProvisionedThroughput,
  OnDemandThroughput,
});
export const GlobalSecondaryIndexes = list(GlobalSecondaryIndexInfo);
export const SourceTableFeatureDetails = structure('SourceTableFeatureDetails', {
  LocalSecondaryIndexes,
  GlobalSecondaryIndexes,
  StreamDescription: StreamSpecification,
  TimeToLiveDescription,
  SSEDescription,
});
export const BackupDescription = structure('BackupDescription', {
  BackupDetails,
  SourceTableDetails,
  SourceTableFeatureDetails,
});
export const PointInTimeRecoveryDescription = structure('PointInTimeRecoveryDescription', {
  PointInTimeRecoveryStatus,
  RecoveryPeriodInDays,
  EarliestRestorableDateTime: timestamp,
  LatestRestorableDateTime: timestamp,
});
export const ContinuousBackupsDescription = structure('ContinuousBackupsDescription', {
  ContinuousBackupsStatus: required(ContinuousBackupsStatus),
  PointInTimeRecoveryDescription,
});
export const IncrementalExportSpecification = structure('IncrementalExportSpecification', {
  ExportFromTime: timestamp,
  ExportToTime: timestamp,
  ExportViewType,
});
export const ExportDescription = structure('ExportDescription', {
  ExportArn,
  ExportStatus,
  StartTime: timestamp,
  EndTime: timestamp,
  ExportManifest: string(),
  TableArn,
  TableId,
  ExportTime: timestamp,
  ClientToken,
  S3Bucket,
  S3BucketOwner,
  S3Prefix,
  S3SseAlgorithm,
  S3SseKmsKeyId,
  FailureCode: string(),
  FailureMessage: string(),
  ExportFormat,
  BilledSizeBytes,
  ItemCount,
  ExportType,
  IncrementalExportSpecification,
});
export const S3BucketSource = structure('S3BucketSource', {
  S3BucketOwner,
  S3Bucket: required(S3Bucket),
  S3KeyPrefix: S3Prefix,
});
export const CsvHeaderList = list(CsvHeader, { min: 1, max: 255 });
export const CsvOptions = structure('CsvOptions', {
  Delimiter: CsvDelimiter,
  HeaderList: CsvHeaderList,
});
export const InputFormatOptions = structure('InputFormatOptions', {
  Csv: CsvOptions,
});
export const TableCreationParameters = structure('TableCreationParameters', {
  TableName: required(TableName),
  AttributeDefinitions: required(AttributeDefinitions),
  KeySchema: required(TableKeySchema),
  BillingMode,
  ProvisionedThroughput,
  OnDemandThroughput,
  SSESpecification,
  GlobalSecondaryIndexes: GlobalSecondaryIndexList,
});
export const ImportTableDescription = structure('ImportTableDescription', {
  ImportArn,
  ImportStatus,
  TableArn,
  TableId,
  ClientToken,
  S3BucketSource,
  ErrorCount,
  CloudWatchLogGroupArn,
  InputFormat,
  InputFormatOptions,
  InputCompressionType,
  TableCreationParameters,
  StartTime: timestamp,
  EndTime: timestamp,
  ProcessedSizeBytes: long(),
  ProcessedItemCount,
  ImportedItemCount,
  FailureCode: string(),
  FailureMessage: string(),
});
export const BackupSummary = structure('BackupSummary', {
  TableName,
  TableId,
  TableArn,
  BackupArn,
  BackupName,
  BackupCreationDateTime: timestamp,
  BackupExpiryDateTime: timestamp,
  BackupStatus,
  BackupType,
  BackupSizeBytes,
});
export const BackupSummaries = list(BackupSummary);
export const ExportSummary = structure('ExportSummary', {
  ExportArn,
  ExportStatus,
  ExportType,
});
export const ExportSummaries = list(ExportSummary);
export const ImportSummary = structure('ImportSummary', {
  ImportArn,
  ImportStatus,
  TableArn,
  S3BucketSource,
  CloudWatchLogGroupArn,
  InputFormat,
  StartTime: timestamp,
  EndTime: timestamp,
});
export const ImportSummaryList = list(ImportSummary);
export const PointInTimeRecoverySpecification = structure('PointInTimeRecoverySpecification', {
  PointInTimeRecoveryEnabled: required(boolean),
  RecoveryPeriodInDays,
});
