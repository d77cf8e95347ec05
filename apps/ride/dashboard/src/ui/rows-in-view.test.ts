import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { movedBy, rowsInView, scrolledTo } from './rows-in-view.js';

const viewport = { top: 0, height: 300, rowHeight: 30 };

test('the rows in sight and some on either side', () => {
  assert.deepEqual(rowsInView(viewport, 5_000), { first: 0, end: 16 });
  assert.deepEqual(rowsInView({ ...viewport, top: 3_015 }, 5_000), { first: 94, end: 117 });
  assert.deepEqual(rowsInView({ ...viewport, top: 149_700 }, 5_000), { first: 4_984, end: 5_000 });
  assert.deepEqual(rowsInView(viewport, 0), { first: 0, end: 0 });
});

test('whatever the scroll, only few rows and never out of range; each one that shows is among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 400_000 }), fc.nat(6_000), fc.nat(2_000), (top, count, height) => {
      const { first, end } = rowsInView({ top, height, rowHeight: 30 }, count);
      assert.ok(first >= 0 && first <= end && end <= count && end - first <= height / 30 + 14);
      for (let row = 0; row < count; row += 97) {
        const isSeen = (row + 1) * 30 > Math.max(0, top) && row * 30 < Math.max(0, top) + height;
        if (isSeen) assert.ok(row >= first && row < end);
      }
    }),
  );
});

test('scrolling brings a row in sight, and not at all when it is', () => {
  assert.equal(scrolledTo(5, viewport), 0);
  assert.equal(scrolledTo(10, viewport), 30);
  assert.equal(scrolledTo(2, { ...viewport, top: 90 }), 60);
});

test('keys move in the list and stop at its ends', () => {
  assert.equal(movedBy('ArrowDown', -1, 10, 5), 0);
  assert.equal(movedBy('ArrowUp', -1, 10, 5), 9);
  assert.equal(movedBy('ArrowDown', 9, 10, 5), 9);
  assert.equal(movedBy('PageDown', 2, 10, 5), 7);
  assert.equal(movedBy('PageUp', 2, 10, 5), 0);
  assert.equal(movedBy('Home', 7, 10, 5), 0);
  assert.equal(movedBy('End', 7, 10, 5), 9);
  assert.equal(movedBy('a', 7, 10, 5), undefined);
  assert.equal(movedBy('End', -1, 0, 5), undefined);
});
