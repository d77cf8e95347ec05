import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AttributeValue, Item } from './attribute-value.js';
import { binaries, texts } from './testing/values.js';
import { binaryLength, itemSize, utf8Length, valueSize } from './value-size.js';

describe('value sizes', () => {
  it('are those that AWS charges', () => {
    const sizes: [AttributeValue, number][] = [
      [{ S: '' }, 0],
      [{ S: 'aé\u{1f600}' }, 7],
      [{ N: '3.14159' }, 5],
      [{ B: '' }, 0],
      [{ B: 'AA==' }, 1],
      [{ B: 'AAA=' }, 2],
      [{ B: 'AAAA' }, 3],
      [{ BOOL: false }, 1],
      [{ NULL: true }, 1],
      [{ SS: ['a', 'bc'] }, 3],
      [{ NS: ['0', '1'] }, 3],
      [{ BS: ['AA==', 'AAA='] }, 3],
      [{ L: [] }, 3],
      [{ L: [{ S: 'aa' }, { BOOL: true }] }, 3 + 3 + 2],
      [{ M: {} }, 3],
      [{ M: { ab: { S: 'c' } } }, 3 + 2 + 1 + 1],
    ];
    for (const [value, size] of sizes) assert.equal(valueSize(value), size, JSON.stringify(value));
  });

  it('of items are names and values without overhead', () => {
    assert.equal(itemSize({}), 0);
    assert.equal(itemSize({ pk: { S: 'a' }, é: { N: '1' } }), 3 + 4);
    assert.equal(itemSize(JSON.parse('{"__proto__":{"S":"abc"}}') as Item), 12);
    const list = { L: Array.from({ length: 500 }, () => ({ S: 'aa' })) };
    assert.equal(itemSize({ pk: { S: 'x' }, l: list }), 3 + 1 + 3 + 500 * 3);
  });

  it('count bytes', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, times) => {
        assert.equal(utf8Length(text.repeat(times)), Buffer.from(text.repeat(times)).length);
      }),
    );
    fc.assert(
      fc.property(binaries, (binary) => assert.equal(binaryLength(binary), Buffer.from(binary, 'base64').length)),
    );
  });
});
