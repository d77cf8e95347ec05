import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlaceholderMaps, Placeholders } from './placeholders.js';

const REFUSALS: readonly (readonly [
  names: Record<string, string> | undefined,
  values: object | undefined,
  text: string,
])[] = [
  [{}, undefined, 'ExpressionAttributeNames must not be empty'],
  [undefined, {}, 'ExpressionAttributeValues must not be empty'],
  [{ a: 'x' }, {}, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
  [{ '#': 'x' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#"'],
  [{ '': 'x' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: ""'],
  [{ '#a-b': 'x' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"'],
  [{ '#é': 'x' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#é"'],
  [{ ':a': 'x' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: ":a"'],
  [{ '#a': 'x' }, { v: 1 }, 'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"'],
  [undefined, { ':': 1 }, 'ExpressionAttributeValues contains invalid key: Syntax error; key: ":"'],
  [
    { [`-${'a'.repeat(255)}`]: 'x' },
    undefined,
    'ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256',
  ],
  [
    undefined,
    { [`:${'a'.repeat(255)}`]: 1 },
    'ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is too long;',
  ],
  [{ '#a': '' }, undefined, 'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a'],
];

for (const [names, values, text] of REFUSALS)
  test(text.slice(0, 100), () =>
    assert.throws(() => checkPlaceholderMaps(names, values as Record<string, unknown>), { message: text }),
  );

test('keys of letters, digits and underscores, up to 255 bytes, are fine', () => {
  checkPlaceholderMaps(
    { '#1a': 'x', '#_': 'y', [`#${'a'.repeat(254)}`]: 'n'.repeat(1000) },
    { ':1': 1, ':_': 2, [`:${'a'.repeat(254)}`]: 3 },
  );
  checkPlaceholderMaps(undefined, undefined);
});

test('what no expression used is told: names first, in the order of the request', () => {
  const placeholders = new Placeholders({ '#a': 'a', '#b': 'b', '#c': 'c' }, { ':a': { S: '' }, ':b': { S: '' } });
  placeholders.name('#b');
  const message = (text: string): { message: string } => ({ message: text });
  assert.throws(
    () => placeholders.assertAllUsed(),
    message('Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #c}'),
  );
  placeholders.name('#a');
  placeholders.name('#c');
  assert.throws(
    () => placeholders.assertAllUsed(),
    message('Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :b}'),
  );
  placeholders.value(':a');
  placeholders.value(':b');
  placeholders.assertAllUsed();
  new Placeholders(undefined, undefined).assertAllUsed();
});

test('nothing is found that the request does not have', () => {
  const placeholders = new Placeholders({ '#a': 'a' }, { ':a': { N: '1' } });
  for (const key of ['__proto__', 'constructor', 'toString', '#b']) {
    assert.equal(placeholders.name(key), undefined);
    assert.equal(placeholders.value(key), undefined);
  }
});
