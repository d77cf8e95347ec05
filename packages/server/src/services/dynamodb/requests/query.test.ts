import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, type QueryInput } from './query.js';
import { refusal } from '../domain/testing/refusal.js';
import { assertOrder } from './testing.js';

const S = 'x';
const EQ = { ComparisonOperator: 'EQ', AttributeValueList: [{ S }] } as const;
const byExpression = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S } } };
const legacy = { KeyConditions: { pk: EQ } };
const MIXED =
  'Can not use both expression and non-expression parameters in the same request: Non-expression parameters:';
const WITHOUT = 'ConditionalOperator cannot be used without Filter or Expected';

const query = (input: QueryInput) => refusal(() => parseQuery(input));

test('a key condition alone', () => {
  const expected = {
    keyConditions: [{ attribute: 'pk', op: '=', value: { S } }],
    filter: undefined,
    legacyFilter: false,
    projection: undefined,
    select: 'ALL_ATTRIBUTES',
    index: undefined,
    limit: undefined,
    consistent: false,
    forward: true,
    startKey: undefined,
  };
  assert.deepEqual(parseQuery(byExpression), expected);
  assert.deepEqual(parseQuery(legacy), expected);
});

test('options', () => {
  const request = parseQuery({
    ...legacy,
    IndexName: 'index',
    Limit: 3,
    ConsistentRead: true,
    ScanIndexForward: false,
    ExclusiveStartKey: { pk: { N: '1.0' } },
    QueryFilter: { a: EQ, b: EQ },
    ConditionalOperator: 'OR',
    AttributesToGet: ['a'],
  });
  assert.equal(request.index, 'index');
  assert.equal(request.limit, 3);
  assert.equal(request.consistent, true);
  assert.equal(request.forward, false);
  assert.deepEqual(request.startKey, { pk: { N: '1' } });
  assert.equal(request.filter?.kind, 'or');
  assert.equal(request.legacyFilter, true);
  assert.deepEqual(request.projection, [['a']]);
  assert.equal(request.select, 'SPECIFIC_ATTRIBUTES');
});

test('KeyConditions go with the other expressions, not with their own', () => {
  const request = parseQuery({
    ...legacy,
    FilterExpression: 'a = :v',
    ProjectionExpression: 'a, b[0]',
    ExpressionAttributeValues: { ':v': { S } },
  });
  assert.equal(request.filter?.kind, 'compare');
  assert.equal(request.legacyFilter, false);
  assert.deepEqual(request.projection, [['a'], ['b', 0]]);
  assert.equal(
    query({
      ...legacy,
      ...byExpression,
      QueryFilter: { a: EQ },
      ConditionalOperator: 'AND',
      FilterExpression: 'a = :p',
      ProjectionExpression: 'b',
      AttributesToGet: ['a'],
    }),
    `${MIXED} {AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions} ` +
      'Expression parameters: {ProjectionExpression, FilterExpression, KeyConditionExpression}',
  );
  assert.equal(
    query({ ...byExpression, ConditionalOperator: 'AND' }),
    `${MIXED} {ConditionalOperator} Expression parameters: {KeyConditionExpression}`,
  );
  assert.equal(
    query({ ...legacy, AttributesToGet: ['a'], FilterExpression: '' }),
    `${MIXED} {AttributesToGet} Expression parameters: {FilterExpression}`,
  );
});

test('names and values belong to expressions', () => {
  assert.equal(
    query({ ...legacy, ExpressionAttributeNames: { '#a': 'a' } }),
    'ExpressionAttributeNames can only be specified when using expressions',
  );
  assert.equal(
    query({ ...legacy, ProjectionExpression: 'a', ExpressionAttributeValues: { ':v': { S } } }),
    'ExpressionAttributeValues can only be specified when using expressions: ' +
      'FilterExpression and KeyConditionExpression are null',
  );
  assert.equal(
    query({ ...byExpression, ExpressionAttributeNames: { '#unused': 'a' } }),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}',
  );
});

