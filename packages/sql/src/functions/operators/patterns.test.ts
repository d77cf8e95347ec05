import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { likeMatcher } from './like-pattern.js';
import { similarMatcher } from './similar-pattern.js';
import { computed, operator } from './testing.js';

type Case = readonly [string, string, string | undefined, boolean | string];

const likes: readonly Case[] = [
  ['a', 'a', undefined, true],
  ['a', 'A', undefined, false],
  ['a', 'b', undefined, false],
  ['ab', 'a_', undefined, true],
  ['ab', 'a%', undefined, true],
  ['ab', 'a\\_', '\\', false],
  ['ab', 'a\\%', '\\', false],
  ['a_', 'a\\_', '\\', true],
  ['a%', 'a\\%', '\\', true],
  ['a\\', 'a\\\\', '\\', true],
  ['a', 'a_', undefined, false],
  ['a', 'a%', undefined, true],
  ['abcd', 'a_', undefined, false],
  ['abcd', 'a%', undefined, true],
  ['', '', undefined, true],
  ['a', '', undefined, false],
  ['', '%', undefined, true],
  ['', '_', undefined, false],
  ['1a', '_a', undefined, true],
  ['123aXYZ', '%a%', undefined, true],
  ['123aXYZ', '_%_a%_', undefined, true],
  ['aba', 'ab%ba', undefined, false],
  ['abba', 'ab%ba', undefined, true],
  ['abcbc', '%bc', undefined, true],
  ['a.c', 'a.c', undefined, true],
  ['abc', 'a.c', undefined, false],
  ['a\nb', 'a%b', undefined, true],
  ['xaybz', '%a_b%', undefined, true],
  ['aXbaYb', 'a_b%a_b', undefined, true],
  ['aXb', 'a_b%a_b', undefined, false],
  ['ab', 'a\\b', '\\', '22025'],
  ['ab', 'a\\', '\\', '22025'],
  ['ab', 'a%', 'xx', '22019'],
];

const similars: readonly Case[] = [
  ['a', 'a', undefined, true],
  ['a', 'A', undefined, false],
  ['a', 'b', undefined, false],
  ['ab', 'a_', undefined, true],
  ['ab', 'a%', undefined, true],
  ['a', 'a_', undefined, false],
  ['a', 'a%', undefined, true],
  ['abcd', 'a_', undefined, false],
  ['abcd', 'a%', undefined, true],
  ['', '', undefined, true],
  ['1a', '_a', undefined, true],
  ['123aXYZ', '_%_a%_', undefined, true],
  ['xy', '(xy)', undefined, true],
  ['abd', '[ab][bcde]d', undefined, true],
  ['bdd', '[ab][bcde]d', undefined, true],
  ['abd', '[ab]d', undefined, false],
  ['cd', '[a-e]d', undefined, true],
  ['cd', '[a-e^c]d', undefined, false],
  ['dd', '[a-e^c]d', undefined, true],
  ['cd', '[^a-b]d', undefined, true],
  ['cd', '[^(a-e)]d', undefined, '2201B'],
  ['yd', '[^(a-e)]d', undefined, '2201B'],
  ['amy', 'amy|fred', undefined, true],
  ['fred', 'amy|fred', undefined, true],
  ['mike', 'amy|fred', undefined, false],
  ['amyred', 'am(y|f)red', undefined, true],
  ['acd', 'ab*c+d', undefined, true],
  ['accccd', 'ab*c+d', undefined, true],
  ['abd', 'ab*c+d', undefined, false],
  ['aabc', 'ab*c+d', undefined, false],
  ['abb', 'a(b{3})', undefined, false],
  ['abbb', 'a(b{3})', undefined, true],
  ['abbbbb', 'a(b{3})', undefined, false],
  ['abbbbb', 'ab{3,6}', undefined, true],
  ['abbbbbbbb', 'ab{3,6}', undefined, false],
  ['abbbbbbbb', 'ab{3,}', undefined, true],
  ['abb', 'ab{3,}', undefined, false],
  ['', 'ab?', undefined, false],
  ['', '(ab)?', undefined, true],
  ['a', 'ab?', undefined, true],
  ['a', '(ab)?', undefined, false],
  ['a', 'a(b?)', undefined, true],
  ['ab', 'a(b?)', undefined, true],
  ['abb', 'ab?', undefined, false],
  ['ab', 'a\\_', '\\', false],
  ['a_', 'a\\_', '\\', true],
  ['a%', 'a\\%', '\\', true],
  ['a(b{3})', 'a(b{3})', undefined, false],
  ['a(b{3})', 'a\\(b\\{3\\}\\)', '\\', true],
  ['a1B', '[[:ALPHA:]][[:digit:]][[:UPPER:]_]', undefined, true],
  ['a.b', 'a.b', undefined, true],
  ['axb', 'a.b', undefined, false],
  ['a', '*a', undefined, '2201B'],
  ['a', '(a', undefined, '2201B'],
  ['a', 'a)', undefined, '2201B'],
  ['a', '[a', undefined, '2201B'],
  ['a', 'a{2,1}', undefined, '2201B'],
  ['a', '[[:NOPE:]]', undefined, '2201B'],
  ['a', '((a{1000}){1000}){1000}', undefined, '2201B'],
  ['', '(((){1000}){1000}){1000}', undefined, '2201B'],
  ['a', `${'('.repeat(5000)}a`, undefined, '2201B'],
  ['a', 'a', '', '22019'],
];

