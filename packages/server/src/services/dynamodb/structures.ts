import { boolean, double, list, map, required, string, structure } from '@paddock/wire';
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
  AttributeMap,
  AttributeValue,
  ExpressionAttributeValueMap,
  ItemCollectionKeyAttributeMap,
  Key,
  PutItemInputAttributeMap,
} from './shapes-values.js';

/** Batches, transactions and statements, and what requests consume. Members come in the order in which AWS reports their violations. */
export const PreparedStatementParameters = list(AttributeValue, { min: 1 });
export const BatchStatementRequest = structure('BatchStatementRequest', {
  Statement: required(PartiQLStatement),
  Parameters: PreparedStatementParameters,
  ConsistentRead: boolean,
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const PartiQLBatchRequest = list(BatchStatementRequest, { min: 1, max: 25 });
export const BatchStatementError = structure('BatchStatementError', {
  Code: BatchStatementErrorCodeEnum,
  Message: string(),
  Item: AttributeMap,
});
export const BatchStatementResponse = structure('BatchStatementResponse', {
  Error: BatchStatementError,
  TableName: TableName,
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
  PutRequest: PutRequest,
  DeleteRequest: DeleteRequest,
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
export const ParameterizedStatement = structure('ParameterizedStatement', {
  Statement: required(PartiQLStatement),
  Parameters: PreparedStatementParameters,
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const ParameterizedStatements = list(ParameterizedStatement, { min: 1, max: 100 });
export const ItemResponse = structure('ItemResponse', {
  Item: AttributeMap,
});
export const ItemResponseList = list(ItemResponse, { min: 1, max: 100 });
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
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const Put = structure('Put', {
  Item: required(PutItemInputAttributeMap),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const Delete = structure('Delete', {
  Key: required(Key),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const Update = structure('Update', {
  Key: required(Key),
  UpdateExpression: required(string()),
  TableName: required(TableArn),
  ConditionExpression: string(),
  ExpressionAttributeNames: ExpressionAttributeNameMap,
  ExpressionAttributeValues: ExpressionAttributeValueMap,
  ReturnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure,
});
export const TransactWriteItem = structure('TransactWriteItem', {
  ConditionCheck: ConditionCheck,
  Put: Put,
  Delete: Delete,
  Update: Update,
});
export const TransactWriteItemList = list(TransactWriteItem, { min: 1, max: 100 });
