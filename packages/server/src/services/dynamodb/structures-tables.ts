import { boolean, list, long, required, string, structure, timestamp } from '@paddock/wire';
import { IndexName, TableName } from './shapes.js';
import {
  BackupArn,
  GlobalTableSettingsReplicationMode,
  IndexStatus,
  MultiRegionConsistency,
  StreamArn,
  TableId,
  TableStatus,
} from './shapes-tables.js';
import {
  AttributeDefinitions,
  BillingModeSummary,
  GlobalSecondaryIndexWarmThroughputDescription,
  KeySchema,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  ProvisionedThroughputDescription,
  SSEDescription,
  StreamSpecification,
  TableClassSummary,
  TableWarmThroughputDescription,
  WarmThroughput,
} from './structures.js';
import { RestoreSummary } from './structures-backups.js';
import { GlobalTableWitnessDescriptionList, ReplicaDescriptionList } from './structures-replicas.js';

/** Tables and their indexes as they are described, and as they are changed. */
export const LocalSecondaryIndexDescription = structure('LocalSecondaryIndexDescription', {
  IndexName,
  KeySchema,
  Projection,
  IndexSizeBytes: long(),
  ItemCount: long(),
  IndexArn: string(),
});
export const LocalSecondaryIndexDescriptionList = list(LocalSecondaryIndexDescription);
export const GlobalSecondaryIndexDescription = structure('GlobalSecondaryIndexDescription', {
  IndexName,
  KeySchema,
  Projection,
  IndexStatus,
  Backfilling: boolean,
  ProvisionedThroughput: ProvisionedThroughputDescription,
  IndexSizeBytes: long(),
  ItemCount: long(),
  IndexArn: string(),
  OnDemandThroughput,
  WarmThroughput: GlobalSecondaryIndexWarmThroughputDescription,
});
export const GlobalSecondaryIndexDescriptionList = list(GlobalSecondaryIndexDescription);
export const ArchivalSummary = structure('ArchivalSummary', {
  ArchivalDateTime: timestamp,
  ArchivalReason: string(),
  ArchivalBackupArn: BackupArn,
});
export const TableDescription = structure('TableDescription', {
  AttributeDefinitions,
  TableName,
  KeySchema,
  TableStatus,
  CreationDateTime: timestamp,
  ProvisionedThroughput: ProvisionedThroughputDescription,
  TableSizeBytes: long(),
  ItemCount: long(),
  TableArn: string(),
  TableId,
  BillingModeSummary,
  LocalSecondaryIndexes: LocalSecondaryIndexDescriptionList,
  GlobalSecondaryIndexes: GlobalSecondaryIndexDescriptionList,
  StreamSpecification,
  LatestStreamLabel: string(),
  LatestStreamArn: StreamArn,
  GlobalTableVersion: string(),
  Replicas: ReplicaDescriptionList,
  GlobalTableWitnesses: GlobalTableWitnessDescriptionList,
  GlobalTableSettingsReplicationMode,
  RestoreSummary,
  SSEDescription,
  ArchivalSummary,
  TableClassSummary,
  DeletionProtectionEnabled: boolean,
  OnDemandThroughput,
  WarmThroughput: TableWarmThroughputDescription,
  MultiRegionConsistency,
});
export const UpdateGlobalSecondaryIndexAction = structure('UpdateGlobalSecondaryIndexAction', {
  IndexName: required(IndexName),
  ProvisionedThroughput,
  OnDemandThroughput,
  WarmThroughput,
});
export const CreateGlobalSecondaryIndexAction = structure('CreateGlobalSecondaryIndexAction', {
  Projection: required(Projection),
  IndexName: required(IndexName),
  ProvisionedThroughput,
  KeySchema: required(KeySchema),
  OnDemandThroughput,
  WarmThroughput,
});
export const DeleteGlobalSecondaryIndexAction = structure('DeleteGlobalSecondaryIndexAction', {
  IndexName: required(IndexName),
});
export const GlobalSecondaryIndexUpdate = structure('GlobalSecondaryIndexUpdate', {
  Update: UpdateGlobalSecondaryIndexAction,
  Create: CreateGlobalSecondaryIndexAction,
  Delete: DeleteGlobalSecondaryIndexAction,
});
export const GlobalSecondaryIndexUpdateList = list(GlobalSecondaryIndexUpdate);
export const TableNameList = list(TableName);
