import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { holds } from './testing.js';

const pairs = [
  ['StringEquals', 'StringNotEquals'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ['StringLike', 'StringNotLike'],
  ['NumericEquals', 'NumericNotEquals'],
  ['DateEquals', 'DateNotEquals'],
  ['IpAddress', 'NotIpAddress'],
  ['ArnEquals', 'ArnNotEquals'],
  ['ArnLike', 'ArnNotLike'],
] as const;

const operators = [
  ...pairs.flat(),
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
];

/** Texts that some operator takes for something, and texts that none does. */
const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'A', 'ab', 'a*', '?', '*', 'true', 'False', 'AAAA', '0', '1', '1.0', '2026'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('2026-01-01', '2026-01-01T00:00:00Z', '10.0.0.1', '10.0.0.0/8', '::1', '::/0'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('arn:aws:s3:::b', 'arn:aws:s3:::*', 'arn:*', '${k}', "${x, 'a'}", '${*}', '${', ''),
  },
  fc.string(),
);
const values = fc.array(value, { maxLength: 4 });
const requestValues = fc.option(values, { nil: undefined });

describe('laws of conditions', () => {
  it('a negated operator is the negation of the other, on a key with one value or none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        values,
        fc.option(value, { nil: undefined }),
        ([is, isNot], policy, request) => {
          assert.equal(holds(isNot, policy, request), !holds(is, policy, request));
        },
      ),
    );
  });

  it('IfExists is: absent, or the operator', () => {
    fc.assert(
      fc.property(quantified, values, requestValues, (operator, policy, request) => {
        const absent = request === undefined || request.length === 0;
        assert.equal(holds(`${operator}IfExists`, policy, request), absent || holds(operator, policy, request));
      }),
    );
  });

  it('ForAllValues of a negated operator is no ForAnyValue of the other, and the reverse', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), values, requestValues, ([is, isNot], policy, request) => {
        assert.equal(holds(`ForAllValues:${isNot}`, policy, request), !holds(`ForAnyValue:${is}`, policy, request));
        assert.equal(holds(`ForAllValues:${is}`, policy, request), !holds(`ForAnyValue:${isNot}`, policy, request));
      }),
    );
  });

  it('a quantifier asks each value as the operator does', () => {
    const full = fc.array(value, { minLength: 1, maxLength: 4 }).filter((all) => all.some((each) => each !== ''));
    fc.assert(
      // A variable that names the tested key has several values under a quantifier, and one without.
      fc.property(
        fc.constantFrom(...operators),
        values.filter((all) => !all.includes('${k}')),
        full,
        (operator, policy, request) => {
          const each = request.map((one) => holds(operator, policy, one));
          assert.equal(holds(`ForAllValues:${operator}`, policy, request), !each.includes(false));
          assert.equal(holds(`ForAnyValue:${operator}`, policy, request), each.includes(true));
        },
      ),
    );
  });

  it('values of the policy are alternatives, to a negated operator forbidden ones', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), values, value, ([is, isNot], policy, request) => {
        assert.equal(
          holds(is, policy, request),
          policy.some((each) => holds(is, each, request)),
        );
        assert.equal(
          holds(isNot, policy, request),
          policy.every((each) => holds(isNot, each, request)),
        );
      }),
    );
  });

  it('nothing throws', () => {
    const any = fc.oneof(
      value,
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: digits, maxLength: 40 }),
    );
    fc.assert(
      fc.property(quantified, fc.array(any), fc.array(any), (operator, policy, request) => {
        assert.equal(typeof holds(operator, policy, request), 'boolean');
      }),
      { numRuns: 2000 },
    );
  });
});

const quantified = fc
  .tuple(fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...operators))
  .map(([quantifier, operator]) => quantifier + operator);

const digits = fc.constantFrom(...'0123456789abf.:/-+TZe='.split(''));
