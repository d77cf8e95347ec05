import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addToBlock, decodeBlock, encodeBlock, type Block } from './block.js';
import { sampleOfSet, sampleOfValue, sampleOfValues, type Sample } from './sample.js';

const value = fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((number) => number + 0);
const sample: fc.Arbitrary<Sample> = fc.oneof(
  value.map(sampleOfValue),
  fc.array(fc.tuple(value, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 20 }).map(
    (pairs) =>
      sampleOfValues(
        pairs.map(([one]) => one),
        pairs.map(([, count]) => count),
      ) ?? sampleOfValue(0),
  ),
  fc.tuple(value, value).map(([a, b]) => {
    const set = { count: 2, sum: a + b, min: Math.min(a, b), max: Math.max(a, b) };
    return sampleOfSet(set) ?? sampleOfValue(0);
  }),
);

void test('property: what is written is read', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 119 }), sample), { maxLength: 40 }), (points) => {
      const block: Block = new Map();
      for (const [slot, one] of points) addToBlock(block, slot, one);
      assert.deepEqual(decodeBlock(encodeBlock(block)), new Map([...block].sort(([a], [b]) => a - b)));
    }),
  );
});

void test('a single value takes 10 bytes', () => {
  assert.equal(encodeBlock(new Map([[3, sampleOfValue(1.5)]])).byteLength, 10);
});

void test('nothing was ever there', () => {
  assert.equal(decodeBlock(undefined).size, 0);
});
