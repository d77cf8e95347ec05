import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lanes } from './hash.js';

test('a key has one lane, whoever asks; keys spread over all of them', () => {
  const [one, other] = [new Lanes(10), new Lanes(10)];
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i++) {
    const lane = one.of(`key-${i}`);
    assert.equal(other.of(`key-${i}`), lane);
    counts[lane] = (counts[lane] ?? 0) + 1;
  }
  assert.ok(
    counts.every((count) => count > 800),
    String(counts),
  );
  assert.equal(one.of('key-1'), other.of('key-1'));
  assert.equal(new Lanes(1).of('any'), 0);
});
