import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseScan, type ScanInput } from './scan.js';
import { refusal } from '../domain/testing/refusal.js';
import { assertOrder } from './testing.js';

const S = 'x';
const EQ = { ComparisonOperator: 'EQ', AttributeValueList: [{ S }] } as const;
const MIXED =
  'Can not use both expression and non-expression parameters in the same request: Non-expression parameters:';

const scan = (input: ScanInput) => refusal(() => parseScan(input));

test('nothing but a table', () => {
  assert.deepEqual(parseScan({}), {
    filter: undefined,
    legacyFilter: false,
    projection: undefined,
    select: 'ALL_ATTRIBUTES',
    index: undefined,
    limit: undefined,
    consistent: false,
    startKey: undefined,
    segment: undefined,
  });
});

test('segments', () => {
  assert.deepEqual(parseScan({ Segment: 0, TotalSegments: 2 }).segment, { index: 0, of: 2 });
  assert.equal(
    scan({ Segment: 0 }),
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  );
  assert.equal(
    scan({ TotalSegments: 4 }),
    'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  );
  assert.equal(
    scan({ Segment: 5, TotalSegments: 5 }),
    'The Segment parameter is zero-based and must be less than parameter TotalSegments',
  );
});

test('filters', () => {
  const filtered = parseScan({ ScanFilter: { a: EQ, b: EQ }, ConditionalOperator: 'AND' });
  assert.equal(filtered.filter?.kind, 'and');
  assert.equal(filtered.legacyFilter, true);
  const request = parseScan({ FilterExpression: 'a = :v', ExpressionAttributeValues: { ':v': { S } } });
  assert.equal(request.filter?.kind, 'compare');
  assert.equal(request.legacyFilter, false);
  assert.equal(parseScan({ ScanFilter: {} }).filter, undefined);
});

test('expressions and what they replace do not go together', () => {
  assert.equal(
    scan({
      AttributesToGet: ['a'],
      ScanFilter: { a: EQ },
      ConditionalOperator: 'AND',
      FilterExpression: 'a = :v',
      ProjectionExpression: 'b',
      ExpressionAttributeValues: { ':v': { S }, ':unused': { S } },
    }),
    `${MIXED} {AttributesToGet, ScanFilter, ConditionalOperator} ` +
      'Expression parameters: {ProjectionExpression, FilterExpression}',
  );
  assert.equal(
    scan({ ScanFilter: {}, ProjectionExpression: 'a' }),
    `${MIXED} {ScanFilter} Expression parameters: {ProjectionExpression}`,
  );
  assert.equal(
    scan({ ProjectionExpression: 'a', ExpressionAttributeValues: { ':v': { S } } }),
    'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
  );
});

test('a ConditionalOperator has something to join', () => {
  const none = 'ConditionalOperator cannot be used without Filter or Expected';
  assert.equal(scan({ ConditionalOperator: 'OR' }), none);
  assert.equal(scan({ ConditionalOperator: 'AND', ScanFilter: {} }), none);
  assert.equal(scan({ ConditionalOperator: 'AND', AttributesToGet: ['a', 'b'] }), none);
  assert.equal(
    scan({ ConditionalOperator: 'AND', ScanFilter: { a: EQ } }),
    'ConditionalOperator can only be used when Filter or Expected has two or more elements',
  );
});

test('Select, in an envelope', () => {
  assert.equal(
    scan({ Select: 'SPECIFIC_ATTRIBUTES' }),
    '1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  );
  assert.equal(
    scan({ Select: 'ALL_PROJECTED_ATTRIBUTES' }),
    '1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  );
  assert.equal(
    scan({ Select: 'COUNT', ProjectionExpression: 'a' }),
    '1 validation error detected: Cannot specify the ProjectionExpression when choosing to get only the Count',
  );
  assert.equal(
    scan({ Select: 'ALL_PROJECTED_ATTRIBUTES', AttributesToGet: ['a'] }),
    '1 validation error detected: Cannot specify the AttributesToGet when choosing to get ALL_PROJECTED_ATTRIBUTES',
  );
});

test('AWS’s order', () => {
  assert.equal(
    scan({ Select: 'ALL_PROJECTED_ATTRIBUTES', ExpressionAttributeNames: { '#a': 'a' } }),
    '1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  );
  assertOrder(parseScan, {}, [
    {
      has: { ExpressionAttributeNames: { '#a': 'a' } },
      text: 'ExpressionAttributeNames can only be specified when using expressions',
    },
    {
      has: { ExpressionAttributeValues: { ':a': { S } } },
      text: 'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
    },
    {
      has: { AttributesToGet: ['a', 'a'] },
      text: 'One or more parameter values were invalid: Duplicate value in attribute name: a',
    },
    {
      has: { ScanFilter: { a: { ComparisonOperator: 'LT', AttributeValueList: [{ SS: ['a'] }] } } },
      text: 'One or more parameter values were invalid: ComparisonOperator LT is not valid for SS AttributeValue type',
    },
    {
      has: { ExclusiveStartKey: { pk: { NULL: false } } },
      text:
        'The provided starting key is invalid: One or more parameter values were invalid: ' +
        'Null attribute value types must have the value of true',
    },
    {
      has: { Segment: 0 },
      text: 'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    },
  ]);
  assertOrder(parseScan, { FilterExpression: 'a = b', ProjectionExpression: 'a' }, [
    {
      has: { TotalSegments: 1 },
      text: 'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    },
    {
      has: { ExpressionAttributeValues: { ':a': { S, N: '1' } } },
      text: 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    },
    { has: { FilterExpression: '' }, text: 'Invalid FilterExpression: The expression can not be empty;' },
    { has: { ProjectionExpression: '' }, text: 'Invalid ProjectionExpression: The expression can not be empty;' },
  ]);
});
