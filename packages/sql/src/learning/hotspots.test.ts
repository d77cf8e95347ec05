import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimal, DOUBLE, INTEGER, REAL, varchar, type Column, type SqlType, type Value } from '../types/sql-type.js';
import { hotspots } from './hotspots.js';
import { Random } from './random.js';
import type { ResolvedTableFunction } from './table-function.js';

const xy: readonly Column[] = [
  { name: 'x', type: DOUBLE },
  { name: 'y', type: DOUBLE },
  { name: 'is_hot', type: varchar(4) },
];

const argument = (type: SqlType, constant: Value) => ({ type, constant });

function resolve(
  cursorColumns: readonly Column[],
  windowSize: number,
  radius: Value,
  least: number,
  type: SqlType = DOUBLE,
) {
  return hotspots.resolve({
    cursorColumns,
    arguments: [argument(INTEGER, windowSize), argument(type, radius), argument(INTEGER, least)],
  });
}

function resolved(...call: Parameters<typeof resolve>): ResolvedTableFunction {
  const result = resolve(...call);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

function problem(...call: Parameters<typeof resolve>): string {
  const result = resolve(...call);
  return 'problem' in result ? result.problem : '';
}

interface Hotspot {
  density: number;
  minValues: number[];
  maxValues: number[];
}

const found = (row: readonly Value[] | undefined): Hotspot[] =>
  (JSON.parse(row?.at(-1) as string) as { hotspots: Hotspot[] }).hotspots;

test('the columns of the cursor and HOTSPOTS_RESULT', () => {
  assert.deepEqual(
    resolved(xy, 1000, 0.2, 17).columns.map(({ name }) => name),
    ['x', 'y', 'is_hot', 'HOTSPOTS_RESULT'],
  );
  const first = resolved(xy, 1000, 0.2, 17).create().row([1, 2, 'N'], 0);
  assert.deepEqual(first, [[1, 2, 'N', '{"hotspots":[]}']]);
});

test('parameters have the ranges that the reference gives', () => {
  assert.match(problem(xy, 99, 1, 2), /windowSize must be an integer between 100 and 1000/);
  assert.match(problem(xy, 1001, 1, 2), /windowSize/);
  assert.match(problem(xy, 100, 0, 2), /scanRadius must be greater than 0/);
  assert.match(problem(xy, 100, 1, 1), /minimumNumberOfPointsInAHotspot must be an integer between 2 and 100/);
  assert.match(problem(xy, 100, 1, 101), /minimumNumberOfPointsInAHotspot/);
  assert.match(problem([{ name: 'a', type: varchar(1) }], 100, 1, 2), /no numeric column/);
  // The example's 0.013 is a DECIMAL literal.
  assert.equal(problem([{ name: 'PRICE', type: REAL }], 100, 13n, 20, decimal(4, 3)), '');
});

test('the developer guide’s example: where a fifth of the points crowd, a hotspot is found, and only there', () => {
  const finder = resolved(xy, 1000, 0.2, 17).create();
  const random = Random.seeded(12);
  const [left, top] = [3.2, 6.1];
  let last: readonly Value[] | undefined;
  for (let index = 0; index < 1500; index++) {
    const hot = random.next() < 0.2;
    const place = hot
      ? [left + random.next(), top + random.next(), 'Y']
      : [random.next() * 10, random.next() * 10, 'N'];
    [last] = finder.row(place, index);
  }
  const dense = found(last).filter(({ density }) => density >= 40);
  assert.equal(dense.length, 1);
  const [spot] = dense;
  assert.ok(spot !== undefined);
  for (const [dimension, start] of [left, top].entries()) {
    assert.ok((spot.minValues[dimension] ?? 0) > start - 0.4 && (spot.maxValues[dimension] ?? 0) < start + 1.4);
    assert.ok((spot.maxValues[dimension] ?? 0) - (spot.minValues[dimension] ?? 0) > 0.8);
  }
  assert.ok(spot.density > 80 && spot.density < 300, `${spot.density}`);
});

test('points that leave the window take their hotspot along', () => {
  const finder = resolved(xy, 100, 1, 5).create();
  for (let index = 0; index < 10; index++) finder.row([5, 5, null], index);
  let [row] = finder.row([1000, 0, null], 10);
  assert.equal(found(row).length, 1);
  for (let index = 0; index < 100; index++) [row] = finder.row([index * 50, -9000, null], index);
  assert.equal(found(row).length, 0);
});

test('equal points are a finite hotspot; rows with missing numbers are none', () => {
  const finder = resolved(xy, 100, 0.5, 3).create();
  finder.row([2, 3, 'a'], 0);
  finder.row([2, 3, 'b'], 0);
  assert.deepEqual(found(finder.row([null, 3, 'c'], 0)[0]), []);
  assert.deepEqual(found(finder.row([2, NaN, 'c'], 0)[0]), []);
  assert.deepEqual(found(finder.row([2, 3, 'c'], 0)[0]), [{ density: 12, minValues: [2, 3], maxValues: [2, 3] }]);
});

/** DBSCAN as its paper has it, over all points at once. */
function naive(points: readonly (readonly number[])[], radius: number, least: number): Omit<Hotspot, 'density'>[] {
  const near = (a: readonly number[], b: readonly number[]): boolean =>
    a.reduce((sum, value, index) => sum + ((value - (b[index] ?? 0)) / radius) ** 2, 0) <= 1;
  const neighbours = points.map((a) => points.flatMap((b, index) => (near(a, b) ? [index] : [])));
  const cluster = new Map<number, number>();
  let clusters = 0;
  for (const [start, around] of neighbours.entries()) {
    if (cluster.has(start) || around.length < least) continue;
    const id = clusters++;
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (cluster.has(at)) continue;
      cluster.set(at, id);
      if ((neighbours[at] ?? []).length >= least) open.push(...(neighbours[at] ?? []));
    }
  }
  return Array.from({ length: clusters }, (_, id) => {
    const members = points.filter((_, index) => cluster.get(index) === id);
    const along = (pick: (...values: number[]) => number): number[] =>
      (points[0] ?? []).map((_, dimension) => pick(...members.map((point) => point[dimension] ?? 0)));
    return { minValues: along(Math.min), maxValues: along(Math.max) };
  });
}

test('regions are those of a naive DBSCAN over the window, and of a restored one', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }));
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 180 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 2, max: 7 }),
      fc.nat(180),
      (points, radius, least, cut) => {
        const table = resolved(xy, 100, radius, least);
        let finder = table.create();
        let row: readonly Value[] | undefined;
        for (const [index, [x, y]] of points.entries()) {
          if (index === cut) finder = table.create(structuredClone(finder.save()));
          [row] = finder.row([x, y, null], index);
        }
        const order = (spots: readonly Omit<Hotspot, 'density'>[]): string[] =>
          spots.map(({ minValues, maxValues }) => JSON.stringify([minValues, maxValues])).toSorted();
        assert.deepEqual(order(found(row)), order(naive(points.slice(-100), radius, least)));
      },
    ),
    { numRuns: 100 },
  );
});

test('numbers of any size are compared without going wrong', () => {
  const finder = resolved(xy, 100, 5e-324, 2).create();
  for (const value of [1e308, -1e308, 5e-324, 0, 1e308])
    for (const spot of found(finder.row([value, value, null], 0)[0])) assert.ok(Number.isFinite(spot.density));
});
