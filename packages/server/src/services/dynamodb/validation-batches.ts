import {
  list,
  map,
  required,
  string,
  structure,
  type AwsError,
  type StructureShape,
  type Violation,
} from '@paddock/wire';
import * as shapes from './shapes.js';
import {
  ParameterizedStatements,
  PartiQLBatchRequest,
  PreparedStatementParameters,
  WriteRequests,
} from './structures.js';
import { alone, broken, framed, isAlone, assertShort, Name, refusal, told, type Input } from './validation-words.js';

/**
 * The constraints on members of requests for several items, and of statements, as `validation.ts` has those of single items.
 * All throw AwsError ValidationException
 */

const { ReturnConsumedCapacity, ReturnItemCollectionMetrics, ReturnValuesOnConditionCheckFailure } = shapes;
const TableKey = string({ ...Name, min: 3 });

const BatchGet = structure('BatchGetItemInput', {
  RequestItems: required(
    map(
      TableKey,
      structure('KeysAndAttributes', {
        Keys: required(shapes.KeyList),
        AttributesToGet: list(string(), { min: 1, max: 255 }),
      }),
      { min: 1 },
    ),
  ),
  ReturnConsumedCapacity,
});

export function validateBatchGetItem(input: Input): void {
  const found = broken(BatchGet, input);
  if (found.length > 0) throw firstAlone(found) ?? framed(found.map((violation) => tellingJson(violation, input)));
  assertShortArns(input);
}

/** The newer layer prints the map as the JSON that it was. */
const tellingJson = ({ path, text, constraint }: Violation, { RequestItems: map }: Input): string =>
  path === 'requestItems' && map !== undefined ? told(jsonOf(map) ?? '', path, constraint) : text;

/** Undefined for what is nested deeper than the stack goes: values that are too deep have not been looked into yet. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const BatchWrite = structure('BatchWriteItemInput', {
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  RequestItems: required(map(TableKey, WriteRequests, { min: 1 })),
});

export function validateBatchWriteItem(input: Input): void {
  const found = broken(BatchWrite, input);
  if (found.length > 0) {
    // Enumerations are looked at before the map is.
    const enumerations = found.filter(({ path, trait }) => trait === 'enum' && path.startsWith('return'));
    if (enumerations.length > 0) throw refusal(enumerations);
    throw firstAlone(found) ?? refusal(found);
  }
  assertShortArns(input);
}

const TableName = required(Name);
const Key = required(shapes.Key);

const TransactWrite = structure('TransactWriteItemsInput', {
  ClientRequestToken: shapes.ClientRequestToken,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
  TransactItems: required(
    list(
      structure('TransactWriteItem', {
        ConditionCheck: structure('ConditionCheck', {
          Key,
          TableName,
          ConditionExpression: required(shapes.ConditionExpression),
          ReturnValuesOnConditionCheckFailure,
        }),
        Put: structure('Put', {
          Item: required(shapes.PutItemInputAttributeMap),
          TableName,
          ReturnValuesOnConditionCheckFailure,
        }),
        Delete: structure('Delete', { Key, TableName, ReturnValuesOnConditionCheckFailure }),
        Update: structure('Update', {
          Key,
          UpdateExpression: required(shapes.UpdateExpression),
          TableName,
          ReturnValuesOnConditionCheckFailure,
        }),
      }),
      { min: 1, max: 100 },
    ),
  ),
});

const TransactGet = structure('TransactGetItemsInput', {
  ReturnConsumedCapacity,
  TransactItems: required(
    list(structure('TransactGetItem', { Get: required(structure('Get', { Key, TableName })) }), { min: 1, max: 100 }),
  ),
});

export const validateTransactWriteItems = (input: Input): void => assertTransactable(TransactWrite, input);
export const validateTransactGetItems = (input: Input): void => assertTransactable(TransactGet, input);

function assertTransactable(shape: StructureShape, input: Input): void {
  const found = broken(shape, input);
  if (found.length > 0) throw firstAlone(found) ?? refusal(found);
  for (const [index, action] of (
    input.TransactItems as readonly Readonly<Record<string, Input | undefined>>[]
  ).entries())
    for (const kind of Object.keys(action))
      assertShort(
        action[kind]?.TableName,
        `transactItems.${index + 1}.member.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.tableName`,
      );
}

const { PartiQLStatement: Statement } = shapes;

const Execute = structure('ExecuteStatementInput', {
  Statement: required(Statement),
  Parameters: PreparedStatementParameters,
  NextToken: shapes.PartiQLNextToken,
  ReturnConsumedCapacity,
  Limit: shapes.PositiveIntegerObject,
  ReturnValuesOnConditionCheckFailure,
});

const BatchExecute = structure('BatchExecuteStatementInput', {
  Statements: required(PartiQLBatchRequest),
  ReturnConsumedCapacity,
});

const Transaction = structure('ExecuteTransactionInput', {
  TransactStatements: required(ParameterizedStatements),
  ClientRequestToken: shapes.ClientRequestToken,
  ReturnConsumedCapacity,
});

export const validateExecuteStatement = (input: Input): void => assertStated(Execute, input);
export const validateBatchExecuteStatement = (input: Input): void => assertStated(BatchExecute, input);
export const validateExecuteTransaction = (input: Input): void => assertStated(Transaction, input);

function assertStated(shape: StructureShape, input: Input): void {
  const found = broken(shape, input);
  if (found.length > 0) throw refusal(found);
}

function firstAlone(found: readonly Violation[]): AwsError | undefined {
  const first = found.find(isAlone);
  return first && alone(first);
}

function assertShortArns({ RequestItems: map }: Input): void {
  for (const table of Object.keys(map as object)) assertShort(table, 'requestItems');
}
