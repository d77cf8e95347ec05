import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileConditions } from './conditions.js';
import { isConditionOperator } from './operators.js';
import { conditionOf, contextOf, holds } from './testing.js';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:rides';

interface Row {
  readonly operator: string;
  /** Two values of the policy. */
  readonly values: readonly [string, string];
  /** Request values that one of them is, or is like. */
  readonly matching: readonly [string, string];
  readonly other: readonly string[];
  readonly negated?: true;
}

/** Each operator that asks for a match; `negated` has the operators that ask for none. */
const table: readonly Row[] = [
  { operator: 'StringEquals', values: ['a', 'b*'], matching: ['a', 'b*'], other: ['A', 'bc', 'ab', ' a'] },
  { operator: 'StringEqualsIgnoreCase', values: ['Map', 'É*'], matching: ['mAP', 'é*'], other: ['maps', 'éa'] },
  { operator: 'StringLike', values: ['a*', '?b'], matching: ['abc', 'xb'], other: ['ABC', 'b', 'xbc'] },
  {
    operator: 'NumericEquals',
    values: ['10', '2.5'],
    matching: ['10.0', '+2.50'],
    other: ['11', 'ten', '', ' 10', '0x0a'],
  },
  {
    operator: 'NumericLessThan',
    values: ['10', '-3'],
    matching: ['9.9', '-4'],
    other: ['10', '11', 'NaN', '-Infinity'],
  },
  { operator: 'NumericLessThanEquals', values: ['10', '1'], matching: ['10', '-1e3'], other: ['10.01', 'a'] },
  { operator: 'NumericGreaterThan', values: ['10', '20'], matching: ['11', '1e2'], other: ['10', '9', 'Infinity'] },
  { operator: 'NumericGreaterThanEquals', values: ['10', '20'], matching: ['10', '15'], other: ['9.99', ''] },
  {
    operator: 'DateEquals',
    values: ['2026-07-01T08:00:00Z', '1767225600'],
    matching: ['2026-07-01T10:00:00+02:00', '2026-01-01T00:00:00Z'],
    other: ['2026-07-01T08:00:01Z', 'today', ''],
  },
  {
    operator: 'DateLessThan',
    values: ['2026-07-01T08:00:00Z', '2000-01-01'],
    matching: ['2026-07-01T07:59:59.999Z', '1999'],
    other: ['2026-07-01T08:00:00Z', 'yesterday'],
  },
  {
    operator: 'DateLessThanEquals',
    values: ['2026-07-01', '2000'],
    matching: ['2026-07-01T00:00:00Z', '2025-12'],
    other: ['2026-07-01T00:00:01Z'],
  },
  {
    operator: 'DateGreaterThan',
    values: ['2026-07-01', '2030'],
    matching: ['2026-07-01T00:00:00.1Z', '2027'],
    other: ['2026-07-01T00:00Z', '2026-13-01'],
  },
  {
    operator: 'DateGreaterThanEquals',
    values: ['2026-07-01', '2030'],
    matching: ['2026-07-01T00:00Z', '1999999999'],
    other: ['2026-06-30T23:59:59Z'],
  },
  { operator: 'Bool', values: ['true', 'TRUE'], matching: ['true', 'True'], other: ['false', 'yes', '1', ''] },
  {
    operator: 'BinaryEquals',
    values: ['QmluYXJ5VmFsdWVJbkJhc2U2NA==', ''],
    matching: ['QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NB=='],
    other: ['BinaryValueInBase64', 'QmluYXJ5VmFsdWVJbkJhc2U2NA', 'AAAA'],
  },
  {
    operator: 'IpAddress',
    values: ['203.0.113.0/24', '2001:DB8:1234:5678::/64'],
    matching: ['203.0.113.255', '2001:db8:1234:5678::1'],
    other: ['203.0.112.255', '2001:db8:1234:5679::1', '::1', 'localhost', ''],
  },
  {
    operator: 'ArnEquals',
    values: ['arn:aws:sns:*:111122223333:rides', 'arn:aws:sns:us-*-2:*:r?'],
    matching: [TOPIC, 'arn:aws:sns:us-west-2:999999999999:rx'],
    other: ['arn:aws:sns:us-east-1:999999999999:rides', 'rides', ''],
  },
  { operator: 'ArnLike', values: [TOPIC, 'arn:aws:s3:::*'], matching: [TOPIC, 'arn:aws:s3:::b/k:v'], other: ['*'] },
];

const negated = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
} as const;

