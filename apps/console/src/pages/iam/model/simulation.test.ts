import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statementPlaces } from '@paddock/policy';
import { contextType, linesOf, markedLines, statementAt } from './simulation.js';

const statements = [
  { Effect: 'Allow', Action: 'kinesis:*', Resource: '*' },
  { Effect: 'Deny', Action: 'kinesis:DeleteStream', Resource: '*' },
];
const document = { Version: '2012-10-17', Statement: statements };

test('a statement is known by its place, in whichever layout', () => {
  for (const text of [JSON.stringify(document), JSON.stringify(document, null, 4)]) {
    const places = statementPlaces(text);
    assert.deepEqual(
      places.map(({ start }) => statementAt(text, start)),
      [0, 1],
    );
    assert.equal(statementAt(text, { line: 99, column: 1 }), undefined);
    assert.equal(statementAt(text, undefined), undefined);
  }
});

test('the lines of a statement are marked, and no others', () => {
  const marked = markedLines(JSON.stringify(document, null, 2), new Set([1])).filter(({ isMarked }) => isMarked);
  assert.deepEqual(JSON.parse(marked.map(({ text }) => text).join('')), statements[1]);
});

test('context keys have the types that the simulator wants', () => {
  assert.equal(contextType('aws:SourceIp', ['1.2.3.4']), 'ip');
  assert.equal(contextType('aws:MultiFactorAuthPresent', ['true']), 'boolean');
  assert.equal(contextType('aws:TagKeys', ['a']), 'stringList');
  assert.equal(contextType('my:key', ['a']), 'string');
  assert.equal(contextType('my:key', ['a', 'b']), 'stringList');
  assert.deepEqual(linesOf(' a \n\n b'), ['a', 'b']);
});
