import assert from 'node:assert/strict';
import test from 'node:test';
import { shownName } from './shown-name.js';

test('names are shown as they are, but for those that nobody would see', () => {
  for (const name of ['Shadowfax', 'نور', 'a b', '유니콘', '🦄']) assert.equal(shownName(name), name);
  assert.equal(shownName('\u200b\u200b'), '"\\u200b\\u200b"');
  assert.equal(shownName('  '), '"  "');
  assert.equal(shownName('\0'), '"\\u0000"');
});
