import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SqlError } from '../errors.js';
import { nowhere, qualifierOf, shown, valueOf } from '../values/testing.js';
import { typedLiteral } from './literals.js';
import type { Literal } from './literals.js';
import { INTEGER } from './sql-type.js';

describe('literals', () => {
  for (const [text, expected] of [
    ['1', 'INTEGER 1'],
    ['2147483647', 'INTEGER 2147483647'],
    ['2147483648', 'BIGINT 2147483648'],
    ['-2147483648', 'INTEGER -2147483648'],
    ['9223372036854775807', 'BIGINT 9223372036854775807'],
    ['-9223372036854775808', 'BIGINT -9223372036854775808'],
    ['000000000000000000000001', 'INTEGER 1'],
    ['1.50', 'DECIMAL(3, 2) 1.50'],
    ['0.0001', 'DECIMAL(5, 4) .0001'],
    ['.48', 'DECIMAL(2, 2) .48'],
    ['1.', 'INTEGER 1'],
    ['-11.2', 'DECIMAL(3, 1) -11.2'],
    ['123456789012345678.0', 'error'],
    ['12345678901234567.8', 'DECIMAL(18, 1) 12345678901234567.8'],
    ['1e2', 'DOUBLE 1E2'],
    ['-1.5E-6', 'DOUBLE -1.5E-6'],
    ['1e-400', 'DOUBLE 0E0'],
    ["'can''t'", "CHAR(6) 'can''t'"],
    ["''", "CHAR(0) ''"],
    ["X'0aFF'", 'BINARY(2) 0AFF'],
    ['TRUE', 'BOOLEAN TRUE'],
    ['NULL', 'NULL'],
    ["DATE '2008-1-1'", 'DATE 2008-01-01'],
    ["TIME '1:2:3'", 'TIME 01:02:03'],
    ["TIMESTAMP '2008-1-1 1:2:3.5'", 'TIMESTAMP 2008-01-01 01:02:03.500'],
    ["INTERVAL '1 2:3:4' DAY TO SECOND", 'INTERVAL DAY TO SECOND +1 02:03:04'],
    ["INTERVAL -'-5' MINUTE", 'INTERVAL MINUTE +5'],
    ["INTERVAL -'5' MONTH", 'INTERVAL MONTH -5'],
  ] as const)
    it(`${text} is ${expected}`, () => {
      if (expected === 'error') assert.throws(() => valueOf(text), SqlError);
      else assert.equal(shown(valueOf(text)), expected);
    });

  const interval = (text: string, qualifier: string): Literal => ({
    type: 'interval',
    text,
    negative: false,
    qualifier: qualifierOf(qualifier),
  });
  const place = 'From line 1, column 1 to line 1, column 9: ';
  for (const [literal, message] of [
    [{ type: 'exact', text: '9223372036854775808' }, `${place}Numeric literal '9223372036854775808' out of range`],
    [{ type: 'exact', text: '0.0000000000000000001' }, `${place}Numeric literal '0.0000000000000000001' out of range`],
    [{ type: 'approximate', text: '1e309' }, `${place}Numeric literal '1e309' out of range`],
    [{ type: 'date', text: '2004-12-02 ' }, "Illegal DATE literal '2004-12-02 ': not in format 'yyyy-MM-dd'"],
    [{ type: 'time', text: '21:25' }, "Illegal TIME literal '21:25': not in format 'HH:mm:ss'"],
    [
      { type: 'timestamp', text: '2007-02-19 21:25' },
      "Illegal TIMESTAMP literal '2007-02-19 21:25': not in format 'yyyy-MM-dd HH:mm:ss'",
    ],
    [interval('120', 'MINUTE'), `${place}Interval field value 120 exceeds precision of MINUTE(2) field`],
    [interval('12345', 'DAY(4)'), `${place}Interval field value 12,345 exceeds precision of DAY(4) field`],
    [interval('1.1', 'YEAR(1)'), `${place}Illegal interval literal format '1.1' for INTERVAL YEAR(1)`],
    [interval('x', 'SECOND(1,1)'), `${place}Illegal interval literal format 'x' for INTERVAL SECOND(1, 1)`],
    [interval('1', 'DAY TO SECOND(2)'), `${place}Illegal interval literal format '1' for INTERVAL DAY TO SECOND(2)`],
    [{ type: 'binary', hex: '0' }, `${place}Binary literal string must contain only characters '0' - '9', 'A' - 'F'`],
  ] as readonly (readonly [Literal, string])[])
    it(`refuses: ${message}`, () =>
      assert.throws(() => typedLiteral(literal, nowhere), { name: 'SqlError', message, at: nowhere }));
  it('has the least BIGINT behind a minus only', () => {
    const literal: Literal = { type: 'exact', text: '9223372036854775808' };
    assert.deepEqual(typedLiteral(literal, nowhere, true).value, -(2n ** 63n));
    assert.deepEqual(typedLiteral({ type: 'exact', text: '0' }, nowhere, true), { type: INTEGER, value: 0 });
  });
});
