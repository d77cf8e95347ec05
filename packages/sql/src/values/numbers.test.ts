import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../errors.js';
import {
  bareDecimalText,
  decimalFromNumber,
  decimalText,
  decimalToNumber,
  parseDecimal,
  rescale,
  roundedQuotient,
} from './decimals.js';
import { approximateText, isNumeral, roundHalfAway } from './numbers.js';

describe('approximate numbers', () => {
  for (const [value, text] of [
    [150, '1.5E2'],
    [0, '0E0'],
    [-0, '0E0'],
    [3.45, '3.45E0'],
    [-0.00000012, '-1.2E-7'],
    [1e22, '1E22'],
    [0.1 + 0.2, '3E-1'],
    [1e23, '1E23'],
    [1.2345678901234567, '1.234567890123457E0'],
    [Number.MAX_VALUE, '1.797693134862316E308'],
    [Number.MIN_VALUE, '5E-324'],
  ] as const)
    it(`write ${value} as ${text}`, () => assert.equal(approximateText(value, 'DOUBLE'), text));
  it('write 7 digits of REAL', () => {
    assert.equal(approximateText(Math.fround(0.1), 'REAL'), '1E-1');
    assert.equal(approximateText(Math.fround(3.4028234e38), 'REAL'), '3.402823E38');
    assert.equal(approximateText(9999999.5, 'REAL'), '1E7');
  });
  it('are read as they are written, to 16 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = approximateText(value, 'DOUBLE');
        assert.ok(isNumeral(text));
        const read = Number(text);
        assert.ok(
          Math.abs(read - value) <= Math.abs(value) * 1e-15 || Math.abs(value) < 1e-300 || !Number.isFinite(read),
        );
      }),
    );
  });
  for (const [value, rounded] of [
    [0.5, 1],
    [-0.5, -1],
    [2.5, 3],
    [-2.5, -3],
    [0.49999999999999994, 0],
    [-0.2, 0],
    [2251799813685249.5, 2251799813685250],
  ] as const)
    it(`round ${value} to ${rounded}`, () => assert.ok(Object.is(roundHalfAway(value), rounded)));
});

describe('decimals', () => {
  const unscaled = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  const scales = fc.integer({ min: 0, max: 18 });
  it('are read as they are written', () => {
    fc.assert(
      fc.property(unscaled, scales, (value, scale) => {
        assert.equal(parseDecimal(decimalText(value, scale), scale), value);
        assert.equal(parseDecimal(bareDecimalText(value, scale), scale), value);
        assert.equal(Number(decimalText(value, scale)), decimalToNumber(value, scale));
      }),
    );
  });
  it('keep their value with a greater scale', () => {
    fc.assert(
      fc.property(unscaled, scales, scales, (value, scale, more) =>
        assert.equal(rescale(rescale(value, scale, scale + more), scale + more, scale), value),
      ),
    );
  });
  for (const [dividend, divisor, quotient] of [
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [-5n, -2n, 3n],
    [4n, 3n, 1n],
    [-1n, 3n, 0n],
    [0n, -3n, 0n],
  ] as const)
    it(`round ${dividend} / ${divisor} to ${quotient}`, () =>
      assert.equal(roundedQuotient(dividend, divisor), quotient));
  for (const [text, scale, value] of [
    ['1.5e2', 1, 1500n],
    ['-.5', 0, -1n],
    ['5.', 2, 500n],
    ['0e99', 3, 0n],
    ['1e-61', 18, 0n],
    ['000123.456000', 2, 12346n],
    ['+7', 0, 7n],
    ['1e', 0, undefined],
    ['', 0, undefined],
    ['.', 0, undefined],
    ['1 2', 0, undefined],
  ] as const)
    it(`read ${JSON.stringify(text)}`, () => assert.equal(parseDecimal(text, scale), value));
  it('do not hold every number', () => {
    assert.throws(() => parseDecimal('1e61', 0), RowError);
    assert.throws(() => decimalFromNumber(Number.POSITIVE_INFINITY, 2), RowError);
    assert.equal(decimalFromNumber(1e-7, 7), 1n);
  });
});
