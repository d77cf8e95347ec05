import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPage } from '../testing-docs.js';
import { operations } from './operations/index.js';

const page = testPage('lambda', operations);

test('the page counts the operations', () => {
  assert.equal(Number(/(\d+) of its operations/.exec(page.text)?.[1]), operations.length);
});
