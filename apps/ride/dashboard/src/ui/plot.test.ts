import assert from 'node:assert/strict';
import test from 'node:test';
import { extent, linePath, plotY, sparkPath } from './plot.js';

const size = { width: 120, height: 50, most: 200 };
const vitals = (at: number, health: number): { at: number; health: number; magic: number } => ({
  at,
  health,
  magic: 1,
});

test('a line goes from its time and points to the right edge, now', () => {
  const path = linePath([vitals(60_000, 100), vitals(61_000, 50), vitals(120_000, 0)], 'health', 120_000, size);
  assert.equal(path, 'M60.0 25.0L61.0 37.5M120.0 50.0');
});

test('what is older than the axis is left out', () => {
  assert.equal(linePath([vitals(0, 1), vitals(120_000, 200)], 'health', 121_000, size), 'M119.0 0.0');
  assert.equal(linePath([], 'health', 0, size), '');
});

test('points beyond the axis stay at its edge', () => {
  assert.deepEqual(
    [-5, 0, 200, 300].map((points) => plotY(points, size)),
    [50, 50, 0, 0],
  );
});

test('the least and the most', () => {
  assert.deepEqual(extent([vitals(0, 7), vitals(1, 3), vitals(2, 5)], 'health'), { least: 3, most: 7 });
  assert.equal(extent([], 'health'), undefined);
});

test('a sparkline of nothing lies at the bottom', () => {
  assert.equal(sparkPath([0, 0, 0], 10, 5, 0), 'M0.0 5.0L5.0 5.0L10.0 5.0');
  assert.equal(sparkPath([0, 4, 2], 10, 4, 4), 'M0.0 4.0L5.0 0.0L10.0 2.0');
  assert.equal(sparkPath([1], 10, 4, 4), '');
});
