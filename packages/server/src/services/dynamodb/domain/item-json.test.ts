import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { setAttribute, type AttributeValue, type ItemDraft } from './attribute-value.js';
import { itemJson } from './item-json.js';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('__proto__', '"', '\\', '\u2028', 'x'.repeat(256), 'x'.repeat(257), 'ü'.repeat(3000)),
);
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  text.map((S) => ({ S })),
  fc.integer().map((n) => ({ N: String(n) })),
  fc.constantFrom<AttributeValue>({ BOOL: true }, { NULL: true }, { B: 'AA==' }, { SS: ['a', '"'] }),
  fc.array(text).map((list) => ({ L: list.map((S) => ({ S })) })),
  fc.dictionary(text, fc.constant({ N: '1' })).map((M) => ({ M })),
);

test('an item is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, value)), (attributes) => {
      const item: ItemDraft = {};
      for (const [name, held] of attributes) setAttribute(item, name, held);
      assert.equal(itemJson(item, 4).toString('utf8', 4), JSON.stringify(item));
    }),
  );
});

test('items of all lengths around what fits where they are written', () => {
  for (let length = 16_000; length < 16_500; length += 1) {
    const item = {
      a: { S: 'x'.repeat(200) },
      b: { L: [{ S: 'y'.repeat(length - 250) }] },
      c: { N: '1' },
      d: { S: 'z' },
    };
    assert.equal(itemJson(item, 4).toString('utf8', 4), JSON.stringify(item));
  }
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`n${i}`, { N: String(i) }]));
  assert.equal(itemJson(many, 4).toString('utf8', 4), JSON.stringify(many));
});
