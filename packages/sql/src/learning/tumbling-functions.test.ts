import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  INTEGER,
  TIME,
  TIMESTAMP,
  varbinary,
  varchar,
  type Column,
  type SqlType,
  type Value,
} from '../types/sql-type.js';
import { countDistinctItems } from './count-distinct-items.js';
import { groupRank } from './group-rank.js';
import { HeavyHitters } from './heavy-hitters.js';
import { HyperLogLog } from './hyper-log-log.js';
import { hashOf, itemText } from './item.js';
import { tableFunctionNamed, tableFunctions } from './table-functions.js';
import type { ResolvedTableFunction, TableFunction } from './table-function.js';
import { topKItems } from './top-k-items.js';

const cursor: readonly Column[] = [
  { name: 'TICKER_SYMBOL', type: varchar(4) },
  { name: 'price', type: DOUBLE },
];

const call = (columns: readonly Column[], ...constants: readonly (number | string)[]) => ({
  cursorColumns: columns,
  arguments: constants.map((constant) => ({
    type: typeof constant === 'string' ? varchar(constant.length) : INTEGER,
    constant,
  })),
});

function resolved(table: TableFunction, ...constants: readonly (number | string)[]): ResolvedTableFunction {
  const result = table.resolve(call(cursor, ...constants));
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

function problem(table: TableFunction, ...constants: readonly (number | string)[]): string {
  const result = table.resolve(call(cursor, ...constants));
  return 'problem' in result ? result.problem : '';
}

test('functions are found by their names', () => {
  for (const one of tableFunctions) assert.equal(tableFunctionNamed(one.name), one);
  assert.equal(tableFunctionNamed('SQRT'), undefined);
});

test('distinct items are counted for each window, and given out at its end', () => {
  const table = resolved(countDistinctItems, 'TICKER_SYMBOL', 60);
  assert.deepEqual(table.columns, [{ name: 'NUMBER_OF_DISTINCT_ITEMS', type: BIGINT }]);
  const counter = table.create();
  assert.equal(counter.nextEnd?.(), undefined);
  for (const [symbol, time] of [
    ['A', 0],
    ['B', 10],
    ['A', 59_999],
    [null, 59_999],
  ] as const)
    assert.deepEqual(counter.row([symbol, 1], time), []);
  assert.equal(counter.nextEnd?.(), 60_000);
  assert.deepEqual(counter.advance?.(59_999), []);
  assert.deepEqual(counter.advance?.(60_000), [{ time: 60_000, values: [2n] }]);
  assert.equal(counter.nextEnd?.(), undefined);
  counter.row(['C', 1], 180_000);
  assert.deepEqual(counter.advance?.(10_000_000), [{ time: 240_000, values: [1n] }]);
});

test('up to 10,000 items the count is exact, and about right beyond', () => {
  const table = resolved(countDistinctItems, 'price', 3600);
  for (const [items, tolerance] of [
    [10_000, 0],
    [10_001, 300],
    [30_000, 900],
    [100_000, 3000],
    [400_000, 12_000],
  ] as const) {
    let counter = table.create();
    for (let item = 0; item < items; item++) {
      counter.row(['x', item], 5);
      if (item === 9000 || item === 20_000) counter = table.create(structuredClone(counter.save()));
      if (item % 3 === 0) counter.row(['x', item], 5);
    }
    const [row] = counter.advance?.(3_600_000) ?? [];
    assert.ok(Math.abs(Number(row?.values[0]) - items) <= tolerance, `${String(row?.values[0])} for ${items}`);
  }
});

test('an empty HyperLogLog counts 0, and one item 1', () => {
  const estimate = new HyperLogLog();
  assert.equal(estimate.estimate(), 0);
  estimate.add(hashOf('x'));
  assert.equal(estimate.estimate(), 1);
});

test('long items that differ only at their ends are different', () => {
  const counter = resolved(countDistinctItems, 'TICKER_SYMBOL', 1).create();
  for (let item = 0; item < 100; item++) counter.row([`${'x'.repeat(1000)}${item}`, 1], 0);
  assert.deepEqual(counter.advance?.(1000), [{ time: 1000, values: [100n] }]);
});

test('the most frequent items, the first come before equally frequent ones', () => {
  const table = resolved(topKItems, 'TICKER_SYMBOL', 3, 10);
  assert.deepEqual(
    table.columns.map(({ name }) => name),
    ['ITEM', 'ITEM_COUNT'],
  );
  let top = table.create();
  for (const symbol of ['B', 'A', 'C', 'D', 'A', 'C', 'C', 'D', null]) {
    top.row([symbol, 0], 9999);
    top = table.create(structuredClone(top.save()));
  }
  top.row(['Z', 0], 10_000);
  assert.deepEqual(top.advance?.(20_000), [
    { time: 10_000, values: ['C', 3] },
    { time: 10_000, values: ['A', 2] },
    { time: 10_000, values: ['D', 2] },
    { time: 20_000, values: ['Z', 1] },
  ]);
});

test('Space-Saving keeps what is frequent, and never counts too little', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 400 }), fc.nat(400), (items, cut) => {
      const capacity = 10;
      let hitters = new HeavyHitters(capacity);
      const counts = new Map<string, number>();
      for (const [index, item] of items.entries()) {
        if (index === cut) {
          const restored = new HeavyHitters(capacity, structuredClone(hitters.save()));
          assert.deepEqual(restored.top(capacity), hitters.top(capacity));
          hitters = restored;
        }
        const skewed = String(Math.floor(item / (1 + (index % 4))));
        hitters.add(skewed);
        counts.set(skewed, (counts.get(skewed) ?? 0) + 1);
      }
      const top = new Map(hitters.top(capacity).map(({ item, count }) => [item, count]));
      assert.ok(top.size <= capacity);
      for (const [item, count] of top) {
        const exact = counts.get(item) ?? 0;
        assert.ok(count >= exact && count <= exact + items.length / capacity);
      }
      for (const [item, count] of counts) if (count > items.length / capacity) assert.ok(top.has(item));
      if (counts.size <= capacity) assert.deepEqual(new Map([...top].toSorted()), new Map([...counts].toSorted()));
    }),
  );
});

