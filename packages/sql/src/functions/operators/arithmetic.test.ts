import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fitDecimal, powerOfTen } from '../../values/decimals.js';
import { decimal } from '../../types/sql-type.js';
import { RowError } from '../../errors.js';
import { computed, operator } from './testing.js';

const cases: readonly (readonly [string, string, string, string])[] = [
  // Integers.
  ['1', '+', '2', 'INTEGER 3'],
  ['1::SMALLINT', '+', '2::TINYINT', 'SMALLINT 3'],
  ['1', '+', '2::BIGINT', 'BIGINT 3'],
  ['2147483647', '+', '1', '22003'],
  ['-2147483648', '-', '1', '22003'],
  ['65536', '*', '65536', '22003'],
  ['2147483647', '*', '2147483647', '22003'],
  ['-1', '*', '0', 'INTEGER 0'],
  ['5', '/', '2', 'INTEGER 2'],
  ['-5', '/', '2', 'INTEGER -2'],
  ['-1', '/', '3', 'INTEGER 0'],
  ['-2147483648', '/', '-1', '22003'],
  ['1', '/', '0', '22012'],
  ['1::BIGINT', '/', '0', '22012'],
  ['127::TINYINT', '+', '1::TINYINT', '22003'],
  ['-128::TINYINT', '/', '-1::TINYINT', '22003'],
  ['32767::SMALLINT', '+', '1::SMALLINT', '22003'],
  ['9223372036854775807', '+', '1', '22003'],
  ['9223372036854775807', '*', '2', '22003'],
  ['-9223372036854775808', '/', '-1', '22003'],
  ['9223372036854775807', '-', '7', 'BIGINT 9223372036854775800'],
  // Decimals.
  ['2.0', '+', '2.0', 'DECIMAL(3, 1) 4.0'],
  ['3.0', '+', '2', 'DECIMAL(12, 1) 5.0'],
  ['5.0', '/', '2', 'DECIMAL(13, 12) 2.500000000000'],
  ['10.0', '/', '5.0', 'DECIMAL(9, 6) 2.000000'],
  ['1.0', '/', '3.0', 'DECIMAL(8, 6) .333333'],
  ['2.0', '/', '3.0', 'DECIMAL(8, 6) .666667'],
  ['-2.0', '/', '3.0', 'DECIMAL(8, 6) -.666667'],
  ['100.1', '/', '0.0001', 'DECIMAL(14, 7) 1001000.0000000'],
  ['1.5', '/', '0.0', '22012'],
  ['1.5', '*', '1.5', 'DECIMAL(4, 2) 2.25'],
  ['1.25', '-', '3.5', 'DECIMAL(4, 2) -2.25'],
  ['1.5', '+', '1::BIGINT', 'DECIMAL(18, 1) 2.5'],
  ['99999999999999999.9', '+', '0.1', '22003'],
  ['999999999.99', '*', '999999999.99', '22003'],
  ['0.000000001', '*', '0.0000000004', 'DECIMAL(18, 18) .000000000000000000'],
  ['0.0000000001', '*', '0.0000000001', 'DECIMAL(18, 18) .000000000000000000'],
  ['10.00::DECIMAL(18, 2)', '/', '3.00::DECIMAL(18, 2)', 'DECIMAL(18, 2) 3.33'],
  ['2::TINYINT', '*', '1.5', 'DECIMAL(5, 1) 3.0'],
  // Approximate numbers.
  ['1E0', '+', '2', 'DOUBLE 3E0'],
  ['1E0', '+', '0.5', 'DOUBLE 1.5E0'],
  ['1E0', '*', '3::BIGINT', 'DOUBLE 3E0'],
  ['10.0::DOUBLE', '/', '5', 'DOUBLE 2E0'],
  ['10.0::REAL', '/', '5', 'REAL 2E0'],
  ['6.0', '/', '10.0::REAL', 'DOUBLE 6E-1'],
  ['0.1::REAL', '+', '0.2::REAL', 'REAL 3E-1'],
  ['1E308', '*', '10', '22003'],
  ['3E38::REAL', '*', '10', '22003'],
  ['1E0', '/', '0', '22012'],
  ['0E0', '/', '0E0', '22012'],
  // NULL.
  ['NULL', '+', '1', 'NULL'],
  ['NULL::BIGINT', '*', '2', 'NULL'],
  ['NULL', '-', 'NULL', 'NULL'],
  // Intervals.
  ["INTERVAL '1' DAY", '+', "INTERVAL '3' DAY", 'INTERVAL DAY +4'],
  ["INTERVAL '1' DAY", '+', "INTERVAL '3 4' DAY TO HOUR", 'INTERVAL DAY TO HOUR +4 04'],
  ["INTERVAL '1' DAY", '-', "INTERVAL '3 4' DAY TO HOUR", 'INTERVAL DAY TO HOUR -2 04'],
  ["INTERVAL '1' YEAR", '+', "INTERVAL '3-4' YEAR TO MONTH", 'INTERVAL YEAR TO MONTH +4-04'],
  ['2', '*', "INTERVAL '3 4' DAY TO HOUR", 'INTERVAL DAY TO HOUR +6 08'],
  ["INTERVAL '3 4' DAY TO HOUR", '/', '2', 'INTERVAL DAY TO HOUR +1 14'],
  ["INTERVAL '-2:2' HOUR TO MINUTE", '/', '3', 'INTERVAL HOUR TO MINUTE -0:40'],
  ["INTERVAL '3-3' YEAR TO MONTH", '/', '15e-1', 'INTERVAL YEAR TO MONTH +2-02'],
  ["INTERVAL '3-4' YEAR TO MONTH", '/', '4.5', 'INTERVAL YEAR TO MONTH +0-08'],
  ["INTERVAL '1' SECOND", '*', '0.57', 'INTERVAL SECOND +0.570'],
  ['5000', '*', "INTERVAL '0 00:00:00.001' DAY TO SECOND", 'INTERVAL DAY TO SECOND +0 00:00:05'],
  ["INTERVAL '2' DAY", '/', '0', '22012'],
  ["INTERVAL '2' DAY", '*', '9223372036854775807', '22003'],
  ["INTERVAL '2' DAY", '+', "INTERVAL '1' MONTH", 'unresolved'],
  ["INTERVAL '2' DAY", '*', "INTERVAL '1' DAY", 'unresolved'],
  ['2', '/', "INTERVAL '1' DAY", 'unresolved'],
  // Datetimes.
  ["TIMESTAMP '2018-03-18 03:20:01'", '+', "INTERVAL '59' SECOND", 'TIMESTAMP 2018-03-18 03:21:00'],
  ["INTERVAL '1' DAY", '+', "TIMESTAMP '2016-02-28 12:00:00'", 'TIMESTAMP 2016-02-29 12:00:00'],
  ["TIMESTAMP '2016-03-01 00:00:00'", '-', "INTERVAL '0:01' HOUR TO MINUTE", 'TIMESTAMP 2016-02-29 23:59:00'],
  ["TIMESTAMP '2015-01-31 01:02:03.004'", '+', "INTERVAL '1' MONTH", 'TIMESTAMP 2015-02-28 01:02:03.004'],
  ["DATE '2016-03-31'", '-', "INTERVAL '1' MONTH", 'DATE 2016-02-29'],
  ["DATE '2016-02-29'", '-', "INTERVAL '1' YEAR", 'DATE 2015-02-28'],
  ["DATE '2016-02-29'", '+', "INTERVAL '36' HOUR", 'DATE 2016-03-01'],
  ["DATE '2016-02-29'", '-', "INTERVAL '1' HOUR", 'DATE 2016-02-28'],
  ["TIME '23:00:00'", '+', "INTERVAL '2' HOUR", 'TIME 01:00:00'],
  ["TIME '01:00:00'", '-', "INTERVAL '2' HOUR", 'TIME 23:00:00'],
  ["TIMESTAMP '9999-12-31 23:00:00'", '+', "INTERVAL '1' HOUR", '22003'],
  ["DATE '0001-01-01'", '-', "INTERVAL '1' DAY", '22003'],
  ["DATE '0001-01-01'", '-', "INTERVAL '1' MONTH", '22003'],
  ["TIME '01:00:00'", '-', "INTERVAL '2' MONTH", 'unresolved'],
  ["DATE '2004-12-02'", '-', "DATE '2003-12-01'", 'unresolved'],
  ["INTERVAL '1' DAY", '-', "DATE '2003-12-01'", 'unresolved'],
  ["'a'", '+', '1', 'unresolved'],
  ['TRUE', '*', '1', 'unresolved'],
  ["TIMESTAMP '2016-03-01 00:00:00'", '+', '1', 'unresolved'],
];

