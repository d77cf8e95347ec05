import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computed, operator } from './testing.js';

const truthText = (expected: boolean | null | 'unresolved'): string =>
  expected === null ? 'NULL' : expected === 'unresolved' ? expected : `BOOLEAN ${String(expected).toUpperCase()}`;

const cases: readonly (readonly [string, string, string, boolean | null | 'unresolved'])[] = [
  ['1', '=', '1', true],
  ['1', '=', '1.0', true],
  ['1.34', '=', '1.34', true],
  ['1', '=', '1.34', false],
  ['1e2', '=', '100e0', true],
  ['1e2', '=', '101', false],
  ['1e2::REAL', '=', '101::BIGINT', false],
  ['9007199254740993', '=', '9007199254740992', false],
  ['100000000000000000::BIGINT', '>', '99999999999999999.9', true],
  ['3::TINYINT', '<', '3.001', true],
  ['1.5', '<', '2::BIGINT', true],
  ["'a'", '=', "'b'", false],
  ["'a '::VARCHAR(30)", '=', "'a'::VARCHAR(30)", true],
  ["'a'::CHAR(5)", '=', "'a'", true],
  ["'foo'", '<>', "'bar'", true],
  ["'foo'", '<=', "'bar'", false],
  ["'ab'", '>', "'a'", true],
  ["'a\t'", '>', "'a  '", true],
  ["'B'", '<', "'a'", true],
  ['1', '>', '2', false],
  ['-1::TINYINT', '>', '1::TINYINT', false],
  ['1.1', '>', '1.2', false],
  ['-1.1', '>', '-1.2', true],
  ['1.2', '>', '1', true],
  ['1.2e0', '>', '1', true],
  ['120000', '>=', '1e5::REAL', true],
  ['TRUE', '>', 'FALSE', true],
  ['TRUE', '=', 'TRUE', true],
  ['FALSE', '>=', 'TRUE', false],
  ['3.0', '>', 'NULL::DOUBLE', null],
  ['NULL', '=', 'NULL', null],
  ['NULL::INTEGER', '=', '1', null],
  ["INTERVAL '2' DAY", '=', "INTERVAL '48' HOUR", true],
  ["INTERVAL '2' DAY", '>', "INTERVAL '-2' DAY", true],
  ["INTERVAL '2' MINUTE", '>=', "INTERVAL '2' HOUR", false],
  ["INTERVAL '2' YEAR", '<>', "INTERVAL '24' MONTH", false],
  ["INTERVAL '2' YEAR", '=', "INTERVAL '2' DAY", 'unresolved'],
  ["DATE '2004-12-21'", '>', "DATE '2003-12-21'", true],
  ["TIME '12:22:33'", '<', "TIME '23:00:00'", true],
  ["TIMESTAMP '2004-12-21 12:22:33'", '<=', "TIMESTAMP '2004-12-21 12:22:33'", true],
  ["DATE '2004-12-21'", '=', "TIMESTAMP '2004-12-21 00:00:00'", 'unresolved'],
  ["X'00ff'", '>', "X'00'", true],
  ["X'ff'", '=', "X'FF'", true],
  ["X'7f'", '<', "X'80'", true],
  ["'1'", '=', '1', 'unresolved'],
  ['TRUE', '=', '1', 'unresolved'],
  ["'2004-12-21'", '<', "DATE '2004-12-21'", 'unresolved'],
  ['1', 'IS DISTINCT FROM', '1.0', false],
  ['1', 'IS DISTINCT FROM', '2', true],
  ['NULL::INTEGER', 'IS DISTINCT FROM', '2', true],
  ['NULL::INTEGER', 'IS DISTINCT FROM', 'NULL::INTEGER', false],
  ['1.23', 'IS DISTINCT FROM', '5.23', true],
  ['-23e0', 'IS NOT DISTINCT FROM', '-2.3e1', true],
  ['NULL::BOOLEAN', 'IS NOT DISTINCT FROM', 'FALSE', false],
  ['NULL', 'IS NOT DISTINCT FROM', 'NULL', true],
  ["'a'", 'IS NOT DISTINCT FROM', "'a  '", true],
];

describe('comparison', () => {
  for (const [left, name, right, expected] of cases)
    it(`${left} ${name} ${right} is ${expected}`, () =>
      assert.equal(computed(operator(name), left, right), truthText(expected)));
});

