import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProjection } from './parse-projection.js';
import { Placeholders } from './placeholders.js';

function refusal(text: string): string {
  try {
    parseProjection(text, new Placeholders({ '#a': 'a', '#b': 'b' }, undefined));
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replace(/^Invalid ProjectionExpression: /, '');
  }
  return 'accepted';
}

const overlap = (one: string, two: string): string =>
  'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
  `path one: ${one}, path two: ${two}`;

const REFUSALS: readonly (readonly [text: string, refusal: string])[] = [
  ['', 'The expression can not be empty;'],
  [',', 'Syntax error; token: ",", near: ","'],
  ['a,', 'Syntax error; token: "<EOF>", near: ","'],
  ['a b', 'Syntax error; token: "b", near: "a b"'],
  ['a[0]b', 'Syntax error; token: "b", near: "]b"'],
  [':v', 'Syntax error; token: ":v", near: ":v"'],
  ['a, size(b)', 'Syntax error; token: "(", near: "size(b"'],
  ['#x, status', 'Attribute name is a reserved keyword; reserved keyword: status'],
  ['a, a, #x', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
  ['#a, #a.#b', overlap('[a]', '[a, b]')],
  ['#a, a', overlap('[a]', '[a]')],
  ['alist[0], alist[0]', overlap('[alist, [0]]', '[alist, [0]]')],
  ['c, a.b, d, a, c', overlap('[a, b]', '[a]')],
  ['a.b, a[0]', overlap('[a, b]', '[a, [0]]').replace('overlap', 'conflict')],
  [`a${'.b'.repeat(32)}`, 'The document path has too many nesting levels; nesting levels: 33'],
  ['a'.repeat(4097), 'Expression size has exceeded the maximum allowed size; expression size: 4097'],
];

for (const [text, expected] of REFUSALS)
  test(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(refusal(text), expected));

test('paths are resolved, in the order they are written', () => {
  const placeholders = new Placeholders({ '#a': 'a.b' }, undefined);
  assert.deepEqual(parseProjection(' l[1] , #a.c, l [0] . x', placeholders), [
    ['l', 1],
    ['a.b', 'c'],
    ['l', 0, 'x'],
  ]);
  placeholders.assertAllUsed();
});
