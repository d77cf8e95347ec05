import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginningNumber, parseSequenceNumber, recordNumber } from './sequence-number.js';

const sequences = fc.maxSafeNat();

test('sequence numbers hold the store\u2019s, and rise as texts and as numbers as they do', () => {
  fc.assert(
    fc.property(sequences, sequences, (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      assert.deepEqual(parseSequenceNumber(recordNumber(a)), { sequence: a, isBeginning: false });
      assert.deepEqual(parseSequenceNumber(beginningNumber(a)), { sequence: a, isBeginning: true });
      assert.ok(recordNumber(a) < beginningNumber(a));
      if (less < more) assert.ok(BigInt(beginningNumber(less)) < BigInt(recordNumber(more)));
      assert.equal(recordNumber(a).length, 21);
    }),
  );
});

test('other numbers are not ours', () => {
  for (const text of [
    '1',
    '100000000000000000001002',
    '200000000000000000000',
    '199999999999999999000',
    'x'.repeat(21),
  ])
    assert.equal(parseSequenceNumber(text), undefined);
});