describe('arithmetic', () => {
  for (const [left, name, right, expected] of cases)
    it(`${left} ${name} ${right} is ${expected}`, () => assert.equal(computed(operator(name), left, right), expected));
  for (const [name, value, expected] of [
    ['-', '5', 'INTEGER -5'],
    ['-', '-2147483648', '22003'],
    ['-', '-128::TINYINT', '22003'],
    ['-', '0', 'INTEGER 0'],
    ['-', '0E0', 'DOUBLE 0E0'],
    ['-', '1.5', 'DECIMAL(2, 1) -1.5'],
    ['-', '-9223372036854775808', '22003'],
    ['+', "INTERVAL '5' DAY", 'INTERVAL DAY +5'],
    ['-', "INTERVAL '5' DAY", 'INTERVAL DAY -5'],
    ['-', 'NULL', 'NULL'],
    ['-', "'5'", 'unresolved'],
  ] as const)
    it(`${name}${value} is ${expected}`, () => assert.equal(computed(operator(name), value), expected));
});

describe('decimal arithmetic', () => {
  const decimals = fc
    .integer({ min: 1, max: 18 })
    .chain((precision) => fc.tuple(fc.constant(precision), fc.integer({ min: 0, max: precision })))
    .chain(([precision, scale]) => {
      const limit = powerOfTen(precision) - 1n;
      return fc.record({
        precision: fc.constant(precision),
        scale: fc.constant(scale),
        unscaled: fc.bigInt({ min: -limit, max: limit }),
      });
    });
  type Fraction = readonly [bigint, bigint];
  const oracle: Readonly<Record<string, (a: Fraction, b: Fraction) => Fraction>> = {
    '+': ([a, b], [c, d]) => [a * d + c * b, b * d],
    '-': ([a, b], [c, d]) => [a * d - c * b, b * d],
    '*': ([a, b], [c, d]) => [a * c, b * d],
    '/': ([a, b], [c, d]) => (c < 0n ? [-a * d, b * -c] : [a * d, b * c]),
  };
  for (const name of ['+', '-', '*', '/'])
    it(`${name} is the exact result, rounded to the result's scale, or an error where that has too many digits`, () => {
      fc.assert(
        fc.property(decimals, decimals, (left, right) => {
          fc.pre(name !== '/' || right.unscaled !== 0n);
          const call = operator(name).resolve([
            { type: decimal(left.precision, left.scale) },
            { type: decimal(right.precision, right.scale) },
          ]);
          assert.ok(call?.type.kind === 'DECIMAL');
          const { precision, scale } = call.type;
          assert.ok(precision >= 1 && precision <= 18 && scale <= precision);
          const exact = oracle[name]?.(
            [left.unscaled, powerOfTen(left.scale)],
            [right.unscaled, powerOfTen(right.scale)],
          );
          assert.ok(exact);
          // Twice the value and one half, floored, is half away from zero for what is not negative.
          const [numerator, denominator] = exact;
          const magnitude = (numerator < 0n ? -numerator : numerator) * powerOfTen(scale);
          const rounded = (2n * magnitude + denominator) / (2n * denominator);
          const expected = numerator < 0n ? -rounded : rounded;
          const compute = (): unknown => call.evaluate(left.unscaled as never, right.unscaled as never);
          if (rounded < powerOfTen(precision)) assert.equal(compute(), fitDecimal(expected, precision));
          else assert.throws(compute, RowError);
        }),
      );
    });
});
