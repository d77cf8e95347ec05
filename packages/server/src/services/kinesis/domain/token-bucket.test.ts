import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

test('gives its rate at once, then what has flowed in since', () => {
  const bucket = new TokenBucket(1000, 0);
  assert.ok(bucket.take(1000, 0));
  assert.ok(!bucket.take(1, 0));
  assert.ok(bucket.take(500, 500));
  assert.ok(!bucket.take(1, 500));
});

test('gives more than it holds only when it is full, and is owed the rest', () => {
  const bucket = new TokenBucket(100, 0);
  assert.ok(bucket.take(1000, 0));
  assert.ok(!bucket.take(1, 9_000));
  assert.ok(bucket.take(1, 9_100));
  assert.ok(!bucket.take(1000, 9_200));
});

test('what is charged afterwards delays the next taker', () => {
  const bucket = new TokenBucket(2, 0);
  bucket.charge(10, 0);
  assert.ok(!bucket.isSolvent(5_000));
  assert.ok(bucket.isSolvent(5_001));
});

test('never gives more than a second of its rate beyond the time that has passed', () => {
  const steps = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 2_000 }), amount: fc.integer({ min: 1, max: 50 }) }),
  );
  fc.assert(
    fc.property(steps, (list) => {
      const bucket = new TokenBucket(50, 0);
      let [now, given] = [0, 0];
      for (const { wait, amount } of list) {
        now += wait;
        if (bucket.take(amount, now)) given += amount;
        assert.ok(given <= 50 + (now / 1000) * 50 + 1e-6);
      }
    }),
  );
});

test('a clock that is set back neither fills nor empties it', () => {
  const bucket = new TokenBucket(10, 100_000);
  assert.ok(bucket.take(10, 100_000));
  assert.ok(!bucket.take(1, 50_000));
  assert.ok(bucket.take(10, 51_000));
});
