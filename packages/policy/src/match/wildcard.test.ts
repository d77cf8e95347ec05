import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ANY, ANY_BUT_COLON, ONE, ONE_BUT_COLON, type Token } from './tokens.js';
import { compilePattern, compileTokens } from './wildcard.js';

describe('wildcards', () => {
  const table: readonly (readonly [pattern: string, matching: readonly string[], other: readonly string[]])[] = [
    ['', [''], ['a']],
    ['*', ['', 'a', 'a:b/c', 'line\nbreak'], []],
    ['**', ['', 'a'], []],
    ['?', ['a', ':', '\n', 'é', '🦄'], ['', 'ab']],
    ['??', ['ab', '🦄🦄'], ['a', '🦄', 'abc']],
    ['stream', ['stream'], ['Stream', 'streams', 'strea', '']],
    ['stream*', ['stream', 'streams', 'stream/a/b'], ['strea', 'a stream']],
    ['*stream', ['stream', 'a stream'], ['streams']],
    ['*ride*', ['ride', 'wildrydes ride on'], ['wildrydes']],
    ['a*b*c', ['abc', 'a-b-c', 'abbcc', 'abcbc'], ['ab', 'acb', 'bc', 'abcd']],
    ['ab*ba', ['abba', 'ab-ba'], ['aba', 'ab']],
    ['a?c*', ['abc', 'a?c', 'abcd'], ['ac', 'aXbc']],
    ['*a?', ['ab', 'aab', 'xaaab'], ['a', 'abc']],
    ['?*', ['a', 'ab'], ['']],
    ['a.c', ['a.c'], ['abc']],
    ['[ab]+$', ['[ab]+$'], ['a', 'ab']],
  ];
  for (const [pattern, matching, other] of table) {
    it(`${JSON.stringify(pattern)}`, () => {
      const matches = compilePattern(pattern);
      for (const text of matching) assert.equal(matches(text), true, text);
      for (const text of other) assert.equal(matches(text), false, text);
    });
  }

  it('ignore case when asked to', () => {
    const matches = compilePattern('Get*', { ignoreCase: true });
    assert.equal(matches('getRecords'), true);
    assert.equal(matches('GETRECORDS'), true);
    assert.equal(compilePattern('Get*')('getRecords'), false);
  });

  it('agree with the plainest matcher', () => {
    fc.assert(
      fc.property(pattern, text, (tokens, subject) => {
        assert.equal(compileTokens(tokens)(subject), plainly(tokens, Array.from(subject)));
      }),
      { numRuns: 3000 },
    );
  });

  it('take literal text that looks like a wildcard as text', () => {
    assert.equal(compileTokens(['a*'])('ab'), false);
    assert.equal(compileTokens(['a*', '?'])('a*?'), true);
    assert.equal(compileTokens(['*', ANY])('*a'), true);
  });

  it('get through patterns that are made to hurt', () => {
    const letters = 'a'.repeat(2048);
    for (const hostile of [
      '*a'.repeat(1000) + 'b',
      '*?'.repeat(1000) + 'b',
      '?*'.repeat(1000) + 'b',
      '*' + '?a'.repeat(1000) + 'b',
      '*'.repeat(3000) + 'b',
      '*a?'.repeat(600) + 'b',
    ]) {
      assert.equal(compilePattern(hostile)(letters), false);
    }
    assert.equal(compilePattern('*a'.repeat(1000))(letters), true);
    const colons: Token[] = Array.from({ length: 1000 }, () => [ANY_BUT_COLON, 'a']).flat() as Token[];
    assert.equal(compileTokens([...colons, 'b'])(letters), false);
  });

  it('of any length agree with the plainest matcher', () => {
    fc.assert(
      fc.property(fc.nat(80), pattern, text, (length, tokens, subject) => {
        const long = Array.from({ length }, (_, index): Token => (index % 3 === 0 ? ONE : 'a'));
        const letters = 'a'.repeat(length);
        assert.equal(compileTokens([...long, ...tokens])(letters + subject), plainly(tokens, Array.from(subject)));
        // With a star between, the tokens may also begin later.
        if (length < 20) {
          const starred: Token[] = [ANY, ...long, ...tokens];
          assert.equal(compileTokens(starred)(letters + subject), plainly(starred, Array.from(letters + subject)));
        }
      }),
    );
  });
});

const token = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ':', '🦄'), minLength: 1, maxLength: 3 }) },
  fc.constantFrom<Token>(ANY, ANY, ONE, ANY_BUT_COLON, ONE_BUT_COLON),
);
const pattern: fc.Arbitrary<Token[]> = fc.array(token, { maxLength: 7 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '🦄'), maxLength: 12 });

/** The definition, word by word: slow, and plainly right. */
function plainly(tokens: readonly Token[], text: readonly string[]): boolean {
  const [first, ...others] = tokens;
  const [character, ...rest] = text;
  if (first === undefined) return text.length === 0;
  if (typeof first === 'string') {
    const wanted = Array.from(first);
    return wanted.every((each, index) => each === text[index]) && plainly(others, text.slice(wanted.length));
  }
  const takes = character !== undefined && (first === ANY || first === ONE || character !== ':');
  if (first === ONE || first === ONE_BUT_COLON) return takes && plainly(others, rest);
  return plainly(others, text) || (takes && plainly(tokens, rest));
}
