import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue } from '../attribute-value.js';
import type { Condition } from './ast.js';
import { parseCondition } from './parse-condition.js';
import { Placeholders } from './placeholders.js';

const NAMES = { '#a': 'data', '#status': 'status', '#d': 'with.dot', '#p': '__proto__' };

const VALUES: Record<string, AttributeValue> = {
  ':s': { S: 'a' },
  ':t': { S: 'b' },
  ':n': { N: '1' },
  ':m': { N: '2' },
  ':b': { B: 'AAE=' },
  ':c': { B: 'AA==' },
  ':bool': { BOOL: true },
  ':null': { NULL: true },
  ':ss': { SS: ['a'] },
  ':ns': { NS: ['1'] },
  ':bs': { BS: ['AA=='] },
  ':l': { L: [] },
  ':map': { M: {} },
  ':type': { S: 'SS' },
  ':dog': { S: 'DOG' },
};

const parse = (text: string): Condition => parseCondition(text, 'ConditionExpression', new Placeholders(NAMES, VALUES));

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replace(/^Invalid ConditionExpression: /, '');
  }
  return 'accepted';
}

const syntax = (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`;
const operandType = (operation: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${operation}, operand type: ${type}`;
const REDUNDANT = 'The expression has redundant parentheses;';
const misused = (name: string): string =>
  `The function is not allowed to be used this way in an expression; function: ${name}`;

const REFUSALS: readonly (readonly [text: string, refusal: string])[] = [
  ['', 'The expression can not be empty;'],
  ['   ', syntax('<EOF>', '')],

  ['!!! INVALID !!!', syntax('!', '!!')],
  ['a = = b', syntax('=', '= = b')],
  ['attribute_not_exists(', syntax('<EOF>', '(')],
  ['INVALID SYNTAX HERE', syntax('SYNTAX', 'INVALID SYNTAX HERE')],
  ['a', syntax('<EOF>', 'a')],
  [':s', syntax('<EOF>', ':s')],
  ['(a)', syntax('<EOF>', ')')],
  ['(a) AND b = :s', syntax('AND', ') AND b')],
  ['NOT (a)', syntax('<EOF>', ')')],
  ['a = :s AND', syntax('<EOF>', 'AND')],
  ['a = :s b', syntax('b', ':s b')],
  ['(a = :s', syntax('<EOF>', ':s')],
  ['a = :s)', syntax(')', ':s)')],
  ['(a = :s) = :t', syntax('=', ') = :t')],
  ['a + b = :s', syntax('+', 'a + b')],
  ['a = "x"', syntax('"x"', '= "x"')],
  ["a = 'it\\'s' b", syntax("'it\\'s'", "= 'it\\'s' b")],
  ['a = "x', syntax('"', '= "x')],
  ['a = 5', syntax('5', '= 5')],
  ['a IN ()', syntax(')', '()')],
  ['a IN (:s,)', syntax(')', ',)')],
  ['a IN :s', syntax(':s', 'IN :s')],
  ['a BETWEEN :s', syntax('<EOF>', ':s')],
  ['a BETWEEN :s OR :t', syntax('OR', ':s OR :t')],
  ['attribute_exists()', syntax(')', '()')],
  ['_a = :s', syntax('_', '_a')],
  ['1a = :s', syntax('1', '1a')],
  ['a..b = :s', syntax('.', '..b')],
  ['a.1 = :s', syntax('1', '.1 =')],
  ['a[01] = :s', syntax('1', '01]')],
  ['a[-1] = :s', syntax('-', '[-1')],
  ['a[b] = :s', syntax('b', '[b]')],
  ['a[:n] = :s', syntax(':n', '[:n]')],
  ['a[#a] = :s', syntax('#a', '[#a]')],
  ['a.:s = :t', syntax(':s', '.:s =')],
  [':s.a = :t', syntax('.', ':s.a')],
  ['# = :s', syntax('#', '# =')],
  ['a = :', syntax(':', '= :')],
  ['a = \u{1F600}', syntax('\u{1F600}', '= \u{1F600}')],
  ['a ! = :s', syntax('!', 'a ! =')],
  ['a <\t> :s', syntax('>', '<\t> :s')],
  // Keywords of every expression are no names in any.
  ['set = :s', syntax('set', 'set =')],
  ['a.In = :s', syntax('In', '.In =')],
  ['remove(a)', syntax('remove', 'remove(')],

  ['((a = :s))', REDUNDANT],
  ['((attribute_not_exists(pk)))', REDUNDANT],
  ['((a = :s)) AND ((b = :s))', REDUNDANT],
  ['((a)) = :s', REDUNDANT],
  ['size(((a))) = :n', REDUNDANT],
  ['((a = :s)) AND status = :s AND foo(a)', REDUNDANT],
  // The grammar comes first.
  ['((a = :s)) AND', syntax('<EOF>', 'AND')],

  ['foo(a)', 'Invalid function name; function: foo'],
  ['Size(a) > :n', 'Invalid function name; function: Size'],
  ['ATTRIBUTE_EXISTS(a)', 'Invalid function name; function: ATTRIBUTE_EXISTS'],
  ['size(a) AND foo(status)', 'Invalid function name; function: foo'],
  ['constructor(a)', 'Invalid function name; function: constructor'],
  ['size(a)', misused('size')],
  ['a = :s AND (size(a))', misused('size')],
  ['attribute_exists(a) < :n', misused('attribute_exists')],
  ['begins_with(a, :s) = :bool', misused('begins_with')],
  ['(contains(a, :s)) = :bool', misused('contains')],
  ['a IN (:s, attribute_exists(b))', misused('attribute_exists')],
  ['attribute_exists(attribute_exists(a))', misused('attribute_exists')],
  ['size(begins_with(a, :s)) = :n', misused('begins_with')],
  ['size(a) AND status = :s', misused('size')],
  ['if_not_exists(a, a) = :s', 'The function is not allowed in a condition expression; function: if_not_exists'],
  ['list_append(a, a) = :s', 'The function is not allowed in a condition expression; function: list_append'],

  ['status = :s', 'Attribute name is a reserved keyword; reserved keyword: status'],
  ['a.Size = :s', 'Attribute name is a reserved keyword; reserved keyword: Size'],
  ['a = :undefined AND Abort = :s', 'Attribute name is a reserved keyword; reserved keyword: Abort'],
  ['a[2147483648] = :s', 'List index is not within the allowable range; index: [2147483648]'],

  ['#x = :s', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
  ['a.#x = :s', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
  ['a = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
  ['a = :x AND #x = :s', 'An expression attribute value used in expression is not defined; attribute value: :x'],
  ['#x = :x', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
  ['a = :__proto__', 'An expression attribute value used in expression is not defined; attribute value: :__proto__'],
  ['a < :bool AND b = :x', operandType('<', 'BOOL')],
  ['begins_with(a, :x, :n)', 'An expression attribute value used in expression is not defined; attribute value: :x'],

  [
    'begins_with(a)',
    'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
  ],
  [
    'attribute_exists(a, b)',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2',
  ],
  [
    'size(a, a) = :n',
    'Incorrect number of operands for operator or function; operator or function: size, number of operands: 2',
  ],
  [
    'contains(a, a, a)',
    'Incorrect number of operands for operator or function; operator or function: contains, number of operands: 3',
  ],

  [
    'contains(#a, #a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [data]',
  ],
  [
    'a[0].b = a[0].b',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, [0], b]',
  ],
  [
    'a <> (a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a]',
  ],

  ['attribute_exists(:s)', 'Operator or function requires a document path; operator or function: attribute_exists'],
  [
    'attribute_not_exists(size(a))',
    'Operator or function requires a document path; operator or function: attribute_not_exists',
  ],
  ['begins_with(a, :n)', operandType('begins_with', 'N')],
  ['begins_with(:bool, a)', operandType('begins_with', 'BOOL')],
  ['begins_with(a, size(b))', operandType('begins_with', 'N')],
  ['a < :bool', operandType('<', 'BOOL')],
  [':null <= a', operandType('<=', 'NULL')],
  ['a > :ss', operandType('>', 'SS')],
  ['a >= :ns', operandType('>=', 'NS')],
  ['a < :bs', operandType('<', 'BS')],
  ['NOT a < :l', operandType('<', 'L')],
  ['attribute_exists(b) OR a < :map', operandType('<', 'M')],
  ['size(x) > :bool', operandType('>', 'BOOL')],
  ['a BETWEEN :l AND b', operandType('BETWEEN', 'L')],
  [':bool BETWEEN a AND b', operandType('BETWEEN', 'BOOL')],
  ['size(:n) = :n', operandType('size', 'N')],
  ['size(:bool) = :n', operandType('size', 'BOOL')],
  ['size(:null) = :n', operandType('size', 'NULL')],
  ['size(size(a)) = :n', operandType('size', 'N')],
  ['attribute_type(a, :n)', operandType('attribute_type', 'N')],
  ['attribute_type(a, b)', operandType('attribute_type', '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}')],
  ['attribute_type(a, size(b))', operandType('attribute_type', 'N')],
  [
    'attribute_type(a, :dog)',
    'Invalid attribute type name found; type: DOG, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
  ],

  [
    'a BETWEEN :s AND :n',
    'The BETWEEN operator requires same data type for lower and upper bounds; ' +
      'lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}',
  ],
  [
    'a BETWEEN :t AND :s',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
      'lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}',
  ],
  [
    'a BETWEEN :b AND :c',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
      'lower bound operand: AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]}, ' +
      'upper bound operand: AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]}',
  ],
];

for (const [text, expected] of REFUSALS)
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(refusal(text), expected));

const ACCEPTED: readonly string[] = [
  'a = :s',
  'a . b [ 0 ] . #a = :s',
  '(a = :s AND (b = :s))',
  '(attribute_not_exists(a)) AND (attribute_not_exists(#a))',
  '((a) = (:s))',
  '(a) = :s',
  '((size(a)) > :n) AND (b) IN ((:s), (:t))',
  'NOT NOT a = :s',
  'not a BETWEEN :n aNd :m Or b iN (:s)',
  'attribute_type(:n, :type)',
  'contains(a, :map)',
  'begins_with(:s, a)',
  'size(:l) = :n',
  ':s = :s',
  'size(a) = size(a)',
  'a BETWEEN b AND c',
  '#status <> :null AND #p = :bool',
  'a[2147483647] = :s',
  'a\t=\r\n:s',
];

for (const text of ACCEPTED) test(`accepts ${JSON.stringify(text)}`, () => assert.equal(refusal(text), 'accepted'));

test('NOT binds more closely than AND, and AND than OR', () => {
  assert.deepEqual(parse('NOT a = :s AND b = :s OR c = :s'), parse('((NOT (a = :s)) AND (b = :s)) OR (c = :s)'));
  assert.deepEqual(parse('a = :s OR b = :s AND c = :s'), parse('a = :s OR (b = :s AND c = :s)'));
});

test('names and values take the places of their placeholders', () => {
  assert.deepEqual(parse('#d.#p = :n'), {
    kind: 'compare',
    comparator: '=',
    left: { kind: 'path', path: ['with.dot', '__proto__'] },
    right: { kind: 'value', value: { N: '1' } },
  });
});

test('4,096 bytes, 300 operators, 100 options and 32 levels are the limits', () => {
  const ofBytes = (bytes: number): string => `${'a'.repeat(bytes - 5)} = :s`;
  assert.equal(refusal(ofBytes(4096)), 'accepted');
  assert.equal(refusal(ofBytes(4109)), 'Expression size has exceeded the maximum allowed size; expression size: 4109');
  assert.match(refusal(`"${'é'.repeat(2048)}`), /expression size: 4097$/);

  const ofOperators = (operators: number): string => `${'NOT '.repeat(operators - 1)}a = :s`;
  assert.equal(refusal(ofOperators(300)), 'accepted');
  assert.equal(refusal(ofOperators(301)), 'The expression contains too many operators; operator count: 301');
  assert.equal(refusal(ofOperators(900)), 'The expression contains too many operators; operator count: 301');
  const inOf = (options: number): string => `a IN (${Array.from({ length: options }, () => ':s').join(',')})`;
  assert.equal(refusal(`${inOf(100)} OR ${inOf(100)} OR ${inOf(100)} OR ${inOf(100)}`), 'accepted');
  assert.equal(refusal(inOf(101)), 'The IN operator is provided with too many operands; number of operands: 101');

  assert.equal(refusal(`a${'.b'.repeat(31)} = :s`), 'accepted');
  assert.equal(
    refusal(`a${'[0]'.repeat(32)} = :s`),
    'The document path has too many nesting levels; nesting levels: 33',
  );
});

test('what is kept of a text does not keep its placeholders', () => {
  const text = '#n = :v';
  const parseWith = (name: string, value: AttributeValue): Condition =>
    parseCondition(text, 'FilterExpression', new Placeholders({ '#n': name }, { ':v': value }));
  assert.deepEqual(parseWith('a', { S: 'a' }), parse('a = :s'));
  assert.deepEqual(parseWith('b', { N: '1' }), parse('b = :n'));
  assert.throws(() => parseCondition(text, 'FilterExpression', new Placeholders({}, {})), {
    message:
      'Invalid FilterExpression: An expression attribute name used in the document path is not defined; attribute name: #n',
  });
});
