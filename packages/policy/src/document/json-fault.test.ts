import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonFaultAt, readJson } from './json.js';

test('a text that is no JSON has a place where it stops being some', () => {
  assert.equal(jsonFaultAt('{"a": [1, 2'), 11);
  assert.equal(jsonFaultAt('{"a": tru}'), 6);
  assert.equal(jsonFaultAt('{"a": 1} x'), 9);
  assert.equal(jsonFaultAt('{"a": "b'), 8);
  assert.equal(jsonFaultAt(''), 0);
});

test('JSON has none, and every other text has one within it', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 4 }), (text) => assert.equal(jsonFaultAt(text), undefined)));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const at = jsonFaultAt(text);
      assert.equal(at === undefined, readJson(text) !== undefined);
      assert.ok(at === undefined || (at >= 0 && at <= text.length));
    }),
  );
});
