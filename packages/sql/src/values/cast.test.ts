import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castFunction, identity } from './cast.js';
import { outcome, typeOf, valueOf } from './testing.js';

/** The value, the target type, what CAST makes of it. */
const casts: readonly (readonly [string, string, string])[] = [
  // Integers.
  ['127', 'TINYINT', 'TINYINT 127'],
  ['128', 'TINYINT', '22003'],
  ['-128', 'TINYINT', 'TINYINT -128'],
  ['-129', 'TINYINT', '22003'],
  ['32767', 'SMALLINT', 'SMALLINT 32767'],
  ['32768', 'SMALLINT', '22003'],
  ['2147483648', 'INTEGER', '22003'],
  ['2147483647::BIGINT', 'INTEGER', 'INTEGER 2147483647'],
  ['-9223372036854775808', 'BIGINT', 'BIGINT -9223372036854775808'],
  ['5', 'BIGINT', 'BIGINT 5'],
  ['5', 'DOUBLE', 'DOUBLE 5E0'],
  // Halves go away from zero.
  ['1.25', 'INTEGER', 'INTEGER 1'],
  ['1.5', 'INTEGER', 'INTEGER 2'],
  ['-1.5', 'INTEGER', 'INTEGER -2'],
  ['-1.25E0', 'INTEGER', 'INTEGER -1'],
  ['5E-1', 'INTEGER', 'INTEGER 1'],
  ['-5E-1', 'INTEGER', 'INTEGER -1'],
  ['-4E-1', 'INTEGER', 'INTEGER 0'],
  ['2.5E0', 'BIGINT', 'BIGINT 3'],
  ['1.75', 'BIGINT', 'BIGINT 2'],
  ['362.4E0', 'SMALLINT', 'SMALLINT 362'],
  ['3.3E4', 'SMALLINT', '22003'],
  ['1E19', 'BIGINT', '22003'],
  ['9.3E18', 'BIGINT', '22003'],
  // Decimals.
  ['1.23454', 'DECIMAL(8, 4)', 'DECIMAL(8, 4) 1.2345'],
  ['1.23455', 'DECIMAL(8, 4)', 'DECIMAL(8, 4) 1.2346'],
  ['1.99995E0', 'DECIMAL(8, 4)', 'DECIMAL(8, 4) 2.0000'],
  ['-5E-5', 'DECIMAL(8, 4)', 'DECIMAL(8, 4) -.0001'],
  ['-1.23455', 'DECIMAL(8, 4)', 'DECIMAL(8, 4) -1.2346'],
  ['9.99', 'DECIMAL(2, 1)', '22003'],
  ['999', 'DECIMAL(5, 2)', 'DECIMAL(5, 2) 999.00'],
  ['1000', 'DECIMAL(5, 2)', '22003'],
  ['12::BIGINT', 'DECIMAL(4, 2)', 'DECIMAL(4, 2) 12.00'],
  ['30.14E0', 'DECIMAL(18, 10)', 'DECIMAL(18, 10) 30.1400000000'],
  ['1E30', 'DECIMAL(18, 0)', '22003'],
  ['1.005E0', 'DECIMAL(5, 2)', 'DECIMAL(5, 2) 1.01'],
  ['12.34', 'DOUBLE', 'DOUBLE 1.234E1'],
  // Approximate numbers.
  ['1E39', 'REAL', '22003'],
  ['1E-46', 'REAL', 'REAL 0E0'],
  ['-0.1::REAL', 'DOUBLE', 'DOUBLE -1.000000014901161E-1'],
  ['16777217', 'REAL', 'REAL 1.677722E7'],
  // Numbers as text.
  ['123', 'VARCHAR(3)', "VARCHAR(3) '123'"],
  ['-123', 'CHAR(6)', "CHAR(6) '-123  '"],
  ['123', 'VARCHAR(2)', '22001'],
  ['123.4', 'CHAR(5)', "CHAR(5) '123.4'"],
  ['0.0', 'CHAR(2)', "CHAR(2) '.0'"],
  ['0.48', 'VARCHAR(10)', "VARCHAR(10) '.48'"],
  ['-0.29', 'VARCHAR(10)', "VARCHAR(10) '-.29'"],
  ['-1.29', 'VARCHAR(10)', "VARCHAR(10) '-1.29'"],
  ['2.523', 'CHAR(2)', '22001'],
  ['1.23E45', 'CHAR(7)', "CHAR(7) '1.23E45'"],
  ['0E0', 'CHAR(3)', "CHAR(3) '0E0'"],
  ['0E0', 'VARCHAR(2)', "VARCHAR(2) '0'"],
  ['-1.20e-07', 'CHAR(7)', "CHAR(7) '-1.2E-7'"],
  ['-45e-2', 'CHAR(7)', "CHAR(7) '-4.5E-1'"],
  ['4683442.3432498375e0', 'CHAR(19)', "CHAR(19) '4.683442343249838E6'"],
  ['-0.1::REAL', 'CHAR(5)', "CHAR(5) '-1E-1'"],
  ['1.3243232e0', 'VARCHAR(4)', '22001'],
  ['1.9e5', 'CHAR(4)', '22001'],
  ['1.79769313486231E308', 'VARCHAR(30)', "VARCHAR(30) '1.79769313486231E308'"],
  // Text as numbers.
  ["' 01 '", 'INTEGER', 'INTEGER 1'],
  ["' -00 '", 'INTEGER', 'INTEGER 0'],
  ["'6543'", 'INTEGER', 'INTEGER 6543'],
  ["'654342432412312'", 'BIGINT', 'BIGINT 654342432412312'],
  ["'128'", 'TINYINT', '22003'],
  ["'9223372036854775808'", 'BIGINT', '22003'],
  ["'notnumeric'", 'INTEGER', '22018'],
  ["''", 'INTEGER', '22018'],
  ["'1.29'", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) 1.3'],
  ["' 1.25 '", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) 1.3'],
  ["' -1.21 '", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) -1.2'],
  ["'-1.25'", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) -1.3'],
  ["' -1.21e'", 'DECIMAL(2, 1)', '22018'],
  ["'1.5e2'", 'DECIMAL(4, 1)', 'DECIMAL(4, 1) 150.0'],
  ["'1e999999999'", 'DECIMAL(4, 1)', '22003'],
  ["'1e-999999999'", 'DECIMAL(4, 1)', 'DECIMAL(4, 1) .0'],
  ["'  -1e-37  '", 'DOUBLE', 'DOUBLE -1E-37'],
  ["'1e309'", 'DOUBLE', '22003'],
  ["'0x10'", 'DOUBLE', '22018'],
  ["'Infinity'", 'DOUBLE', '22018'],
  ["'1e39'", 'REAL', '22003'],
  // Text.
  ["'abc'", 'CHAR(1)', "CHAR(1) 'a'"],
  ["'abc'", 'CHAR(5)', "CHAR(5) 'abc  '"],
  ["'abcd'", 'VARCHAR(3)', "VARCHAR(3) 'abc'"],
  ["'ab'::CHAR(4)", 'VARCHAR(9)', "VARCHAR(9) 'ab  '"],
  ["'ab'::VARCHAR(4)", 'CHAR(3)', "CHAR(3) 'ab '"],
  // Booleans.
  ['TRUE', 'CHAR(4)', "CHAR(4) 'TRUE'"],
  ['FALSE', 'VARCHAR(9)', "VARCHAR(9) 'FALSE'"],
  ['TRUE', 'CHAR(3)', '22018'],
  ['FALSE', 'VARCHAR(4)', '22018'],
  ["'  trUe'", 'BOOLEAN', 'BOOLEAN TRUE'],
  ["'fALse  '", 'BOOLEAN', 'BOOLEAN FALSE'],
  ["'unknown'", 'BOOLEAN', '22018'],
  ["'blah'", 'BOOLEAN', '22018'],
  // Datetimes.
  ["DATE '2008-08-23'", 'VARCHAR(10)', "VARCHAR(10) '2008-08-23'"],
  ["DATE '2008-08-23'", 'CHAR(12)', "CHAR(12) '2008-08-23  '"],
  ["DATE '2008-08-23'", 'VARCHAR(9)', '22001'],
  ["TIME '1:2:3'", 'CHAR(8)', "CHAR(8) '01:02:03'"],
  ["TIME '1:2:3.04'", 'VARCHAR(12)', "VARCHAR(12) '01:02:03.040'"],
  ["TIMESTAMP '2007-02-19 21:25:35'", 'VARCHAR(25)', "VARCHAR(25) '2007-02-19 21:25:35'"],
  ["TIMESTAMP '2007-02-19 21:25:35'", 'VARCHAR(18)', '22001'],
  ["TIMESTAMP '2007-02-19 21:25:35.5'", 'VARCHAR(23)', "VARCHAR(23) '2007-02-19 21:25:35.500'"],
  ["TIMESTAMP '2007-02-19 21:25:35.5'", 'VARCHAR(19)', "VARCHAR(19) '2007-02-19 21:25:35'"],
  ["'2007-02-19 21:23:45'", 'TIMESTAMP', 'TIMESTAMP 2007-02-19 21:23:45'],
  ["'2007-02-19 21:23:45.0'", 'TIMESTAMP', 'TIMESTAMP 2007-02-19 21:23:45'],
  ["'1945-2-2 12:2:5'", 'TIMESTAMP', 'TIMESTAMP 1945-02-02 12:02:05'],
  ["'  1945-02-24 12:42:25  '", 'TIMESTAMP', 'TIMESTAMP 1945-02-24 12:42:25'],
  ["'1945-20-24 12:42:25.34'", 'TIMESTAMP', '22007'],
  ["'1945-01-24 25:42:25.34'", 'TIMESTAMP', '22007'],
  ["'2007-02-19'", 'TIMESTAMP', '22007'],
  ["' 21:23:45.0'", 'TIME', 'TIME 21:23:45'],
  ["'21:23:34.11'", 'TIME', 'TIME 21:23:34.110'],
  ["'21:23:34:11'", 'TIME', '22007'],
  ["'21:23'", 'TIME', '22007'],
  ["'12:54:78'", 'TIME', '22007'],
  ["'2007-02-19 21:23:45.0'", 'TIME', '22007'],
  ["'2009-02-28'", 'DATE', 'DATE 2009-02-28'],
  ["'2009-02-29'", 'DATE', '22007'],
  ["'2007-02-19 21:23:45.0'", 'DATE', '22007'],
  ["'2007-02-19 21'", 'DATE', '22007'],
  ["'52534253'", 'DATE', '22007'],
  ["TIMESTAMP '1945-02-24 12:42:25'", 'DATE', 'DATE 1945-02-24'],
  ["TIMESTAMP '1945-02-24 12:42:25'", 'TIME', 'TIME 12:42:25'],
  ["DATE '1945-02-24'", 'TIMESTAMP', 'TIMESTAMP 1945-02-24 00:00:00'],
  ["TIME '12:42:25'", 'TIMESTAMP', 'TIMESTAMP 1970-01-01 12:42:25'],
  // Intervals.
  ["INTERVAL '120' MINUTE(3)", 'DECIMAL(4, 2)', '22003'],
  ["INTERVAL '120' MINUTE(3)", 'DECIMAL(4, 0)', 'DECIMAL(4, 0) 120'],
  ["INTERVAL '120' MINUTE(3)", 'DECIMAL(2, 0)', '22003'],
  ["INTERVAL '1.1' SECOND(1,1)", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) 1.1'],
  ["INTERVAL '1.1' SECOND(1,1)", 'DECIMAL(1, 1)', '22003'],
  ["INTERVAL '1.1' SECOND(1,1)", 'BIGINT', 'BIGINT 1'],
  ["INTERVAL '5' HOUR", 'BIGINT', 'BIGINT 5'],
  ["INTERVAL '1' YEAR(1)", 'DECIMAL(2, 1)', 'DECIMAL(2, 1) 1.0'],
  ["INTERVAL '6:11' MINUTE TO SECOND", 'VARCHAR(8)', "VARCHAR(8) '+6:11'"],
  ["INTERVAL '2 00:06:11' DAY TO SECOND", 'VARCHAR(8)', "VARCHAR(8) '+2 00:06'"],
  ["INTERVAL '3-2' YEAR TO MONTH", 'CHAR(6)', "CHAR(6) '+3-02 '"],
  ["'1 2:3:4'", 'INTERVAL DAY TO SECOND', 'INTERVAL DAY TO SECOND +1 02:03:04'],
  ["'x'", 'INTERVAL DAY', '22007'],
  ["'100'", 'INTERVAL DAY', '22003'],
  ["INTERVAL '1 2:3:4' DAY TO SECOND", 'INTERVAL HOUR', 'INTERVAL HOUR +26'],
  // Bytes.
  ["X'0a0b0c'", 'VARBINARY(2)', 'VARBINARY(2) 0A0B'],
  ["X'0a'", 'BINARY(2)', 'BINARY(2) 0A00'],
];

