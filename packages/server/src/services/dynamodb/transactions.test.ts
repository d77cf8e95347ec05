import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AwsError } from '@paddock/wire';
import { getItem } from './operations/get-item.js';
import { transactGetItems } from './operations/transact-get-items.js';
import { transactWriteItems } from './operations/transact-write-items.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';
import { sameText, tokens, usedTokens } from './transactions.js';

const minute = 60_000;
const table = 'Accounts';

async function started(): Promise<TestDynamoDb> {
  const dynamo = await testDynamoDb();
  await dynamo.createTable(table);
  return dynamo;
}

const put = (pk: string, value = '1') => ({ Put: { TableName: table, Item: { pk: { S: pk }, value: { N: value } } } });
const item = async (dynamo: TestDynamoDb, pk: string): Promise<unknown> =>
  (await dynamo.run(getItem, { TableName: table, Key: { pk: { S: pk } } })).Item;

async function count({ tables }: TestDynamoDb, collection: string): Promise<number> {
  let entries = 0;
  await tables.scan(collection, {}, { visit: () => ++entries > 0 });
  return entries;
}

test('a token makes a request that is repeated do nothing, for ten minutes', async () => {
  const dynamo = await started();
  const add = {
    TransactItems: [
      {
        Update: {
          TableName: table,
          Key: { pk: { S: 'a' } },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
    ClientRequestToken: 'once',
    ReturnConsumedCapacity: 'TOTAL',
  } as const;
  const first = await dynamo.run(transactWriteItems, add);
  assert.deepEqual(first.ConsumedCapacity, [{ TableName: table, CapacityUnits: 2, WriteCapacityUnits: 2 }]);
  const second = await dynamo.run(transactWriteItems, add);
  assert.deepEqual(second.ConsumedCapacity, [{ TableName: table, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  assert.deepEqual(await item(dynamo, 'a'), { pk: { S: 'a' }, n: { N: '1' } });
  await assert.rejects(dynamo.run(transactWriteItems, { ...add, TransactItems: [put('b')] }), {
    code: 'IdempotentParameterMismatchException',
  });
  await dynamo.clock.advance(10 * minute);
  await dynamo.run(transactWriteItems, add);
  assert.deepEqual(await item(dynamo, 'a'), { pk: { S: 'a' }, n: { N: '2' } });
  await dynamo.stop();
});

test('a transaction that was cancelled leaves no token', async () => {
  const dynamo = await started();
  const create = {
    TransactItems: [{ Put: { ...put('a').Put, ConditionExpression: 'attribute_exists(pk)' } }],
    ClientRequestToken: 'once',
  };
  await assert.rejects(dynamo.run(transactWriteItems, create), { code: 'TransactionCanceledException' });
  await dynamo.run(transactWriteItems, { TransactItems: [put('a')] });
  await dynamo.run(transactWriteItems, create);
  await dynamo.stop();
});

test('tokens whose time has passed are forgotten, those in use are not', async () => {
  const dynamo = await started();
  const use = (token: string): Promise<unknown> =>
    dynamo.run(transactWriteItems, { TransactItems: [put(token)], ClientRequestToken: token });
  await use('early');
  await use('again');
  assert.equal(await count(dynamo, tokens), 2);
  await dynamo.clock.advance(55 * minute);
  await use('again');
  await use('late');
  await dynamo.clock.advance(6 * minute);
  await dynamo.tasks.idle();
  assert.equal(await count(dynamo, tokens), 2);
  assert.equal(await count(dynamo, usedTokens), 2);
  await dynamo.clock.advance(60 * minute);
  await dynamo.tasks.idle();
  assert.equal(await count(dynamo, tokens), 0);
  assert.equal(await count(dynamo, usedTokens), 0);
  await dynamo.stop();
});

test('the same request is the same in whatever order its members are written', () => {
  assert.equal(sameText([{ a: 1, b: { d: [2, 1], c: 3 } }]), sameText([{ b: { c: 3, d: [2, 1] }, a: 1 }]));
  assert.notEqual(sameText([1, 2]), sameText([2, 1]));
});

test('every action that fails has its reason, and the item when it asks for it', async () => {
  const dynamo = await started();
  await dynamo.run(transactWriteItems, { TransactItems: [put('a', '7'), put('b')] });
  const key = (pk: string) => ({ TableName: table, Key: { pk: { S: pk } } });
  await assert.rejects(
    dynamo.run(transactWriteItems, {
      TransactItems: [
        put('new'),
        {
          ConditionCheck: {
            ...key('a'),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { Delete: { ...key('b'), ConditionExpression: 'attribute_exists(nothing)' } },
        { Update: { ...key('c'), UpdateExpression: 'SET n = n + m' } },
        { Put: { TableName: table, Item: { pk: { N: '1' } } } },
      ],
    }),
    (error: AwsError) => {
      assert.equal(
        error.message,
        'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
          '[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError, ValidationError]',
      );
      assert.deepEqual(error.members['CancellationReasons'], [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { pk: { S: 'a' }, value: { N: '7' } },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        {
          Code: 'ValidationError',
          Message: 'The provided expression refers to an attribute that does not exist in the item',
        },
        {
          Code: 'ValidationError',
          Message: 'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
        },
      ]);
      return true;
    },
  );
  assert.equal(await item(dynamo, 'new'), undefined);
  await dynamo.stop();
});

test('two actions on one item are refused, and so is an empty key, as a whole', async () => {
  const dynamo = await started();
  await assert.rejects(dynamo.run(transactWriteItems, { TransactItems: [put('a'), put('b'), put('a', '2')] }), {
    code: 'ValidationException',
    message: 'Transaction request cannot include multiple operations on one item',
  });
  await assert.rejects(dynamo.run(transactWriteItems, { TransactItems: [put('')] }), {
    code: 'ValidationException',
    message:
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
  });
  const get = { Get: { TableName: table, Key: { pk: { S: 'a' } } } };
  await assert.rejects(dynamo.run(transactGetItems, { TransactItems: [get, get] }), {
    code: 'ValidationException',
    message: 'Transaction request cannot include multiple operations on one item',
  });
  await dynamo.stop();
});

test('reading in a transaction answers in order, with nothing for what is not there', async () => {
  const dynamo = await started();
  await dynamo.run(transactWriteItems, { TransactItems: [put('a')] });
  const get = (pk: string, more = {}) => ({ Get: { TableName: table, Key: { pk: { S: pk } }, ...more } });
  const read = await dynamo.run(transactGetItems, {
    TransactItems: [get('b'), get('a', { ProjectionExpression: 'pk' })],
    ReturnConsumedCapacity: 'TOTAL',
  });
  assert.deepEqual(read.Responses, [{}, { Item: { pk: { S: 'a' } } }]);
  assert.deepEqual(read.ConsumedCapacity, [{ TableName: table, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
  await dynamo.stop();
});

test('a transaction has at most 4 MB', async () => {
  const dynamo = await started();
  const large = (pk: string) => ({
    Put: { TableName: table, Item: { pk: { S: pk }, data: { S: 'x'.repeat(400 * 1024 - 10) } } },
  });
  const ten = Array.from({ length: 10 }, (_, i) => large(`${i}`));
  await dynamo.run(transactWriteItems, { TransactItems: ten });
  await assert.rejects(dynamo.run(transactWriteItems, { TransactItems: [...ten, large('more')] }), {
    code: 'ValidationException',
  });
  await dynamo.run(transactWriteItems, { TransactItems: [large('more')] });
  const get = (pk: string) => ({ Get: { TableName: table, Key: { pk: { S: pk } } } });
  const all = [...ten.keys()].map((i) => get(`${i}`));
  assert.equal((await dynamo.run(transactGetItems, { TransactItems: all })).Responses?.length, 10);
  await assert.rejects(dynamo.run(transactGetItems, { TransactItems: [...all, get('more')] }), {
    code: 'ValidationException',
  });
  await dynamo.stop();
});
