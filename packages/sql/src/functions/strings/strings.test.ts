import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { BIGINT, INTEGER, char, typeText, varchar } from '../../types/sql-type.js';
import { called, given, ofNull, settled } from '../testing.js';
import type { Argument } from '../testing.js';

const cases: readonly (readonly [name: string, operands: readonly Argument[], expected: string | number | null])[] = [
  ['CHAR_LENGTH', ['one'], 3],
  ['CHAR_LENGTH', [''], 0],
  ['CHARACTER_LENGTH', ['fred'], 4],
  ['CHARACTER_LENGTH', [ofNull(varchar(16))], null],
  ['CHARACTER_LENGTH', [given(char(16), 'fred            ')], 16],
  ['INITCAP', ['Each FIRST lEtTeR is cAPITALIZED'], 'Each First Letter Is Capitalized'],
  ['INITCAP', [' two  blanks'], ' Two  Blanks'],
  ['INITCAP', ["it's a-b"], "It's A-b"],
  ['INITCAP', [''], ''],
  ['LOWER', ['abcDEFghi123'], 'abcdefghi123'],
  ['LOWER', [ofNull()], null],
  ['UPPER', ['abcDEFghi123'], 'ABCDEFGHI123'],
  ['UPPER', [''], ''],
  ['UPPER', ['straße é'], 'STRAßE É'],
  ['POSITION', ['findme', '1234findmeXXX'], 5],
  ['POSITION', ['findme', '1234not-hereXXX'], 0],
  ['POSITION', ['1', '1234567'], 1],
  ['POSITION', ['7', '1234567'], 7],
  ['POSITION', ['', '1234567'], 1],
  ['POSITION', [ofNull(), '1234567'], null],
  ['OVERLAY', ['12345', 'foo', 1], 'foo45'],
  ['OVERLAY', ['12345', 'foo', 0], 'foo345'],
  ['OVERLAY', ['12345', 'foo', -2], 'foo12345'],
  ['OVERLAY', ['12345', 'foo', -9], 'foo12345'],
  ['OVERLAY', ['12345', 'foo', 4], '123foo'],
  ['OVERLAY', ['12345', 'foo', 17], '12345foo'],
  ['OVERLAY', ['12345', 'foo', 2, 0], '1foo2345'],
  ['OVERLAY', ['12345', 'foo', 2, 2], '1foo45'],
  ['OVERLAY', ['12345', 'foo', 2, 9], '1foo'],
  ['OVERLAY', ['12345', ofNull(), 2, 9], null],
  ['SUBSTRING', ['123456789', 3, 4], '3456'],
  ['SUBSTRING', ['123456789', 17, 4], ''],
  ['SUBSTRING', ['123456789', -1, 4], '12'],
  ['SUBSTRING', ['123456789', 6, 0], ''],
  ['SUBSTRING', ['123456789', 8, 4], '89'],
  ['SUBSTRING', ['123456789', 7, 4], '789'],
  ['SUBSTRING', ['123456789', 10, 4], ''],
  ['SUBSTRING', ['123456789', 3], '3456789'],
  ['SUBSTRING', ['123456789', 0], '123456789'],
  ['SUBSTRING', ['123456789', -5, 4], ''],
  ['SUBSTRING', ['123456789', 0, 1], ''],
  ['SUBSTRING', ['123456789', given(BIGINT, 3n), given(BIGINT, 2n)], '34'],
  ['SUBSTRING', ['123456789', ofNull(INTEGER), 2], null],
  ['SUBSTRING', ['TECHNOLOGY', 'L[A-Z]*'], 'LOGY'],
  ['SUBSTRING', ['TECHNOLOGY', 'FOO'], null],
  ['SUBSTRING', ['TECHNOLOGY', 'O[A-Z]'], 'OL'],
  ['SUBSTRING', ['a1b22', '\\d+'], '1'],
  ['SUBSTRING', ['123456789', '23#"456#"78', '#', 'REGEX'], '456'],
  ['SUBSTRING', ['TECHNOLOGY', 'TECH%"NOLO%"GY', '%', 'REGEX'], 'NOLO'],
  ['SUBSTRING', ['TECHNOLOGY', 'X#"NOLO#"GY', '#', 'REGEX'], null],
  ['SUBSTRING', ['abcabc', '%b#"_%#"', '#', 'REGEX'], 'cabc'],
  ['SUBSTRING', ['id=42;x', 'id=#"[0-9]+#";%', '#', 'REGEX'], '42'],
  ['SUBSTRING', ['aaab', 'a#"(a|ab)*#"', '#', 'REGEX'], 'aab'],
  ['TRIM', [' Trim front and back '], 'Trim front and back'],
  ['TRIM', [' Trim front and back ', 'BOTH'], 'Trim front and back'],
  ['TRIM', [' ', ' Trim front and back ', 'BOTH'], 'Trim front and back'],
  ['TRIM', ['x', 'xxxTrim frontxxx', 'LEADING'], 'Trim frontxxx'],
  ['TRIM', ['x', 'xxxTrimxBackxxx', 'TRAILING'], 'xxxTrimxBack'],
  ['TRIM', ['y', 'xxxNo y to trimxxx', 'BOTH'], 'xxxNo y to trimxxx'],
  ['TRIM', ['x', 'xxaxx'], 'a'],
  ['TRIM', ['x', 'xxxx'], ''],
  ['TRIM', ['  a ', 'LEADING'], 'a '],
  ['TRIM', ['  a ', 'TRAILING'], '  a'],
  ['TRIM', [ofNull(), 'a'], null],
  ['REGEX_REPLACE', ['TECHNOLOGY', 'TECHNOLOGY', 'INFORMATION TECHNOLOGY', 1, 0], 'INFORMATION TECHNOLOGY'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 1, 0], 'a-b-c'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 1, 1], 'a-bXc'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 1, 2], 'aXb-c'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 1, 3], 'aXbXc'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 3, 0], 'aXb-c'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 3, 1], 'aXb-c'],
  ['REGEX_REPLACE', ['aXbXc', 'X', '-', 6, 0], 'aXbXc'],
  ['REGEX_REPLACE', ['', 'x*', '-', 1, 0], ''],
  ['REGEX_REPLACE', ['abc', 'x*', '-', 1, 0], '-a-b-c-'],
  ['REGEX_REPLACE', ['john smith', '(\\w+) (\\w+)', '$2, $1', 1, 0], 'smith, john'],
  ['REGEX_REPLACE', ['ab', '(a)(b)', '$12', 1, 0], 'a2'],
  ['REGEX_REPLACE', ['ab', '(?<first>a)b', '${first}!', 1, 0], 'a!'],
  ['REGEX_REPLACE', ['5', '\\d', '\\$$0\\\\', 1, 0], '$5\\'],
  ['REGEX_REPLACE', ['ab', '(x)?ab', '[$1]', 1, 0], '[]'],
  ['REGEX_REPLACE', ['Hello', '(?i)[h]E', 'J', 1, 0], 'Jllo'],
  ['REGEX_REPLACE', ['abc', ofNull(), '', 1, 0], null],
];

