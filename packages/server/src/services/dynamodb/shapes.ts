import { boolean, enumeration, integer, list, map, required, string, structure } from '@paddock/wire';
import { AttributeMap, AttributeValue, Key } from './shapes-values.js';

export {
  AttributeMap,
  AttributeValue,
  ExpressionAttributeValueMap,
  Key,
  PutItemInputAttributeMap,
} from './shapes-values.js';

/** What requests for items and their answers are made of. Members come in the order in which AWS reports their violations, enumerations in the order in which it prints them. */
export const ConsistentRead = boolean;
export const BooleanObject = boolean;
export const Integer = integer();
export const ConditionExpression = string();
export const KeyExpression = string();
export const ProjectionExpression = string();
export const UpdateExpression = string();
export const PartiQLStatement = string({ min: 1, max: 8192 });
export const ReturnValuesOnConditionCheckFailure = enumeration('ALL_OLD', 'NONE');
export const ReturnConsumedCapacity = enumeration('INDEXES', 'TOTAL', 'NONE');
export const BatchStatementErrorCodeEnum = enumeration(
  'ConditionalCheckFailed',
  'ItemCollectionSizeLimitExceeded',
  'RequestLimitExceeded',
  'ValidationError',
  'ProvisionedThroughputExceeded',
  'TransactionConflict',
  'ThrottlingError',
  'InternalServerError',
  'ResourceNotFound',
  'AccessDenied',
  'DuplicateItem',
);
export const TableName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' });
/** The name of a table that is to be. */
export const NewTableName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+', lengthFirst: true });
/** How a table is named by what manages it. The model has `TableArn` in its place. */
export const TableNameOrArn = string({ ...NewTableName, exempt: 'arn:' });
export const TableArn = string({ min: 1, max: 1024 });
export const IndexName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+', lengthFirst: true });
export const AttributeName = string({ max: 65_535 });
export const ReturnItemCollectionMetrics = enumeration('SIZE', 'NONE');
export const ComparisonOperator = enumeration(
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS',
);
export const ConditionalOperator = enumeration('OR', 'AND');
export const ReturnValue = enumeration('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW');
export const PartiQLNextToken = string({ min: 1, max: 32_768 });
export const PositiveIntegerObject = integer({ min: 1 });
export const ClientRequestToken = string({ min: 1, max: 36 });
export const Select = enumeration('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES');
export const ScanTotalSegments = integer({ min: 1, max: 1_000_000 });
export const ScanSegment = integer({ min: 0, max: 999_999 });
export const AttributeAction = enumeration('ADD', 'PUT', 'DELETE');
export const KeyList = list(Key, { min: 1, max: 100 });
export const AttributeNameList = list(AttributeName, { min: 1 });
export const ExpressionAttributeNameMap = map(string(), AttributeName);
export const ItemList = list(AttributeMap);
export const AttributeValueList = list(AttributeValue);
export const ExpectedAttributeValue = structure('ExpectedAttributeValue', {
  Value: AttributeValue,
  Exists: boolean,
  ComparisonOperator,
  AttributeValueList,
});
export const ExpectedAttributeMap = map(AttributeName, ExpectedAttributeValue);
export const Condition = structure('Condition', {
  ComparisonOperator: required(ComparisonOperator),
  AttributeValueList,
});
export const KeyConditions = map(AttributeName, Condition);
export const FilterConditionMap = map(AttributeName, Condition);
export const AttributeValueUpdate = structure('AttributeValueUpdate', {
  Value: AttributeValue,
  Action: AttributeAction,
});
export const AttributeUpdates = map(AttributeName, AttributeValueUpdate);
