import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alarmsOf, holds, parseRule, RuleFault } from './alarm-rule.js';
import type { StateValue } from './decision.js';

const states: Readonly<Record<string, StateValue>> = {
  a: 'ALARM',
  o: 'OK',
  i: 'INSUFFICIENT_DATA',
  'two words': 'ALARM',
};
const stateOf = (name: string): StateValue | undefined => (Object.hasOwn(states, name) ? states[name] : undefined);

const cases: readonly (readonly [string, boolean])[] = [
  ['TRUE', true],
  ['FALSE', false],
  ['ALARM(a)', true],
  ['ALARM("a")', true],
  ['OK(a)', false],
  ['INSUFFICIENT_DATA(i)', true],
  ['ALARM("two words")', true],
  ['ALARM(a) AND OK(o)', true],
  ['NOT ALARM(a) OR OK(o)', true],
  ['NOT (ALARM(a) OR OK(o))', false],
  ['ALARM(a) OR FALSE AND FALSE', true],
  ['(ALARM(a) OR FALSE) AND FALSE', false],
  ['ALARM(gone)', false],
  ['NOT ALARM(gone)', true],
  ['AT_LEAST(2, ALARM, (a, o, "two words"))', true],
  ['AT_LEAST(3, ALARM, (a, o, "two words"))', false],
  ['AT_LEAST(50%, NOT ALARM, (a, o))', true],
  ['AT_LEAST(67%, ALARM, (a, o, "two words"))', false],
];
for (const [text, expected] of cases) {
  void test(text, () => assert.equal(holds(parseRule(text), stateOf), expected));
}

const faults: readonly (readonly [string, string])[] = [
  ['A)', "Unsupported token 'A' at char 0"],
  ['()', "Unsupported token ')' at char 1"],
  ['ALARM(a b)', "Unsupported token 'b' at char 8, must be: [')']"],
  ['alarm(a)', "Unsupported token 'alarm' at char 0"],
  ['ALARM(a) OK(o)', "Unsupported token 'OK' at char 9"],
  ['ALARM(a) AND', 'Unexpected end of rule at char 12'],
  ['AT_LEAST(0, ALARM, (a))', "Unsupported token '0' at char 9"],
];
for (const [text, expected] of faults) {
  void test(`${text}: ${expected}`, () => assert.throws(() => parseRule(text), { message: expected }));
}

void test('rules have limits', () => {
  const many = (count: number, text: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => text(index)).join(' OR ');
  assert.equal(alarmsOf(parseRule(many(100, (index) => `ALARM(a${index})`))).size, 100);
  assert.throws(() => parseRule(many(101, (index) => `ALARM(a${index})`)), RuleFault);
  assert.throws(() => parseRule(many(501, () => 'TRUE')), RuleFault);
  assert.throws(() => parseRule('('.repeat(10_000)), RuleFault);
  assert.throws(() => parseRule('NOT '.repeat(2_500)), RuleFault);
});

void test('property: whatever the text, it is read or faulty', () => {
  const text = fc.array(
    fc.constantFrom('ALARM', 'OK', '(', ')', 'a', '"b', '"', 'AND', 'OR', 'NOT', ' ', ',', 'AT_LEAST', '2', '\\'),
  );
  fc.assert(
    fc.property(text, (parts) => {
      try {
        holds(parseRule(parts.join('')), stateOf);
      } catch (error) {
        assert.ok(error instanceof RuleFault);
      }
    }),
  );
});