const betweens: readonly (readonly [string, string, string, string, boolean | null])[] = [
  ['2', 'BETWEEN', '1', '3', true],
  ['2', 'BETWEEN', '3', '2', false],
  ['2', 'BETWEEN SYMMETRIC', '3', '2', true],
  ['3', 'BETWEEN', '1', '3', true],
  ['4', 'BETWEEN', '1', '3', false],
  ['1', 'BETWEEN', '4', '-3', false],
  ['1.5', 'BETWEEN', '1', '3', true],
  ['1.2', 'BETWEEN', '1.1', '1.3', true],
  ['1.5', 'BETWEEN', '1.6', '1.7', false],
  ['1.2e1', 'BETWEEN', '1.1', '1.3', false],
  ['1.5::DECIMAL(5, 3)', 'BETWEEN', '1', '1.50', true],
  ["X''", 'BETWEEN', "X''", "X''", true],
  ['NULL::INTEGER', 'BETWEEN', '-1', '2', null],
  ['1', 'BETWEEN', '-1', 'NULL::INTEGER', null],
  ['1', 'BETWEEN', '2', 'NULL::INTEGER', false],
  ['1', 'BETWEEN', 'NULL::INTEGER', '0', false],
  ['1', 'BETWEEN', 'NULL::INTEGER', '1', null],
  ['2', 'NOT BETWEEN', '1', '3', false],
  ['4', 'NOT BETWEEN', '1', '3', true],
  ['1.2e0', 'NOT BETWEEN', '1.1', '1.3', false],
  ['1', 'NOT BETWEEN', 'NULL::INTEGER', '1', null],
  ['1', 'NOT BETWEEN', 'NULL::INTEGER', '0', true],
  ['1', 'BETWEEN SYMMETRIC', '-1', '-3', false],
  ['4', 'NOT BETWEEN SYMMETRIC', '3', '1', true],
  ['2', 'BETWEEN SYMMETRIC', 'NULL::INTEGER', '1', null],
  ["'b'", 'BETWEEN', "'a'", "'c'", true],
];

describe('BETWEEN', () => {
  for (const [value, name, a, b, expected] of betweens)
    it(`${value} ${name} ${a} AND ${b} is ${expected}`, () =>
      assert.equal(computed(operator(name), value, a, b), truthText(expected)));
});

describe('three-valued logic', () => {
  const T = 'TRUE';
  const F = 'FALSE';
  const U = 'NULL::BOOLEAN';
  for (const [name, operands, expected] of [
    ['AND', [T, T], true],
    ['AND', [T, F], false],
    ['AND', [T, U], null],
    ['AND', [F, U], false],
    ['AND', [U, F], false],
    ['AND', [U, U], null],
    ['AND', [T, U, F], false],
    ['OR', [T, F], true],
    ['OR', [T, U], true],
    ['OR', [F, F], false],
    ['OR', [F, U], null],
    ['OR', [U, T], true],
    ['OR', [U, U], null],
    ['OR', [F, U, T], true],
    ['NOT', [T], false],
    ['NOT', [F], true],
    ['NOT', [U], null],
    ['IS TRUE', [T], true],
    ['IS TRUE', [U], false],
    ['IS NOT TRUE', [U], true],
    ['IS NOT TRUE', [T], false],
    ['IS FALSE', [F], true],
    ['IS FALSE', [U], false],
    ['IS NOT FALSE', [U], true],
    ['IS NOT FALSE', [F], false],
    ['IS UNKNOWN', [U], true],
    ['IS UNKNOWN', [F], false],
    ['IS NOT UNKNOWN', [U], false],
    ['IS NOT UNKNOWN', [T], true],
    ['IS NULL', ['NULL'], true],
    ['IS NULL', ['1'], false],
    ['IS NOT NULL', ['NULL::VARCHAR(3)'], false],
    ['IS NOT NULL', ["''"], true],
    ['NOT', ['1'], 'unresolved'],
    ['AND', [T, '1'], 'unresolved'],
    ['IS TRUE', ["'a'"], 'unresolved'],
  ] as const)
    it(`${name} of ${operands.join(', ')} is ${expected}`, () =>
      assert.equal(computed(operator(name), ...operands), truthText(expected)));
});