for (const [name, operands, expected] of cases)
  test(`${name}(${operands.map(shown).join(', ')}) is ${String(expected)}`, () => {
    assert.equal(called(name, ...operands), expected);
  });

function shown(operand: Argument): string {
  return String(typeof operand === 'object' && operand !== null ? operand.value : operand);
}

for (const [name, operands, type] of [
  ['UPPER', [given(varchar(9), 'a')], 'VARCHAR(9)'],
  ['LOWER', [given(char(9), 'a        ')], 'CHAR(9)'],
  ['INITCAP', [given(varchar(9), 'a')], 'VARCHAR(9)'],
  ['TRIM', [given(char(9), 'a        ')], 'VARCHAR(9)'],
  ['TRIM', ['x', given(varchar(9), 'a')], 'VARCHAR(9)'],
  ['SUBSTRING', [given(char(9), 'a        '), 2], 'VARCHAR(9)'],
  ['OVERLAY', [given(varchar(9), 'a'), given(varchar(5), 'b'), 1], 'VARCHAR(14)'],
  ['OVERLAY', [given(varchar(65_000), 'a'), given(varchar(5000), 'b'), 1], 'VARCHAR(65535)'],
  ['POSITION', ['a', 'b'], 'INTEGER'],
  ['CHAR_LENGTH', ['a'], 'INTEGER'],
  ['REGEX_REPLACE', ['a', 'b', 'c', 1, 0], 'VARCHAR(65535)'],
] as const)
  test(`${name}(${operands.map(shown).join(', ')}) is of ${type}`, () => {
    const call = settled(name, ...operands);
    assert.equal(call && typeText(call.type), type);
  });

