import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCapacity, javaOrder } from './java-order.js';

test('names come in the orders that are on record', () => {
  assert.deepEqual(javaOrder(['pk', 'sk', 'a', 'b', 'c']), ['sk', 'a', 'b', 'pk', 'c']);
  assert.deepEqual(javaOrder(['pk', 'sk', 'a'], defaultCapacity), ['a', 'sk', 'pk']);
  assert.deepEqual(javaOrder(['key', 'assignedTo', 'roles', 'tt']), ['tt', 'key', 'assignedTo', 'roles']);
  assert.deepEqual(javaOrder(['key', 'assignedTo', 'tt'], defaultCapacity), ['tt', 'key', 'assignedTo']);
  assert.deepEqual(javaOrder(['pk', 'sk']), ['sk', 'pk']);
});

test('a name that comes twice is told once', () => {
  assert.deepEqual(javaOrder(['a', 'a']), ['a']);
});