test('windows: parameters have the ranges that the reference gives', () => {
  assert.match(problem(countDistinctItems, 'nothing', 60), /no column 'nothing'/);
  assert.equal(problem(countDistinctItems, 'ticker_symbol', 60), '');
  assert.match(problem(countDistinctItems, 'price', 0), /windowSize must be an integer between 1 and 3600/);
  assert.match(problem(countDistinctItems, 'price', 3601), /windowSize/);
  assert.match(problem(countDistinctItems, 'price'), /a cursor and 2 arguments, not 1/);
  assert.match(problem(countDistinctItems, 5, 60), /columnName must be a character string/);
  assert.match(problem(topKItems, 'price', 0, 60), /K must be an integer between 1 and 100000/);
  assert.match(problem(topKItems, 'price', 100_001, 60), /K must/);
});

test('items of every type have a text', () => {
  const texts: readonly (readonly [Exclude<Value, null>, SqlType, string])[] = [
    [5n, BIGINT, '5'],
    [-1230n, decimal(6, 2), '-12.30'],
    [3n, decimal(6, 2), '0.03'],
    [true, BOOLEAN, 'TRUE'],
    [-0, DOUBLE, '0'],
    [1.5, DOUBLE, '1.5'],
    [0, TIMESTAMP, '1970-01-01 00:00:00'],
    [1, TIMESTAMP, '1970-01-01 00:00:00.001'],
    [86_400_000, DATE, '1970-01-02'],
    [3_600_000, TIME, '01:00:00'],
    [Uint8Array.of(1, 255), varbinary(2), '01ff'],
  ];
  for (const [value, type, text] of texts) assert.equal(itemText(value, type), text);
});

test('rows of one ROWTIME are ranked once the time has passed', () => {
  const table = resolved(groupRank, 'price', 'groupRank', 'desc', 'asc', 5, 0);
  assert.deepEqual(table.columns, [...cursor, { name: 'groupRank', type: INTEGER }]);
  let ranker = table.create();
  for (const row of [
    ['A', 1],
    ['B', 7],
    ['C', 3],
    ['D', 7],
    ['E', null],
  ] as const) {
    assert.deepEqual(ranker.row(row, 1000), []);
    ranker = table.create(structuredClone(ranker.save()));
  }
  ranker.row(['F', 2], 2000);
  assert.equal(ranker.nextEnd?.(), 1001);
  assert.deepEqual(ranker.advance?.(1000), []);
  assert.deepEqual(ranker.advance?.(2000), [
    { time: 1000, values: ['B', 7, 1] },
    { time: 1000, values: ['D', 7, 1] },
    { time: 1000, values: ['C', 3, 3] },
    { time: 1000, values: ['A', 1, 4] },
    { time: 1000, values: ['E', null, 5] },
  ]);
  assert.deepEqual(ranker.advance?.(2001), [{ time: 2000, values: ['F', 2, 1] }]);
});

test('ranks may go up, the output down or stay as it came, and be cut short', () => {
  const ranked = (sortOrder: string, outputOrder: string, outputMax: number): unknown => {
    const ranker = resolved(groupRank, 'TICKER_SYMBOL', 'groupRank', sortOrder, outputOrder, 0, outputMax).create();
    for (const symbol of ['M', 'Z', 'A']) ranker.row([symbol, 0], 0);
    return ranker.advance?.(1).map(({ values }) => `${String(values[0])}${String(values[2])}`);
  };
  assert.deepEqual(ranked('asc', 'asc', 0), ['A1', 'M2', 'Z3']);
  assert.deepEqual(ranked('ASC', 'desc', 2), ['Z3', 'M2']);
  assert.deepEqual(ranked('desc', 'none', 2), ['M2', 'Z1']);
});

test('GROUP_RANK: what it does not take', () => {
  assert.match(problem(groupRank, 'price', 'rank', 'asc', 'asc', 0, 0), /rankOutColumnName must be 'groupRank'/);
  assert.match(problem(groupRank, 'price', 'groupRank', 'up', 'asc', 0, 0), /sortOrder must be 'asc' or 'desc'/);
  assert.match(problem(groupRank, 'price', 'groupRank', 'asc', 'asc', -1, 0), /maxIdle/);
  assert.match(problem(groupRank, 'price', 'groupRank', 'asc', 'asc', 0), /6 arguments, not 5/);
});
