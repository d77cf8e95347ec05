import assert from 'node:assert/strict';
import test from 'node:test';
import { isStyleUrl, problemText } from './problem-text.js';

test('each problem of a field has its words', () => {
  assert.equal(problemText('pool', 'missing'), 'check.poolEmpty');
  assert.equal(problemText('stream', 'too-long'), 'check.streamLong');
});

test('a style is had over HTTP', () => {
  assert.deepEqual(
    ['https://a.example/style.json', 'http://localhost:1/s', 'https://', 'file:///etc', 'a b'].map(isStyleUrl),
    [true, true, false, false, false],
  );
});
