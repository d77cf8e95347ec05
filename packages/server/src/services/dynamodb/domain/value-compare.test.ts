import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AttributeValue, Item } from './attribute-value.js';
import { anyValue, binaries, texts } from './testing/values.js';
import { compareBinaries, compareScalars, compareTexts, sameItem, sameValue } from './value-compare.js';

describe('sameValue', () => {
  it('compares deeply: lists in order, maps in any', () => {
    const same: [AttributeValue, AttributeValue][] = [
      [
        { L: [{ S: 'a' }, { M: { x: { N: '1' }, y: { NULL: true } } }] },
        { L: [{ S: 'a' }, { M: { y: { NULL: true }, x: { N: '1' } } }] },
      ],
      [{ SS: ['a', 'b'] }, { SS: ['a', 'b'] }],
      [{ M: {} }, { M: {} }],
    ];
    for (const [a, b] of same) assert.ok(sameValue(a, b), JSON.stringify(a));
    const different: [AttributeValue, AttributeValue][] = [
      [{ S: '1' }, { N: '1' }],
      [{ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }],
      [{ L: [{ S: 'a' }] }, { L: [{ S: 'a' }, { S: 'b' }] }],
      [{ M: { a: { S: 'x' } } }, { M: { b: { S: 'x' } } }],
      [{ M: {} }, { L: [] }],
      [{ SS: ['a'] }, { SS: ['a', 'b'] }],
      [{ BOOL: true }, { BOOL: false }],
      [{ SS: ['1'] }, { NS: ['1'] }],
    ];
    for (const [a, b] of different) assert.ok(!sameValue(a, b), JSON.stringify([a, b]));
  });

  it('agrees with deep equality', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        assert.ok(sameValue(a, structuredClone(a)));
        assert.equal(sameValue(a, b), isDeepStrictEqual(a, b));
      }),
    );
  });

  it('finds no attributes in what all objects have', () => {
    const item = JSON.parse('{"__proto__":{"S":"a"}}') as Item;
    assert.ok(!sameItem(item, { constructor: { S: 'a' } } as unknown as Item));
    assert.ok(sameItem(item, JSON.parse('{"__proto__":{"S":"a"}}') as Item));
    assert.ok(!sameItem({ toString: { S: 'a' } } as unknown as Item, { a: { S: 'a' } }));
  });
});

describe('compareScalars', () => {
  it('has no order between types, nor of other types than three', () => {
    assert.equal(compareScalars({ S: '1' }, { N: '1' }), undefined);
    assert.equal(compareScalars({ BOOL: true }, { BOOL: true }), undefined);
    assert.equal(compareScalars({ N: '9' }, { N: '10' }), -1);
    assert.equal(compareScalars({ B: 'AA==' }, { B: 'AA==' }), 0);
  });

  it('compares strings and binaries by their bytes', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        assert.equal(Math.sign(compareTexts(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(binaries, binaries, (a, b) => {
        const order = Buffer.compare(Buffer.from(a, 'base64'), Buffer.from(b, 'base64'));
        assert.equal(Math.sign(compareBinaries(a, b)), order);
      }),
      { numRuns: 1_000 },
    );
  });
});
