import assert from 'node:assert/strict';
import test from 'node:test';
import { translator } from '../i18n/translate.js';
import { compassPoint, formatOf, heading, pageTitle, position } from './format.js';

const [en, ko] = [translator('en'), translator('ko')];

test('speed is in miles an hour with one decimal', () => {
  assert.equal(formatOf('en').mph(30), '67.1');
  assert.equal(formatOf('ko').mph(0), '0.0');
  assert.equal(formatOf('en').mph(1_000), '2,236.9');
  assert.equal(formatOf('en').mph(Number.NaN), '–');
});

test('a span is in the largest unit that fits', () => {
  const { span } = formatOf('en');
  assert.deepEqual([0, 999, 2_000, 59_999, 60_000, 7_300_000, -5].map(span), [
    '0s',
    '0s',
    '2s',
    '59s',
    '1m',
    '2h',
    '0s',
  ]);
  assert.equal(formatOf('ko').span(2_000), '2초');
});

test('how long ago, in both languages', () => {
  assert.deepEqual([400, 2_000, 180_000].map(formatOf('en').ago), ['now', '2s ago', '3m ago']);
  assert.deepEqual([400, 2_000, 180_000].map(formatOf('ko').ago), ['지금', '2초 전', '3분 전']);
});

test('the nearest of sixteen compass points', () => {
  assert.deepEqual([0, 11, 12, 90, 180, 348, 349, 359.9, 720, -90].map(compassPoint), [0, 0, 1, 4, 8, 15, 0, 0, 0, 12]);
});

test('a heading has its point and its degrees', () => {
  assert.equal(heading(en, 22.7), 'NNE 23°');
  assert.equal(heading(en, 359.8), 'N 0°');
  assert.equal(heading(ko, 225), '남서 225°');
});

test('a position says its hemispheres', () => {
  assert.equal(position(en, { latitude: 40.749167, longitude: -73.985184 }), '40.7492° N, 73.9852° W');
  assert.equal(position(ko, { latitude: -33.9, longitude: 151.2 }), '남위 33.9000°, 동경 151.2000°');
});

test('the title counts, and warns first', () => {
  assert.equal(pageTitle(en, 0, 0), 'Wild Rydes');
  assert.equal(pageTitle(en, 5_000, 0), '5,000 unicorns · Wild Rydes');
  assert.equal(pageTitle(en, 3, 1), '▲ 1 low · 3 unicorns · Wild Rydes');
});
