import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../domain/testing/refusal.js';
import { assertOrder } from './testing.js';
import { parseUpdate, type UpdateItemInput } from './update.js';

const S = 'x';
const Key = { pk: { S } };
const MIXED =
  '1 validation error detected: Can not use both expression and non-expression parameters in the same request: ' +
  'Non-expression parameters:';

const update = (more: Partial<UpdateItemInput>) => refusal(() => parseUpdate({ Key, ...more }));

test('a key alone makes the item, or leaves it', () => {
  assert.deepEqual(parseUpdate({ Key }), {
    key: Key,
    update: { actions: [], legacy: false, onlyExisting: false },
    condition: undefined,
    onFailure: 'NONE',
    returnValues: 'NONE',
  });
});

test('expressions', () => {
  const request = parseUpdate({
    Key,
    UpdateExpression: 'SET #a = :v REMOVE b',
    ConditionExpression: 'attribute_exists(#a)',
    ExpressionAttributeNames: { '#a': 'a' },
    ExpressionAttributeValues: { ':v': { N: '1.0' } },
    ReturnValues: 'UPDATED_NEW',
  });
  assert.deepEqual(request.update, {
    actions: [
      { kind: 'set', path: ['a'], value: { kind: 'value', value: { N: '1' } } },
      { kind: 'remove', path: ['b'] },
    ],
    legacy: false,
    onlyExisting: false,
  });
  assert.deepEqual(request.condition, { kind: 'exists', path: ['a'] });
  assert.equal(request.returnValues, 'UPDATED_NEW');
});

test('legacy parameters', () => {
  const request = parseUpdate({
    Key,
    AttributeUpdates: { a: { Action: 'DELETE' } },
    Expected: { b: { Exists: false } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  assert.deepEqual(request, {
    key: Key,
    update: { actions: [{ kind: 'remove', path: ['a'] }], legacy: true, onlyExisting: true },
    condition: { kind: 'not-exists', path: ['b'] },
    onFailure: 'ALL_OLD',
    returnValues: 'NONE',
  });
  assert.equal(parseUpdate({ Key, Expected: {} }).update.onlyExisting, false);
});

test('expressions and what they replace do not go together', () => {
  const AttributeUpdates = { a: { Action: 'DELETE' } } as const;
  const Expected = { a: { Exists: false } };
  const UpdateExpression = 'REMOVE a';
  const ConditionExpression = 'attribute_exists(a)';
  assert.equal(
    update({ AttributeUpdates, Expected, ConditionalOperator: 'AND', UpdateExpression, ConditionExpression }),
    `${MIXED} {AttributeUpdates, Expected, ConditionalOperator} ` +
      'Expression parameters: {UpdateExpression, ConditionExpression}',
  );
  assert.equal(
    update({ AttributeUpdates, ConditionExpression }),
    `${MIXED} {AttributeUpdates} Expression parameters: {ConditionExpression}`,
  );
  assert.equal(update({ Expected, UpdateExpression }), `${MIXED} {Expected} Expression parameters: {UpdateExpression}`);
});

test('AWS’s order, with expressions', () =>
  assertOrder(parseUpdate, { Key, UpdateExpression: 'REMOVE a', ConditionExpression: 'attribute_exists(a)' }, [
    {
      has: { Expected: {} },
      text: `${MIXED} {Expected} Expression parameters: {UpdateExpression, ConditionExpression}`,
    },
    {
      has: { Key: { pk: { N: '' } } },
      text: '1 validation error detected: The parameter cannot be converted to a numeric value: ',
    },
    {
      has: { ExpressionAttributeNames: { '#a': '' } },
      text: '1 validation error detected: ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
    },
    {
      has: { ExpressionAttributeValues: {} },
      text: '1 validation error detected: ExpressionAttributeValues must not be empty',
    },
    {
      has: { UpdateExpression: '' },
      text: '1 validation error detected: Invalid UpdateExpression: The expression can not be empty;',
    },
    {
      has: { ConditionExpression: '' },
      text: '1 validation error detected: Invalid ConditionExpression: The expression can not be empty;',
    },
  ]));

test('AWS’s order, without', () =>
  assertOrder(parseUpdate, { Key }, [
    {
      has: { ExpressionAttributeNames: { '#a': 'a' } },
      text: '1 validation error detected: ExpressionAttributeNames can only be specified when using expressions',
    },
    {
      has: { ExpressionAttributeValues: { ':v': { S } } },
      text: '1 validation error detected: ExpressionAttributeValues can only be specified when using expressions',
    },
    {
      has: { ConditionalOperator: 'AND', Expected: {} },
      text: '1 validation error detected: ConditionalOperator cannot be used without Filter or Expected',
    },
    {
      has: { Key: { pk: { SS: ['a', 'a'] } } },
      text: '1 validation error detected: One or more parameter values were invalid: Input collection ["a", "a"] contains duplicates.',
    },
    {
      has: { AttributeUpdates: { a: {} } },
      text:
        '1 validation error detected: One or more parameter values were invalid: ' +
        'Only DELETE action is allowed when no attribute value is specified',
    },
    {
      has: { Expected: { a: { AttributeValueList: [] } } },
      text:
        '1 validation error detected: One or more parameter values were invalid: ' +
        'AttributeValueList can only be used with a ComparisonOperator for Attribute: a',
    },
  ]));
