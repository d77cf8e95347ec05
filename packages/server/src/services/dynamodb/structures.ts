import { boolean, double, list, long, map, required, string, structure, timestamp } from '@paddock/wire';
import {
  AttributeNameList,
  BatchStatementErrorCodeEnum,
  ExpressionAttributeNameMap,
  IndexName,
  ItemList,
  KeyList,
  PartiQLStatement,
  ReturnValuesOnConditionCheckFailure,
  TableArn,
  TableName,
} from './shapes.js';
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
import {
  AttributeMap,
  AttributeValue,
  ExpressionAttributeValueMap,
  ItemCollectionKeyAttributeMap,
  Key,
  PutItemInputAttributeMap,
} from './shapes-values.js';

/** Batches, transactions and statements, what requests consume, and what tables are made of. Members come in the order in which AWS reports their violations. */
export const PreparedStatementParameters = list(AttributeValue, { min: 1 });
export const BatchStatementRequest = structure('BatchStatementRequest', {
  Statement: required(PartiQLStatement),
  Parameters: PreparedStatementParameters,
  ConsistentRead: boolean,
  ReturnValuesOnConditionCheckFailure,
});
export const PartiQLBatchRequest = list(BatchStatementRequest, { min: 1, max: 25 });
export const BatchStatementError = structure('BatchStatementError', {
  Code: BatchStatementErrorCodeEnum,
  Message: string(),
  Item: AttributeMap,
});
export const BatchStatementResponse = structure('BatchStatementResponse', {
  Error: BatchStatementError,
  TableName,
  Item: AttributeMap,
});
export const PartiQLBatchResponse = list(BatchStatementResponse);
export const Capacity = structure('Capacity', {
  ReadCapacityUnits: double(),
  WriteCapacityUnits: double(),
  CapacityUnits: double(),
});
export const SecondaryIndexesCapacityMap = map(IndexName, Capacity);
export const ConsumedCapacity = structure('ConsumedCapacity', {
  TableName: TableArn,
  CapacityUnits: double(),
  ReadCapacityUnits: double(),
  WriteCapacityUnits: double(),
  Table: Capacity,
  LocalSecondaryIndexes: SecondaryIndexesCapacityMap,
  GlobalSecondaryIndexes: SecondaryIndexesCapacityMap,
});
export const ConsumedCapacityMultiple = list(ConsumedCapacity);
export const KeysAndAttributes = structure('KeysAndAttributes', {
  Keys: required(KeyList),
  AttributesToGet: AttributeNameList,
  ConsistentRead: boolean,
  ProjectionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
});
export const BatchGetRequestMap = map(TableArn, KeysAndAttributes, { min: 1, max: 100 });
export const BatchGetResponseMap = map(TableArn, ItemList);
export const PutRequest = structure('PutRequest', {
  Item: required(PutItemInputAttributeMap),
});
export const DeleteRequest = structure('DeleteRequest', {
  Key: required(Key),
});
export const WriteRequest = structure('WriteRequest', {
  PutRequest,
  DeleteRequest,
});
export const WriteRequests = list(WriteRequest, { min: 1, max: 25 });
export const BatchWriteItemRequestMap = map(TableArn, WriteRequests, { min: 1, max: 25 });
export const ItemCollectionSizeEstimateRange = list(double());
export const ItemCollectionMetrics = structure('ItemCollectionMetrics', {
  ItemCollectionKey: ItemCollectionKeyAttributeMap,
  SizeEstimateRangeGB: ItemCollectionSizeEstimateRange,
});
export const ItemCollectionMetricsMultiple = list(ItemCollectionMetrics);
export const ItemCollectionMetricsPerTable = map(TableArn, ItemCollectionMetricsMultiple);
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
  TableClass,
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
  ProjectionType,
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
  ProvisionedThroughput,
  OnDemandThroughput,
  WarmThroughput,
});
export const GlobalSecondaryIndexList = list(GlobalSecondaryIndex);
export const StreamSpecification = structure('StreamSpecification', {
  StreamEnabled: required(boolean),
  StreamViewType,
});
export const SSESpecification = structure('SSESpecification', {
  Enabled: boolean,
  SSEType,
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
  BillingMode,
  LastUpdateToPayPerRequestDateTime: timestamp,
});
export const SSEDescription = structure('SSEDescription', {
  Status: SSEStatus,
  SSEType,
  KMSMasterKeyArn: string(),
  InaccessibleEncryptionDateTime: timestamp,
});
export const TimeToLiveDescription = structure('TimeToLiveDescription', {
  TimeToLiveStatus,
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
  StreamArn,
  DestinationStatus,
  DestinationStatusDescription: string(),
  ApproximateCreationDateTimePrecision,
});
export const KinesisDataStreamDestinations = list(KinesisDataStreamDestination);
export const EnableKinesisStreamingConfiguration = structure('EnableKinesisStreamingConfiguration', {
  ApproximateCreationDateTimePrecision,
});
export const ParameterizedStatement = structure('ParameterizedStatement', {
  Statement: required(PartiQLStatement),
  Parameters: PreparedStatementParameters,
  ReturnValuesOnConditionCheckFailure,
});
export const ParameterizedStatements = list(ParameterizedStatement, { min: 1, max: 100 });
export const ItemResponse = structure('ItemResponse', {
  Item: AttributeMap,
});
export const ItemResponseList = list(ItemResponse, { min: 1, max: 100 });
export const ContributorInsightsSummary = structure('ContributorInsightsSummary', {
  TableName,
  IndexName,
  ContributorInsightsStatus,
  ContributorInsightsMode,
});
export const ContributorInsightsSummaries = list(ContributorInsightsSummary);
export const Get = structure('Get', {
  Key: required(Key),
  TableName: required(TableArn),
  ProjectionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
});
export const TransactGetItem = structure('TransactGetItem', {
  Get: required(Get),
});
export const TransactGetItemList = list(TransactGetItem, { min: 1, max: 100 });
export const ConditionCheck = structure('ConditionCheck', {
  Key: required(Key),
  TableName: required(TableArn),
  ConditionExpression: required(string()),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure,
});
export const Put = structure('Put', {
  Item: required(PutItemInputAttributeMap),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure,
});
export const Delete = structure('Delete', {
  Key: required(Key),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure,
});
export const Update = structure('Update', {
  Key: required(Key),
  UpdateExpression: required(string()),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure,
});
export const TransactWriteItem = structure('TransactWriteItem', {
  ConditionCheck,
  Put,
  Delete,
  Update,
});
export const TransactWriteItemList = list(TransactWriteItem, { min: 1, max: 100 });
export const TagKeyList = list(TagKeyString);
export const UpdateKinesisStreamingConfiguration = structure('UpdateKinesisStreamingConfiguration', {
  ApproximateCreationDateTimePrecision,
});
export const TimeToLiveSpecification = structure('TimeToLiveSpecification', {
  AttributeName: required(TimeToLiveAttributeName),
  Enabled: required(boolean),
});
