import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIsoTime, parseIsoTime } from './iso-time.js';

test('times are written with milliseconds where there are any', () => {
  assert.equal(formatIsoTime(1_546_300_800_000), '2019-01-01T00:00:00Z');
  assert.equal(formatIsoTime(1_546_300_800_120), '2019-01-01T00:00:00.120Z');
});

test('times are read in any zone and with up to six digits of a second', () => {
  for (const [text, ms] of [
    ['2019-01-01T00:00:00Z', 1_546_300_800_000],
    ['2019-01-01T00:00:00.5Z', 1_546_300_800_500],
    ['2019-01-01T00:00:00.123456Z', 1_546_300_800_123],
    ['2019-01-01T01:30:00+01:30', 1_546_300_800_000],
    ['2018-12-31T16:00:00-0800', 1_546_300_800_000],
    ['2020-02-29T00:00:00Z', 1_582_934_400_000],
  ] as const)
    assert.equal(parseIsoTime(text), ms, text);
});

test('anything else is no time', () => {
  for (const text of [
    '',
    '1546300800',
    '2019-01-01',
    '2019-01-01T00:00:00',
    '2019-01-01T00:00:00z',
    '2019-02-29T00:00:00Z',
    '2019-13-01T00:00:00Z',
    '2019-01-01T24:00:00Z',
    '2019-01-01T00:00:60Z',
    '2019-01-01T00:00:00.Z',
    '2019-01-01T00:00:00.123456789Z',
    '2019-01-01T00:00:00Z ',
    `2019-01-01T00:00:00.${'1'.repeat(100_000)}Z`,
  ])
    assert.equal(parseIsoTime(text), undefined, text.slice(0, 40));
});
