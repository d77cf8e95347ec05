import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsed } from '../../testing.js';
import { RowError } from '../../../errors.js';
import { fastPattern } from './pieces.js';
import { parseFastRegex } from './syntax.js';

const match = (pattern: string, text: string): readonly string[] | undefined =>
  fastPattern(parseFastRegex(pattern)).match(text);

for (const [pattern, text, expected] of [
  // The page's examples: of the first, its table has `a_little_lamb`, which leaves nothing for the underscore behind the group.
  ['(.*)_(._.*)_.*', 'Mary_had_a_little_lamb', ['Mary_had', 'a_little']],
  ['(.*)_(._.*)_.', 'Mary_had_a_little_lamb', undefined],
  ['(.*)_+(._.*)', 'Mary_had_a_little_lamb', undefined],
  ['(.*)_+(.*)', 'Mary____had_a_little_lamb', ['Mary', 'had_a_little_lamb']],
  ['(.*)_+(<Alpha>.*)', 'Mary____had_a_little_lamb', ['Mary', 'had_a_little_lamb']],
  ['(.*) (.*)', 'a b c', ['a', 'b c']],
  ['(.*)', 'all of it', ['all of it']],
  ['(.*)', '', ['']],
  ['(a)(b)', 'ab', ['a', 'b']],
  ['(a)(b)', 'abc', undefined],
  ['x(a+)y', 'xaaay', ['aaa']],
  ['x(a+)y', 'xy', undefined],
  ['(a*)b(c?)', 'aabc', ['aa', 'c']],
  ['(a*)b(c?)', 'aab', ['aa', '']],
  ['([0-9]{2,})-([a-c^]+)', '123-a^c', ['123', 'a^c']],
  ['([^ ]*) (.*)', 'one two three', ['one', 'two three']],
  ['(a|bc)d', 'bcd', ['bc']],
  ['(ab|cd)d', 'cdd', ['cd']],
  ['([a-z]&[^b])(.*)', 'ab', ['a', 'b']],
  ['([a-z]&[^b])(.*)', 'ba', undefined],
  ['(.{3})(.{2})', 'abcde', ['abc', 'de']],
  ['(.{3})(.{2})', 'abcdef', undefined],
  ['("a.b")(@)', 'a.bxyz', ['a.b', 'xyz']],
  ['(\\.)(\\()', '.(', ['.', '(']],
  ['(<1-12>)/(<01-31>)', '9/09', ['9', '09']],
  ['(<1-12>)/(<01-31>)', '13/09', undefined],
  ['(<Digit>+)<Blank>(<Upper>*)<Punct>', '42 ABC!', ['42', 'ABC']],
  ['(#)a', 'a', undefined],
  ['()(a)', 'a', ['', 'a']],
  ['((a|b)c)(.*)', 'bcx', ['bc', 'x']],
  ['(a|b)*(c)', 'abac', ['c']],
  ['([]a]+)(-)', ']a]-', [']a]', '-']],
] as const)
  test(`(${pattern}) of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(match(pattern, text), expected);
  });

test('as a function, by both of its names', () => {
  for (const name of ['FAST_REGEX_LOG_PARSE', 'FAST_REGEX_LOG_PARSER']) {
    assert.deepEqual(parsed(name, 'a b', '(.*) (.*)'), { COLUMN1: 'a', COLUMN2: 'b' });
    assert.equal(parsed(name, 'ab', '(.*) (.*)'), null);
    for (const pattern of [
      '(',
      ')',
      'a',
      '(a',
      'a)',
      '*',
      '(a){',
      '(<Nope>)',
      '([)',
      '([z-a])',
      '(a{3,2})',
      '("a)',
      '(a{9999})',
      '(<1-99999>)',
      '(a)\\',
    ])
      assert.equal(parsed(name, 'a', pattern), undefined, pattern);
  }
});

test('patterns that ruin other parsers take the time of the text', () => {
  const text = 'a'.repeat(20_000);
  assert.equal(match('((a*)*)*b', text), undefined);
  assert.deepEqual(match('(@)x(.*)', `${text}x`), [text, '']);
});

test('delimited fields', () => {
  const fields = fc.array(fc.stringMatching(/^[a-z]*$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fields, (texts) => {
      assert.deepEqual(match(texts.map(() => '(.*)').join(','), texts.join(',')), texts);
    }),
  );
});

for (const pattern of [
  '(.*a.{500})',
  '(a{0,1000}a{0,1000}a{0,1000}b)',
  `(${'(a|b)*'.repeat(200)}c)`,
  '((a?){1000}a{1000})',
])
  test(`${pattern.slice(0, 40)} is given up where it would take for ever`, () => {
    // What a row costs does not depend on what is known from the rows before it.
    for (const text of ['ab'.repeat(30_000), 'aab'.repeat(20_000), 'ab'.repeat(30_000)])
      try {
        fastPattern(parseFastRegex(pattern)).match(text);
      } catch (error) {
        assert.ok(error instanceof RowError);
      }
  });
