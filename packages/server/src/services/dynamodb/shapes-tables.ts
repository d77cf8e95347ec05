import { enumeration, integer, long, string } from '@paddock/wire';

/** Names, numbers and values of tables, with the bounds of AWS's model. Enumerations print in AWS's messages in the order that they have here. */
export const BackupName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' });
export const BackupArn = string({ min: 37, max: 1024 });
export const BackupSizeBytes = long({ min: 0 });
export const BackupStatus = enumeration('CREATING', 'DELETED', 'AVAILABLE');
export const BackupType = enumeration('USER', 'SYSTEM', 'AWS_BACKUP');
export const ReplicaStatus = enumeration(
  'CREATING',
  'CREATION_FAILED',
  'UPDATING',
  'DELETING',
  'ACTIVE',
  'REGION_DISABLED',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'ARCHIVING',
  'ARCHIVED',
  'REPLICATION_NOT_AUTHORIZED',
);
export const PositiveLongObject = long({ min: 1 });
export const TableStatus = enumeration(
  'CREATING',
  'UPDATING',
  'DELETING',
  'ACTIVE',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'ARCHIVING',
  'ARCHIVED',
  'REPLICATION_NOT_AUTHORIZED',
);
export const IndexStatus = enumeration('CREATING', 'UPDATING', 'DELETING', 'ACTIVE');
export const TableClass = enumeration('STANDARD', 'STANDARD_INFREQUENT_ACCESS');
export const GlobalTableSettingsReplicationMode = enumeration('ENABLED', 'DISABLED', 'ENABLED_WITH_OVERRIDES');
export const GlobalTableStatus = enumeration('CREATING', 'ACTIVE', 'DELETING', 'UPDATING');
export const KeySchemaAttributeName = string({ min: 1, max: 255 });
export const ScalarAttributeType = enumeration('B', 'N', 'S');
export const KeyType = enumeration('HASH', 'RANGE');
export const ProjectionType = enumeration('ALL', 'INCLUDE', 'KEYS_ONLY');
export const NonKeyAttributeName = string({ min: 1, max: 255 });
export const BillingMode = enumeration('PROVISIONED', 'PAY_PER_REQUEST');
export const StreamViewType = enumeration('OLD_IMAGE', 'KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE');
export const SSEType = enumeration('AES256', 'KMS');
export const TagKeyString = string({ min: 1, max: 128 });
export const TagValueString = string({ min: 0, max: 256 });
export const NonNegativeLongObject = long({ min: 0 });
export const TableId = string({ pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' });
export const StreamArn = string({ min: 37, max: 1024 });
export const WitnessStatus = enumeration('CREATING', 'DELETING', 'ACTIVE');
export const SSEStatus = enumeration('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED', 'UPDATING');
export const MultiRegionConsistency = enumeration('EVENTUAL', 'STRONG');
export const ItemCount = long({ min: 0 });
export const TimeToLiveStatus = enumeration('ENABLING', 'DISABLING', 'ENABLED', 'DISABLED');
export const TimeToLiveAttributeName = string({ min: 1, max: 255 });
export const ResourceArnString = string({ min: 1, max: 1283 });
export const PolicyRevisionId = string({ min: 1, max: 255 });
export const ContinuousBackupsStatus = enumeration('ENABLED', 'DISABLED');
export const PointInTimeRecoveryStatus = enumeration('ENABLED', 'DISABLED');
export const RecoveryPeriodInDays = integer({ min: 1, max: 35 });
export const ContributorInsightsRule = string({ pattern: '[A-Za-z0-9][A-Za-z0-9\\-\\_\\.]{0,126}[A-Za-z0-9]' });
export const ContributorInsightsStatus = enumeration('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED', 'FAILED');
export const ContributorInsightsMode = enumeration('THROTTLED_KEYS', 'ACCESSED_AND_THROTTLED_KEYS');
export const ExportArn = string({ min: 37, max: 1024 });
export const ExportStatus = enumeration('IN_PROGRESS', 'COMPLETED', 'FAILED');
export const ClientToken = string({ pattern: '^[^\\$]+$' });
export const S3Bucket = string({ max: 255, pattern: '^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$' });
export const S3BucketOwner = string({ pattern: '[0-9]{12}' });
export const S3Prefix = string({ max: 1024 });
export const S3SseAlgorithm = enumeration('AES256', 'KMS');
export const S3SseKmsKeyId = string({ min: 1, max: 2048 });
export const ExportFormat = enumeration('DYNAMODB_JSON', 'ION');
export const BilledSizeBytes = long({ min: 0 });
export const ExportType = enumeration('FULL_EXPORT', 'INCREMENTAL_EXPORT');
export const ExportViewType = enumeration('NEW_IMAGE', 'NEW_AND_OLD_IMAGES');
export const AutoScalingPolicyName = string({ min: 1, max: 256, pattern: '\\p{Print}+' });
export const ImportArn = string({ min: 37, max: 1024 });
export const ImportStatus = enumeration('IN_PROGRESS', 'COMPLETED', 'CANCELLING', 'CANCELLED', 'FAILED');
export const ErrorCount = long({ min: 0 });
export const CloudWatchLogGroupArn = string({ min: 1, max: 1024 });
export const InputFormat = enumeration('DYNAMODB_JSON', 'ION', 'CSV');
export const CsvDelimiter = string({ min: 1, max: 1, pattern: '[,;:|\\t ]' });
export const CsvHeader = string({ min: 1, max: 65_536, pattern: '[\\x20-\\x21\\x23-\\x2B\\x2D-\\x7E]*' });
export const InputCompressionType = enumeration('ZSTD', 'NONE', 'GZIP');
export const ProcessedItemCount = long({ min: 0 });
export const ImportedItemCount = long({ min: 0 });
export const DestinationStatus = enumeration(
  'ENABLING',
  'ACTIVE',
  'DISABLING',
  'DISABLED',
  'ENABLE_FAILED',
  'UPDATING',
);
export const ApproximateCreationDateTimePrecision = enumeration('MILLISECOND', 'MICROSECOND');
export const BackupsInputLimit = integer({ min: 1, max: 100 });
export const BackupTypeFilter = enumeration('USER', 'SYSTEM', 'AWS_BACKUP', 'ALL');
export const ListContributorInsightsLimit = integer({ max: 100 });
export const ListExportsMaxLimit = integer({ min: 1, max: 25 });
export const ListImportsMaxLimit = integer({ min: 1, max: 25 });
export const ImportNextToken = string({ min: 112, max: 1024, pattern: '([0-9a-f]{16})+' });
export const ListTablesInputLimit = integer({ min: 1, max: 100 });
export const ContributorInsightsAction = enumeration('ENABLE', 'DISABLE');
export const AutoScalingRoleArn = string({
  min: 1,
  max: 1600,
  pattern: '[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*',
});