const quoted = (text: string): string => `'${text}'`;

describe('LIKE', () => run('LIKE', likes));
describe('SIMILAR TO', () => run('SIMILAR TO', similars));

function run(name: string, cases: readonly Case[]): void {
  for (const [text, pattern, escape, expected] of cases)
    it(`${text} ${name} ${pattern.slice(0, 40)} is ${expected}`, () => {
      const operands = [text, pattern, ...(escape === undefined ? [] : [escape])].map(quoted);
      if (text.includes('\n')) assert.equal(likeMatcher(pattern)(text), expected);
      else {
        const wanted = typeof expected === 'string' ? expected : `BOOLEAN ${String(expected).toUpperCase()}`;
        assert.equal(computed(operator(name), ...operands), wanted);
        if (typeof expected === 'boolean')
          assert.equal(computed(operator(`NOT ${name}`), ...operands), `BOOLEAN ${String(!expected).toUpperCase()}`);
      }
    });
  it('is unknown for NULL, and of strings only', () => {
    assert.equal(computed(operator(name), 'NULL', "'a'"), 'NULL');
    assert.equal(computed(operator(name), "'a'", 'NULL::VARCHAR(3)'), 'NULL');
    assert.equal(computed(operator(name), '1', "'a'"), 'unresolved');
  });
}

describe('patterns', () => {
  const alphabet = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
  it('LIKE and SIMILAR TO agree with a regular expression', () => {
    fc.assert(
      fc.property(alphabet, fc.string({ unit: fc.constantFrom('a', 'b', '_', '%'), maxLength: 7 }), (text, pattern) => {
        const expected = new RegExp(`^${pattern.replaceAll('_', '.').replaceAll('%', '.*')}$`).test(text);
        assert.equal(likeMatcher(pattern)(text), expected);
        assert.equal(similarMatcher(pattern)(text), expected);
      }),
    );
  });
  const regular = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '[ab]', '[^a]', ''),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
      fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}')).map(([a, b]) => `(${a})${b}`),
    ),
  })).pattern;
  it('SIMILAR TO agrees with a regular expression on groups, choices and repetitions', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 }), regular, (text, pattern) => {
        assert.equal(similarMatcher(pattern)(text), new RegExp(`^(?:${pattern})$`).test(text));
      }),
    );
  });
  it('SIMILAR TO takes no exponential time', () => {
    assert.equal(similarMatcher('((a|a)*)*b')('a'.repeat(5000)), false);
    assert.equal(likeMatcher('%a%a%a%a%a%a%a%a%b')('a'.repeat(20_000)), false);
  });
});

describe('||', () => {
  for (const [left, right, expected] of [
    ["'SQL'", "'stream'", "CHAR(9) 'SQLstream'"],
    ["'SQL'", "''", "CHAR(3) 'SQL'"],
    ["'a'::VARCHAR(5)", "'b'::CHAR(2)", "VARCHAR(7) 'ab '"],
    ["X'0a'", "X'0b'", 'BINARY(2) 0A0B'],
    ["'a'", 'NULL', 'NULL'],
    ["'a'", '1', 'unresolved'],
    ["'a'", "X'0b'", 'unresolved'],
    ['NULL', 'NULL', 'unresolved'],
  ] as const)
    it(`${left} || ${right} is ${expected}`, () => assert.equal(computed(operator('||'), left, right), expected));
  it('is no longer than the longest VARCHAR', () => {
    const type = { kind: 'VARCHAR', length: 65_535 } as const;
    const call = operator('||').resolve([{ type }, { type }]);
    assert.deepEqual(call?.type, type);
    assert.equal(String(call?.evaluate('a'.repeat(65_534) as never, 'b' as never)).length, 65_535);
    assert.throws(() => call?.evaluate('a'.repeat(65_535) as never, 'b' as never), RowError);
  });
});