test('Select: what it says of a projection and of an index, first of all, in the envelope that nothing else of Query has', () => {
  const framed = (text: string) => `1 validation error detected: ${text}`;
  const other = { Limit: 1, ConditionalOperator: 'AND' } as const;
  assert.equal(
    query({ ...byExpression, ...other, Select: 'SPECIFIC_ATTRIBUTES' }),
    framed('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'),
  );
  assert.equal(
    query({ ...byExpression, ...other, Select: 'ALL_PROJECTED_ATTRIBUTES' }),
    framed('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'),
  );
  for (const [select, words] of [
    ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
    ['ALL_PROJECTED_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'],
    ['COUNT', 'only the Count'],
  ] as const) {
    assert.equal(
      query({ ...byExpression, Select: select, ProjectionExpression: 'a' }),
      framed(`Cannot specify the ProjectionExpression when choosing to get ${words}`),
    );
    assert.equal(
      query({ ...legacy, IndexName: 'index', Select: select, AttributesToGet: ['a'] }),
      framed(`Cannot specify the AttributesToGet when choosing to get ${words}`),
    );
  }
  const select = (input: QueryInput) => parseQuery({ ...legacy, ...input }).select;
  assert.equal(select({ Select: 'COUNT' }), 'COUNT');
  assert.equal(select({ Select: 'ALL_ATTRIBUTES', IndexName: 'index' }), 'ALL_ATTRIBUTES');
  assert.equal(select({ IndexName: 'index' }), 'ALL_PROJECTED_ATTRIBUTES');
  assert.equal(select({ IndexName: 'index', ProjectionExpression: 'a' }), 'SPECIFIC_ATTRIBUTES');
});

test('AWS’s order', () => {
  assertOrder(parseQuery, {}, [
    { has: { ConditionalOperator: 'AND', QueryFilter: {} }, text: WITHOUT },
    {
      has: { QueryFilter: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S }, { S }] } } },
      text: 'One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator',
    },
    {
      has: { AttributesToGet: ['a', 'a'] },
      text: 'One or more parameter values were invalid: Duplicate value in attribute name: a',
    },
    {
      has: { ExclusiveStartKey: { pk: {} } },
      text:
        'The provided starting key is invalid: ' +
        'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    },
    {
      has: {},
      text: 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    },
  ]);
  assertOrder(parseQuery, { ...byExpression, FilterExpression: 'a = :p', ProjectionExpression: 'a' }, [
    { has: { ExpressionAttributeNames: {} }, text: 'ExpressionAttributeNames must not be empty' },
    {
      has: { KeyConditionExpression: '' },
      text: 'Invalid KeyConditionExpression: The expression can not be empty;',
    },
    { has: { FilterExpression: '' }, text: 'Invalid FilterExpression: The expression can not be empty;' },
    { has: { ProjectionExpression: '' }, text: 'Invalid ProjectionExpression: The expression can not be empty;' },
  ]);
  assert.equal(
    query({ KeyConditions: {}, FilterExpression: '' }),
    'Invalid FilterExpression: The expression can not be empty;',
  );
});

test('what is wrong with numbers and sets of a start key is said as ever', () => {
  const startKey = (ExclusiveStartKey: QueryInput['ExclusiveStartKey']) => query({ ...legacy, ExclusiveStartKey });
  assert.equal(startKey({ a: { N: 'x' } }), 'The parameter cannot be converted to a numeric value: x');
  assert.equal(
    startKey({ a: { NS: [] } }),
    'One or more parameter values were invalid: An number set  may not be empty',
  );
  assert.equal(
    startKey({ a: { SS: [] } }),
    'The provided starting key is invalid: One or more parameter values were invalid: An string set  may not be empty',
  );
});

test('a condition that keys cannot have is told after what is wrong with the other expressions', () => {
  const KeyConditionExpression = 'a = b';
  assert.equal(
    query({ KeyConditionExpression, FilterExpression: '' }),
    'Invalid FilterExpression: The expression can not be empty;',
  );
  assert.equal(
    query({ KeyConditionExpression, ProjectionExpression: 'c,' }),
    'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","',
  );
  assert.equal(
    query({ KeyConditionExpression, ExpressionAttributeNames: { '#u': 'u' } }),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}',
  );
});
