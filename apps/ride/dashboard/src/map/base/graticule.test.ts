import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graticule, graticuleStep, meridianName, parallelName } from './graticule.js';
import { packsFor, REGION } from './packs.js';

describe('graticule', () => {
  it('thins as the map shows more', () => {
    const steps = [1, 2, 4, 6, 8, 10, 12, 14].map(graticuleStep);
    assert.deepEqual(steps, [30, 30, 10, 2, 0.5, 0.2, 0.05, 0.02]);
  });

  it('names its lines', () => {
    assert.deepEqual([-74.05, 0, 180, 190, -200, 530].map(meridianName), [
      '74.05°W',
      '0°',
      '180°',
      '170°W',
      '160°E',
      '170°E',
    ]);
    assert.deepEqual([40.5, 0, -33].map(parallelName), ['40.5°N', '0°', '33°S']);
  });

  it('has a label for every line in sight, at the edge, and none beyond the map', () => {
    const view = { west: -74.2, south: 40.6, east: -73.8, north: 40.9 };
    const { features } = graticule(view, 11);
    const names = features
      .filter(({ properties }) => properties?.['kind'] !== 'line')
      .map(({ properties }) => String(properties?.['name']));
    assert.deepEqual(names, ['74.1°W', '74°W', '73.9°W', '40.7°N', '40.8°N']);
    for (const { geometry } of graticule({ west: -200, south: -80, east: 200, north: 84 }, 1).features) {
      assert.ok(
        geometry.type === 'Point' ||
          (geometry.type === 'LineString' && geometry.coordinates.every(([, y = 0]) => Math.abs(y) <= 85)),
      );
    }
  });
});

describe('which data a view needs', () => {
  const manhattan = { west: -74.05, south: 40.7, east: -73.9, north: 40.8 };
  it('is the region first where rides begin, without the detailed world', () => {
    assert.deepEqual(packsFor(manhattan, 12), ['region', 'world']);
  });

  it('is the detailed world when the view leaves the region or goes elsewhere', () => {
    assert.deepEqual(packsFor({ ...REGION, west: -77 }, 8), ['region', 'world', 'detail']);
    assert.deepEqual(packsFor({ west: 126, south: 37, east: 128, north: 38 }, 9), ['world', 'detail']);
  });

  it('is the coarse world alone from afar', () => {
    assert.deepEqual(packsFor({ west: -180, south: -80, east: 180, north: 80 }, 2), ['world']);
  });
});
