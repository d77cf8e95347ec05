import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { typeOf } from '../values/testing.js';
import { isAssignable, isComparable, leastRestrictive } from './derive.js';
import { typeText } from './sql-type.js';

describe('leastRestrictive', () => {
  for (const [types, expected] of [
    [['INTEGER'], 'INTEGER'],
    [['NULL'], 'NULL'],
    [[], 'NULL'],
    [['NULL', 'INTEGER', 'NULL'], 'INTEGER'],
    [['TINYINT', 'SMALLINT'], 'SMALLINT'],
    [['BIGINT', 'INTEGER'], 'BIGINT'],
    [['INTEGER', 'DECIMAL(2, 1)'], 'DECIMAL(11, 1)'],
    [['DECIMAL(3, 1)', 'DECIMAL(4, 3)'], 'DECIMAL(5, 3)'],
    [['BIGINT', 'DECIMAL(5, 2)'], 'DECIMAL(18, 0)'],
    [['DECIMAL(18, 2)', 'DECIMAL(18, 10)'], 'DECIMAL(18, 2)'],
    [['REAL', 'INTEGER'], 'REAL'],
    [['REAL', 'DECIMAL(5, 2)'], 'DOUBLE'],
    [['REAL', 'DOUBLE'], 'DOUBLE'],
    [['INTEGER', 'BIGINT', 'DOUBLE'], 'DOUBLE'],
    [['CHAR(1)', 'CHAR(3)'], 'CHAR(3)'],
    [['CHAR(5)', 'VARCHAR(3)'], 'VARCHAR(5)'],
    [['BINARY(5)', 'VARBINARY(3)'], 'VARBINARY(5)'],
    [['BOOLEAN', 'BOOLEAN'], 'BOOLEAN'],
    [['TIMESTAMP', 'TIMESTAMP'], 'TIMESTAMP'],
    [['TIMESTAMP', 'DATE'], undefined],
    [['INTEGER', 'VARCHAR(3)'], undefined],
    [['BOOLEAN', 'INTEGER'], undefined],
    [['CHAR(3)', 'BINARY(3)'], undefined],
    [['INTERVAL DAY', 'INTERVAL HOUR TO MINUTE'], 'INTERVAL DAY TO MINUTE'],
    [['INTERVAL DAY', 'INTERVAL YEAR'], undefined],
  ] as const)
    it(`of ${types.join(', ')} is ${expected}`, () => {
      const type = leastRestrictive(types.map(typeOf));
      assert.equal(type && typeText(type), expected);
    });
});

describe('isComparable and isAssignable', () => {
  const groups = [
    ['TINYINT', 'INTEGER', 'BIGINT', 'DECIMAL(5, 2)', 'REAL', 'DOUBLE'],
    ['CHAR(3)', 'VARCHAR(9)'],
    ['BINARY(3)', 'VARBINARY(9)'],
    ['BOOLEAN'],
    ['DATE'],
    ['TIME'],
    ['TIMESTAMP'],
    ['INTERVAL DAY', 'INTERVAL HOUR TO SECOND'],
    ['INTERVAL YEAR', 'INTERVAL MONTH'],
  ];
  it('hold within a family of types, and not beyond', () => {
    for (const [index, group] of groups.entries())
      for (const [other, others] of groups.entries())
        for (const a of group)
          for (const b of others) {
            assert.equal(isComparable(typeOf(a), typeOf(b)), index === other, `${a} ${b}`);
            assert.equal(isAssignable(typeOf(a), typeOf(b)), index === other, `${a} ${b}`);
          }
  });
  it('hold for a bare NULL, to which nothing is assigned', () => {
    assert.ok(isComparable(typeOf('NULL'), typeOf('DATE')));
    assert.ok(isAssignable(typeOf('NULL'), typeOf('DATE')));
    assert.ok(!isAssignable(typeOf('DATE'), typeOf('NULL')));
  });
});
