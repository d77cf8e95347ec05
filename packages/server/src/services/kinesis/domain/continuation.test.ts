import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { continuationNumber, isContinuationNumber } from './continuation.js';
import { eachSequenceNumber, parseSequenceNumber } from './sequence-number.js';
import { endingSequenceNumber, startingSequenceNumber } from './shard-shape.js';
import type { Shard } from './stream.js';

const shardOf = (index: number, createdSecond: number): Shard => ({ index, createdSecond, startHash: '', endHash: '' });

function sequenceNumber(shard: Shard, offset: number, second: number): string {
  let number = '';
  eachSequenceNumber(shard, offset, 1, second, (given) => (number = given));
  return number;
}

test('a continuation number lies between the records before and at its offset, and none of theirs is one', () => {
  const second = fc.integer({ min: 1_600_000_000, max: 4_000_000_000 });
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 50), second, second, (index, offset, arrived, now) => {
      const shard = shardOf(index, 1_600_000_000);
      const number = continuationNumber(shard, offset, now * 1000);
      const before = offset === 0 ? startingSequenceNumber(shard) : sequenceNumber(shard, offset - 1, arrived);
      const at = sequenceNumber(shard, offset, arrived);
      assert.ok(BigInt(before) < BigInt(number));
      assert.ok(BigInt(number) < BigInt(at));
      assert.ok(BigInt(number) < BigInt(endingSequenceNumber({ ...shard, closed: { at: now * 1000, end: 0 } })));
      assert.equal(parseSequenceNumber(number)?.position, BigInt(offset));
      assert.ok(isContinuationNumber(number));
      assert.ok(!isContinuationNumber(before) && !isContinuationNumber(at));
    }),
  );
});

test('it advances with time though no record comes', () => {
  const shard = shardOf(3, 1_600_000_000);
  assert.ok(
    BigInt(continuationNumber(shard, 7, 1_700_000_000_000)) < BigInt(continuationNumber(shard, 7, 1_700_000_001_000)),
  );
});

test('what is no sequence number is no continuation', () => {
  for (const text of ['0', '1', '49590338271490256608559692538361571095921575989136588898'])
    assert.ok(!isContinuationNumber(text));
});
