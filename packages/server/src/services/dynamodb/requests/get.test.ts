import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBatchGet, type KeysAndAttributes } from './batch-get.js';
import { parseGet } from './get.js';
import { refusal } from '../domain/testing/refusal.js';
import { assertOrder } from './testing.js';

const S = 'x';
const Key = { pk: { S } };
const MIXED =
  'Can not use both expression and non-expression parameters in the same request: Non-expression parameters:';
const DUPLICATES = 'Provided list of item keys contains duplicates';

test('GetItem', () => {
  assert.deepEqual(parseGet({ Key: { pk: { N: '01' } } }), {
    key: { pk: { N: '1' } },
    projection: undefined,
    consistent: false,
  });
  const request = parseGet({
    Key,
    ConsistentRead: true,
    ProjectionExpression: '#a, b.c',
    ExpressionAttributeNames: { '#a': 'a' },
  });
  assert.deepEqual(request, { key: Key, projection: [['a'], ['b', 'c']], consistent: true });
  assert.deepEqual(parseGet({ Key, AttributesToGet: ['a.b'] }).projection, [['a.b']]);
});

test('GetItem: AWS’s order, with no envelope', () => {
  assertOrder(parseGet, { Key, ProjectionExpression: 'a' }, [
    {
      has: { AttributesToGet: ['a', 'a'] },
      text: `${MIXED} {AttributesToGet} Expression parameters: {ProjectionExpression}`,
    },
    { has: { Key: { pk: { N: 'x' } } }, text: 'The parameter cannot be converted to a numeric value: x' },
    { has: { ExpressionAttributeNames: {} }, text: 'ExpressionAttributeNames must not be empty' },
    { has: { ProjectionExpression: '' }, text: 'Invalid ProjectionExpression: The expression can not be empty;' },
  ]);
  assertOrder(parseGet, { Key }, [
    {
      has: { ExpressionAttributeNames: { '#a': 'a' } },
      text: 'ExpressionAttributeNames can only be specified when using expressions',
    },
    { has: { Key: { pk: { N: 'x' } } }, text: 'The parameter cannot be converted to a numeric value: x' },
    {
      has: { AttributesToGet: ['a', 'a'] },
      text: 'One or more parameter values were invalid: Duplicate value in attribute name: a',
    },
  ]);
  assert.equal(
    refusal(() => parseGet({ Key, ProjectionExpression: 'a', ExpressionAttributeNames: { '#u': 'u' } })),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}',
  );
});

const parseTable = (asked: KeysAndAttributes) => parseBatchGet({ RequestItems: { table: asked } });

test('BatchGetItem', () => {
  const tables = parseBatchGet({
    RequestItems: {
      one: { Keys: [Key, { pk: { S: 'y' } }] },
      two: { Keys: [Key], ConsistentRead: true, AttributesToGet: ['a'] },
    },
  });
  assert.deepEqual(tables, [
    { table: 'one', keys: [Key, { pk: { S: 'y' } }], projection: undefined, consistent: false },
    { table: 'two', keys: [Key], projection: [['a']], consistent: true },
  ]);
});

test('BatchGetItem: AWS’s order', () => {
  assertOrder(parseTable, { Keys: [Key], ProjectionExpression: 'a' }, [
    {
      has: { AttributesToGet: ['a'] },
      text: `${MIXED} {AttributesToGet} Expression parameters: {ProjectionExpression}`,
    },
    { has: { ProjectionExpression: '' }, text: 'Invalid ProjectionExpression: The expression can not be empty;' },
    { has: { Keys: [Key, Key] }, text: DUPLICATES },
  ]);
  assertOrder(parseTable, { Keys: [Key] }, [
    {
      has: { ExpressionAttributeNames: { '#a': 'a' } },
      text: 'ExpressionAttributeNames can only be specified when using expressions',
    },
    {
      has: { AttributesToGet: ['a', 'a'] },
      text: 'One or more parameter values were invalid: Duplicate value in attribute name: a',
    },
    { has: { Keys: [Key, Key, { pk: { N: 'x' } }] }, text: DUPLICATES },
  ]);
  assert.equal(
    refusal(() => parseTable({ Keys: [{ pk: { N: 'x' } }, Key, Key] })),
    'The parameter cannot be converted to a numeric value: x',
  );
});

test('BatchGetItem: keys are the same whatever the order of their attributes and the form of their numbers', () => {
  const keys = [
    { pk: { S }, sk: { N: '1' } },
    { sk: { N: '1.0' }, pk: { S } },
  ];
  assert.equal(
    refusal(() => parseTable({ Keys: keys })),
    DUPLICATES,
  );
  const tables = parseBatchGet({ RequestItems: { one: { Keys: [Key] }, two: { Keys: [Key] } } });
  assert.equal(tables.length, 2);
});

test('BatchGetItem: 100 keys over all tables', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => ({ pk: { N: String(i) } }));
  assert.equal(parseBatchGet({ RequestItems: { one: { Keys: keys(50) }, two: { Keys: keys(50) } } }).length, 2);
  assert.equal(
    refusal(() => parseBatchGet({ RequestItems: { one: { Keys: keys(50) }, two: { Keys: keys(51) } } })),
    'Too many items requested for the BatchGetItem call',
  );
});
