import { boolean, double, integer, list, required, string, structure, timestamp } from '@paddock/wire';
import { IndexName, TableName } from './shapes.js';
import {
  AutoScalingPolicyName,
  AutoScalingRoleArn,
  GlobalTableSettingsReplicationMode,
  GlobalTableStatus,
  IndexStatus,
  NonNegativeLongObject,
  PositiveLongObject,
  ReplicaStatus,
  TableClass,
  TableStatus,
  WitnessStatus,
} from './shapes-tables.js';
import {
  BillingModeSummary,
  GlobalSecondaryIndexWarmThroughputDescription,
  OnDemandThroughputOverride,
  ProvisionedThroughputOverride,
  TableClassSummary,
  TableWarmThroughputDescription,
} from './structures.js';

/** Replicas, global tables, and auto scaling. */
export const Replica = structure('Replica', {
  RegionName: string(),
});
export const ReplicaList = list(Replica);
export const ReplicaGlobalSecondaryIndexDescription = structure('ReplicaGlobalSecondaryIndexDescription', {
  IndexName,
  ProvisionedThroughputOverride,
  OnDemandThroughputOverride,
  WarmThroughput: GlobalSecondaryIndexWarmThroughputDescription,
});
export const ReplicaGlobalSecondaryIndexDescriptionList = list(ReplicaGlobalSecondaryIndexDescription);
export const ReplicaDescription = structure('ReplicaDescription', {
  RegionName: string(),
  ReplicaStatus,
  ReplicaArn: string(),
  ReplicaStatusDescription: string(),
  ReplicaStatusPercentProgress: string(),
  KMSMasterKeyId: string(),
  ProvisionedThroughputOverride,
  OnDemandThroughputOverride,
  WarmThroughput: TableWarmThroughputDescription,
  GlobalSecondaryIndexes: ReplicaGlobalSecondaryIndexDescriptionList,
  ReplicaInaccessibleDateTime: timestamp,
  ReplicaTableClassSummary: TableClassSummary,
  GlobalTableSettingsReplicationMode,
});
export const ReplicaDescriptionList = list(ReplicaDescription);
export const GlobalTableDescription = structure('GlobalTableDescription', {
  ReplicationGroup: ReplicaDescriptionList,
  GlobalTableArn: string(),
  CreationDateTime: timestamp,
  GlobalTableStatus,
  GlobalTableName: TableName,
});
export const GlobalTableWitnessDescription = structure('GlobalTableWitnessDescription', {
  RegionName: string(),
  WitnessStatus,
});
export const GlobalTableWitnessDescriptionList = list(GlobalTableWitnessDescription);
export const AutoScalingTargetTrackingScalingPolicyConfigurationDescription = structure(
  'AutoScalingTargetTrackingScalingPolicyConfigurationDescription',
  {
    DisableScaleIn: boolean,
    ScaleInCooldown: integer(),
    ScaleOutCooldown: integer(),
    TargetValue: required(double()),
  },
);
export const AutoScalingPolicyDescription = structure('AutoScalingPolicyDescription', {
  PolicyName: AutoScalingPolicyName,
  TargetTrackingScalingPolicyConfiguration: AutoScalingTargetTrackingScalingPolicyConfigurationDescription,
});
export const AutoScalingPolicyDescriptionList = list(AutoScalingPolicyDescription);
export const AutoScalingSettingsDescription = structure('AutoScalingSettingsDescription', {
  MinimumUnits: PositiveLongObject,
  MaximumUnits: PositiveLongObject,
  AutoScalingDisabled: boolean,
  AutoScalingRoleArn: string(),
  ScalingPolicies: AutoScalingPolicyDescriptionList,
});
export const ReplicaGlobalSecondaryIndexSettingsDescription = structure(
  'ReplicaGlobalSecondaryIndexSettingsDescription',
  {
    IndexName: required(IndexName),
    IndexStatus,
    ProvisionedReadCapacityUnits: PositiveLongObject,
    ProvisionedReadCapacityAutoScalingSettings: AutoScalingSettingsDescription,
    ProvisionedWriteCapacityUnits: PositiveLongObject,
    ProvisionedWriteCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  },
);
export const ReplicaGlobalSecondaryIndexSettingsDescriptionList = list(ReplicaGlobalSecondaryIndexSettingsDescription);
export const ReplicaSettingsDescription = structure('ReplicaSettingsDescription', {
  RegionName: required(string()),
  ReplicaStatus,
  ReplicaBillingModeSummary: BillingModeSummary,
  ReplicaProvisionedReadCapacityUnits: NonNegativeLongObject,
  ReplicaProvisionedReadCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  ReplicaProvisionedWriteCapacityUnits: NonNegativeLongObject,
  ReplicaProvisionedWriteCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  ReplicaGlobalSecondaryIndexSettings: ReplicaGlobalSecondaryIndexSettingsDescriptionList,
  ReplicaTableClassSummary: TableClassSummary,
});
export const ReplicaSettingsDescriptionList = list(ReplicaSettingsDescription);
export const ReplicaGlobalSecondaryIndexAutoScalingDescription = structure(
  'ReplicaGlobalSecondaryIndexAutoScalingDescription',
  {
    IndexName,
    IndexStatus,
    ProvisionedReadCapacityAutoScalingSettings: AutoScalingSettingsDescription,
    ProvisionedWriteCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  },
);
export const ReplicaGlobalSecondaryIndexAutoScalingDescriptionList = list(
  ReplicaGlobalSecondaryIndexAutoScalingDescription,
);
export const ReplicaAutoScalingDescription = structure('ReplicaAutoScalingDescription', {
  RegionName: string(),
  GlobalSecondaryIndexes: ReplicaGlobalSecondaryIndexAutoScalingDescriptionList,
  ReplicaProvisionedReadCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  ReplicaProvisionedWriteCapacityAutoScalingSettings: AutoScalingSettingsDescription,
  ReplicaStatus,
});
export const ReplicaAutoScalingDescriptionList = list(ReplicaAutoScalingDescription);
export const TableAutoScalingDescription = structure('TableAutoScalingDescription', {
  TableName,
  TableStatus,
  Replicas: ReplicaAutoScalingDescriptionList,
});
export const GlobalTable = structure('GlobalTable', {
  GlobalTableName: TableName,
  ReplicationGroup: ReplicaList,
});
export const GlobalTableList = list(GlobalTable);
export const CreateReplicaAction = structure('CreateReplicaAction', {
  RegionName: required(string()),
});
export const DeleteReplicaAction = structure('DeleteReplicaAction', {
  RegionName: required(string()),
});
export const ReplicaUpdate = structure('ReplicaUpdate', {
  Create: CreateReplicaAction,
  Delete: DeleteReplicaAction,
});
export const ReplicaUpdateList = list(ReplicaUpdate);
export const AutoScalingTargetTrackingScalingPolicyConfigurationUpdate = structure(
  'AutoScalingTargetTrackingScalingPolicyConfigurationUpdate',
  {
    DisableScaleIn: boolean,
    ScaleInCooldown: integer(),
    ScaleOutCooldown: integer(),
    TargetValue: required(double()),
  },
);
export const AutoScalingPolicyUpdate = structure('AutoScalingPolicyUpdate', {
  PolicyName: AutoScalingPolicyName,
  TargetTrackingScalingPolicyConfiguration: required(AutoScalingTargetTrackingScalingPolicyConfigurationUpdate),
});
export const AutoScalingSettingsUpdate = structure('AutoScalingSettingsUpdate', {
  MinimumUnits: PositiveLongObject,
  MaximumUnits: PositiveLongObject,
  AutoScalingDisabled: boolean,
  AutoScalingRoleArn,
  ScalingPolicyUpdate: AutoScalingPolicyUpdate,
});
export const GlobalTableGlobalSecondaryIndexSettingsUpdate = structure(
  'GlobalTableGlobalSecondaryIndexSettingsUpdate',
  {
    IndexName: required(IndexName),
    ProvisionedWriteCapacityUnits: PositiveLongObject,
    ProvisionedWriteCapacityAutoScalingSettingsUpdate: AutoScalingSettingsUpdate,
  },
);
export const GlobalTableGlobalSecondaryIndexSettingsUpdateList = list(GlobalTableGlobalSecondaryIndexSettingsUpdate, {
  min: 1,
  max: 20,
});
export const ReplicaGlobalSecondaryIndexSettingsUpdate = structure('ReplicaGlobalSecondaryIndexSettingsUpdate', {
  IndexName: required(IndexName),
  ProvisionedReadCapacityUnits: PositiveLongObject,
  ProvisionedReadCapacityAutoScalingSettingsUpdate: AutoScalingSettingsUpdate,
});
export const ReplicaGlobalSecondaryIndexSettingsUpdateList = list(ReplicaGlobalSecondaryIndexSettingsUpdate, {
  min: 1,
  max: 20,
});
export const ReplicaSettingsUpdate = structure('ReplicaSettingsUpdate', {
  RegionName: required(string()),
  ReplicaProvisionedReadCapacityUnits: PositiveLongObject,
  ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate: AutoScalingSettingsUpdate,
  ReplicaGlobalSecondaryIndexSettingsUpdate: ReplicaGlobalSecondaryIndexSettingsUpdateList,
  ReplicaTableClass: TableClass,
});
export const ReplicaSettingsUpdateList = list(ReplicaSettingsUpdate, { min: 1, max: 50 });
export const ReplicaGlobalSecondaryIndex = structure('ReplicaGlobalSecondaryIndex', {
  IndexName: required(IndexName),
  ProvisionedThroughputOverride,
  OnDemandThroughputOverride,
});
export const ReplicaGlobalSecondaryIndexList = list(ReplicaGlobalSecondaryIndex, { min: 1 });
export const CreateReplicationGroupMemberAction = structure('CreateReplicationGroupMemberAction', {
  RegionName: required(string()),
  KMSMasterKeyId: string(),
  ProvisionedThroughputOverride,
  OnDemandThroughputOverride,
  GlobalSecondaryIndexes: ReplicaGlobalSecondaryIndexList,
  TableClassOverride: TableClass,
});
export const UpdateReplicationGroupMemberAction = structure('UpdateReplicationGroupMemberAction', {
  RegionName: required(string()),
  KMSMasterKeyId: string(),
  ProvisionedThroughputOverride,
  OnDemandThroughputOverride,
  GlobalSecondaryIndexes: ReplicaGlobalSecondaryIndexList,
  TableClassOverride: TableClass,
});
export const DeleteReplicationGroupMemberAction = structure('DeleteReplicationGroupMemberAction', {
  RegionName: required(string()),
});
export const ReplicationGroupUpdate = structure('ReplicationGroupUpdate', {
  Create: CreateReplicationGroupMemberAction,
  Update: UpdateReplicationGroupMemberAction,
  Delete: DeleteReplicationGroupMemberAction,
});
export const ReplicationGroupUpdateList = list(ReplicationGroupUpdate, { min: 1 });
export const CreateGlobalTableWitnessGroupMemberAction = structure('CreateGlobalTableWitnessGroupMemberAction', {
  RegionName: required(string()),
});
export const DeleteGlobalTableWitnessGroupMemberAction = structure('DeleteGlobalTableWitnessGroupMemberAction', {
  RegionName: required(string()),
});
export const GlobalTableWitnessGroupUpdate = structure('GlobalTableWitnessGroupUpdate', {
  Create: CreateGlobalTableWitnessGroupMemberAction,
  Delete: DeleteGlobalTableWitnessGroupMemberAction,
});
export const GlobalTableWitnessGroupUpdateList = list(GlobalTableWitnessGroupUpdate, { min: 1, max: 1 });
export const GlobalSecondaryIndexAutoScalingUpdate = structure('GlobalSecondaryIndexAutoScalingUpdate', {
  IndexName,
  ProvisionedWriteCapacityAutoScalingUpdate: AutoScalingSettingsUpdate,
});
export const GlobalSecondaryIndexAutoScalingUpdateList = list(GlobalSecondaryIndexAutoScalingUpdate, { min: 1 });
export const ReplicaGlobalSecondaryIndexAutoScalingUpdate = structure('ReplicaGlobalSecondaryIndexAutoScalingUpdate', {
  IndexName,
  ProvisionedReadCapacityAutoScalingUpdate: AutoScalingSettingsUpdate,
});
export const ReplicaGlobalSecondaryIndexAutoScalingUpdateList = list(ReplicaGlobalSecondaryIndexAutoScalingUpdate);
export const ReplicaAutoScalingUpdate = structure('ReplicaAutoScalingUpdate', {
  RegionName: required(string()),
  ReplicaGlobalSecondaryIndexUpdates: ReplicaGlobalSecondaryIndexAutoScalingUpdateList,
  ReplicaProvisionedReadCapacityAutoScalingUpdate: AutoScalingSettingsUpdate,
});
export const ReplicaAutoScalingUpdateList = list(ReplicaAutoScalingUpdate, { min: 1 });
