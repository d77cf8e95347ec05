import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, nearest, segments, stacked, timeTicks, valueTicks } from './plot.js';

test('values have ticks at numbers that people count in, around all of them', () => {
  assert.deepEqual(valueTicks(0, 10, 5), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(valueTicks(0, 97, 4), [0, 25, 50, 75, 100]);
  assert.deepEqual(valueTicks(0, 0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(valueTicks(-5, 5, 2), [-5, 0, 5]);
  assert.deepEqual(valueTicks(0, 3000, 4, 1024), [0, 1024, 2048, 3072]);
});

test('what is all zero has room above it', () => {
  assert.deepEqual(extent([0, 0]), [0, 1]);
  assert.deepEqual(extent([3, -1]), [-1, 3]);
});

test('times have ticks at whole hours of the reader', () => {
  const hour = 3_600_000;
  assert.deepEqual(timeTicks(0.5 * hour, 3.5 * hour, 3), [hour, 2 * hour, 3 * hour]);
  // Half an hour off: India.
  assert.deepEqual(timeTicks(0, 2 * hour, 2, hour / 2), [hour / 2, 1.5 * hour]);
  assert.equal(timeTicks(0, 7 * 24 * hour, 7).length, 8);
});

test('where there is no data is a gap', () => {
  const points = [0, 60, 120, 300, 360].map((x) => ({ x, y: 1 }));
  assert.deepEqual(
    segments(points, 60).map((part) => part.map(({ x }) => x)),
    [
      [0, 60, 120],
      [300, 360],
    ],
  );
});

test('the nearest point, unless it is too far', () => {
  const points = [0, 60, 120].map((x) => ({ x, y: x }));
  assert.equal(nearest(points, 70, 30)?.x, 60);
  assert.equal(nearest(points, 95, 30)?.x, 120);
  assert.equal(nearest(points, 200, 30), undefined);
  assert.equal(nearest([], 0, 30), undefined);
});

test('lines stand on each other where both have a point', () => {
  const [, second] = stacked([
    [{ x: 1, y: 5 }],
    [
      { x: 1, y: 2 },
      { x: 2, y: 3 },
    ],
  ]);
  assert.deepEqual(second, [
    { x: 1, y: 2, base: 5 },
    { x: 2, y: 3, base: 0 },
  ]);
});
