import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDelete, parsePut, type DeleteItemInput, type PutItemInput } from './put.js';
import { refusal } from '../domain/testing/refusal.js';
import { assertOrder, type Fault } from './testing.js';

const S = 'x';
const Item = { pk: { S } };
const CONDITION = 'attribute_exists(pk)';
const MIXED =
  '1 validation error detected: Can not use both expression and non-expression parameters in the same request: ' +
  'Non-expression parameters:';

const put = (more: Partial<PutItemInput>) => refusal(() => parsePut({ Item, ...more }));

test('an item alone', () => {
  const request = parsePut({ Item: { pk: { S }, n: { N: '1.0' } } });
  assert.deepEqual(request, {
    item: { pk: { S }, n: { N: '1' } },
    itemSize: 6,
    condition: undefined,
    onFailure: 'NONE',
    returnValues: 'NONE',
  });
});

test('options', () => {
  const request = parsePut({
    Item,
    ReturnValues: 'ALL_OLD',
    ConditionExpression: '#a = :a',
    ExpressionAttributeNames: { '#a': 'pk' },
    ExpressionAttributeValues: { ':a': { N: '1.0' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  assert.equal(request.returnValues, 'ALL_OLD');
  assert.equal(request.onFailure, 'ALL_OLD');
  assert.deepEqual(request.condition, {
    kind: 'compare',
    comparator: '=',
    left: { kind: 'path', path: ['pk'] },
    right: { kind: 'value', value: { N: '1' } },
  });
  assert.deepEqual(parsePut({ Item, Expected: { a: { Exists: false } } }).condition, {
    kind: 'not-exists',
    path: ['a'],
  });
});

test('expressions and what they replace do not go together', () => {
  const Expected = { a: { Exists: false } };
  const ConditionExpression = CONDITION;
  assert.equal(
    put({ Expected, ConditionExpression }),
    `${MIXED} {Expected} Expression parameters: {ConditionExpression}`,
  );
  assert.equal(
    put({ Expected: {}, ConditionalOperator: 'AND', ConditionExpression: '' }),
    `${MIXED} {Expected, ConditionalOperator} Expression parameters: {ConditionExpression}`,
  );
});

const withExpression: readonly Fault<PutItemInput>[] = [
  {
    has: { ConditionalOperator: 'AND' },
    text: `${MIXED} {ConditionalOperator} Expression parameters: {ConditionExpression}`,
  },
  {
    has: { Item: { pk: { NS: [] } } },
    text: '1 validation error detected: One or more parameter values were invalid: An number set  may not be empty',
  },
  { has: { ReturnValues: 'ALL_NEW' }, text: '1 validation error detected: ReturnValues can only be ALL_OLD or NONE' },
  {
    has: { ExpressionAttributeNames: {} },
    text: '1 validation error detected: ExpressionAttributeNames must not be empty',
  },
  {
    has: { ExpressionAttributeValues: { v: { S } } },
    text: '1 validation error detected: ExpressionAttributeValues contains invalid key: Syntax error; key: "v"',
  },
  {
    has: { ConditionExpression: '' },
    text: '1 validation error detected: Invalid ConditionExpression: The expression can not be empty;',
  },
];

test('AWS’s order, with an expression', () =>
  assertOrder(parsePut, { Item, ConditionExpression: CONDITION }, withExpression));

const withoutExpression: readonly Fault<PutItemInput>[] = [
  {
    has: { ExpressionAttributeNames: { '#a': 'a' } },
    text: '1 validation error detected: ExpressionAttributeNames can only be specified when using expressions',
  },
  {
    has: { ExpressionAttributeValues: { ':v': { S } } },
    text: '1 validation error detected: ExpressionAttributeValues can only be specified when using expressions',
  },
  {
    has: { ConditionalOperator: 'OR', Expected: {} },
    text: '1 validation error detected: ConditionalOperator cannot be used without Filter or Expected',
  },
  {
    has: { Item: { pk: { N: 'abc' } } },
    text: '1 validation error detected: The parameter cannot be converted to a numeric value: abc',
  },
  {
    has: { ReturnValues: 'UPDATED_OLD' },
    text: '1 validation error detected: ReturnValues can only be ALL_OLD or NONE',
  },
  {
    has: { Expected: { a: {} } },
    text:
      '1 validation error detected: One or more parameter values were invalid: ' +
      'Value must be provided when Exists is null for Attribute: a',
  },
];

test('AWS’s order, without', () => assertOrder(parsePut, { Item }, withoutExpression));

test('a ConditionalOperator has something to join', () => {
  const one = { a: { Exists: false } };
  assert.equal(
    put({ ConditionalOperator: 'AND', Expected: one }),
    '1 validation error detected: ConditionalOperator can only be used when Filter or Expected has two or more elements',
  );
  const two = { ...one, b: { Exists: false } };
  assert.equal(parsePut({ Item, ConditionalOperator: 'OR', Expected: two }).condition?.kind, 'or');
});

test('names and values that nothing uses, the names first', () => {
  const input = {
    ConditionExpression: CONDITION,
    ExpressionAttributeNames: { '#a': 'a', '#b': 'b' },
    ExpressionAttributeValues: { ':a': { S }, ':b': { S } },
  };
  const { ExpressionAttributeNames: _, ...values } = input;
  assert.equal(
    put(input),
    '1 validation error detected: Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}',
  );
  assert.equal(
    put(values),
    '1 validation error detected: Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :b}',
  );
});

test('what is nested too deep is refused, in items, keys and values of expressions', () => {
  const nested = JSON.parse(`${'{"M":{"a":'.repeat(32)}{"S":""}${'}}'.repeat(32)}`) as Record<string, never>;
  const text =
    '1 validation error detected: Nesting Levels have exceeded supported limits: ' +
    'Attributes in the item have nested levels beyond supported limit';
  assert.equal(put({ Item: { a: nested } }), text);
  assert.equal(put({ ConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': nested } }), text);
  assert.equal(
    refusal(() => parseDelete({ Key: { a: nested } })),
    text,
  );
});

test('DeleteItem does the same with its key', () => {
  const Key = { pk: { S } };
  assert.deepEqual(parseDelete({ Key: { pk: { N: '+1' } }, ReturnValues: 'ALL_OLD' }), {
    key: { pk: { N: '1' } },
    condition: undefined,
    onFailure: 'NONE',
    returnValues: 'ALL_OLD',
  });
  const faults = (list: readonly Fault<PutItemInput>[]): Fault<DeleteItemInput>[] =>
    list.map(({ has: { Item: item, ...has }, text }) => ({ has: item ? { ...has, Key: item } : has, text }));
  assertOrder(parseDelete, { Key, ConditionExpression: CONDITION }, faults(withExpression));
  assertOrder(parseDelete, { Key }, faults(withoutExpression));
});