describe('CAST', () => {
  for (const [from, to, expected] of casts)
    it(`of ${from} to ${to} is ${expected}`, () => {
      const target = typeOf(to);
      assert.equal(
        outcome(() => {
          const { type, value } = valueOf(from);
          const convert = castFunction(type, target, 'explicit');
          assert.ok(convert);
          return { type: target, value: convert(value as never) };
        }),
        expected,
      );
    });
});

const refused: readonly (readonly [string, string])[] = [
  ['INTEGER', 'BOOLEAN'],
  ['INTEGER', 'TIMESTAMP'],
  ['INTEGER', 'INTERVAL DAY'],
  ['BOOLEAN', 'INTEGER'],
  ['TIMESTAMP', 'BIGINT'],
  ['DATE', 'TIME'],
  ['TIME', 'DATE'],
  ['VARBINARY(3)', 'VARCHAR(3)'],
  ['VARCHAR(3)', 'VARBINARY(3)'],
  ['INTERVAL DAY TO SECOND', 'BIGINT'],
  ['INTERVAL YEAR', 'INTERVAL DAY'],
  ['INTERVAL DAY', 'DOUBLE'],
];

const onlyExplicit: readonly (readonly [string, string])[] = [
  ['INTEGER', 'VARCHAR(9)'],
  ['VARCHAR(9)', 'INTEGER'],
  ['VARCHAR(9)', 'TIMESTAMP'],
  ['TIMESTAMP', 'DATE'],
  ['DATE', 'TIMESTAMP'],
  ['INTERVAL DAY', 'BIGINT'],
];

