import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absoluteRange, periodFor, ranges, readRange, windowOf } from './range.js';

const day = 86_400_000;

test('a window is of whole periods and has the running one', () => {
  assert.deepEqual(windowOf('15m', 3_600_000), { start: 2_700_000, end: 3_660_000, period: 60 });
  for (const range of ranges) {
    const { start, end, period } = windowOf(range, 1_700_000_012_345);
    assert.equal(start % (period * 1000), 0);
    assert.ok(end > 1_700_000_012_345 && (end - start) / (period * 1000) <= 182);
  }
});

test('an absolute range is what an address says', () => {
  const range = absoluteRange(1000, 7_201_000.4);
  assert.equal(range, '1000~7201000');
  assert.equal(readRange(range), range);
  assert.equal(readRange('12h'), '12h');
  for (const bad of [null, '', '5~5', '9~1', 'x~y', '1h~2h', '-1~5']) assert.equal(readRange(bad, '1d'), '1d');
  assert.deepEqual(windowOf(range, 9_999_999), { start: 0, end: 7_260_000, period: 60 });
});

test('what is old is asked for by the periods that are kept', () => {
  const hour = absoluteRange(0, 3_600_000);
  assert.equal(periodFor(hour, day), 60);
  assert.equal(periodFor(hour, 20 * day), 300);
  assert.equal(periodFor(hour, 90 * day), 3600);
  assert.equal(windowOf(hour, 90 * day).period, 3600);
  assert.equal(periodFor(absoluteRange(0, 60 * day), 60 * day), 86_400);
});
