import { boolean, list, long, required, string, structure, timestamp } from '@paddock/wire';
import { IndexName, TableName } from './shapes.js';
import {
  ApproximateCreationDateTimePrecision,
  BillingMode,
  ContributorInsightsMode,
  ContributorInsightsRule,
  ContributorInsightsStatus,
  DestinationStatus,
  IndexStatus,
  KeySchemaAttributeName,
  KeyType,
  NonKeyAttributeName,
  NonNegativeLongObject,
  PositiveLongObject,
  ProjectionType,
  SSEStatus,
  SSEType,
  ScalarAttributeType,
  StreamArn,
  StreamViewType,
  TableClass,
  TableStatus,
  TagKeyString,
  TagValueString,
  TimeToLiveAttributeName,
  TimeToLiveStatus,
} from './shapes-tables.js';

/** What tables are made of. Members come in the order in which AWS reports their violations. */
export const ProvisionedThroughputOverride = structure('ProvisionedThroughputOverride', {
  ReadCapacityUnits: PositiveLongObject,
});
export const OnDemandThroughputOverride = structure('OnDemandThroughputOverride', {
  MaxReadRequestUnits: long(),
});
export const TableWarmThroughputDescription = structure('TableWarmThroughputDescription', {
  ReadUnitsPerSecond: PositiveLongObject,
  WriteUnitsPerSecond: PositiveLongObject,
  Status: TableStatus,
});
export const GlobalSecondaryIndexWarmThroughputDescription = structure(
  'GlobalSecondaryIndexWarmThroughputDescription',
  {
    ReadUnitsPerSecond: PositiveLongObject,
    WriteUnitsPerSecond: PositiveLongObject,
    Status: IndexStatus,
  },
);
export const TableClassSummary = structure('TableClassSummary', {
  TableClass: TableClass,
  LastUpdateDateTime: timestamp,
});
export const AttributeDefinition = structure('AttributeDefinition', {
  AttributeType: required(ScalarAttributeType),
  AttributeName: required(KeySchemaAttributeName),
});
export const AttributeDefinitions = list(AttributeDefinition);
export const KeySchemaElement = structure('KeySchemaElement', {
  AttributeName: required(KeySchemaAttributeName),
  KeyType: required(KeyType),
});
export const KeySchema = list(KeySchemaElement, { min: 1 });
/** Of tables and local indexes. The model knows no bound. */
export const TableKeySchema = list(KeySchemaElement, { min: 1, max: 2 });
export const NonKeyAttributeNameList = list(NonKeyAttributeName, { min: 1, max: 20 });
export const Projection = structure('Projection', {
  ProjectionType: ProjectionType,
  NonKeyAttributes: NonKeyAttributeNameList,
});
export const LocalSecondaryIndex = structure('LocalSecondaryIndex', {
  IndexName: required(IndexName),
  KeySchema: required(TableKeySchema),
  Projection: required(Projection),
});
export const LocalSecondaryIndexList = list(LocalSecondaryIndex);
export const ProvisionedThroughput = structure('ProvisionedThroughput', {
  WriteCapacityUnits: required(PositiveLongObject),
  ReadCapacityUnits: required(PositiveLongObject),
});
export const OnDemandThroughput = structure('OnDemandThroughput', {
  MaxReadRequestUnits: long(),
  MaxWriteRequestUnits: long(),
});
export const WarmThroughput = structure('WarmThroughput', {
  ReadUnitsPerSecond: long(),
  WriteUnitsPerSecond: long(),
});
export const GlobalSecondaryIndex = structure('GlobalSecondaryIndex', {
  IndexName: required(IndexName),
  KeySchema: required(KeySchema),
  Projection: required(Projection),
  ProvisionedThroughput: ProvisionedThroughput,
  OnDemandThroughput: OnDemandThroughput,
  WarmThroughput: WarmThroughput,
});
export const GlobalSecondaryIndexList = list(GlobalSecondaryIndex);
export const StreamSpecification = structure('StreamSpecification', {
  StreamEnabled: required(boolean),
  StreamViewType: StreamViewType,
});
export const SSESpecification = structure('SSESpecification', {
  Enabled: boolean,
  SSEType: SSEType,
  KMSMasterKeyId: string(),
});
export const Tag = structure('Tag', {
  Key: required(TagKeyString),
  Value: required(TagValueString),
});
export const TagList = list(Tag);
export const ProvisionedThroughputDescription = structure('ProvisionedThroughputDescription', {
  LastIncreaseDateTime: timestamp,
  LastDecreaseDateTime: timestamp,
  NumberOfDecreasesToday: PositiveLongObject,
  ReadCapacityUnits: NonNegativeLongObject,
  WriteCapacityUnits: NonNegativeLongObject,
});
export const BillingModeSummary = structure('BillingModeSummary', {
  BillingMode: BillingMode,
  LastUpdateToPayPerRequestDateTime: timestamp,
});
export const SSEDescription = structure('SSEDescription', {
  Status: SSEStatus,
  SSEType: SSEType,
  KMSMasterKeyArn: string(),
  InaccessibleEncryptionDateTime: timestamp,
});
export const TimeToLiveDescription = structure('TimeToLiveDescription', {
  TimeToLiveStatus: TimeToLiveStatus,
  AttributeName: TimeToLiveAttributeName,
});
export const ContributorInsightsRuleList = list(ContributorInsightsRule);
export const FailureException = structure('FailureException', {
  ExceptionName: string(),
  ExceptionDescription: string(),
});
export const Endpoint = structure('Endpoint', {
  Address: required(string()),
  CachePeriodInMinutes: required(long()),
});
export const Endpoints = list(Endpoint);
export const KinesisDataStreamDestination = structure('KinesisDataStreamDestination', {
  StreamArn: StreamArn,
  DestinationStatus: DestinationStatus,
  DestinationStatusDescription: string(),
  ApproximateCreationDateTimePrecision: ApproximateCreationDateTimePrecision,
});
export const KinesisDataStreamDestinations = list(KinesisDataStreamDestination);
export const EnableKinesisStreamingConfiguration = structure('EnableKinesisStreamingConfiguration', {
  ApproximateCreationDateTimePrecision: ApproximateCreationDateTimePrecision,
});
export const ContributorInsightsSummary = structure('ContributorInsightsSummary', {
  TableName: TableName,
  IndexName: IndexName,
  ContributorInsightsStatus: ContributorInsightsStatus,
  ContributorInsightsMode: ContributorInsightsMode,
});
export const ContributorInsightsSummaries = list(ContributorInsightsSummary);
export const TableNameList = list(TableName);
export const TagKeyList = list(TagKeyString);
export const UpdateKinesisStreamingConfiguration = structure('UpdateKinesisStreamingConfiguration', {
  ApproximateCreationDateTimePrecision: ApproximateCreationDateTimePrecision,
});
export const TimeToLiveSpecification = structure('TimeToLiveSpecification', {
  AttributeName: required(TimeToLiveAttributeName),
  Enabled: required(boolean),
});
