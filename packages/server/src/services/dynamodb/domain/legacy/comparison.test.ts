import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refusal } from '../testing/refusal.js';
import { attribute, type AttributeValue, type Item } from '../attribute-value.js';
import { matches } from '../expressions/evaluate.js';
import { checkComparison, conditionOf, joined, type ComparisonOperator } from './comparison.js';

const operators: readonly ComparisonOperator[] = [
  'EQ',
  'NE',
  'IN',
  'LE',
  'LT',
  'GE',
  'GT',
  'BETWEEN',
  'NOT_NULL',
  'NULL',
  'CONTAINS',
  'NOT_CONTAINS',
  'BEGINS_WITH',
];

const invalid = (text: string) => `One or more parameter values were invalid: ${text}`;
const refused = (operator: ComparisonOperator, ...values: AttributeValue[]) =>
  refusal(() => checkComparison({ attribute: 'a', operator, values }));
const holds = (item: Item, operator: ComparisonOperator, ...values: AttributeValue[]): boolean => {
  const comparison = { attribute: 'a', operator, values };
  checkComparison(comparison);
  return matches(conditionOf(comparison), item);
};

test('each operator takes its number of arguments', () => {
  const a = { S: 'a' };
  const wrong: Record<ComparisonOperator, readonly number[]> = {
    EQ: [0, 2],
    NE: [0, 2],
    LE: [0, 2],
    LT: [0, 2],
    GE: [0, 2],
    GT: [0, 2],
    CONTAINS: [0, 2],
    NOT_CONTAINS: [0, 2],
    BEGINS_WITH: [0, 2],
    IN: [0],
    BETWEEN: [0, 1, 3],
    NULL: [1],
    NOT_NULL: [1],
  };
  for (const operator of operators) {
    for (const count of wrong[operator]) {
      const values = Array.from({ length: count }, () => a);
      const text = invalid(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
      assert.equal(refused(operator, ...values), text);
    }
  }
});

test('arguments are of one type, then of one that the operator takes, then in order', () => {
  const mixed = invalid('AttributeValues inside AttributeValueList must be of same type');
  assert.equal(refused('IN', { S: 'a' }, { N: '1' }), mixed);
  assert.equal(refused('BETWEEN', { SS: ['a'] }, { N: '1' }), mixed);
  const bounds = 'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound';
  assert.equal(refused('BETWEEN', { N: '10' }, { N: '9' }), bounds);
  for (const operator of ['LE', 'LT', 'GE', 'GT', 'CONTAINS', 'NOT_CONTAINS', 'IN', 'BEGINS_WITH'] as const) {
    for (const value of [{ SS: ['a'] }, { L: [] }, { M: {} }, { BOOL: true }, { NULL: true }] as const) {
      const text = invalid(
        `ComparisonOperator ${operator} is not valid for ${Object.keys(value)[0]} AttributeValue type`,
      );
      assert.equal(refused(operator, value), text);
    }
  }
  const number = invalid('ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type');
  assert.equal(refused('BEGINS_WITH', { N: '1' }), number);
  const sets = invalid('ComparisonOperator BETWEEN is not valid for NS AttributeValue type');
  assert.equal(refused('BETWEEN', { NS: ['2'] }, { NS: ['1'] }), sets);
});

test('EQ and NE take any type', () => {
  for (const value of [{ BOOL: true }, { NULL: true }, { L: [{ S: 'a' }] }, { M: { b: { N: '1' } } }] as const) {
    assert.equal(holds({ a: value }, 'EQ', value), true);
    assert.equal(holds({ a: value }, 'NE', value), false);
  }
});

test('an attribute that is not there differs from anything, but contains nothing and lacks nothing', () => {
  assert.equal(holds({}, 'NE', { S: 'x' }), true);
  assert.equal(holds({}, 'CONTAINS', { S: 'x' }), false);
  assert.equal(holds({}, 'NOT_CONTAINS', { S: 'x' }), false);
  assert.equal(holds({}, 'NULL'), true);
  assert.equal(holds({}, 'NOT_NULL'), false);
});

test('NULL and NOT_NULL ask whether the attribute is there, not for its type', () => {
  assert.equal(holds({ a: { NULL: true } }, 'NULL'), false);
  assert.equal(holds({ a: { NULL: true } }, 'NOT_NULL'), true);
});

const texts = fc.constantFrom('', 'a', 'ab', 'b', 'ba', '1', '10');
const numbers = fc.constantFrom('-1', '0', '1', '2', '10');
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  texts.map((S) => ({ S })),
  numbers.map((N) => ({ N })),
);
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  scalar,
  fc.uniqueArray(texts, { minLength: 1, maxLength: 3 }).map((members) => ({ SS: members.toSorted() })),
  fc.array(scalar, { maxLength: 3 }).map((L) => ({ L })),
  fc.constantFrom({ BOOL: true } as const, { NULL: true } as const),
);