describe('castFunction', () => {
  for (const [from, to] of refused)
    it(`has none from ${from} to ${to}`, () => {
      assert.equal(castFunction(typeOf(from), typeOf(to), 'explicit'), undefined);
      assert.equal(castFunction(typeOf(from), typeOf(to), 'assignment'), undefined);
    });
  for (const [from, to] of onlyExplicit)
    it(`needs CAST from ${from} to ${to}`, () => {
      assert.notEqual(castFunction(typeOf(from), typeOf(to), 'explicit'), undefined);
      assert.equal(castFunction(typeOf(from), typeOf(to), 'assignment'), undefined);
    });
  for (const [from, to] of [
    ['INTEGER', 'INTEGER'],
    ['NULL', 'TIMESTAMP'],
    ['CHAR(3)', 'VARCHAR(3)'],
    ['VARCHAR(3)', 'VARCHAR(4)'],
    ['SMALLINT', 'INTEGER'],
    ['INTEGER', 'DOUBLE'],
    ['REAL', 'DOUBLE'],
    ['DECIMAL(5, 2)', 'DECIMAL(7, 2)'],
    ['DATE', 'TIMESTAMP'],
  ] as const)
    it(`leaves ${from} as it is for ${to}`, () =>
      assert.equal(castFunction(typeOf(from), typeOf(to), 'explicit'), identity));
  it('cuts strings without an error where they are assigned', () => {
    const convert = castFunction(typeOf('VARCHAR(9)'), typeOf('CHAR(3)'), 'assignment');
    assert.equal(convert?.('Shadowfax' as never), 'Sha');
  });
});
