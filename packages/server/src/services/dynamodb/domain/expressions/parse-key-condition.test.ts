import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue } from '../attribute-value.js';
import type { KeyCondition } from './ast.js';
import { parseKeyCondition } from './parse-key-condition.js';
import { Placeholders } from './placeholders.js';

const VALUES: Record<string, AttributeValue> = {
  ':s': { S: 'a' },
  ':t': { S: 'b' },
  ':n': { N: '1' },
  ':bool': { BOOL: true },
};

const parse = (text: string): readonly KeyCondition[] =>
  parseKeyCondition(text, new Placeholders({ '#pk': 'pk', '#sk': 'sk' }, VALUES));

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replace(/^Invalid KeyConditionExpression: /, '');
  }
  return 'accepted';
}

const operandType = (operation: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${operation}, operand type: ${type}`;
const operator = (name: string): string => `Invalid operator used in KeyConditionExpression: ${name}`;
const condition = (problem: string): string => `Invalid condition in KeyConditionExpression: ${problem}`;
const firstOperand = (name: string): string =>
  condition(`${name} operator must have the key attribute as its first operand`);
const NESTED = 'KeyConditionExpressions cannot contain nested operations';

const REFUSALS: readonly (readonly [text: string, refusal: string])[] = [
  ['', 'The expression can not be empty;'],
  ['pk = ', 'Syntax error; token: "<EOF>", near: "="'],
  ['((pk = :s)) AND ((sk = :t))', 'The expression has redundant parentheses;'],
  ['status = :s', 'Attribute name is a reserved keyword; reserved keyword: status'],
  ['pk = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
  // The first clause that is wrong, whatever is wrong with it, comes before anything about them all.
  ['begins_with(sk, :n) AND pk = :x', operandType('begins_with', 'N')],
  [
    'pk = :x AND begins_with(sk, :n)',
    'An expression attribute value used in expression is not defined; attribute value: :x',
  ],
  ['pk = :s AND begins_with(sk, :bool)', operandType('begins_with', 'BOOL')],
  ['pk = :s AND begins_with(:n, sk)', operandType('begins_with', 'N')],
  ['pk = :s AND sk < :bool', operandType('<', 'BOOL')],
  ['pk = :s AND :bool >= sk', operandType('>=', 'BOOL')],
  ['pk = :s AND sk BETWEEN :bool AND :bool', operandType('BETWEEN', 'BOOL')],
  ['a = :s AND b = :s AND c = :s AND d < :bool', operandType('<', 'BOOL')],
  [
    'pk = :s AND sk BETWEEN :t AND :s',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
      'lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}',
  ],
  ['pk = :s OR sk = :t', operator('OR')],
  ['NOT pk = :s', operator('NOT')],
  ['pk IN (:s)', operator('IN')],
  ['pk <> :s', operator('<>')],
  ['pk = :s AND attribute_exists(sk)', operator('attribute_exists')],
  ['pk = :s AND attribute_not_exists(sk)', operator('attribute_not_exists')],
  ['attribute_type(pk, :s)', 'Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}'],
  ['pk = :s AND contains(sk, :s)', operator('contains')],
  ['size(pk) = :n', NESTED],
  ['pk = size(sk)', NESTED],
  ['pk BETWEEN :n AND size(sk)', NESTED],
  ['pk = :s AND #sk.foo = :t', 'KeyConditionExpressions cannot have conditions on nested attributes'],
  ['pk = :s AND begins_with(sk[0], :t)', 'KeyConditionExpressions cannot have conditions on nested attributes'],
  [':s BETWEEN pk AND sk', firstOperand('BETWEEN')],
  ['size(pk) BETWEEN :n AND :n', firstOperand('BETWEEN')],
  ['begins_with(:s, pk)', firstOperand('begins_with')],
  ['pk = sk', condition('Multiple attribute names used in one condition')],
  ['begins_with(pk, sk)', condition('Multiple attribute names used in one condition')],
  ['pk BETWEEN sk AND :s', condition('Multiple attribute names used in one condition')],
  [':s = :t', condition('No key attribute specified')],
  ['pk = :s AND sk > :s AND sk < :t', 'KeyConditionExpressions must only contain one condition per key'],
  ['#pk = :s AND pk = :s', 'KeyConditionExpressions must only contain one condition per key'],
];

for (const [text, expected] of REFUSALS)
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(refusal(text), expected));

test('clauses come as they are written, with the attribute on the left', () => {
  assert.deepEqual(parse('(:s <= sk) AND (#pk = :bool)'), [
    { attribute: 'sk', op: '>=', value: { S: 'a' } },
    { attribute: 'pk', op: '=', value: { BOOL: true } },
  ]);
  assert.deepEqual(parse('(a < :n AND (b BETWEEN :s AND :t AND (begins_with(c, :s))))'), [
    { attribute: 'a', op: '<', value: { N: '1' } },
    { attribute: 'b', op: 'between', low: { S: 'a' }, high: { S: 'b' } },
    { attribute: 'c', op: 'begins-with', prefix: { S: 'a' } },
  ]);
  assert.deepEqual(parse(':s > a'), [{ attribute: 'a', op: '<', value: { S: 'a' } }]);
});
