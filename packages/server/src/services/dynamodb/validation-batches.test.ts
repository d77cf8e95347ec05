import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import {
  validateBatchExecuteStatement,
  validateBatchGetItem,
  validateBatchWriteItem,
  validateExecuteStatement,
  validateExecuteTransaction,
  validateTransactGetItems,
  validateTransactWriteItems,
} from './validation.js';
import type { Input } from './validation-words.js';

const failed = 'failed to satisfy constraint';
const one = (text: string): string => `1 validation error detected: ${text}`;
const key = { pk: { S: 'a' } };
const names =
  'Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]';
const consumed = `Value 'INVALID' at 'returnConsumedCapacity' ${failed}: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`;
const metrics = `Value 'INVALID' at 'returnItemCollectionMetrics' ${failed}: Member must satisfy enum value set: [SIZE, NONE]`;
const noMap = `Value null at 'requestItems' ${failed}: Member must not be null`;
const emptyMap = one(`Value at 'RequestItems' ${failed}: Member must have length greater than or equal to 1`);
const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

function says(validate: (input: Input) => void, input: Input, message: string): void {
  assert.throws(
    () => validate(input),
    (error) => {
      assert.ok(error instanceof AwsError);
      assert.equal(error.code, 'ValidationException');
      assert.equal(error.message, message);
      return true;
    },
  );
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('BatchGetItem', () => {
  it('takes tables by name or ARN, and up to 100 keys of each', () => {
    validateBatchGetItem({ RequestItems: { orders: { Keys: times(100, key) }, [arn]: { Keys: [key] } } });
  });

  it('needs tables, and keys of each', () => {
    says(validateBatchGetItem, {}, one(noMap));
    says(validateBatchGetItem, { RequestItems: {} }, emptyMap);
    const path = "at 'RequestItems.my.orders.member.Keys'";
    const my = (Keys: readonly unknown[] | undefined) => ({ RequestItems: { 'my.orders': { Keys } } });
    says(
      validateBatchGetItem,
      my([]),
      one(`Value ${path} ${failed}: Member must have length greater than or equal to 1`),
    );
    says(
      validateBatchGetItem,
      my(times(101, key)),
      one(`Value ${path} ${failed}: Member must have length less than or equal to 100`),
    );
    says(
      validateBatchGetItem,
      my(undefined),
      one(`Value null at 'requestItems.my.orders.member.keys' ${failed}: Member must not be null`),
    );
  });

  it('repeats the map, as JSON, when a table cannot be called so, and that first', () => {
    const RequestItems = { 'bad!name': { Keys: [key] } };
    const bad = `Value '{"bad!name":{"Keys":[{"pk":{"S":"a"}}]}}' at 'requestItems' ${failed}: ${names}`;
    says(validateBatchGetItem, { RequestItems }, one(bad));
    says(
      validateBatchGetItem,
      { RequestItems, ReturnConsumedCapacity: 'INVALID' },
      `2 validation errors detected: ${bad}; ${consumed}`,
    );
  });

  it('answers for values of any depth', () => {
    let value: object = { S: 'a' };
    for (let depth = 0; depth < 100_000; depth++) value = { M: { a: value } };
    assert.throws(
      () => validateBatchGetItem({ RequestItems: { 'bad!name': { Keys: [{ pk: value }] } } }),
      (error) => error instanceof AwsError && error.message.endsWith(names),
    );
  });

  it('takes no ARN that is longer than one can be', () => {
    const long = `arn:${'a'.repeat(1021)}`;
    says(
      validateBatchGetItem,
      { RequestItems: { [long]: { Keys: [key] } } },
      one(`Value '${long}' at 'requestItems' ${failed}: Member must have length less than or equal to 1024`),
    );
  });
});

describe('BatchWriteItem', () => {
  const put = { PutRequest: { Item: key } };
  const lengths =
    'Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]';

  it('takes tables by name or ARN, and up to 25 writes', () => {
    validateBatchWriteItem({ RequestItems: { orders: times(25, put), [arn]: [{ DeleteRequest: { Key: key } }] } });
  });

  it('needs tables, and writes of each', () => {
    says(validateBatchWriteItem, {}, one(noMap));
    says(validateBatchWriteItem, { RequestItems: {} }, emptyMap);
    says(
      validateBatchWriteItem,
      { RequestItems: { Tab: [] } },
      one(`Value '{Tab=[]}' at 'requestItems' ${failed}: ${lengths}`),
    );
  });

  it('prints writes as Java does, as far as it prints', () => {
    const write =
      'WriteRequest(putRequest=PutRequest(item={pk=com.amazonaws.dynamodb.v20120810.AttributeValue@0}), deleteRequest=null)';
    says(
      validateBatchWriteItem,
      { RequestItems: { 'bad!name': [put] } },
      one(`Value '{bad!name=[${write}]}' at 'requestItems' ${failed}: ${names}`),
    );
    assert.throws(
      () => validateBatchWriteItem({ RequestItems: { orders: times(26, put) } }),
      (error) =>
        error instanceof AwsError &&
        error.message.startsWith(one(`Value '{orders=[${write}, ${write}, `)) &&
        error.message.endsWith(`${failed}: ${lengths}`),
    );
  });

  it('reports enumerations alone', () => {
    says(
      validateBatchWriteItem,
      {
        RequestItems: { 'bad!name': [put] },
        ReturnConsumedCapacity: 'INVALID',
        ReturnItemCollectionMetrics: 'INVALID',
      },
      `2 validation errors detected: ${consumed}; ${metrics}`,
    );
  });

  it('needs what is to be written', () => {
    says(
      validateBatchWriteItem,
      { RequestItems: { orders: [put, { PutRequest: {} }, { DeleteRequest: {} }] } },
      `2 validation errors detected: Value null at 'requestItems.orders.member.2.member.putRequest.item' ${failed}: Member must not be null; Value null at 'requestItems.orders.member.3.member.deleteRequest.key' ${failed}: Member must not be null`,
    );
  });
});

describe('transactions', () => {
  const put = { Put: { TableName: 'orders', Item: key } };
  const get = { Get: { TableName: arn, Key: key } };
  const both = [
    [validateTransactWriteItems, put],
    [validateTransactGetItems, get],
  ] as const;

  it('have between 1 and 100 actions', () => {
    for (const [validate, action] of both) {
      validate({ TransactItems: times(100, action) });
      const at = `Value at 'TransactItems' ${failed}: Member must have length`;
      says(validate, { TransactItems: [] }, one(`${at} greater than or equal to 1`));
      says(validate, { TransactItems: times(101, action) }, one(`${at} less than or equal to 100`));
      says(validate, {}, one(`Value null at 'transactItems' ${failed}: Member must not be null`));
    }
  });

  it('have a token of 36 characters at most, which is looked at first', () => {
    says(
      validateTransactWriteItems,
      { TransactItems: [put], ClientRequestToken: 'x'.repeat(37), ReturnConsumedCapacity: 'INVALID' },
      one(`Value at 'ClientRequestToken' ${failed}: Member must have length less than or equal to 36`),
    );
  });

  it('report enumerations together', () => {
    says(
      validateTransactWriteItems,
      { TransactItems: [put], ReturnItemCollectionMetrics: 'INVALID', ReturnConsumedCapacity: 'INVALID' },
      `2 validation errors detected: ${consumed}; ${metrics}`,
    );
  });

  it('look into each action', () => {
    const at = (member: string): string =>
      `Value null at 'transactItems.1.member.${member}' ${failed}: Member must not be null`;
    says(validateTransactWriteItems, { TransactItems: [{ Put: { TableName: 'orders' } }] }, one(at('put.item')));
    says(
      validateTransactWriteItems,
      { TransactItems: [{ Update: { Key: key } }] },
      `2 validation errors detected: ${at('update.updateExpression')}; ${at('update.tableName')}`,
    );
    says(validateTransactGetItems, { TransactItems: [{}] }, one(at('get')));
    const long = `arn:${'a'.repeat(1021)}`;
    says(
      validateTransactGetItems,
      { TransactItems: [get, { Get: { TableName: long, Key: key } }] },
      one(
        `Value '${long}' at 'transactItems.2.member.get.tableName' ${failed}: Member must have length less than or equal to 1024`,
      ),
    );
  });
});

describe('statements', () => {
  const least = 'Member must have length greater than or equal to 1';

  it('have between 1 and 8192 characters', () => {
    validateExecuteStatement({ Statement: 'x'.repeat(8192), Parameters: [{ S: 'a' }] });
    says(validateExecuteStatement, { Statement: '' }, one(`Value '' at 'statement' ${failed}: ${least}`));
    says(validateExecuteStatement, {}, one(`Value null at 'statement' ${failed}: Member must not be null`));
    says(
      validateExecuteStatement,
      { Statement: 'x', Parameters: [], Limit: 0 },
      `2 validation errors detected: Value '[]' at 'parameters' ${failed}: ${least}; Value '0' at 'limit' ${failed}: Member must have value greater than or equal to 1`,
    );
  });

  it('come in batches of 25 and in transactions of 100', () => {
    const statement = { Statement: 'x' };
    validateBatchExecuteStatement({ Statements: times(25, statement) });
    validateExecuteTransaction({ TransactStatements: times(100, statement) });
    says(validateBatchExecuteStatement, { Statements: [] }, one(`Value '[]' at 'statements' ${failed}: ${least}`));
    says(
      validateExecuteTransaction,
      { TransactStatements: [{ Statement: '' }] },
      one(`Value '' at 'transactStatements.1.member.statement' ${failed}: ${least}`),
    );
    assert.throws(
      () => validateBatchExecuteStatement({ Statements: times(26, statement) }),
      /less than or equal to 25$/,
    );
  });
});
