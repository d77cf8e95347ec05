import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as hash from './hash-range.js';

const whole = { start: 0n, end: hash.lastHashKey };
const key = fc.bigInt({ min: 0n, max: hash.lastHashKey });

describe('hash ranges', () => {
  it('reads decimal hash keys up to 2^128 - 1', () => {
    assert.equal(hash.parseHashKey('0'), 0n);
    assert.equal(hash.parseHashKey(String(hash.lastHashKey)), hash.lastHashKey);
    for (const none of ['', '-1', '01', '1.5', 'x', ' 1', String(hash.lastHashKey + 1n)]) {
      assert.equal(hash.parseHashKey(none), undefined, none);
    }
  });

  it('hashes partition keys as Kinesis does', async () => {
    for (const text of ['Shadowfax', '유니콘', '🦄', ' ']) {
      const expected = BigInt(`0x${createHash('md5').update(text).digest('hex')}`);
      assert.equal(await hash.hashKeyOf(text), expected);
    }
  });

  it('halves the whole of it where AWS does', () => {
    assert.equal(hash.middleOf(whole), 170141183460469231731687303715884105728n);
  });

  it('splits into two ranges that adjoin and cover the whole', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const range = a < b ? { start: a, end: b } : { start: b, end: a };
        const bounds = hash.splittableAt(range);
        if (bounds === undefined) return range.end - range.start < 3n;
        for (const at of [bounds.start, bounds.end, hash.middleOf(range)]) {
          if (!hash.contains(bounds, at)) continue;
          const [first, second] = hash.splitAt(range, at);
          assert.equal(first.start, range.start);
          assert.equal(second.end, range.end);
          assert.ok(hash.areAdjacent(first, second) && hash.areAdjacent(second, first));
        }
        return true;
      }),
    );
  });

  it('does not offer what SplitShard refuses: the first two keys and the last', () => {
    assert.deepEqual(hash.splittableAt({ start: 10n, end: 20n }), { start: 12n, end: 19n });
    assert.equal(hash.splittableAt({ start: 10n, end: 12n }), undefined);
  });

  it('says how much of the keys a range covers', () => {
    assert.equal(hash.shareOf(whole), 1);
    assert.equal(hash.shareOf({ start: 0n, end: hash.middleOf(whole) - 1n }), 0.5);
  });
});
