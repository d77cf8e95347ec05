import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '@paddock/wire';
import fc from 'fast-check';
import { matches } from './evaluate.js';
import { parseCondition } from './parse-condition.js';
import { parseKeyCondition } from './parse-key-condition.js';
import { parseProjection } from './parse-projection.js';
import { parseUpdate } from './parse-update.js';
import { Placeholders } from './placeholders.js';

const placeholders = (): Placeholders => new Placeholders({ '#a': 'a' }, { ':a': { S: 'a' }, ':n': { N: '1' } });

const PARSERS: readonly ((text: string) => unknown)[] = [
  (text) => parseCondition(text, 'ConditionExpression', placeholders()),
  (text) => parseKeyCondition(text, placeholders()),
  (text) => parseUpdate(text, placeholders()),
  (text) => parseProjection(text, placeholders()),
];

/** Whatever the text is, it is parsed, or refused as AWS refuses. */
function check(text: string): string[] {
  return PARSERS.map((parse) => {
    try {
      parse(text);
      return 'accepted';
    } catch (error) {
      assert.ok(error instanceof AwsError, String(error));
      assert.equal(error.code, 'ValidationException');
      assert.match(error.message, /^Invalid [A-Z][A-Za-z]+Expression: /);
      return error.message;
    }
  });
}

const full = (part: string, length = 4096): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);

test('texts of 4,096 bytes that nest, repeat or never end', () => {
  const parts = [
    '(',
    ')',
    'NOT ',
    'NOT(',
    'size(',
    'f(',
    '((a',
    'a.',
    'a[',
    'a[0]',
    'a[0].',
    ',',
    'a,',
    ' ',
    '\0',
    '"',
    '"\\',
  ];
  const more = [
    'a = ',
    'a=b AND ',
    'a IN (',
    'SET a=',
    'SET a=(',
    'SET a=f(',
    'REMOVE a ',
    '#',
    ':',
    ':a ',
    '9',
    'é',
    '\u{1F600}',
    '\ud800',
  ];
  for (const part of [...parts, ...more]) check(full(part, Math.floor((4096 * part.length) / Buffer.byteLength(part))));
});

test('parentheses as deep as the text is long', () => {
  const around = (open: string, inside: string, levels: number): string =>
    open.repeat(levels) + inside + ')'.repeat(levels);
  const redundant = 'Invalid ConditionExpression: The expression has redundant parentheses;';
  const operators = 'Invalid ConditionExpression: The expression contains too many operators; operator count: 301';
  for (const levels of [2, 619, 620, 621, 2040])
    assert.equal(check(around('(', 'a = :a', levels))[0], redundant, `${levels} levels`);
  assert.equal(check(around('NOT(', 'a = :a', 299))[0], 'accepted');
  for (const levels of [300, 500, 800]) assert.equal(check(around('NOT(', 'a = :a', levels))[0], operators);
  assert.equal(check(around('size(', 'a', 800))[0]?.startsWith('Invalid ConditionExpression: '), true);
  assert.equal(check('('.repeat(4096))[0], 'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "("');
  assert.equal(check(`SET a = ${around('(', ':a', 2000)}`)[2], redundant.replace('Condition', 'Update'));
});

test('the longest conditions are evaluated', () => {
  const items = { a: { S: 'a' } };
  for (const text of [`${'NOT '.repeat(298)}a = :a`, Array.from({ length: 150 }, () => 'a=:a').join(' AND ')])
    assert.equal(matches(parseCondition(text, 'FilterExpression', placeholders()), items), true);
});

test('random characters and random words', () => {
  const words =
    '( ) [ ] . , = <> < >= + - a b #a :a :n 0 12 size IN BETWEEN AND OR NOT SET ADD REMOVE DELETE list_append "x" !';
  const word = fc.constantFrom(...words.split(' '));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void check(text)));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (some) => void check(some.join(' '))),
    { numRuns: 1000 },
  );
});

test('a syntax error shows the token with one before and one after, as they are written', () => {
  const word = fc.constantFrom('a', '=', ':a', '(', ')', 'AND', '!', '  ');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const text = words.join(' ');
      const [refusal] = check(text);
      const found = /Syntax error; token: "(.*)", near: "(.*)"$/s.exec(refusal ?? '');
      if (found === null) return;
      const [, token = '', near = ''] = found;
      assert.ok(text.includes(near));
      assert.ok(token === '<EOF>' ? text.trimEnd().endsWith(near) : near.includes(token));
      assert.ok(near.split(/\s+/).filter((each) => each !== '').length <= 3);
    }),
  );
});
