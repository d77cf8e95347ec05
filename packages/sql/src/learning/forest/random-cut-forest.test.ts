import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Random } from '../random.js';
import { RandomCutForest, type ForestOptions } from './random-cut-forest.js';

const small: ForestOptions = { dimensions: 2, trees: 8, samples: 12, timeDecay: 50 };

const points = (dimensions: number, count: number, seed: number): Float64Array[] => {
  const random = Random.seeded(seed);
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: dimensions }, () => Math.floor(random.next() * 6)),
  );
};

test('a forest that was saved and restored goes on as the one that was not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer(),
      (dimensions, before, after, seed) => {
        const options = { ...small, dimensions };
        const forest = new RandomCutForest(options);
        const all = points(dimensions, before + after, seed);
        for (const point of all.slice(0, before)) forest.learn(point);
        const saved = structuredClone(forest.save());
        const restored = new RandomCutForest(options, saved);
        for (const point of all.slice(before)) {
          if (forest.learnt > 0) {
            assert.equal(restored.score(point), forest.score(point));
            assert.deepEqual(restored.attribute(point), forest.attribute(point));
          }
          forest.learn(point);
          restored.learn(point);
        }
        // In arrays that may be numbered otherwise; what they mean is equal.
        assert.equal(restored.learnt, forest.learnt);
        assert.equal(restored.held, forest.held);
      },
    ),
    { numRuns: 40 },
  );
});

test('what was saved does not change when the forest goes on', () => {
  const forest = new RandomCutForest(small);
  for (const point of points(2, 40, 1)) forest.learn(point);
  const saved = forest.save();
  const copy = structuredClone(saved);
  for (const point of points(2, 40, 2)) forest.learn(point);
  assert.deepEqual(saved, copy);
});

test('the attributions of all dimensions are the score together', () => {
  const forest = new RandomCutForest({ ...small, dimensions: 3 });
  for (const point of points(3, 100, 3)) forest.learn(point);
  for (const point of [...points(3, 20, 4), Float64Array.of(100, -50, 2)]) {
    const { low, high } = forest.attribute(point);
    const sum = [...low, ...high].reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - forest.score(point)) < 1e-9);
  }
});

test('no more points are held than the samples take, however many are learnt', () => {
  const forest = new RandomCutForest({ dimensions: 1, trees: 5, samples: 10, timeDecay: 20 });
  const random = Random.seeded(9);
  for (let index = 0; index < 5000; index++) forest.learn(Float64Array.of(random.next()));
  assert.ok(forest.held <= 50, `${forest.held}`);
});

test('equal points alone are learnt, and score less the more of them there are', () => {
  const forest = new RandomCutForest(small);
  const point = Float64Array.of(7, 7);
  forest.learn(point);
  const first = forest.score(point);
  for (let index = 0; index < 100; index++) forest.learn(point);
  assert.ok(forest.score(point) <= first);
  assert.equal(forest.held, 1);
  assert.ok(forest.score(Float64Array.of(8, 7)) > 3 * forest.score(point));
});

test('older points are forgotten in favour of newer ones', () => {
  const forest = new RandomCutForest({ dimensions: 1, trees: 50, samples: 20, timeDecay: 40 });
  const random = Random.seeded(2);
  for (let index = 0; index < 500; index++) forest.learn(Float64Array.of(random.next()));
  const before = forest.score(Float64Array.of(100.5));
  for (let index = 0; index < 500; index++) forest.learn(Float64Array.of(100 + random.next()));
  assert.ok(before > 3 * forest.score(Float64Array.of(100.5)));
  assert.ok(forest.score(Float64Array.of(0.5)) > 3);
});
