import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../runtime/random.js';
import { Iterators } from './iterators.js';

const random = seededRandom(7);
const bytes = (count: number): Uint8Array => random.bytes(count);
const key = bytes(32);
const iterators = new Iterators(key, bytes);
const position = {
  account: '000000000000',
  stream: 'wildrydes',
  streamId: 'abcdefghij0123456789-abc',
  shardIndex: 3,
  offset: 9_007_199_254_740_990,
  issued: 1_700_000_000_123,
};

test('an iterator holds its position, within the 512 characters of the API', () => {
  assert.deepEqual(iterators.open(iterators.seal(position)), position);
  const longest = iterators.seal({ ...position, stream: 'x'.repeat(128) });
  assert.ok(longest.length <= 512);
  assert.equal(iterators.open(longest)?.stream, 'x'.repeat(128));
});

test('an iterator outlives its process, and opens with no other key', () => {
  const iterator = iterators.seal(position);
  assert.deepEqual(new Iterators(key, bytes).open(iterator), position);
  assert.equal(new Iterators(bytes(32), bytes).open(iterator), undefined);
});

test('no changed byte goes unnoticed', () => {
  const sealed = Buffer.from(iterators.seal(position), 'base64');
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const forged = Buffer.from(sealed);
      forged[at] = (forged[at] ?? 0) ^ change;
      assert.equal(iterators.open(forged.toString('base64')), undefined);
    }),
  );
});

test('what is no iterator is refused', () => {
  const iterator = iterators.seal(position);
  for (const text of [`${iterator}AAAA`, ` ${iterator}`, iterator.slice(1), ''])
    assert.equal(iterators.open(text), undefined);
  fc.assert(fc.property(fc.string({ maxLength: 600 }), (text) => assert.equal(iterators.open(text), undefined)));
});
