import { list, map, required, string, structure, type Violation } from '@paddock/wire';
import { invalid } from './errors.js';
import * as shapes from './shapes.js';
import {
  alone,
  assertShort,
  broken,
  framed,
  inNewWords,
  isAlone,
  Name,
  refusal,
  type Input,
} from './validation-words.js';

export {
  validateBatchExecuteStatement,
  validateBatchGetItem,
  validateBatchWriteItem,
  validateExecuteStatement,
  validateExecuteTransaction,
  validateTransactGetItems,
  validateTransactWriteItems,
} from './validation-batches.js';
export { dynamoDbWording } from './validation-words.js';

/**
 * The constraints on members of requests for items, in the order and the words in which AWS reports them: of its two layers of validation, the newer
 * one looks at single items, at Query and at Scan, the older one at BatchWriteItem. Each takes an input as decoding left it.
 * All throw AwsError ValidationException
 */

const TableName = required(Name);
const IndexName = string({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' });
const Compared = structure('Compared', { ComparisonOperator: shapes.ComparisonOperator });
const Expected = map(string(), Compared);
const Filter = map(string(), structure('Condition', { ComparisonOperator: required(shapes.ComparisonOperator) }));
const AttributesToGet = list(string(), { min: 1, max: 255 });
const { ConditionalOperator, ReturnConsumedCapacity, ReturnItemCollectionMetrics } = shapes;
const { ReturnValue, ReturnValuesOnConditionCheckFailure } = shapes;

const Put = structure('PutItemInput', {
  ReturnConsumedCapacity,
  TableName,
  Item: required(shapes.PutItemInputAttributeMap),
  ConditionalOperator,
  Expected,
  ReturnValues: ReturnValue,
  ReturnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure,
});

export const validatePutItem = (input: Input): void => assertWritable(broken(Put, input), input);

const Delete = structure('DeleteItemInput', {
  ReturnConsumedCapacity,
  TableName,
  ReturnValues: ReturnValue,
  ReturnItemCollectionMetrics,
  Key: required(shapes.Key),
  ConditionalOperator,
  Expected,
  ReturnValuesOnConditionCheckFailure,
});

export const validateDeleteItem = (input: Input): void => assertWritable(broken(Delete, input), input);

const Update = structure('UpdateItemInput', {
  ReturnConsumedCapacity,
  TableName,
  ReturnItemCollectionMetrics,
  ReturnValues: ReturnValue,
  Key: required(shapes.Key),
  ConditionalOperator,
  Expected,
  AttributeUpdates: map(string(), structure('AttributeValueUpdate', { Action: shapes.AttributeAction })),
  ReturnValuesOnConditionCheckFailure,
});

export function validateUpdateItem(input: Input): void {
  const found = broken(Update, input);
  // With a key, a ReturnValues that is wrong is all that AWS reports.
  const only = input.Key === undefined ? undefined : found.find(({ path }) => path === 'returnValues');
  assertWritable(only === undefined || found.some(isAlone) ? found : [only], input);
}

const Get = structure('GetItemInput', {
  ReturnConsumedCapacity,
  AttributesToGet,
  TableName,
  Key: required(shapes.Key),
});

export const validateGetItem = (input: Input): void => assertReadable(broken(Get, input), input);

const Query = structure('QueryInput', {
  Select: shapes.Select,
  IndexName,
  ReturnConsumedCapacity,
  QueryFilter: Filter,
  TableName,
  ConditionalOperator,
  AttributesToGet,
  Limit: shapes.PositiveIntegerObject,
  KeyConditions: Filter,
});

export const validateQuery = (input: Input): void => assertReadable(broken(Query, input), input);

const Scan = structure('ScanInput', {
  Select: shapes.Select,
  IndexName,
  TotalSegments: shapes.ScanTotalSegments,
  ReturnConsumedCapacity,
  TableName,
  ConditionalOperator,
  ScanFilter: Filter,
  Segment: shapes.ScanSegment,
  Limit: shapes.PositiveIntegerObject,
  AttributesToGet,
});

export const validateScan = (input: Input): void => assertReadable(broken(Scan, input), input);

/** The newer layer, as PutItem, DeleteItem and UpdateItem show it. */
function assertWritable(found: readonly Violation[], input: Input): void {
  if (found.length > 0) {
    const first = found.find(isAlone);
    if (first !== undefined) throw alone(first);
    // What is missing altogether is left to the older layer, with all else that is wrong.
    const isComplete = found.every(({ trait }) => trait !== undefined);
    throw isComplete ? framed(found.map(inNewWords)) : refusal(found);
  }
  assertShort(input.TableName, 'tableName');
}

/** The newer layer, as GetItem, Query and Scan show it: what names no member has no frame either. */
function assertReadable(found: readonly Violation[], input: Input): void {
  if (found.length > 0) {
    const first = found.find(isAlone);
    if (first !== undefined) throw alone(first);
    const [only, second] = found;
    if (only !== undefined && second === undefined && only.path === 'conditionalOperator')
      throw invalid(inNewWords(only));
    throw refusal(found);
  }
  assertShort(input.TableName, 'tableName');
}
