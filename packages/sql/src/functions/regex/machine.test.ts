import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { javaPattern } from './java-pattern.js';

/** Patterns that mean the same to Java and to JavaScript: what is repeated is never empty, and no group is asked for. */
const { pattern: patterns } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w'),
    tie('pattern').map((inside) => `(?:b${inside})`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:a${left}|b${right}|c)`),
  ),
  pattern: fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{2,}')) },
        { weight: 3, arbitrary: fc.tuple(tie('atom'), fc.constantFrom('*?', '+?', '??', '{1,3}?')) },
        {
          weight: 1,
          arbitrary: fc.tuple(
            tie('pattern'),
            fc.constantFrom('=', '!').map((sign) => `?${sign}`),
          ),
        },
      ),
      { maxLength: 4 },
    )
    .map((pieces) => pieces.map(([atom, sign]) => (/^\?[=!]$/.test(sign) ? `(${sign}${atom})` : atom + sign)).join('')),
}));

const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });

test('what is found is what JavaScript finds', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const found = new RegExp(pattern, 'u').exec(text);
      const expected = found === null ? undefined : [found.index, found.index + found[0].length];
      const own = javaPattern(pattern).find(text, 0);
      assert.deepEqual(own === undefined ? undefined : [own.start, own.end], expected);
      assert.equal(javaPattern(pattern).matches(text) !== undefined, new RegExp(`^(?:${pattern})$`, 'u').test(text));
    }),
    { numRuns: 2000 },
  );
});

// What Java does otherwise than JavaScript.
for (const [pattern, text, expected] of [
  ['(?:(a)|b)*', 'ab', ['a']],
  ['(?:(a)|(b))*', 'ab', ['a', 'b']],
  ['(\\1a|b)*', 'b', ['b']],
  ['(a)?\\1', '', undefined],
  ['(a*)*', 'aa', ['']],
  ['(a|)*', 'aa', ['']],
  ['(?<=(a+))b', 'ab', RowError],
  ['(?<=a{1,3})b', 'b', undefined],
  ['.*(?<=(a|ab))c(.)', 'xabcd', ['ab', 'd']],
  ['(?=(a+))\\1b', 'aab', ['aa']],
  ['(?!(a)b).*', 'aa', [null]],
  ['(a++|b)*+c', 'aabc', ['b']],
  ['(?>(a)|ab)*(b)c', 'abc', ['a', 'b']],
  ['(?:(x)|){5}y', 'xy', ['x']],
  ['(a{2,3}?)(a*)', 'aaaa', ['aa', 'aa']],
  ['((?:ab){2,3}?)(.*)', 'abababab', ['abab', 'abab']],
  ['(.)(.)', '𝒜b', ['𝒜', 'b']],
  ['(.*)(.)', 'b𝒜', ['b', '𝒜']],
  ['(.*?)([𝒜])', 'b𝒜', ['b', '𝒜']],
  ['(?m)a$\n^b', 'a\nb', []],
  ['(?m)a\r$\n', 'a\r\n', undefined],
] as const)
  test(`/${pattern}/ and ${JSON.stringify(text)}`, () => {
    if (expected === RowError) assert.throws(() => javaPattern(pattern).matches(text), RowError);
    else assert.deepEqual(javaPattern(pattern).matches(text), expected);
  });

for (const pattern of [
  '(a+)+b',
  '(a|aa)+b',
  '(a|a)*b',
  '(.*)*b',
  '(?:a?){30}a{30}b',
  'a*a*a*a*a*b',
  '(?=(a+))\\1(a+)+b',
  '((a{1,100}){1,100}){1,100}b',
  '(?:(?=a*)a)*b',
  '(a*)*\\1b',
  '(?<=(?:a?){50})b',
  '(){99999}(){99999}((){99999}){99999}b',
])
  test(`/${pattern}/ is given up where it would take for ever`, () => {
    const text = 'a'.repeat(60_000);
    for (const run of [() => javaPattern(pattern).matches(text), () => javaPattern(pattern).find(text, 0)])
      try {
        assert.equal(run(), undefined);
      } catch (error) {
        assert.ok(error instanceof RowError);
      }
  });
