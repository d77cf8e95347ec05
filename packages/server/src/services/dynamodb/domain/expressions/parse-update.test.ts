import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue } from '../attribute-value.js';
import type { UpdateAction } from './ast.js';
import { parseUpdate } from './parse-update.js';
import { Placeholders } from './placeholders.js';

const VALUES: Record<string, AttributeValue> = {
  ':s': { S: 'a' },
  ':n': { N: '1' },
  ':b': { B: 'AA==' },
  ':bool': { BOOL: true },
  ':null': { NULL: true },
  ':ss': { SS: ['a'] },
  ':l': { L: [] },
  ':map': { M: {} },
};

const parse = (text: string): readonly UpdateAction[] =>
  parseUpdate(text, new Placeholders({ '#a': 'a', '#b': 'a', '#set': 'set' }, VALUES));

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replace(/^Invalid UpdateExpression: /, '');
  }
  return 'accepted';
}

const syntax = (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`;
const overlap = (one: string, two: string): string =>
  'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
  `path one: ${one}, path two: ${two}`;
const conflict = (one: string, two: string): string => overlap(one, two).replace('overlap', 'conflict');
const operandType = (operation: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${operation}, operand type: ${type}`;
const sectionType = (section: string, type: string): string =>
  'Incorrect operand type for operator or function; ' +
  `operator: ${section}, operand type: ${type}, typeSet: ALLOWED_FOR_${section}_OPERAND`;
const undefinedName = (name: string): string =>
  `An expression attribute name used in the document path is not defined; attribute name: ${name}`;
const undefinedValue = (name: string): string =>
  `An expression attribute value used in expression is not defined; attribute value: ${name}`;

const REFUSALS: readonly (readonly [text: string, refusal: string])[] = [
  ['', 'The expression can not be empty;'],
  ['INVALID SYNTAX HERE', syntax('INVALID', 'INVALID SYNTAX')],
  ['HELLO b = :s', syntax('HELLO', 'HELLO b')],
  ['SET', syntax('<EOF>', 'SET')],
  ['SET a', syntax('<EOF>', 'a')],
  ['SET a = ', syntax('<EOF>', '=')],
  ['SET a = :s,', syntax('<EOF>', ',')],
  ['SET a = :s, SET b = :s', syntax('SET', ', SET b')],
  ['SET _123 = :s', syntax('_', 'SET _123')],
  ['SET 123a = :s', syntax('123', 'SET 123a')],
  ['SET :s = :n', syntax(':s', 'SET :s =')],
  ['SET set = :s', syntax('set', 'SET set =')],
  ['SET hi-there = :s', syntax('-', 'hi-there')],
  ['SET hi$there = :s', syntax('$', 'hi$there')],
  ['SET "hithere" = :s', syntax('"hithere"', 'SET "hithere" =')],
  ['SET # = :s', syntax('#', 'SET # =')],
  ['SET a = :', syntax(':', '= :')],
  ['SET a = :n + :n + :n', syntax('+', ':n + :n')],
  ['SET a = (:n + :n) + :n', syntax('+', ') + :n')],
  ['SET a = :n + (:n + :n)', syntax('+', ':n + :n')],
  ['SET a = if_not_exists(a, :n + :n)', syntax('+', ':n + :n')],
  ['SET a = if_not_exists(non@sense, :n)', syntax('@', 'non@sense')],
  ['SET a[:s] = :n', syntax(':s', '[:s]')],
  ['ADD hits : incr', syntax(':', 'hits : incr')],
  ['ADD a b', syntax('b', 'a b')],
  ['ADD a = :n', syntax('=', 'a = :n')],
  ['DELETE a', syntax('<EOF>', 'a')],
  ['DELETE a (:ss)', syntax('(', 'a (:ss')],
  ['REMOVE a = :s', syntax('=', 'a = :s')],
  ['REMOVE size(a)', syntax('(', 'size(a')],
  ['SET a = :s REMOVE', syntax('<EOF>', 'REMOVE')],

  ['SET a = ((:s))', 'The expression has redundant parentheses;'],
  ['SET a = ((:n + :n))', 'The expression has redundant parentheses;'],
  ['SET a = list_append(((b)), :l)', 'The expression has redundant parentheses;'],

  ['SET status = f(:undefined)', 'Attribute name is a reserved keyword; reserved keyword: status'],
  ['SET a = b.Name', 'Attribute name is a reserved keyword; reserved keyword: Name'],
  ['REMOVE a[99999999999]', 'List index is not within the allowable range; index: [99999999999]'],
  ['SET a = f(b, c, d) SET #x = :x', 'Invalid function name; function: f'],
  ['SET a = LIST_APPEND(:l, :l)', 'Invalid function name; function: LIST_APPEND'],
  ['SET a = size(b)', 'The function is not allowed in an update expression; function: size'],
  ['SET a = attribute_exists(b)', 'The function is not allowed in an update expression; function: attribute_exists'],
  [
    'SET a = list_append(list_append(:l, :l), :l)',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  ['SET a = :s SET b = :s', 'The "SET" section can only be used once in an update expression;'],
  ['ADD x :n SET a = :x ADD y :n', 'The "ADD" section can only be used once in an update expression;'],
  ['REMOVE a, b remove c', 'The "REMOVE" section can only be used once in an update expression;'],
  ['DELETE a :ss DELETE b :ss', 'The "DELETE" section can only be used once in an update expression;'],

  ['SET a = :x, #x = :s', undefinedName('#x')],
  ['SET a = :x, a.b = :s', undefinedValue(':x')],
  ['SET a = if_not_exists(:x, :n)', undefinedValue(':x')],
  ['ADD a :x', undefinedValue(':x')],

  ['SET a = :s REMOVE a', overlap('[a]', '[a]')],
  ['SET #a = :s, #b = :n', overlap('[a]', '[a]')],
  ['SET a = :s, a.b = :n', overlap('[a]', '[a, b]')],
  ['SET a.b = :s, a = :n', overlap('[a, b]', '[a]')],
  ['SET a[1][1] = :s, a[1] = :n', overlap('[a, [1], [1]]', '[a, [1]]')],
  ['SET a.b = :s, a[0] = :s, a.b.c = :n', overlap('[a, b]', '[a, b, c]')],
  ['SET a.b = :s, a[1] = :n', conflict('[a, b]', '[a, [1]]')],
  ['SET a.b.c = :s, a.b[2] = :n', conflict('[a, b, c]', '[a, b, [2]]')],
  ['REMOVE a.b ADD a[0] :s', conflict('[a, b]', '[a, [0]]')],

  ['ADD a :s', sectionType('ADD', 'STRING')],
  ['ADD a :b', sectionType('ADD', 'BINARY')],
  ['ADD a :null', sectionType('ADD', 'NULL')],
  ['ADD a :bool', sectionType('ADD', 'BOOLEAN')],
  ['ADD a :l', sectionType('ADD', 'LIST')],
  ['ADD a :map', sectionType('ADD', 'MAP')],
  ['DELETE a :n', sectionType('DELETE', 'NUMBER')],
  ['SET b = list_append(:s, :l) DELETE a :s', sectionType('DELETE', 'STRING')],

  [
    'SET a = list_append(:l)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
  ],
  [
    'SET a = if_not_exists(a, :n, :n)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 3',
  ],
  [
    'SET a = if_not_exists(:n, :n)',
    'Operator or function requires a document path; operator or function: if_not_exists',
  ],
  [
    'SET a = if_not_exists(if_not_exists(a, :n), :n)',
    'Operator or function requires a document path; operator or function: if_not_exists',
  ],
  ['SET a = list_append(:l, :s)', operandType('list_append', 'S')],
  ['SET a = list_append(:n, :l)', operandType('list_append', 'N')],
  ['SET a = :s + :n', operandType('+', 'S')],
  ['SET a = :n - :l', operandType('-', 'L')],
];

for (const [text, expected] of REFUSALS)
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(refusal(text), expected));

test('all sections, in any order and case, with whatever they take', () => {
  assert.deepEqual(
    parse(
      ' remove a.b , c[1]  aDd d :n, e :ss DELETE f :ss\nset g=(#set + (:n)), h=list_append(if_not_exists(h, :l), :l)',
    ),
    [
      { kind: 'remove', path: ['a', 'b'] },
      { kind: 'remove', path: ['c', 1] },
      { kind: 'add', path: ['d'], value: { N: '1' } },
      { kind: 'add', path: ['e'], value: { SS: ['a'] } },
      { kind: 'delete', path: ['f'], value: { SS: ['a'] } },
      {
        kind: 'set',
        path: ['g'],
        value: { kind: 'plus', left: { kind: 'path', path: ['set'] }, right: { kind: 'value', value: { N: '1' } } },
      },
      {
        kind: 'set',
        path: ['h'],
        value: {
          kind: 'list-append',
          left: { kind: 'if-not-exists', path: ['h'], otherwise: { kind: 'value', value: { L: [] } } },
          right: { kind: 'value', value: { L: [] } },
        },
      },
    ],
  );
});

test('siblings do not clash, and what is read may be written', () => {
  assert.equal(refusal('SET a.b = :s, a.c.d = :s, b.x = a.b, c[0] = :s REMOVE a.x, c[1] ADD c[2] :n'), 'accepted');
  assert.equal(refusal('REMOVE a SET b = a'), 'accepted');
  assert.equal(refusal('SET a = a + a'), 'accepted');
  assert.equal(refusal('SET a = if_not_exists(b, :n) - if_not_exists(c, :n)'), 'accepted');
});

test('4,096 bytes and 300 operators are the limits', () => {
  const ofBytes = (bytes: number): string => `SET ${'a'.repeat(bytes - 9)} = :s`;
  assert.equal(refusal(ofBytes(4096)), 'accepted');
  assert.equal(refusal(ofBytes(4097)), 'Expression size has exceeded the maximum allowed size;');
  const ofOperators = (operators: number): string =>
    `SET ${Array.from({ length: operators }, (_, at) => `a${at}=:n+:n`).join(',')}`;
  assert.equal(refusal(ofOperators(300)), 'accepted');
  assert.equal(refusal(ofOperators(301)), 'The expression contains too many operators; operator count: 301');
});