for (const [name, operands, message] of [
  ['SUBSTRING', ['abc', 1, -1], /22011/],
  ['SUBSTRING', ['abc', '['], /2201B/],
  ['SUBSTRING', ['abc', 'a#"b', '#', 'REGEX'], /2201B/],
  ['SUBSTRING', ['abc', 'a#"b#"#"', '#', 'REGEX'], /2201B/],
  ['SUBSTRING', ['abc', 'a#"b#"', '##', 'REGEX'], /22019/],
  ['OVERLAY', ['abc', 'x', 1, -1], /22011/],
  ['TRIM', ['', 'abc'], /22027/],
  ['TRIM', ['xy', 'abc', 'BOTH'], /22027/],
  ['REGEX_REPLACE', ['abc', '(', '', 1, 0], /2201B/],
  ['REGEX_REPLACE', ['abc', 'a', '$1', 1, 0], /2201B/],
  ['REGEX_REPLACE', ['abc', 'a', '$', 1, 0], /2201B/],
  ['REGEX_REPLACE', ['abc', 'a', '\\', 1, 0], /2201B/],
  ['REGEX_REPLACE', ['abc', 'a', '${x}', 1, 0], /2201B/],
  ['REGEX_REPLACE', ['abc', 'a', '', 0, 0], RowError],
  ['REGEX_REPLACE', ['abc', 'a', '', 1, -1], RowError],
] as const)
  test(`${name}(${operands.map(shown).join(', ')}) fails the row`, () => {
    assert.throws(() => called(name, ...operands), message);
  });

test('operands that are no texts, or too many, are refused', () => {
  for (const [name, operands] of [
    ['UPPER', [5]],
    ['UPPER', []],
    ['CHAR_LENGTH', [true]],
    ['POSITION', ['a', 'b', 1]],
    ['SUBSTRING', ['a']],
    ['SUBSTRING', ['a', 1.5]],
    ['SUBSTRING', ['a', 'b', 'c']],
    ['SUBSTRING', [5, 1]],
    ['OVERLAY', ['a', 'b']],
    ['OVERLAY', ['a', 'b', 'c']],
    ['TRIM', ['a', 'b', 'c']],
    ['REGEX_REPLACE', ['a', 'b', 'c']],
    ['REGEX_REPLACE', ['a', 'b', 'c', 'd', 'e']],
  ] as const)
    assert.equal(settled(name, ...operands), undefined, name);
});

test('a beginning of a text rises with it', () => {
  assert.equal(settled('SUBSTRING', 'abc', 0, 2)?.monotonic, true);
  assert.equal(settled('SUBSTRING', 'abc', 1)?.monotonic, true);
  assert.equal(settled('SUBSTRING', 'abc', 2, 2)?.monotonic, undefined);
});

test('OVERLAY is made of its parts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 20 }), fc.nat(20), (text, by, start, count) => {
      const expected = text.slice(0, start - 1) + by + text.slice(start - 1 + count);
      assert.equal(called('OVERLAY', text, by, start, count), expected);
    }),
  );
});
