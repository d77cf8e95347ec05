import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DirtyBlocks } from './dirty-blocks.js';
import { FADE_MILLIS, MarkerTable, type Step } from './marker-table.js';
import { cameraOf, fixedX, fixedY } from './mercator.js';
import { pick } from './pick.js';
import { TRAIL_MILLIS, trailLife, TrailRing } from './trail-ring.js';

const step = (x: number, y: number, more: Partial<Step> = {}): Step => ({
  x,
  y,
  bearing: 0,
  duration: 1_000,
  isLow: false,
  isFading: false,
  ...more,
});
const ranges = (dirty: DirtyBlocks): [number, number][] => {
  const found: [number, number][] = [];
  dirty.take((from, to) => found.push([from, to]));
  return found;
};

test('neighbouring blocks are written at once, and only those that changed', () => {
  const dirty = new DirtyBlocks(1_000, 64);
  for (const entry of [3, 70, 130, 700]) dirty.mark(entry);
  assert.deepEqual(ranges(dirty), [
    [0, 192],
    [640, 704],
  ]);
  assert.deepEqual(ranges(dirty), []);
});

test('a marker appears where it is and then glides', () => {
  const table = new MarkerTable();
  assert.equal(table.move(0, 'a', step(100, 200), 5_000), 'none');
  assert.deepEqual([table.xAt(0, 5_000), table.yAt(0, 5_000), table.alive], [100, 200, 1]);
  assert.equal(table.move(0, 'a', step(200, 200), 6_000), 'whole');
  assert.equal(table.xAt(0, 6_500), 150);
  assert.equal(table.pass(6_999), true);
  assert.equal(table.pass(7_000), false);
  assert.equal(table.xAt(0, 9_000), 200);
});

test('an early reading starts from where the marker is on the screen', () => {
  const table = new MarkerTable();
  table.move(0, 'a', step(0, 0), 0);
  table.move(0, 'a', step(1_000, 0), 1_000);
  assert.equal(table.move(0, 'a', step(2_000, 0), 1_600), 'cut');
  assert.equal(table.xAt(0, 1_600), 600);
  assert.equal(table.xAt(0, 2_600), 2_000);
});

test('after a long silence, and over a distance that none runs, it is there at once', () => {
  const table = new MarkerTable();
  table.move(0, 'a', step(0, 0), 0);
  assert.equal(table.move(0, 'a', step(1_000, 0), 60_000), 'whole');
  assert.equal(table.xAt(0, 60_000), 1_000);
  assert.equal(table.move(0, 'a', step(100_000_000, 0), 61_000), 'none');
  assert.equal(table.xAt(0, 61_000), 100_000_000);
});

test('who leaves fades out; the slot is free for another, even before', () => {
  const table = new MarkerTable();
  table.move(0, 'a', step(0, 0, { isLow: true }), 0);
  table.move(1, 'b', step(0, 0), 0);
  assert.deepEqual([table.alive, table.low, table.used], [2, 1, 2]);
  table.leave(1, 'b', 1_000);
  table.leave(0, 'a', 1_000);
  assert.deepEqual([table.alive, table.low, table.used], [0, 0, 2]);
  table.move(0, 'c', step(5, 5), 1_100);
  assert.equal(table.pass(1_000 + FADE_MILLIS), true, 'c still fades in');
  assert.deepEqual([table.alive, table.used, table.names[0]], [1, 1, 'c']);
  table.leave(0, 'a', 2_000);
  assert.equal(table.names[0], 'c', 'a farewell that comes late is for another');
});

test('counts stay right whatever happens, and the table grows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ slot: fc.nat(700), name: fc.constantFrom('a', 'b'), act: fc.nat(2), low: fc.boolean() })),
      (acts) => {
        const table = new MarkerTable(2);
        const model = new Map<number, { name: string; low: boolean }>();
        for (const [index, { slot, name, act, low }] of acts.entries()) {
          const now = index * 100;
          if (act === 0 && model.get(slot)?.name === name) model.delete(slot);
          if (act === 0) table.leave(slot, name, now);
          else {
            table.move(slot, name, step(0, 0, { isLow: low }), now);
            model.set(slot, { name, low });
          }
          table.pass(now);
        }
        assert.equal(table.alive, model.size);
        assert.equal(table.low, [...model.values()].filter((one) => one.low).length);
        table.pass(1e9);
        assert.equal(table.used, Math.max(-1, ...model.keys()) + 1);
      },
    ),
  );
});