const rows: readonly Row[] = [
  ...table,
  ...Object.entries(negated).flatMap(([operator, name]) => {
    const row = table.find((each) => each.operator === operator);
    return row === undefined ? [] : [{ ...row, operator: name, negated: true as const }];
  }),
];

for (const { operator, values, matching, other, negated: not } of rows) {
  const match = not !== true;
  describe(operator, () => {
    it(match ? 'holds when one value matches' : 'holds when no value matches', () => {
      for (const value of matching) assert.equal(holds(operator, values, value), match, value);
      for (const value of other) assert.equal(holds(operator, values, value), !match, value);
    });

    it('takes one value as a list of one', () => {
      assert.equal(holds(operator, values[0], matching[0]), match);
      for (const value of other) assert.equal(holds(operator, values[0], value), !match, value);
    });

    it(`${match ? 'does not hold' : 'holds'} when the request lacks the key`, () => {
      assert.equal(holds(operator, values, undefined), !match);
      assert.equal(holds(operator, values, []), !match);
    });

    it('IfExists holds without the key, and is the operator with it', () => {
      assert.equal(holds(`${operator}IfExists`, values, undefined), true);
      for (const value of matching) assert.equal(holds(`${operator}IfExists`, values, value), match, value);
      for (const value of other) assert.equal(holds(`${operator}IfExists`, values, value), !match, value);
    });

    it('ForAllValues asks every value of the request, and holds without the key', () => {
      const [wrong = ''] = other;
      assert.equal(holds(`ForAllValues:${operator}`, values, matching), match);
      assert.equal(holds(`ForAllValues:${operator}`, values, [...matching, wrong]), false);
      assert.equal(holds(`ForAllValues:${operator}`, values, wrong), !match);
      assert.equal(holds(`ForAllValues:${operator}`, values, undefined), true);
      assert.equal(holds(`ForAllValues:${operator}`, values, ''), true);
      assert.equal(holds(`ForAllValues:${operator}IfExists`, values, undefined), true);
    });

    it('ForAnyValue asks one value of the request, and does not hold without the key', () => {
      const [wrong = ''] = other;
      assert.equal(holds(`ForAnyValue:${operator}`, values, matching), match);
      assert.equal(holds(`ForAnyValue:${operator}`, values, [...matching, wrong]), true);
      assert.equal(holds(`ForAnyValue:${operator}`, values, wrong), !match);
      assert.equal(holds(`ForAnyValue:${operator}`, values, undefined), false);
      assert.equal(holds(`ForAnyValue:${operator}`, values, ''), false);
      assert.equal(holds(`ForAnyValue:${operator}IfExists`, values, undefined), true);
    });

    it('holds for no key of several values without a quantifier', () => {
      assert.equal(holds(operator, values, matching), false);
      assert.equal(holds(operator, values, other.length > 1 ? other : ['x', 'y']), false);
    });

    it('is known, in any case', () => {
      assert.equal(isConditionOperator(operator), true);
      assert.equal(holds(operator.toLowerCase(), values, matching[0]), match);
    });
  });
}

describe('Null', () => {
  const cases: readonly (readonly [
    asked: string | string[],
    values: string | string[] | undefined,
    answer: boolean,
  ])[] = [
    ['true', undefined, true],
    ['true', 'a', false],
    ['true', '', true],
    ['true', [], true],
    ['false', undefined, false],
    ['false', 'a', true],
    ['false', ['a', 'b'], true],
    ['false', '', false],
    ['False', 'a', true],
    [['true', 'false'], undefined, true],
    [['true', 'false'], 'a', true],
    ['a', 'a', false],
    ['', undefined, false],
  ];
  for (const [asked, values, answer] of cases) {
    it(`${JSON.stringify(asked)} is ${answer} for ${JSON.stringify(values) ?? 'no key'}`, () => {
      assert.equal(holds('Null', asked, values), answer);
    });
  }

  it('guards ForAllValues against a missing key', () => {
    const conditions = compileConditions(
      [conditionOf('Null', 'false'), conditionOf('ForAllValues:StringEquals', 'a', 'b')],
      '2012-10-17',
    );
    assert.equal(conditions.holds(contextOf({ k: ['a', 'b'] })), true);
    assert.equal(conditions.holds(contextOf({ k: ['a', 'c'] })), false);
    assert.equal(conditions.holds(contextOf({})), false);
  });
});

