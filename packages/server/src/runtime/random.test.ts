import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom, systemRandom } from './random.js';

for (const [name, make] of [
  ['the system’s random source', systemRandom],
  ['a seeded random source', () => seededRandom(7)],
] as const) {
  describe(name, () => {
    it('gives as many bytes as asked, of the caller’s own', () => {
      const random = make();
      for (const count of [0, 1, 16, 256, 257, 5000]) assert.equal(random.bytes(count).length, count);
      const [first, second] = [random.bytes(32), random.bytes(32)];
      const copy = Uint8Array.from(first);
      second.fill(0);
      random.bytes(32).fill(0);
      assert.deepEqual(first, copy);
      assert.notEqual(first.buffer, second.buffer);
    });

    it('never repeats itself, also when a pool runs out', () => {
      const random = make();
      const seen = new Set(Array.from({ length: 2000 }, () => Buffer.from(random.bytes(12)).toString('hex')));
      assert.equal(seen.size, 2000);
    });

    it('gives numbers from 0 to below 1, evenly', () => {
      const random = make();
      const tenths = Array.from({ length: 10 }, () => 0);
      for (let count = 0; count < 10_000; count++) {
        const number = random.number();
        assert.ok(number >= 0 && number < 1);
        const tenth = Math.floor(number * 10);
        tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      }
      assert.ok(
        tenths.every((count) => count > 700 && count < 1300),
        String(tenths),
      );
    });
  });
}

it('a seed decides the sequence', () => {
  const sequence = (seed: number): unknown[] => {
    const random = seededRandom(seed);
    return [random.bytes(20), random.number(), random.number()];
  };
  assert.deepEqual(sequence(1), sequence(1));
  assert.notDeepEqual(sequence(1), sequence(2));
});