test('the ring holds the newest segments and no more', () => {
  const ring = new TrailRing(300);
  for (let index = 0; index < 1_000; index += 1) ring.push(index, 0, index + 1, 0, index * 10, 10, 1 << 8);
  assert.equal(ring.length, 300);
  assert.equal(ring.isFull, true);
  assert.equal(ring.age(10_000), 3_000);
  const drawn: [number, number][] = [];
  ring.ranges((from, count) => drawn.push([from, count]));
  assert.deepEqual(drawn, [
    [100, 200],
    [0, 100],
  ]);
  ring.pass(10_000, 1_000);
  assert.equal(ring.length, 100);
  ring.pass(100_000, 1_000);
  assert.equal(ring.length, 0);
});

test('a growing segment is cut where the marker is, unless it is gone', () => {
  const ring = new TrailRing(256);
  const first = ring.push(0, 0, 100, 100, 1_000, 1_000, 1);
  ring.cut(first, 40, 40, 1_400);
  assert.deepEqual([...ring.ints.subarray(0, 5), ring.floats[5]], [0, 0, 40, 40, 1_000, 400]);
  for (let index = 0; index < 256; index += 1) ring.push(7, 7, 7, 7, 2_000, 0, 1);
  ring.cut(first, 1, 1, 3_000);
  assert.equal(ring.ints[0], 7);
  assert.equal(ring.ints[2], 7);
});

test('one trail is copied from among the others, but not that of who had the slot before', () => {
  const ring = new TrailRing(256);
  for (let index = 0; index < 10; index += 1) ring.push(index, 0, 0, 0, index * 100, 0, (index % 2) << 8);
  const other = new TrailRing(256);
  assert.equal(ring.copyTo(other, 1, 500), 2);
  assert.deepEqual([other.ints[0], other.ints[8], other.ints[16], other.length], [5, 7, 9, 3]);
});

test('trails last two minutes, or as long as the ring reaches back', () => {
  const ring = new TrailRing(100);
  assert.equal(trailLife(TRAIL_MILLIS, ring, 0, 16), TRAIL_MILLIS);
  for (let index = 0; index < 100; index += 1) ring.push(0, 0, 0, 0, index * 100, 0, 1);
  const shorter = trailLife(TRAIL_MILLIS, ring, 10_000, 16);
  assert.ok(shorter < TRAIL_MILLIS && shorter > 10_000);
  assert.ok(Math.abs(trailLife(TRAIL_MILLIS, ring, 10_000, 60_000) - 10_000) < 1);
});

test('the nearest marker is picked, at the place where it is drawn', () => {
  const table = new MarkerTable();
  const camera = cameraOf({
    longitude: 180,
    latitude: 0,
    zoom: 12,
    anchorX: 500,
    anchorY: 400,
    width: 1_000,
    height: 800,
    repeats: true,
  });
  table.move(0, 'a', step(fixedX(179.99), fixedY(0)), 0);
  table.move(1, 'b', step(fixedX(-179.99), fixedY(0)), 0);
  const pixels = (0.01 / 360) * 512 * 4_096;
  assert.equal(pick(table, camera, 500 - pixels + 5, 402, 14, 100), 0);
  assert.equal(pick(table, camera, 500 + pixels - 5, 398, 14, 100), 1);
  assert.equal(pick(table, camera, 500, 400, 14, 100), -1);
  table.move(0, 'a', step(fixedX(-179.99), fixedY(0)), 1_000);
  assert.equal(pick(table, camera, 500, 400, 14, 1_500), 0, 'half way');
  table.leave(0, 'a', 2_000);
  assert.equal(pick(table, camera, 500 + pixels, 400, 14, 2_100), 1);
});
