import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../domain/testing/refusal.js';
import { parseTransactGet, parseTransactWrite, type TransactGetInput, type TransactWriteItem } from './transact.js';

const S = 'x';
const Key = { pk: { S } };
const TableName = 'table';
const ConditionExpression = 'attribute_exists(pk)';
const write = (...actions: (TransactWriteItem | null)[]) => parseTransactWrite({ TransactItems: actions });
const refused = (...actions: (TransactWriteItem | null)[]) => refusal(() => write(...actions));

test('each kind of action', () => {
  const condition = { kind: 'exists', path: ['pk'] };
  const actions = write(
    { ConditionCheck: { TableName, Key, ConditionExpression, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
    { Put: { TableName, Item: { pk: { S }, n: { N: '1.0' } } } },
    { Delete: { TableName, Key, ConditionExpression } },
    { Update: { TableName, Key, UpdateExpression: 'REMOVE a', ConditionExpression } },
  );
  const rest = { table: TableName, onFailure: 'NONE' };
  assert.deepEqual(actions, [
    { ...rest, kind: 'check', key: Key, condition, onFailure: 'ALL_OLD' },
    { ...rest, kind: 'put', item: { pk: { S }, n: { N: '1' } }, itemSize: 6, condition: undefined },
    { ...rest, kind: 'delete', key: Key, condition },
    {
      ...rest,
      kind: 'update',
      key: Key,
      update: { actions: [{ kind: 'remove', path: ['a'] }], legacy: false, onlyExisting: false },
      condition,
    },
  ]);
});

test('one action a member, which is looked at before any of them is', () => {
  const wrong = { Put: { TableName, Item: { pk: {} } } };
  const none =
    "1 validation error detected: Value '' at 'transactItems' failed to satisfy constraint: " +
    'TransactWriteRequest should contain Delete or Put or Update or ConditionCheck';
  assert.equal(refused(wrong, {}), none);
  assert.equal(refused(null), none);
  assert.equal(
    refused(wrong, { Put: { TableName, Item: Key }, Delete: { TableName, Key } }),
    'TransactItems can only contain one of Check, Put, Update or Delete',
  );
});

test('the first fault of the first action that has one', () => {
  const syntax = { Delete: { TableName, Key, ConditionExpression: '' } };
  const value = { Put: { TableName, Item: { pk: { SS: [] } }, ConditionExpression: '' } };
  const empty = 'One or more parameter values were invalid: An string set  may not be empty';
  assert.equal(refused(value, syntax), empty);
  assert.equal(refused(syntax, value), 'Invalid ConditionExpression: The expression can not be empty;');
  assert.equal(
    refused({
      Update: { TableName, Key, UpdateExpression: 'SET status = :v', ExpressionAttributeValues: { ':v': { N: '1' } } },
    }),
    'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status',
  );
  assert.equal(refused({ Put: { TableName, Item: { ...Key, '': { S } } } }), 'Empty attribute name');
});

test('names and values are looked at only where there is an expression', () => {
  const ExpressionAttributeNames = { '#n': 'foo' };
  const ExpressionAttributeValues = { ':v': { N: '1' } };
  const [put, remove] = write(
    { Put: { TableName, Item: Key, ExpressionAttributeNames } },
    { Delete: { TableName, Key, ExpressionAttributeValues } },
  );
  assert.equal(put?.condition, undefined);
  assert.equal(remove?.condition, undefined);
  assert.equal(
    refused({ Put: { TableName, Item: Key, ConditionExpression, ExpressionAttributeNames } }),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}',
  );
  assert.equal(
    refused({ Update: { TableName, Key, UpdateExpression: 'REMOVE a', ExpressionAttributeValues } }),
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
  );
});

test('TransactGetItems', () => {
  const get = (Get: TransactGetInput) => parseTransactGet({ TransactItems: [{ Get }] });
  const ExpressionAttributeNames = { '#n': 'foo' };
  const all = [{ table: TableName, key: Key, projection: undefined }];
  assert.deepEqual(get({ TableName, Key }), all);
  assert.deepEqual(get({ TableName, Key, ExpressionAttributeNames }), all);
  assert.deepEqual(get({ TableName, Key, ExpressionAttributeNames, ProjectionExpression: '#n[1]' }), [
    { table: TableName, key: Key, projection: [['foo', 1]] },
  ]);
  assert.equal(
    refusal(() => get({ TableName, Key, ExpressionAttributeNames, ProjectionExpression: 'pk' })),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}',
  );
  assert.equal(
    refusal(() => get({ TableName, Key: { pk: {} }, ProjectionExpression: '' })),
    'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  );
});
