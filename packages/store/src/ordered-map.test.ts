import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { OrderedMap } from './ordered-map.js';

const number = fc.integer({ min: 0, max: 2000 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('set' as const), from: number, count: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      from: number,
      count: fc.integer({ min: 1, max: 300 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteBelow' as const), from: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('scatter' as const),
      from: number,
      count: fc.integer({ min: 1, max: 300 }),
    }),
  },
);
const keyOf = (at: number): string => String(at).padStart(5, '0');

it('an ordered map does what a map that is sorted for every walk does', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), number, number, (steps, low, high) => {
      const map = new OrderedMap<number>();
      const model = new Map<string, number>();
      let value = 0;
      for (const one of steps) {
        value += 1;
        if (one.kind === 'deleteBelow') {
          map.deleteBelow(keyOf(one.from));
          for (const key of model.keys()) if (key < keyOf(one.from)) model.delete(key);
          continue;
        }
        for (let at = 0; at < one.count; at += 1) {
          const key = keyOf(one.kind === 'scatter' ? (one.from + at * 7919) % 2000 : one.from + at);
          const before = model.get(key);
          if (one.kind === 'delete') {
            assert.equal(map.delete(key), before);
            model.delete(key);
          } else {
            assert.equal(map.set(key, value), before);
            model.set(key, value);
          }
        }
      }
      assert.equal(map.size, model.size);
      for (let at = 0; at < 2300; at += 1) assert.equal(map.get(keyOf(at)), model.get(keyOf(at)));
      const sorted = [...model].toSorted(([a], [b]) => (a < b ? -1 : 1));
      for (const bounds of [[], [keyOf(low)], [keyOf(low), keyOf(high)], ['', keyOf(high)], ['', '']]) {
        const [from = '', to] = bounds;
        const expected = sorted.filter(([key]) => key >= from && (to === undefined || key < to));
        assert.deepEqual(walk(map, from, to, false), expected);
        assert.deepEqual(walk(map, from, to, true), expected.toReversed());
      }
    }),
    { numRuns: 150 },
  );
});

function walk(map: OrderedMap<number>, low: string, high: string | undefined, isReverse: boolean): [string, number][] {
  const found: [string, number][] = [];
  for (const cursor = map.cursor(low, high, isReverse); cursor.key !== undefined; cursor.next()) {
    found.push([cursor.key, cursor.value ?? Number.NaN]);
  }
  return found;
}
