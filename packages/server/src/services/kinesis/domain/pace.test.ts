import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from './pace.js';

test('a second is given at once, more is put off, and rest is not saved up', () => {
  const pace = new Pace(1000, 0);
  assert.equal(pace.owed(0), 0);
  pace.took(999, 0);
  assert.equal(pace.owed(0), 0);
  pace.took(501, 0);
  assert.equal(pace.owed(0), 500);
  assert.equal(pace.owed(300), 200);
  assert.equal(pace.owed(500), 0);
  pace.took(5000, 100_000);
  assert.equal(pace.owed(100_000), 4000);
});
