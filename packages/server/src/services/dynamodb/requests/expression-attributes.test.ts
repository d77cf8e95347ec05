import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeholdersOf, type ExpressionAttributes } from './expression-attributes.js';
import { refusal } from '../domain/testing/refusal.js';

const S = 'x';
const refused = (input: ExpressionAttributes, layer: 'new' | 'old' = 'new') =>
  refusal(() => placeholdersOf(input, layer));
const long = 'k'.repeat(255);

test('names', () => {
  const names = (map: Record<string, string>) => refused({ ExpressionAttributeNames: map });
  assert.equal(names({}), 'ExpressionAttributeNames must not be empty');
  for (const key of ['a', '#', '#a-b', '']) {
    assert.equal(names({ [key]: 'a' }), `ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`);
  }
  assert.equal(names({ '#a': '' }), 'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a');
  assert.equal(
    names(JSON.parse('{"#a":null}') as Record<string, string>),
    'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
  );
  assert.equal(
    names({ '#a': 'é'.repeat(32_768) }),
    'ExpressionAttributeNames contains invalid value: Attribute name is too large, must be less than 65536 bytes for key #a',
  );
  assert.equal(
    names({ [`#${long}`]: 'a' }),
    'ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256',
  );
  assert.equal(placeholdersOf({ ExpressionAttributeNames: { '#1a': 'b' } }, 'new').name('#1a'), 'b');
});

test('values', () => {
  const values = (map: ExpressionAttributes['ExpressionAttributeValues']) =>
    refused({ ExpressionAttributeValues: map });
  assert.equal(values({}), 'ExpressionAttributeValues must not be empty');
  for (const key of ['a', ':', ':a.b', '#a']) {
    const text = `ExpressionAttributeValues contains invalid key: Syntax error; key: "${key}"`;
    assert.equal(values({ [key]: { S } }), text);
  }
  assert.equal(
    values({ [`:${long}`]: { S } }),
    'ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is too long;',
  );
  const { ':v': value } = { ':v': { NS: ['2', '1.0'] } };
  const placeholders = placeholdersOf({ ExpressionAttributeValues: { ':v': value } }, 'new');
  assert.deepEqual(placeholders.value(':v'), { NS: ['1', '2'] });
});

test('the names come before the values, and every key before any value', () => {
  const ExpressionAttributeValues = { ':a': {}, b: { S } };
  assert.equal(
    refused({ ExpressionAttributeNames: {}, ExpressionAttributeValues }),
    'ExpressionAttributeNames must not be empty',
  );
  assert.equal(
    refused({ ExpressionAttributeValues }),
    'ExpressionAttributeValues contains invalid key: Syntax error; key: "b"',
  );
});

test('only the older layer says which value is wrong', () => {
  const ExpressionAttributeValues = { ':v': {} };
  const text = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
  assert.equal(refused({ ExpressionAttributeValues }, 'new'), text);
  assert.equal(
    refused({ ExpressionAttributeValues }, 'old'),
    `ExpressionAttributeValues contains invalid value: ${text} for key :v`,
  );
  assert.equal(
    refused({ ExpressionAttributeValues: { ':n': { N: '' } } }, 'old'),
    'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value for key :n',
  );
});

test('2 MB of names and values at most', () => {
  const megabyte = 'm'.repeat(1_048_576);
  const names = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`#${i}`, 'n'.repeat(65_535)]));
  assert.equal(refused({ ExpressionAttributeNames: names(33) }), 'ExpressionAttributeNames exceeds max size');
  assert.equal(
    refused({ ExpressionAttributeValues: { ':a': { S: megabyte }, ':b': { S: megabyte } } }),
    'ExpressionAttributeValues exceeds max size',
  );
  assert.equal(
    refused({ ExpressionAttributeNames: names(17), ExpressionAttributeValues: { ':a': { S: megabyte } } }),
    'Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size',
  );
});
