import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundsOf } from './bounds.js';
import { signedDistances } from './distance.js';
import { between, glideMillis, progress, shortTurn, turned } from './glide.js';
import { markerSize } from './marker-size.js';
import { cameraOf, fixedX, fixedY, latitudeOf, longitudeOf, screenX, screenY, type View, WORLD } from './mercator.js';

const view = (longitude: number, latitude: number, zoom: number): View => ({
  longitude,
  latitude,
  zoom,
  anchorX: 500,
  anchorY: 400,
  width: 1_000,
  height: 800,
  repeats: true,
});
const near = (actual: number, expected: number, tolerance: number): void => {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
};

test('a place is a 9 mm square of the world', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -179.9, max: 179.9, noNaN: true }),
      fc.double({ min: -84, max: 84, noNaN: true }),
      (longitude, latitude) => {
        near(longitudeOf(fixedX(longitude)), longitude, 1e-7);
        near(latitudeOf(fixedY(latitude)), latitude, 1e-7);
      },
    ),
  );
  assert.equal(fixedX(180), fixedX(-180));
  assert.equal(fixedX(190), fixedX(-170));
  assert.ok(fixedY(-90) > 0 && fixedY(90) < 0, 'the poles stay at their ends');
});

test('at zoom 20 the screen is exact to a fifth of a pixel, where the map says', () => {
  const camera = cameraOf(view(127.0276, 37.4979, 20));
  near(screenX(camera, fixedX(127.0276)), 500, 0.2);
  near(screenY(camera, fixedY(37.4979)), 400, 0.2);
  // A hundred thousandth of a degree: 512 * 2^20 / 360 * 1e-5 pixels.
  near(screenX(camera, fixedX(127.0276 + 1e-5)), 500 + 14.913, 0.2);
});

test('over the antimeridian the near side is near', () => {
  const camera = cameraOf(view(179.999, 0, 10));
  near(screenX(camera, fixedX(-179.999)), 500 + (0.002 / 360) * 512 * 1_024, 0.01);
  assert.deepEqual(camera.shifts, [0]);
  near(screenX(cameraOf(view(179.999 - 720, 0, 10)), fixedX(-179.999)), screenX(camera, fixedX(-179.999)), 1e-6);
});

test('a world narrower than the screen is drawn again beside itself', () => {
  const camera = cameraOf(view(0, 0, 0));
  assert.deepEqual(camera.shifts, [0, 512, -512]);
  assert.deepEqual(cameraOf({ ...view(0, 0, 0), repeats: false }).shifts, [0]);
});

test('a glide is linear, ends at its end and may outlast the turn of the clock', () => {
  assert.equal(progress(150, 100, 100), 0.5);
  assert.equal(progress(90, 100, 100), 0);
  assert.equal(progress(900, 100, 100), 1);
  assert.equal(progress(100, 100, 0), 1);
  const late = 2 ** 31 - 50;
  assert.equal(progress((late + 100) | 0, late, 200), 0.5);
  assert.equal(between(10, 20, 0.5), 15);
  assert.equal(between(fixedX(179.99), fixedX(-179.99), 0.5), fixedX(180));
});

test('a marker turns the short way, before the way is over', () => {
  const turn = Math.PI * 2;
  fc.assert(
    fc.property(
      fc.double({ min: -7, max: 7, noNaN: true }),
      fc.double({ min: 0, max: turn, noNaN: true }),
      (from, to) => {
        const end = shortTurn(from, to);
        assert.ok(Math.abs(end - from) <= Math.PI + 1e-9);
        near(Math.cos(end), Math.cos(to), 1e-9);
        near(Math.sin(end), Math.sin(to), 1e-9);
      },
    ),
  );
  assert.equal(turned(1, 2, 0), 1);
  assert.equal(turned(1, 2, 0.2), 1.5);
  assert.equal(turned(1, 2, 0.4), 2);
});

test('a glide takes as long as the readings are apart, within reason', () => {
  assert.equal(glideMillis(1_000), 1_050);
  assert.equal(glideMillis(60_000), 2_050);
  assert.equal(glideMillis(1), 250);
  assert.equal(glideMillis(0), 1_000);
});

test('the box around a fleet crosses the antimeridian when that is shorter', () => {
  assert.equal(boundsOf(new Int32Array(), new Int32Array()), undefined);
  const xs = Int32Array.from([fixedX(170), fixedX(-175), fixedX(179)]);
  const box = boundsOf(xs, Int32Array.from([5, -7, 3]));
  assert.deepEqual(box, { west: fixedX(170), width: (fixedX(-175) - fixedX(170)) >>> 0, north: -7, south: 5 });
  const one = boundsOf(Int32Array.of(42), Int32Array.of(1));
  assert.deepEqual(one, { west: 42, width: 0, north: 1, south: 1 });
  const plain = boundsOf(Int32Array.from([fixedX(-10), fixedX(10), fixedX(0)]), Int32Array.of(0, 0, 0));
  near((plain?.width ?? 0) / WORLD, 20 / 360, 1e-6);
});

test('distances to an edge are exact along a straight one, and positive inside', () => {
  const size = 16;
  const coverage = Uint8Array.from({ length: size * size }, (_, pixel) => (pixel % size < 8 ? 255 : 0));
  const distances = signedDistances(coverage, size);
  const row = Array.from(distances.subarray(size * 5, size * 6));
  assert.deepEqual(row.slice(5, 11), [3, 2, 1, -1, -2, -3]);
});

test('markers shrink with the crowd and grow with the zoom', () => {
  assert.ok(markerSize(3, 14) > markerSize(300, 14));
  assert.ok(markerSize(300, 14) > markerSize(5_000, 14));
  assert.ok(markerSize(5_000, 16) > markerSize(5_000, 8));
  assert.equal(markerSize(0, 14), markerSize(12, 14));
});
