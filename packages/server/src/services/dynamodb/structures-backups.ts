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
} from './structures-tables.js';

/** Backups, restores, exports and imports. */
export const BackupDetails = structure('BackupDetails', {
  BackupArn: required(BackupArn),
  BackupName: required(BackupName),
  BackupSizeBytes: BackupSizeBytes,
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
  TableArn: TableArn,
  TableSizeBytes: long(),
  KeySchema: required(KeySchema),
  TableCreationDateTime: required(timestamp),
  ProvisionedThroughput: required(ProvisionedThroughput),
  OnDemandThroughput: OnDemandThroughput,
  ItemCount: ItemCount,
  BillingMode: BillingMode,
});
export const LocalSecondaryIndexInfo = structure('LocalSecondaryIndexInfo', {
  IndexName: IndexName,
  KeySchema: KeySchema,
  Projection: Projection,
});
export const LocalSecondaryIndexes = list(LocalSecondaryIndexInfo);
export const GlobalSecondaryIndexInfo = structure('GlobalSecondaryIndexInfo', {
  IndexName: IndexName,
  KeySchema: KeySchema,
  Projection: Projection,
  ProvisionedThroughput: ProvisionedThroughput,
  OnDemandThroughput: OnDemandThroughput,
});
export const GlobalSecondaryIndexes = list(GlobalSecondaryIndexInfo);
export const SourceTableFeatureDetails = structure('SourceTableFeatureDetails', {
  LocalSecondaryIndexes: LocalSecondaryIndexes,
  GlobalSecondaryIndexes: GlobalSecondaryIndexes,
  StreamDescription: StreamSpecification,
  TimeToLiveDescription: TimeToLiveDescription,
  SSEDescription: SSEDescription,
});
export const BackupDescription = structure('BackupDescription', {
  BackupDetails: BackupDetails,
  SourceTableDetails: SourceTableDetails,
  SourceTableFeatureDetails: SourceTableFeatureDetails,
});
export const PointInTimeRecoveryDescription = structure('PointInTimeRecoveryDescription', {
  PointInTimeRecoveryStatus: PointInTimeRecoveryStatus,
  RecoveryPeriodInDays: RecoveryPeriodInDays,
  EarliestRestorableDateTime: timestamp,
  LatestRestorableDateTime: timestamp,
});
export const ContinuousBackupsDescription = structure('ContinuousBackupsDescription', {
  ContinuousBackupsStatus: required(ContinuousBackupsStatus),
  PointInTimeRecoveryDescription: PointInTimeRecoveryDescription,
});
export const IncrementalExportSpecification = structure('IncrementalExportSpecification', {
  ExportFromTime: timestamp,
  ExportToTime: timestamp,
  ExportViewType: ExportViewType,
});
export const ExportDescription = structure('ExportDescription', {
  ExportArn: ExportArn,
  ExportStatus: ExportStatus,
  StartTime: timestamp,
  EndTime: timestamp,
  ExportManifest: string(),
  TableArn: TableArn,
  TableId: TableId,
  ExportTime: timestamp,
  ClientToken: ClientToken,
  S3Bucket: S3Bucket,
  S3BucketOwner: S3BucketOwner,
  S3Prefix: S3Prefix,
  S3SseAlgorithm: S3SseAlgorithm,
  S3SseKmsKeyId: S3SseKmsKeyId,
  FailureCode: string(),
  FailureMessage: string(),
  ExportFormat: ExportFormat,
  BilledSizeBytes: BilledSizeBytes,
  ItemCount: ItemCount,
  ExportType: ExportType,
  IncrementalExportSpecification: IncrementalExportSpecification,
});
export const S3BucketSource = structure('S3BucketSource', {
  S3BucketOwner: S3BucketOwner,
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
  BillingMode: BillingMode,
  ProvisionedThroughput: ProvisionedThroughput,
  OnDemandThroughput: OnDemandThroughput,
  SSESpecification: SSESpecification,
  GlobalSecondaryIndexes: GlobalSecondaryIndexList,
});
export const ImportTableDescription = structure('ImportTableDescription', {
  ImportArn: ImportArn,
  ImportStatus: ImportStatus,
  TableArn: TableArn,
  TableId: TableId,
  ClientToken: ClientToken,
  S3BucketSource: S3BucketSource,
  ErrorCount: ErrorCount,
  CloudWatchLogGroupArn: CloudWatchLogGroupArn,
  InputFormat: InputFormat,
  InputFormatOptions: InputFormatOptions,
  InputCompressionType: InputCompressionType,
  TableCreationParameters: TableCreationParameters,
  StartTime: timestamp,
  EndTime: timestamp,
  ProcessedSizeBytes: long(),
  ProcessedItemCount: ProcessedItemCount,
  ImportedItemCount: ImportedItemCount,
  FailureCode: string(),
  FailureMessage: string(),
});
export const BackupSummary = structure('BackupSummary', {
  TableName: TableName,
  TableId: TableId,
  TableArn: TableArn,
  BackupArn: BackupArn,
  BackupName: BackupName,
  BackupCreationDateTime: timestamp,
  BackupExpiryDateTime: timestamp,
  BackupStatus: BackupStatus,
  BackupType: BackupType,
  BackupSizeBytes: BackupSizeBytes,
});
export const BackupSummaries = list(BackupSummary);
export const ExportSummary = structure('ExportSummary', {
  ExportArn: ExportArn,
  ExportStatus: ExportStatus,
  ExportType: ExportType,
});
export const ExportSummaries = list(ExportSummary);
export const ImportSummary = structure('ImportSummary', {
  ImportArn: ImportArn,
  ImportStatus: ImportStatus,
  TableArn: TableArn,
  S3BucketSource: S3BucketSource,
  CloudWatchLogGroupArn: CloudWatchLogGroupArn,
  InputFormat: InputFormat,
  StartTime: timestamp,
  EndTime: timestamp,
});
export const ImportSummaryList = list(ImportSummary);
export const PointInTimeRecoverySpecification = structure('PointInTimeRecoverySpecification', {
  PointInTimeRecoveryEnabled: required(boolean),
  RecoveryPeriodInDays: RecoveryPeriodInDays,
});
