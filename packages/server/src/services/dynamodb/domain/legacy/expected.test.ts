import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../testing/refusal.js';
import type { Item } from '../attribute-value.js';
import { matches } from '../expressions/evaluate.js';
import { parseExpected, type ExpectedAttribute } from './expected.js';

const refused = (said: ExpectedAttribute) =>
  refusal(() => parseExpected({ a: said }, undefined)).replace(/^One or more parameter values were invalid: /, '…');
const holds = (item: Item, expected: Record<string, ExpectedAttribute>, operator?: 'AND' | 'OR') => {
  const condition = parseExpected(expected, operator);
  return condition === undefined || matches(condition, item);
};

test('the forms cannot be mixed, and each has what it needs', () => {
  const S = 'a';
  assert.equal(
    refused({ Value: { S }, AttributeValueList: [], ComparisonOperator: 'LT', Exists: true }),
    '…Value and AttributeValueList cannot be used together for Attribute: a',
  );
  assert.equal(
    refused({ Exists: true, ComparisonOperator: 'LT' }),
    '…Exists and ComparisonOperator cannot be used together for Attribute: a',
  );
  assert.equal(
    refused({ ComparisonOperator: 'LT' }),
    '…Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a',
  );
  assert.equal(
    refused({ AttributeValueList: [] }),
    '…AttributeValueList can only be used with a ComparisonOperator for Attribute: a',
  );
  assert.equal(refused({}), '…Value must be provided when Exists is null for Attribute: a');
  assert.equal(refused({ Exists: true }), '…Value must be provided when Exists is true for Attribute: a');
  assert.equal(refused({ Exists: false, Value: { S } }), '…Value cannot be used when Exists is false for Attribute: a');
});

test('a Value counts as one argument', () => {
  const S = 'a';
  for (const operator of ['BETWEEN', 'NULL', 'NOT_NULL'] as const) {
    const text = `…Invalid number of argument(s) for the ${operator} ComparisonOperator`;
    assert.equal(refused({ ComparisonOperator: operator, Value: { S } }), text);
  }
  assert.equal(holds({ a: { S } }, { a: { ComparisonOperator: 'GE', Value: { S } } }), true);
});

test('values are checked like any other', () => {
  const empty = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
  assert.equal(refused({ Value: {} }), empty);
  assert.equal(refused({ ComparisonOperator: 'EQ', AttributeValueList: [{}] }), empty);
  assert.equal(refused({ ComparisonOperator: 'EQ', AttributeValueList: [null] }), empty);
  assert.equal(holds({ a: { N: '1' } }, { a: { Value: { N: '1.0' } } }), true);
});

test('the older form asks for a value, or for none', () => {
  assert.equal(holds({ a: { N: '1' } }, { a: { Value: { N: '1' } } }), true);
  assert.equal(holds({ a: { N: '1' } }, { a: { Value: { N: '1' }, Exists: true } }), true);
  assert.equal(holds({}, { a: { Value: { N: '1' } } }), false);
  assert.equal(holds({}, { a: { Exists: false } }), true);
  assert.equal(holds({ a: { NULL: true } }, { a: { Exists: false } }), false);
});

test('all must hold, or one', () => {
  const item = { a: { N: '1' }, b: { N: '2' } };
  const expected = { a: { Value: { N: '1' } }, b: { Value: { N: '3' } }, c: { Exists: false } };
  assert.equal(holds(item, expected), false);
  assert.equal(holds(item, expected, 'AND'), false);
  assert.equal(holds(item, expected, 'OR'), true);
  assert.equal(holds(item, {}), true);
});

test('attributes may be called anything', () => {
  const expected = JSON.parse('{"__proto__":{"Exists":false},"constructor":{"Exists":false}}') as Record<
    string,
    ExpectedAttribute
  >;
  assert.equal(holds({}, expected), true);
});
