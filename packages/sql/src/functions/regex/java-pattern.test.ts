import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { javaPattern } from './java-pattern.js';

/** A pattern, a text, and the groups where the whole text matches. */
for (const [pattern, text, expected] of [
  ['.*([E].).*([R].*)', 'HEALTHCARE', ['EA', 'RE']],
  ['.*([E].).*([R].*)', 'ENERGY', ['EN', 'RGY']],
  ['.*([E].).*([R].*)', 'TECHNOLOGY', undefined],
  ['abc', 'abc', []],
  ['abc', 'abcd', undefined],
  ['a|ab', 'ab', []],
  ['(a)|(b)', 'b', [null, 'b']],
  ['[^abc]', 'd', []],
  ['[r-zR-Z]+', 'STuv', []],
  ['\\Aab\\z', 'ab', []],
  ['^ab$', 'ab', []],
  ['a.c', 'a\nc', undefined],
  ['(?s)a.c', 'a\nc', []],
  ['a.c', 'a\u0085c', undefined],
  ['\\s\\S\\d\\D\\w\\W', ' x1ab-', []],
  ['\\s', '\u00A0', undefined],
  ['\\h', '\u00A0', []],
  ['(a{2})(b{2,})(c{1,3})', 'aabbbccc', ['aa', 'bbb', 'ccc']],
  ['(a*+)a', 'aaa', undefined],
  ['(a*+)(b)', 'aaab', ['aaa', 'b']],
  ['(?>a|ab)(c)', 'abc', undefined],
  ['(?>(a)b|a)(c)', 'abc', ['a', 'c']],
  ['(x)(?>(a)+)(c)', 'xaac', ['x', 'a', 'c']],
  ['((a)++)(b)\\2', 'aaba', ['aa', 'a', 'b']],
  ['(a.*?)(b.*)', 'axbxb', ['ax', 'bxb']],
  ['(?:a)(b)', 'ab', ['b']],
  ['(?<x>a)\\k<x>', 'aa', ['a']],
  ['(a)\\1', 'aa', ['a']],
  ['(a)\\11', 'aa1', ['a']],
  ['(?=a)a(?!c)b(?<=b)(?<!a)', 'ab', []],
  ['[a-d[m-p]]+', 'adnp', []],
  ['[a-z&&[def]]+', 'def', []],
  ['[a-z&&[def]]+', 'abc', undefined],
  ['[a-z&&[^bc]]+', 'ad', []],
  ['[a-z&&[^bc]]', 'b', undefined],
  ['[^a-c&&[b]]', 'b', undefined],
  ['[]a]+', ']a', []],
  ['[a^]+', 'a^', []],
  ['[a\\-z]+', '-az', []],
  ['[-a]+', '-a', []],
  ['[a-]+', 'a-', []],
  ['[\\w.]+', 'a.b', []],
  ['[^\\s]+', 'abc', []],
  ['[\\Q^]-\\E]+', '^]-', []],
  ['[()|{}/]+', '(){}|/', []],
  ['\\p{Alpha}+\\p{Digit}\\p{Punct}', 'ab1!', []],
  ['\\p{Lower}\\p{Upper}\\p{XDigit}', 'aBf', []],
  ['\\P{Alpha}', '1', []],
  ['\\pL+', 'äb', []],
  ['\\p{Lu}\\p{IsAlphabetic}\\p{IsGreek}', 'Aaα', []],
  ['[\\p{L}&&[^\\p{Lu}]]+', 'abc', []],
  ['\\Qa.b*\\E', 'a.b*', []],
  ['\\Qa+', 'a+', []],
  ['\\x41\\u0042\\x{43}\\0104\\t\\n\\e', 'ABCD\t\n\u001B', []],
  ['\\cA', '\u0001', []],
  ['\\.\\*\\[\\]\\(\\)\\\\', '.*[]()\\', []],
  ['(?i)AbC[d-e]\\x46', 'aBcDf', []],
  ['a(?i)b', 'aB', []],
  ['a(?i)b', 'AB', undefined],
  ['a(?i:b)c', 'aBc', []],
  ['a(?i:b)c', 'aBC', undefined],
  ['(?i)a(?-i)b', 'Ab', []],
  ['(?i)a(?-i)b', 'AB', undefined],
  ['(?i)k', '\u212A', undefined],
  ['(?x) a b # c\n c', 'abc', []],
  ['(?m)a$\\n^b', 'a\nb', []],
  ['a\\R(b)', 'a\r\nb', ['b']],
  ['a$', 'a\n', undefined],
  ['a]}', 'a]}', []],
  ['x(?:y)?', 'x', []],
  ['.', '😀', []],
  ['(?=(a))+a', 'a', ['a']],
  ['', '', []],
  ['a||b', '', []],
  ['(\\d{1,3})\\.(\\d{1,3})', '10.255', ['10', '255']],
  ['^([^ ]*) - "(\\S+)"$', 'h - "GET"', ['h', 'GET']],
] as const)
  test(`/${pattern}/ ${expected === undefined ? 'does not match' : 'matches'} ${JSON.stringify(text)}`, () => {
    assert.deepEqual(javaPattern(pattern).matches(text), expected);
  });

for (const pattern of [
  '[',
  '(',
  ')',
  'a)',
  '*a',
  '+',
  'a**',
  '{2}',
  'a{2,1}',
  '\\',
  '\\q',
  '\\2(a)',
  '(?<1>a)',
  '(?<a>b)(?<a>c)',
  '\\k<b>',
  '[b-a]',
  '[]',
  '\\p{Nope}',
  '\\G',
  '(?y)a',
  '(?z:a)',
  '\\x4',
])
  test(`/${pattern}/ is none`, () => {
    assert.throws(() => javaPattern(pattern), RowError);
  });

test('matches are found from an index on', () => {
  const pattern = javaPattern('(\\d)\\w');
  assert.deepEqual(pattern.find('a1b2c', 0), { start: 1, end: 3, groups: ['1b', '1'] });
  assert.deepEqual(pattern.find('a1b2c', 2), { start: 3, end: 5, groups: ['2c', '2'] });
  assert.equal(pattern.find('a1b2c', 4), undefined);
  assert.deepEqual(javaPattern('a$').find('ba\n', 0), { start: 1, end: 2, groups: ['a'] });
  assert.deepEqual(javaPattern('\\bb').find('ab b', 0), { start: 3, end: 4, groups: ['b'] });
});

test('a text that is quoted matches itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\\E'));
      assert.deepEqual(javaPattern(`\\Q${text}\\E`).matches(text), []);
      const escaped = text.replace(/[^A-Za-z0-9\s\u0080-\u{10FFFF}]/gu, '\\$&');
      assert.deepEqual(javaPattern(escaped).matches(text), []);
    }),
  );
});

test('whatever the pattern, it is compiled or an error of the row', () => {
  const piece = fc.constantFrom(
    'a',
    '[',
    ']',
    '(',
    ')',
    '(?',
    '?',
    '*',
    '+',
    '{1}',
    '|',
    '\\',
    'Q',
    'p{L}',
    '^',
    '-',
    '&&',
    '.',
    '$',
    ':',
    '<',
    '=',
    '1',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        javaPattern(pieces.join('')).matches('aa');
      } catch (error) {
        assert.ok(error instanceof RowError);
      }
    }),
  );
});