describe('OVERLAPS', () => {
  const at = (time: string): string => `TIME '${time}:00'`;
  for (const [operands, expected] of [
    [[at('01:00'), at('02:00'), at('01:30'), at('03:00')], true],
    [[at('01:00'), at('02:00'), at('02:00'), at('03:00')], false],
    [[at('02:00'), at('01:00'), at('01:59'), at('03:00')], true],
    [[at('01:00'), "INTERVAL '30' MINUTE", at('01:30'), at('03:00')], false],
    [[at('01:00'), "INTERVAL '31' MINUTE", at('01:30'), "INTERVAL '5' MINUTE"], true],
    [[at('01:00'), at('01:00'), at('01:00'), at('03:00')], true],
    [[at('01:00'), 'NULL::TIME', at('01:00'), at('03:00')], null],
    [[at('01:00'), '1', at('01:00'), at('03:00')], 'unresolved'],
  ] as const)
    it(`of ${operands.join(', ')} is ${expected}`, () =>
      assert.equal(computed(operator('OVERLAPS'), ...operands), truthText(expected)));
});

describe('temporal predicates', () => {
  const at = (hour: number): string => `TIME '0${hour}:00:00'`;
  const holding: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>> = {
    EQUALS: [[1, 2, 1, 2]],
    CONTAINS: [
      [1, 4, 2, 3],
      [1, 4, 1, 3],
      [1, 4, 2, 4],
      [1, 4, 1, 4],
    ],
    'STRICTLY CONTAINS': [[1, 4, 2, 3]],
    PRECEDES: [
      [1, 2, 2, 3],
      [1, 2, 3, 4],
    ],
    'STRICTLY PRECEDES': [[1, 2, 3, 4]],
    'IMMEDIATELY PRECEDES': [[1, 2, 2, 3]],
    SUCCEEDS: [
      [2, 3, 1, 2],
      [3, 4, 1, 2],
    ],
    'STRICTLY SUCCEEDS': [[3, 4, 1, 2]],
    'IMMEDIATELY SUCCEEDS': [[2, 3, 1, 2]],
    LEADS: [
      [1, 3, 2, 4],
      [1, 4, 2, 4],
    ],
    'STRICTLY LEADS': [[1, 3, 2, 4]],
    'IMMEDIATELY LEADS': [[1, 4, 2, 4]],
    LAGS: [
      [2, 4, 1, 3],
      [1, 4, 1, 3],
    ],
    'STRICTLY LAGS': [[2, 4, 1, 3]],
    'IMMEDIATELY LAGS': [[1, 4, 1, 3]],
    'STRICTLY OVERLAPS': [
      [1, 3, 2, 4],
      [2, 4, 1, 3],
    ],
  };
  /** One of each way in which two periods can lie. */
  const all = [
    [1, 2, 3, 4],
    [1, 2, 2, 3],
    [1, 3, 2, 4],
    [1, 4, 2, 4],
    [1, 4, 2, 3],
    [1, 4, 1, 3],
    [1, 2, 1, 2],
    [1, 4, 1, 4],
    [1, 3, 1, 4],
    [2, 3, 1, 4],
    [2, 4, 1, 4],
    [2, 4, 1, 3],
    [2, 3, 1, 2],
    [3, 4, 1, 2],
  ] as const;
  for (const [name, periods] of Object.entries(holding))
    it(name, () => {
      const isSame = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
      for (const hours of all) {
        const expected =
          periods.some((period) => isSame(period, hours)) ||
          ((name === 'EQUALS' || name === 'CONTAINS') && hours[0] === hours[2] && hours[1] === hours[3]);
        assert.equal(computed(operator(name), ...hours.map(at)), truthText(expected), hours.join());
      }
    });
  it('of a moment', () => {
    const [from, to] = [at(1), at(2)];
    assert.equal(computed(operator('CONTAINS'), from, to, at(1)), truthText(true));
    assert.equal(computed(operator('CONTAINS'), from, to, at(2)), truthText(false));
    assert.equal(computed(operator('CONTAINS'), from, "INTERVAL '90' MINUTE", at(2)), truthText(true));
    assert.equal(computed(operator('STRICTLY CONTAINS'), from, to, at(1)), truthText(false));
    assert.equal(computed(operator('CONTAINS'), from, to, 'NULL::TIME'), truthText(null));
    assert.equal(computed(operator('OVERLAPS'), from, to, at(1)), 'unresolved');
  });
});
