import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  BIGINT,
  decimal,
  DOUBLE,
  INTEGER,
  SMALLINT,
  varchar,
  type Column,
  type SqlType,
  type Value,
} from '../types/sql-type.js';
import { Random } from './random.js';
import { randomCutForest, randomCutForestWithExplanation } from './random-cut-forest.js';
import type { ResolvedTableFunction, RowTransformer, TableFunction } from './table-function.js';

const columns = (...types: readonly SqlType[]): Column[] => types.map((type, index) => ({ name: `c${index}`, type }));

const call = (cursorColumns: readonly Column[], ...constants: readonly (number | boolean)[]) => ({
  cursorColumns,
  arguments: constants.map((constant) => ({
    type: typeof constant === 'boolean' ? ({ kind: 'BOOLEAN' } as const) : INTEGER,
    constant,
  })),
});

function resolved(
  table: TableFunction,
  cursorColumns: readonly Column[],
  ...constants: readonly (number | boolean)[]
): ResolvedTableFunction {
  const result = table.resolve(call(cursorColumns, ...constants));
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

function problem(cursorColumns: readonly Column[], ...constants: readonly (number | boolean)[]): string {
  const result = randomCutForestWithExplanation.resolve(call(cursorColumns, ...constants));
  return 'problem' in result ? result.problem : '';
}

const give = (transformer: RowTransformer, values: readonly Value[]): readonly Value[] => {
  const [row, ...more] = transformer.row(values, 0);
  assert.equal(more.length, 0);
  assert.ok(row !== undefined);
  return row;
};

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

test('the cursor’s columns pass through, with the score behind them', () => {
  const cursor = columns(INTEGER, varchar(20), decimal(5, 2));
  assert.deepEqual(resolved(randomCutForest, cursor).columns, [...cursor, { name: 'ANOMALY_SCORE', type: DOUBLE }]);
  assert.deepEqual(
    resolved(randomCutForestWithExplanation, cursor).columns.map(({ name }) => name),
    ['c0', 'c1', 'c2', 'ANOMALY_SCORE', 'ANOMALY_EXPLANATION'],
  );
  assert.deepEqual(give(resolved(randomCutForest, cursor).create(), [5, 'x', 123n]), [5, 'x', 123n, 0]);
});

test('parameters have the ranges that the reference gives', () => {
  const cursor = columns(DOUBLE);
  assert.match(problem(cursor, 0), /numberOfTrees must be an integer between 1 and 1000/);
  assert.match(problem(cursor, 1001), /numberOfTrees/);
  assert.match(problem(cursor, 100, 9), /subSampleSize must be an integer between 10 and 1000/);
  assert.match(problem(cursor, 100, 256, 0), /timeDecay must be an integer between 1 and 2147483647/);
  assert.match(problem(cursor, 100, 256, 255), /subSampleSize must not be greater than timeDecay/);
  assert.match(problem(cursor, 100, 256, 1000, 31), /shingleSize must be an integer between 1 and 30/);
  assert.match(problem(cursor, 100, 256, 1000, 1, 1), /withDirectionality must be TRUE or FALSE/);
  assert.match(problem(cursor, 100, 256, 1000, 1, true, 1), /0 to 5 arguments, not 6/);
  assert.match(problem(columns(varchar(3), decimal(4, 2))), /no numeric column/);
  assert.match(problem(columns(...Array.from({ length: 31 }, () => DOUBLE))), /up to 30/);
  assert.equal(problem(columns(...Array.from({ length: 30 }, () => DOUBLE)), 100, 256, 100_000, 30, true), '');
  assert.equal(problem(cursor, 1000, 1000, 2_147_483_647, 30), '');
  assert.match(problem(columns(DOUBLE, DOUBLE), 1000, 1000, 100_000, 30), /memory/);
  const notConstant = randomCutForest.resolve({
    cursorColumns: cursor,
    arguments: [{ type: INTEGER, constant: undefined }],
  });
  assert.ok('problem' in notConstant && /must be a constant/.test(notConstant.problem));
});

test('the first subSampleSize rows score 0, the others more', () => {
  const scorer = resolved(randomCutForest, columns(DOUBLE), 20, 50).create();
  const random = Random.seeded(1);
  const scores = Array.from({ length: 80 }, () => give(scorer, [random.next()])[1] as number);
  assert.ok(scores.slice(0, 50).every((score) => score === 0));
  assert.ok(scores.slice(50).every((score) => score > 0));
});

test('blood pressures: the reference’s example, in its format and about its scores', () => {
  const cursor: Column[] = [
    { name: 'Systolic', type: INTEGER },
    { name: 'Diastolic', type: SMALLINT },
    { name: 'BloodPressureLevel', type: varchar(20) },
  ];
  const scorer = resolved(randomCutForestWithExplanation, cursor, 100, 256, 100_000, 1, true).create();
  const random = Random.seeded(7);
  const between = (least: number, most: number): number => least + Math.floor(random.next() * (most - least + 1));
  const normal = (): readonly Value[] => [between(90, 120), between(60, 80), 'NORMAL'];

  assert.deepEqual(JSON.parse(give(scorer, normal())[4] as string), {
    Systolic: { DIRECTION: 'LOW', STRENGTH: '0.0000', ATTRIBUTION_SCORE: '0.0000' },
    Diastolic: { DIRECTION: 'LOW', STRENGTH: '0.0000', ATTRIBUTION_SCORE: '0.0000' },
  });
  for (let index = 0; index < 1000; index++) give(scorer, normal());
  const scores = Array.from({ length: 500 }, () => give(scorer, normal())[3] as number);
  assert.ok(median(scores) > 0.6 && median(scores) < 0.9, `${median(scores)}`);

  const high = give(scorer, [144, 123, 'HIGH']);
  assert.ok((high[3] as number) > 3, `${String(high[3])}`);
  const text = high[4] as string;
  assert.match(
    text,
    /^\{"Systolic":\{"DIRECTION":"HIGH","STRENGTH":"\d\.\d{4}","ATTRIBUTION_SCORE":"\d\.\d{4}"\},"Diastolic":\{"DIRECTION":"HIGH","STRENGTH":"\d\.\d{4}","ATTRIBUTION_SCORE":"\d\.\d{4}"\}\}$/,
  );
  const explained = JSON.parse(text) as Record<string, Record<string, string>>;
  const part = (column: string): number => Number(explained[column]?.['ATTRIBUTION_SCORE']);
  assert.ok(Math.abs(part('Systolic') + part('Diastolic') - (high[3] as number)) < 0.001);
  assert.ok(part('Diastolic') > part('Systolic'));

  const low = give(scorer, [60, 70, 'LOW']);
  const lowExplained = JSON.parse(low[4] as string) as Record<string, Record<string, string>>;
  assert.equal(lowExplained['Systolic']?.['DIRECTION'], 'LOW');
  assert.ok(Number(lowExplained['Systolic']?.['ATTRIBUTION_SCORE']) > 0.9 * (low[3] as number));
});

test('without directionality the explanation has the attributions only', () => {
  const scorer = resolved(randomCutForestWithExplanation, columns(DOUBLE, DOUBLE), 10, 10, 100, 1).create();
  const random = Random.seeded(1);
  const rows = Array.from({ length: 12 }, () => give(scorer, [random.next(), random.next()]));
  assert.equal(rows[0]?.[3], '{"c0":{"ATTRIBUTION_SCORE":"0.0000"},"c1":{"ATTRIBUTION_SCORE":"0.0000"}}');
  assert.match(
    rows.at(-1)?.[3] as string,
    /^\{"c0":\{"ATTRIBUTION_SCORE":"\d\.\d{4}"\},"c1":\{"ATTRIBUTION_SCORE":"\d\.\d{4}"\}\}$/,
  );
});

test('rows planted far from three clusters score several times the median, and nearly all else less', () => {
  const scorer = resolved(randomCutForest, columns(DOUBLE, BIGINT)).create();
  const random = Random.seeded(11);
  const centers = [
    [0, 0],
    [100, 30],
    [50, 100],
  ] as const;
  const near = (): number => (random.next() + random.next() + random.next() - 1.5) * 8;
  const scores: number[] = [];
  const planted: number[] = [];
  for (let index = 0; index < 3000; index++) {
    const [x, y] = centers[index % 3] ?? [0, 0];
    if (index > 1000 && index % 500 === 0) planted.push(give(scorer, [x + 60 + index / 20, -90n])[2] as number);
    scores.push(give(scorer, [x + near(), BigInt(Math.round(y + near()))])[2] as number);
  }
  const usual = scores.slice(300);
  assert.ok(planted.length > 2);
  for (const score of planted) assert.ok(score > 2.5 * median(usual), `${score} against ${median(usual)}`);
  const least = Math.min(...planted);
  assert.ok(usual.filter((score) => score >= least).length <= 3);
});

test('a dip in a daily rhythm: its beginning and its end score highest with shingles', () => {
  const scorer = resolved(randomCutForest, columns(DOUBLE), 100, 256, 100_000, 4).create();
  const random = Random.seeded(3);
  const scores: number[] = [];
  for (let index = 0; index < 1500; index++) {
    const wave = 50 + 40 * Math.sin((2 * Math.PI * index) / 120) + random.next();
    const inDip = index >= 1230 && index < 1250;
    scores.push(give(scorer, [inDip ? 5 : wave])[1] as number);
  }
  assert.ok(scores.slice(0, 256 + 3).every((score) => score === 0));
  const usual = scores.slice(400, 1230);
  assert.ok(Math.max(...scores.slice(1230, 1234)) > 2.5 * median(usual));
  assert.ok(Math.max(...scores.slice(1250, 1254)) > 2.5 * median(usual));
  const highest = scores.map((score, index) => [score, index] as const).toSorted(([a], [b]) => b - a);
  for (const [, index] of highest.slice(0, 2)) assert.ok(index >= 1230 && index < 1256, `${index}`);
});

test('rows whose numbers are missing pass with 0 and teach nothing', () => {
  const table = resolved(randomCutForest, columns(DOUBLE, varchar(3)), 10, 10, 100, 2);
  const plain = table.create();
  const mixed = table.create();
  const random = Random.seeded(4);
  for (let index = 0; index < 60; index++) {
    const value = random.next();
    for (const missing of [null, NaN, Infinity, -Infinity])
      assert.deepEqual(give(mixed, [missing, 'x']), [missing, 'x', 0]);
    assert.deepEqual(give(mixed, [value, null]), give(plain, [value, null]));
  }
});

test('any rows are scored with a finite number, and saving in between changes nothing', () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -0, 1, 2, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, NaN, Infinity, null),
  );
  const runs = fc
    .integer({ min: 1, max: 30 })
    .chain((width) =>
      fc.tuple(
        fc.constant(width),
        fc.integer({ min: 1, max: 3 }),
        fc.array(
          fc.oneof(
            fc.array(value, { minLength: width, maxLength: width }),
            fc.constant(Array.from({ length: width }, () => 1)),
          ),
          { maxLength: 60 },
        ),
        fc.nat(60),
      ),
    );
  fc.assert(
    fc.property(runs, ([width, shingleSize, rows, cut]) => {
      const table = resolved(
        randomCutForestWithExplanation,
        columns(...Array.from({ length: width }, () => DOUBLE)),
        5,
        10,
        30,
        shingleSize,
        true,
      );
      const whole = table.create();
      let parted = table.create();
      for (const [index, row] of rows.entries()) {
        if (index === cut) parted = table.create(structuredClone(parted.save()));
        const given = give(whole, row);
        assert.deepEqual(give(parted, row), given);
        const score = given[width] as number;
        assert.ok(score >= 0 && score <= Math.log2(11) + 1e-9, `${score}`);
        JSON.parse(given[width + 1] as string);
      }
    }),
    { numRuns: 60 },
  );
});
