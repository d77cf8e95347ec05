import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../errors.js';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  INTEGER,
  REAL,
  TIMESTAMP,
  type SqlType,
  type Value,
  decimal,
  interval,
  varchar,
} from '../types/sql-type.js';
import type { Accumulator, AggregateOptions, ResolvedAggregate } from './aggregate.js';
import { addAll, constant, resolve, revived, sliding, slides, type Operands } from './testing.js';

const halfLife = 1000;

const orNull = (values: fc.Arbitrary<Value>): fc.Arbitrary<Operands> =>
  fc.oneof({ arbitrary: values, weight: 4 }, { arbitrary: fc.constant(null), weight: 1 }).map((value) => [value]);

// Many of few, so that there are equal ones; some of all.
const doubles = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((value) => value / 10),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.double(),
);

const operandsOf: readonly (readonly [SqlType, fc.Arbitrary<Operands>])[] = [
  [INTEGER, orNull(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer()))],
  [BIGINT, orNull(fc.oneof(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })))],
  [decimal(9, 2), orNull(fc.bigInt({ min: -999_999_999n, max: 999_999_999n }))],
  [DOUBLE, orNull(doubles)],
  [REAL, orNull(doubles.map(Math.fround))],
];

const texts: readonly [SqlType, fc.Arbitrary<Operands>] = [varchar(3), orNull(fc.constantFrom('a', 'b', 'a ', 'c'))];
const booleans: readonly [SqlType, fc.Arbitrary<Operands>] = [BOOLEAN, orNull(fc.boolean())];

interface Subject {
  readonly title: string;
  readonly aggregate: ResolvedAggregate;
  readonly rows: fc.Arbitrary<readonly Operands[]>;
  /** Fresh accumulation need not yield the same to the last bit. */
  readonly close?: true;
}

const subjects: Subject[] = [];

function subject(
  name: string,
  [type, row]: readonly [SqlType, fc.Arbitrary<Operands>],
  options: Partial<AggregateOptions> = {},
): void {
  const title = `${name}(${type.kind}) ${Object.keys(options).join(' ')}`;
  subjects.push({ title, aggregate: resolve(name, [type], options), rows: fc.array(row, { maxLength: 40 }) });
}

for (const operands of operandsOf)
  for (const name of ['SUM', 'AVG', 'COUNT', 'VAR_POP', 'VAR_SAMP', 'STDDEV_POP', 'STDDEV_SAMP'])
    for (const options of [{}, { distinct: true }]) subject(name, operands, options);
for (const operands of [...operandsOf, texts, booleans]) for (const name of ['MIN', 'MAX']) subject(name, operands);
subject('COUNT', texts, { distinct: true });
for (const options of [{}, { ignoreNulls: true }])
  for (const name of ['FIRST_VALUE', 'LAST_VALUE']) subject(name, texts, options);
subject('EVERY', booleans);
subject('ANY', booleans);
for (const ignoreNulls of [false, true]) {
  for (const word of ['FIRST', 'LAST'])
    subjects.push({
      title: `NTH_VALUE FROM ${word}${ignoreNulls ? ' IGNORE NULLS' : ''}`,
      aggregate: resolve('NTH_VALUE', [INTEGER, constant(3, INTEGER), constant(word, varchar(5))], { ignoreNulls }),
      rows: fc.array(orNull(fc.integer()), { maxLength: 40 }),
    });
  subjects.push({
    title: `LAG${ignoreNulls ? ' IGNORE NULLS' : ''}`,
    aggregate: resolve('LAG', [INTEGER, INTEGER, INTEGER], { ignoreNulls }),
    rows: fc.array(
      fc.tuple(orNull(fc.nat()), fc.nat(5)).map(([[value = null], offset]) => [value, offset, -1]),
      { maxLength: 40 },
    ),
  });
}
subjects.push({
  title: 'EXP_AVG',
  aggregate: resolve('EXP_AVG', [DOUBLE, constant(halfLife, interval('SECOND')), TIMESTAMP]),
  rows: fc
    .array(fc.tuple(orNull(fc.double({ noNaN: true, min: -1e6, max: 1e6 })), fc.nat(3000)), { maxLength: 40 })
    .map((steps) => {
      let time = 1_541_034_000_000;
      return steps.map(([[value = null], step]) => [value, halfLife, (time += step)]);
    }),
  close: true,
});

/** The result; undefined for none. */
function outcome(accumulator: Accumulator): Value | undefined {
  try {
    return accumulator.result();
  } catch (error) {
    assert.ok(error instanceof RowError);
    return undefined;
  }
}

function assertSame(actual: Value | undefined, expected: Value | undefined, close: boolean): void {
  if (close && typeof actual === 'number' && typeof expected === 'number')
    assert.ok(Math.abs(actual - expected) <= 1e-12 * (Math.abs(expected) + 1e6), `${actual} is not ${expected}`);
  else assert.equal(actual, expected);
}

const runs = { numRuns: 60 };

for (const { title, aggregate, rows, close } of subjects) {
  test(`${title}: a frame that slides is as good as a fresh one`, () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }), (all, leaving) => {
        const accumulator = sliding(aggregate);
        let oldest = 0;
        for (const [index, row] of all.entries()) {
          for (let left = leaving[index] ?? 0; left > 0 && oldest < index; left--)
            accumulator.remove(...(all[oldest++] ?? []));
          accumulator.add(...row);
          const fresh = addAll(aggregate.create(), all.slice(oldest, index + 1));
          assertSame(outcome(accumulator), outcome(fresh), close === true);
        }
      }),
      runs,
    );
  });

  test(`${title}: what is saved goes on as if nothing had happened`, () => {
    fc.assert(
      fc.property(rows, fc.nat(40), fc.nat(10), (all, at, size) => {
        let saved: Accumulator = sliding(aggregate);
        let group: Accumulator = aggregate.create();
        const unbroken = sliding(aggregate);
        const whole = aggregate.create();
        for (const [index, row] of all.entries()) {
          if (index === at) {
            saved = revived(aggregate, saved);
            group = revived(aggregate, group);
          }
          const leaving = all[index - size - 1];
          if (leaving !== undefined) {
            assert.ok(slides(saved));
            saved.remove(...leaving);
            unbroken.remove(...leaving);
          }
          for (const each of [saved, group, unbroken, whole]) each.add(...row);
          assert.equal(outcome(saved), outcome(unbroken));
          assert.equal(outcome(group), outcome(whole));
          assert.deepEqual(saved.save(), unbroken.save());
        }
      }),
      runs,
    );
  });
}
