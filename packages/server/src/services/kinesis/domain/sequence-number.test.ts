import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { eachSequenceNumber, endPosition, formatSequenceNumber, parseSequenceNumber } from './sequence-number.js';

const second = fc.integer({ min: 1_300_000_000, max: 4_000_000_000 });
const index = fc.integer({ min: 0, max: 2_147_483_647 });
const offset = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1000 });

test('a sequence number has 56 digits and reads back', () => {
  fc.assert(
    fc.property(second, index, offset, second, (createdSecond, shardIndex, at, arrivedSecond) => {
      const number = { createdSecond, shardIndex, position: BigInt(at) + 1n, arrivedSecond };
      const text = formatSequenceNumber(number);
      assert.equal(text.length, 56);
      assert.deepEqual(parseSequenceNumber(text), number);
    }),
  );
});

test('a number that AWS gave out reads as its parts', () => {
  assert.deepEqual(parseSequenceNumber('49543463076548007577105092703039560359975228518395019266'), {
    createdSecond: 1411403981,
    shardIndex: 0,
    position: 0x157dn,
    arrivedSecond: 0x5420bb34,
  });
});

test('numbers rise with the position, and with the second in which their shard was created', () => {
  fc.assert(
    fc.property(
      second,
      index,
      index,
      offset,
      offset,
      second,
      second,
      (created, parent, child, low, high, early, late) => {
        const of = (createdSecond: number, shardIndex: number, position: bigint, arrivedSecond: number): bigint =>
          BigInt(formatSequenceNumber({ createdSecond, shardIndex, position, arrivedSecond }));
        const [first, later] = low < high ? [low, high] : [high, low + 1];
        assert.ok(of(created, parent, BigInt(first), late) < of(created, parent, BigInt(later), early));
        assert.ok(of(created, parent, endPosition, late) < of(created + 1, child, 0n, early));
      },
    ),
  );
});

test('numbers in a row are those that are made one by one', () => {
  fc.assert(
    fc.property(
      second,
      index,
      offset,
      second,
      fc.integer({ min: 1, max: 300 }),
      (createdSecond, shardIndex, first, arrivedSecond, count) => {
        const seen: string[] = [];
        eachSequenceNumber({ createdSecond, index: shardIndex }, first, count, arrivedSecond, (text) =>
          seen.push(text),
        );
        const expected = Array.from({ length: count }, (_, at) =>
          formatSequenceNumber({ createdSecond, shardIndex, position: BigInt(first + at) + 1n, arrivedSecond }),
        );
        assert.deepEqual(seen, expected);
      },
    ),
  );
});

test('numbers that no shard gives are refused', () => {
  for (const text of ['0', '1', '9'.repeat(56), '4'.repeat(57), '1' + '0'.repeat(55)])
    assert.equal(parseSequenceNumber(text), undefined, text);
});