describe('conditions', () => {
  it('must all hold; none hold', () => {
    const conditions = compileConditions(
      [
        { ...conditionOf('StringEquals', 'finance', 'hr'), key: 'aws:PrincipalTag/department' },
        { ...conditionOf('StringEquals', 'audit'), key: 'aws:PrincipalTag/role' },
        { ...conditionOf('NotIpAddress', '10.0.0.0/8'), key: 'aws:SourceIp' },
      ],
      '2012-10-17',
    );
    const context = {
      'aws:PrincipalTag/department': 'hr',
      'aws:PrincipalTag/role': 'audit',
      'aws:SourceIp': '127.0.0.1',
    };
    assert.equal(conditions.holds(contextOf(context)), true);
    assert.equal(conditions.holds(contextOf({ ...context, 'aws:PrincipalTag/role': 'ops' })), false);
    assert.equal(conditions.holds(contextOf({ ...context, 'aws:SourceIp': '10.1.2.3' })), false);
    assert.deepEqual(conditions.keys, ['aws:principaltag/department', 'aws:principaltag/role', 'aws:sourceip']);
    assert.equal(compileConditions([], '2012-10-17').holds(contextOf({})), true);
  });

  it('of an unknown operator never hold', () => {
    assert.equal(isConditionOperator('StringMatches'), false);
    assert.equal(isConditionOperator('toString'), false);
    assert.equal(isConditionOperator(''), false);
    assert.equal(holds('StringMatches', 'a', 'a'), false);
    assert.equal(holds('StringMatchesIfExists', 'a', undefined), false);
  });

  it('with values that make no sense match nothing', () => {
    for (const [operator, value] of [
      ['NumericEquals', 'a'],
      ['DateEquals', 'a'],
      ['Bool', 'a'],
      ['BinaryEquals', '!'],
      ['IpAddress', 'a'],
      ['ArnEquals', 'a:b'],
    ] as const) {
      assert.equal(holds(operator, value, value), false, operator);
    }
    assert.equal(holds('NotIpAddress', '10.0.0.0/33', '10.0.0.1'), true);
    assert.equal(holds('IpAddress', ['no address', '10.0.0.0/8'], '10.0.0.1'), true);
  });

  it('read variables in values of strings, ARNs and booleans', () => {
    const context = contextOf({
      k: 'yellow',
      'aws:PrincipalTag/team': 'Yellow',
      flag: 'true',
      arn: TOPIC,
      'aws:username': 'alice',
    });
    const ask = (operator: string, value: string, key = 'k'): boolean =>
      compileConditions([{ ...conditionOf(operator, value), key }], '2012-10-17').holds(context);
    assert.equal(ask('StringEquals', '${k}'), true);
    assert.equal(ask('StringEquals', '${aws:PrincipalTag/team}'), false);
    assert.equal(ask('StringEqualsIgnoreCase', '${aws:PrincipalTag/team}'), true);
    assert.equal(ask('StringNotEqualsIgnoreCase', '${AWS:PrincipalTag/Team}'), false);
    assert.equal(ask('StringLike', '${k}*'), true);
    assert.equal(ask('StringEquals', '${*}'), false);
    assert.equal(ask('ArnEquals', "arn:aws:sns:us-east-1:*:${dest, 'rides'}", 'arn'), true);
    assert.equal(ask('Bool', '${flag}', 'flag'), true);
    assert.equal(ask('Bool', '${aws:username}', 'flag'), false);
    assert.equal(ask('IpAddress', '${k}'), false);
  });

  it('whose variable has no value match nothing, so that negated ones hold', () => {
    const ask = (operator: string): boolean => holds(operator, '${aws:PrincipalTag/team}', 'yellow');
    assert.equal(ask('StringEquals'), false);
    assert.equal(ask('StringLike'), false);
    assert.equal(ask('StringNotEquals'), true);
    assert.equal(ask('StringNotLike'), true);
    assert.equal(holds('StringEquals', ['${none}', 'yellow'], 'yellow'), true);
    assert.equal(holds('StringEquals', "${none, 'yellow'}", 'yellow'), true);
  });

  it('know no variables in version 2008-10-17', () => {
    assert.equal(holds('StringEquals', '${k}', '${k}', '2008-10-17'), true);
    assert.equal(holds('StringEquals', '${k}', 'a', '2008-10-17'), false);
  });

  it('name the keys of their variables', () => {
    const conditions = compileConditions(
      [conditionOf('StringEquals', '${aws:UserName}', '${k}'), conditionOf('NumericEquals', '${n}')],
      '2012-10-17',
    );
    assert.deepEqual(conditions.keys, ['k', 'aws:username']);
    assert.deepEqual(compileConditions([conditionOf('StringEquals', '${a}')], '2008-10-17').keys, ['k']);
  });
});
