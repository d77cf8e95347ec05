import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, TIMESTAMP, char, decimal, varbinary, varchar } from '../types/sql-type.js';
import type { SqlType, Value } from '../types/sql-type.js';
import { comparator, groupKey, ownKey, sortComparator } from './compare.js';

const padding = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', 'é'), maxLength: 4 });

const values: readonly (readonly [string, SqlType, fc.Arbitrary<Value>])[] = [
  ['BOOLEAN', BOOLEAN, fc.boolean()],
  ['INTEGER', INTEGER, fc.integer({ min: -3, max: 3 })],
  ['BIGINT', BIGINT, fc.bigInt({ min: -3n, max: 3n })],
  ['DECIMAL', decimal(5, 2), fc.bigInt({ min: -3n, max: 3n })],
  ['DOUBLE', DOUBLE, fc.constantFrom(-0, 0, 1, -1, 0.5, Number.NaN)],
  ['TIMESTAMP', TIMESTAMP, fc.integer({ min: -2, max: 2 })],
  ['CHAR', char(4), padding],
  ['VARCHAR', varchar(4), padding],
  ['VARBINARY', varbinary(2), fc.uint8Array({ maxLength: 2, max: 2 })],
];

describe('comparator', () => {
  for (const [name, type, value] of values) {
    const compare = comparator(type) as (a: Value, b: Value) => number;
    const key = groupKey(type) as (value: Value) => unknown;
    it(`is a total order of ${name}, and 0 where the keys are the same`, () => {
      fc.assert(
        fc.property(value, value, value, (a, b, c) => {
          assert.equal(compare(a, a), 0);
          assert.equal(Math.sign(compare(a, b)), -Math.sign(compare(b, a)) + 0);
          if (compare(a, b) <= 0 && compare(b, c) <= 0) assert.ok(compare(a, c) <= 0);
          assert.equal(compare(a, b) === 0, new Set([key(a), key(b)]).size === 1);
        }),
        { numRuns: 500 },
      );
    });
  }
  it('leaves what is a key already as it is', () => {
    assert.equal(groupKey(INTEGER), ownKey);
    assert.equal(groupKey(TIMESTAMP), ownKey);
    assert.ok(Object.is(groupKey(DOUBLE)(-0 as never), 0));
  });
});

describe('sortComparator', () => {
  for (const [order, expected] of [
    [{ descending: false }, [null, 1, 2]],
    [{ descending: true }, [2, 1, null]],
    [{ descending: false, nulls: 'LAST' }, [1, 2, null]],
    [{ descending: true, nulls: 'FIRST' }, [null, 2, 1]],
  ] as const)
    it(`sorts ${JSON.stringify(order)}`, () =>
      assert.deepEqual(
        [2, null, 1].sort((a, b) => sortComparator(INTEGER, order)(a, b)),
        expected,
      ));
});