/** As the developer guide describes the operators, without the condition language. */
function naive(found: AttributeValue | undefined, operator: ComparisonOperator, values: AttributeValue[]): boolean {
  const plain = (each: AttributeValue | undefined): string | number | undefined =>
    each === undefined ? undefined : 'S' in each ? each.S : 'N' in each ? Number(each.N) : undefined;
  const same = (other: AttributeValue | undefined) => JSON.stringify(found) === JSON.stringify(other);
  const [first, second] = values;
  const [mine, low, high] = [plain(found), plain(first), plain(second)];
  const ordered = (test: (left: string | number, right: string | number) => boolean, other = low) =>
    mine !== undefined && other !== undefined && typeof mine === typeof other && test(mine, other);
  const contains =
    found !== undefined &&
    (('S' in found && typeof low === 'string' && found.S.includes(low)) ||
      ('SS' in found && typeof low === 'string' && found.SS.includes(low)) ||
      ('L' in found && found.L.some((element) => JSON.stringify(element) === JSON.stringify(first))));
  switch (operator) {
    case 'EQ':
      return same(first);
    case 'NE':
      return !same(first);
    case 'IN':
      return values.some(same);
    case 'LE':
      return ordered((left, right) => left <= right);
    case 'LT':
      return ordered((left, right) => left < right);
    case 'GE':
      return ordered((left, right) => left >= right);
    case 'GT':
      return ordered((left, right) => left > right);
    case 'BETWEEN':
      return ordered((left, right) => left >= right) && ordered((left, right) => left <= right, high);
    case 'NULL':
      return found === undefined;
    case 'NOT_NULL':
      return found !== undefined;
    case 'CONTAINS':
      return contains;
    case 'NOT_CONTAINS':
      return found !== undefined && !contains;
    case 'BEGINS_WITH':
      return ordered((left, right) => String(left).startsWith(String(right)));
  }
}

/** Mostly what some operator takes. */
const given = fc.oneof(
  fc.tuple(scalar),
  fc.array(
    texts.map((S) => ({ S })),
    { minLength: 1, maxLength: 3 },
  ),
  fc.array(
    numbers.map((N) => ({ N })),
    { minLength: 1, maxLength: 3 },
  ),
  fc.array(value, { maxLength: 1 }),
);

test('what is accepted means what the developer guide says', () => {
  const item = fc.record({ a: value }, { requiredKeys: [] });
  let judged = 0;
  fc.assert(
    fc.property(item, fc.constantFrom(...operators), given, (found, operator, values) => {
      const comparison = { attribute: 'a', operator, values };
      try {
        checkComparison(comparison);
      } catch {
        return;
      }
      judged++;
      assert.equal(matches(conditionOf(comparison), found), naive(attribute(found, 'a'), operator, values));
    }),
    { numRuns: 3000 },
  );
  assert.ok(judged > 500);
});

test('conditions are joined by AND or OR, however many', () => {
  assert.equal(joined([], 'AND'), undefined);
  const conditions = Array.from({ length: 100_000 }, (_, i) =>
    conditionOf({ attribute: `a${i}`, operator: 'NULL', values: [] }),
  );
  const all = joined(conditions, 'AND');
  const any = joined(conditions, 'OR');
  assert.ok(all && any);
  assert.equal(matches(all, {}), true);
  assert.equal(matches(all, { a77777: { S: '' } }), false);
  assert.equal(matches(any, { a77777: { S: '' } }), true);
});
