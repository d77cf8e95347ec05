import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../testing/refusal.js';
import { applyUpdate } from '../expressions/update.js';
import { parseAttributeUpdates, type AttributeUpdate } from './attribute-updates.js';
import { parseAttributesToGet } from './attributes-to-get.js';
import { parseFilter } from './filters.js';
import { parseKeyConditions } from './key-conditions.js';

const invalid = (text: string) => `One or more parameter values were invalid: ${text}`;
const updateRefused = (update: AttributeUpdate) => refusal(() => parseAttributeUpdates({ a: update }));

test('AttributeUpdates: every action but DELETE has a value, of a type that it takes', () => {
  const none = invalid('Only DELETE action is allowed when no attribute value is specified');
  for (const update of [{}, { Action: 'PUT' }, { Action: 'ADD' }] as const) assert.equal(updateRefused(update), none);
  for (const value of [{ S: '1' }, { N: '1' }, { B: 'Yg==' }, { NULL: true }, { BOOL: true }, { M: {} }, { L: [] }]) {
    const [type] = Object.keys(value);
    const text = invalid(`DELETE action with value is not supported for the type ${type}`);
    assert.equal(updateRefused({ Action: 'DELETE', Value: value }), text);
  }
  for (const value of [{ S: '1' }, { B: 'Yg==' }, { NULL: true }, { BOOL: true }, { M: {} }]) {
    const [type] = Object.keys(value);
    const text = invalid(`ADD action is not supported for the type ${type}`);
    assert.equal(updateRefused({ Action: 'ADD', Value: value }), text);
  }
  const several =
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
  assert.equal(updateRefused({ Action: 'DELETE', Value: { S: 'a', N: '1' } }), several);
  assert.equal(
    refusal(() => parseAttributeUpdates({ '': { Value: { S: '' } } })),
    'Empty attribute name',
  );
});

test('AttributeUpdates put, add to numbers, sets and lists, and delete', () => {
  const item = { n: { N: '1' }, s: { SS: ['a', 'b'] }, l: { L: [{ N: '1' }] }, gone: { S: '' } };
  const { actions, onlyDeletes } = parseAttributeUpdates({
    put: { Value: { S: 'x' } },
    n: { Action: 'ADD', Value: { N: '2.50' } },
    s: { Action: 'DELETE', Value: { SS: ['a'] } },
    l: { Action: 'ADD', Value: { L: [{ N: '2' }] } },
    made: { Action: 'ADD', Value: { L: [{ N: '3' }] } },
    gone: { Action: 'DELETE' },
  });
  assert.equal(onlyDeletes, false);
  assert.deepEqual(applyUpdate(actions, item, { legacy: true }).item, {
    put: { S: 'x' },
    n: { N: '3.5' },
    s: { SS: ['b'] },
    l: { L: [{ N: '1' }, { N: '2' }] },
    made: { L: [{ N: '3' }] },
  });
});

test('AttributeUpdates of the wrong type say so in words of their own', () => {
  for (const value of [{ N: '1' }, { SS: ['a'] }, { L: [] }]) {
    const { actions } = parseAttributeUpdates({ a: { Action: 'ADD', Value: value } });
    const text = refusal(() => applyUpdate(actions, { a: { S: '' } }, { legacy: true }));
    assert.equal(text, 'Type mismatch for attribute to update');
  }
});

test('only what deletes makes no item', () => {
  assert.equal(parseAttributeUpdates({ a: { Action: 'DELETE' } }).onlyDeletes, true);
  assert.equal(parseAttributeUpdates({}).onlyDeletes, false);
});

test('AttributesToGet names each once', () => {
  assert.deepEqual(parseAttributesToGet(['a', '__proto__', 'a.b']), [['a'], ['__proto__'], ['a.b']]);
  assert.equal(
    refusal(() => parseAttributesToGet(['a', 'b', 'a'])),
    invalid('Duplicate value in attribute name: a'),
  );
});

test('KeyConditions are as many as the key has attributes', () => {
  const EQ = { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'x' }] } as const;
  const number = 'Conditions can be of length 1 or 2 only';
  assert.equal(
    refusal(() => parseKeyConditions({})),
    number,
  );
  assert.equal(parseKeyConditions({ a: EQ, b: EQ, c: EQ }).length, 3);
  assert.equal(
    refusal(() => parseKeyConditions({ a: EQ, b: EQ, c: { ComparisonOperator: 'EQ' } })),
    invalid('Invalid number of argument(s) for the EQ ComparisonOperator'),
  );
});

test('KeyConditions that no index helps are told apart, for the table to say more', () => {
  const S = 'x';
  const list = [{ S }];
  const parse = (operator: 'EQ' | 'NE' | 'IN' | 'CONTAINS' | 'NOT_CONTAINS' | 'LE' | 'BEGINS_WITH') =>
    parseKeyConditions({ a: { ComparisonOperator: operator, AttributeValueList: list } })[0];
  assert.deepEqual(parse('EQ'), { attribute: 'a', op: '=', value: { S } });
  assert.deepEqual(parse('LE'), { attribute: 'a', op: '<=', value: { S } });
  assert.deepEqual(parse('BEGINS_WITH'), { attribute: 'a', op: 'begins-with', prefix: { S } });
  for (const operator of ['NE', 'IN', 'CONTAINS', 'NOT_CONTAINS'] as const) {
    assert.deepEqual(parse(operator), { attribute: 'a', op: 'unindexable', values: list });
  }
  for (const operator of ['NULL', 'NOT_NULL'] as const) {
    const [condition] = parseKeyConditions({ a: { ComparisonOperator: operator } });
    assert.deepEqual(condition, { attribute: 'a', op: 'unindexable', values: [] });
  }
  const [between] = parseKeyConditions({
    a: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '1' }, { N: '02' }] },
  });
  assert.deepEqual(between, { attribute: 'a', op: 'between', low: { N: '1' }, high: { N: '2' } });
});

test('filters check values first, in the words of their layer', () => {
  const filter = { a: { ComparisonOperator: 'NULL', AttributeValueList: [{ N: '' }] } } as const;
  const text = 'The parameter cannot be converted to a numeric value';
  assert.equal(
    refusal(() => parseFilter(filter, undefined, 'old')),
    text,
  );
  assert.equal(
    refusal(() => parseFilter(filter, undefined, 'new')),
    `${text}: `,
  );
  assert.equal(parseFilter({}, 'OR', 'new'), undefined);
});
