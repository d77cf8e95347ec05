import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runProgram } from './machine.js';
import { compileProgram } from './program.js';
import { Regex } from './regex.js';
import { parseRegex } from './syntax.js';

const machine = (source: string, text: string): (string | undefined)[] | undefined => {
  const syntax = parseRegex(source);
  const slots = runProgram(compileProgram(syntax), 2 * (syntax.groups + 1), text, 0);
  return (
    slots &&
    Array.from({ length: syntax.groups + 1 }, (_, i) => {
      const [start = -1, end = -1] = slots.slice(2 * i, 2 * i + 2);
      return start < 0 || end < 0 ? undefined : text.slice(start, end);
    })
  );
};

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\W', '\\b', '^', '$', 'é');
const { expression } = fc.letrec<{ expression: string; sequence: string; item: string }>((tie) => ({
  expression: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((all) => all.join('|')),
  sequence: fc.array(tie('item'), { maxLength: 3 }).map((all) => all.join('')),
  item: fc.oneof(
    { maxDepth: 2 },
    atom,
    fc
      .tuple(
        fc.constantFrom('a', 'b', '.', '[^b]', '\\w'),
        fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '*?', '+?', '??', '{0,2}?'),
      )
      .map((all) => all.join('')),
    tie('expression').map((inner) => `(${inner})`),
    fc.tuple(tie('expression'), fc.constantFrom('', '?', '{1,2}')).map(([inner, times]) => `(?:${inner})${times}`),
  ),
}));

test('finds what the engine of JavaScript finds, and the same groups', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'é', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(expression, text, (source, one) => {
      const reference = new RegExp(source).exec(one);
      const found = machine(source, one);
      // JavaScript refuses rounds of a loop that take nothing, and forgets what groups held in earlier ones; whether there is a match is the same.
      const isLoop = /\)[?{]/.test(source);
      if (isLoop) assert.equal(found !== undefined, reference !== null, JSON.stringify([source, one]));
      else assert.deepEqual(found, reference === null ? undefined : [...reference], JSON.stringify([source, one]));
    }),
    { numRuns: 3000 },
  );
});

test('names, cases, replacements', () => {
  const regex = new Regex('(?i)user=(?<user>\\w+) took (?<ms>\\d+)');
  const match = regex.exec('x USER=Ann took 12ms');
  assert.deepEqual(
    [...regex.names].map(([name, group]) => [name, match?.groups[group]]),
    [
      ['user', 'Ann'],
      ['ms', '12'],
    ],
  );
  assert.equal(machine('(?i)STRASSE|é', 'É')?.[0], 'É');
  assert.equal(new Regex('(a)(b)?').replace('ab a x', '<$1$2>'), '<ab> <a> x');
  assert.equal(new Regex('x*').replace('axb', '-'), '-a--b-');
});

test('what looks around or back, and what is no expression, is refused', () => {
  for (const source of [
    '(?=a)',
    '(?<!a)',
    '\\1',
    '(a',
    'a)',
    '[a',
    '*',
    'a**',
    'a{3,1}',
    '(?<a>x)(?<a>y)',
    '\\p',
    'a{1001}',
    '(a{1000}){1000}',
    '('.repeat(500),
  ])
    assert.throws(() => new Regex(source), { name: 'RegexError' }, source);
});

test('expressions that other engines despair of', () => {
  const text = 'a'.repeat(20_000);
  assert.ok(!new Regex('(a+)+$b').test(text));
  assert.ok(!new Regex('(a|a)*b').test(text));
  assert.ok(!new Regex('.*.*.*=x').test(text));
});
