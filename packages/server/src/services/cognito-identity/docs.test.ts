import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPage } from '../testing-docs.js';
import { operations } from './operations/index.js';

testPage('cognito-identity', operations);

test('every operation of the API is here', () => {
  assert.equal(operations.length, 23);
});
