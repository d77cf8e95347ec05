import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { figuresOf, perSecond, type Point } from './figures.js';
import { edgeMetrics, type EdgeMetric } from './metrics.js';

const minute = 60_000;
/** Half past a minute. */
const now = 100 * minute + 30_000;
const at = (ago: number, y: number): Point => ({ x: (100 - ago) * minute, y });

const figures = (metrics: readonly EdgeMetric[], points: Partial<Record<EdgeMetric['role'], readonly Point[]>>) =>
  figuresOf({ metrics, fault: undefined }, ({ role }) => points[role] ?? [], now);

describe('figures of an edge', () => {
  it('are those of the last whole minute', () => {
    const found = figures(edgeMetrics.incoming('s'), {
      records: [at(2, 60), at(1, 180), at(0, 10)],
      bytes: [at(1, 6000)],
    });
    assert.equal(found.rate, 3);
    assert.equal(found.bytes, 100);
    assert.deepEqual(found.troubles, []);
    assert.equal(found.history.length, 15);
    assert.deepEqual(found.history.slice(-2), [1, 3]);
  });

  it('are those of the running minute while there is no other', () => {
    assert.equal(perSecond([at(0, 90)], now), 3);
    assert.equal(perSecond([], now), 0);
    assert.equal(perSecond([at(2, 60)], now), 0);
  });

  it('say what is wrong', () => {
    const trigger = edgeMetrics.trigger('f');
    const kinds = (points: Parameters<typeof figures>[1]) =>
      figures(trigger, points).troubles.map(({ kind, value }) => [kind, value]);
    assert.deepEqual(kinds({ errors: [at(1, 2), at(0, 1)], throttles: [at(5, 9)] }), [['errors', 3]]);
    assert.deepEqual(kinds({ throttles: [at(0, 4)] }), [['throttles', 4]]);
    assert.deepEqual(kinds({ age: [at(2, 10_000), at(1, 70_000), at(0, 130_000)] }), [['ageRises', 130_000]]);
    assert.deepEqual(kinds({ age: [at(1, 90_000), at(0, 61_000)] }), [['age', 61_000]]);
    assert.deepEqual(kinds({ age: [at(9, 900_000)] }), []);
  });

  it('take a delivery that failed for an error', () => {
    const found = figures(edgeMetrics.output('a', '1.1'), { success: [at(1, 0.5)] });
    assert.equal(found.errors, 1);
  });
});
