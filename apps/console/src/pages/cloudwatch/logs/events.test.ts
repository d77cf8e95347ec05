import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupNameFault, isUnclosed, marked, prettyJson, streamNameFault, termsOf, withNewer } from './events.js';

test('the terms of a pattern are what is marked', () => {
  assert.deepEqual(termsOf('ERROR ?warn -debug "a \\"b\\" c" %re%'), ['ERROR', 'warn', 'a "b" c']);
  assert.deepEqual(termsOf('{ $.level = "error" && $.code != "7" && $.n = 404 }'), ['error', '404']);
  assert.deepEqual(termsOf(''), []);
});

test('every second piece of a marked text is a term', () => {
  assert.deepEqual(marked('an ERROR (here)', ['ERROR', '(here)']), ['an ', 'ERROR', ' ', '(here)', '']);
  assert.deepEqual(marked('plain', []), ['plain']);
});

test('patterns that are not closed are seen', () => {
  for (const bad of ['"a', '{ $.x = 1', '[a, b']) assert.ok(isUnclosed(bad), bad);
  for (const good of ['', '"a b"', '{ $.x = "}" }', '"a \\" b"']) assert.ok(!isUnclosed(good), good);
});

test('messages that are JSON are pretty', () => {
  assert.equal(prettyJson('{"a":1}\n'), '{\n  "a": 1\n}');
  assert.equal(prettyJson('{a}'), undefined);
  assert.equal(prettyJson('17'), undefined);
});

test('a tail keeps the newest', () => {
  const line = (id: string) => ({ id, time: 0, message: id });
  const { lines, dropped } = withNewer([line('a'), line('b')], [line('c')], 2);
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['b', 'c'],
  );
  assert.equal(dropped, 1);
});

test('names are of the forms that CloudWatch Logs takes', () => {
  assert.equal(groupNameFault('/aws/lambda/f_1.x#'), undefined);
  assert.equal(groupNameFault(''), 'required');
  assert.equal(groupNameFault('a b'), 'form');
  assert.equal(streamNameFault('2026/11/22/[$LATEST]ab'), undefined);
  assert.equal(streamNameFault('a:b'), 'form');
});
