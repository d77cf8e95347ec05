import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileRegex } from './regex.js';

test('finds what a regular expression finds', () => {
  const cases: [string, string[], string[]][] = [
    ['AUTHORIZED', ['UNAUTHORIZED'], ['Authorized']],
    ['^a.c$', ['abc'], ['xabc', 'abcx', 'a\nc']],
    ['4\\d{2}\\s5', ['x404 5'], ['4x4 5', '40 5']],
    ['[^a-c]+\\.txt|log$', ['d.txt', 'é.txt', 'a log'], ['a.txt', 'log ']],
    ['a{2,3}b?c*d+', ['aad', 'aaabccdd'], ['ad', 'aab']],
    ['\\x41[\\]\\d-]', ['A]', 'A7', 'A-'], ['AB']],
    ['^$', [''], ['a']],
    ['a|', ['', 'b'], []],
    ['[]a]', [']', 'a'], ['b']],
  ];
  for (const [source, found, missed] of cases) {
    const search = compileRegex(source);
    for (const text of found) assert.ok(search(text), `${source} in ${text}`);
    for (const text of missed) assert.ok(!search(text), `${source} not in ${text}`);
  }
});

test('what AWS does not take is refused', () => {
  for (const source of [
    '',
    'a!',
    '(a)',
    'a b',
    'é',
    '*a',
    'a**',
    'a{3,1}',
    'a{',
    '[a',
    '[b-a]',
    '[\\d-z]',
    'a$b',
    '\\',
    '\\b',
    '\\q',
    'a{2}{3}',
    '.{1000}{1}',
    '.{1000}.{1000}',
  ])
    assert.throws(() => compileRegex(source), { name: 'InvalidPatternError' }, source);
});

const atom = fc.oneof(
  fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\W', '\\.'),
  fc.constantFrom('a', 'b').map((unit) => unit),
);
const item = fc
  .tuple(atom, fc.constantFrom('', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '{0}', '{12,40}'))
  .map((parts) => parts.join(''));
const chain = fc
  .tuple(fc.constantFrom('', '', '^'), fc.array(item, { maxLength: 9 }), fc.constantFrom('', '', '$'))
  .map(([start, items, end]) => start + items.join('') + end);
const source = fc
  .array(chain, { minLength: 1, maxLength: 3 })
  .map((chains) => chains.join('|'))
  .filter((text) => text !== '');

test('finds what the engine of JavaScript finds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', 'é', '\n'), maxLength: 60 });
  fc.assert(
    fc.property(source, fc.array(text, { minLength: 1, maxLength: 4 }), (expression, texts) => {
      const search = compileRegex(expression);
      const reference = new RegExp(expression.replaceAll(/\\W/g, '[^A-Za-z0-9_]'));
      for (const one of texts) assert.equal(search(one), reference.test(one), JSON.stringify([expression, one]));
    }),
    { numRuns: 3000 },
  );
});

test('expressions that other engines despair of take the time of the text', () => {
  const text = 'a'.repeat(200_000);
  assert.ok(!compileRegex(`${'a*'.repeat(100)}b`)(text));
  assert.ok(!compileRegex(`a.{0,500}b`)(text));
});
