import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalyticWindow, Plan } from '../bind/plan.js';
import { TIMESTAMP } from '../types/sql-type.js';
import { Bench, column, count, divide, integerColumns, max, min, program, scan, sum, constant } from './testing.js';

const source = integerColumns('K', 'V');
const hour = 3_600_000;

function bench(...windows: readonly AnalyticWindow[]): Bench {
  const added = windows.flatMap(({ calls }) => calls.map(({ name }) => name));
  const plan: Plan = {
    kind: 'analytic',
    input: scan('S', source),
    windows,
    columns: [...source, ...integerColumns(...added)],
  };
  return new Bench(program({ S: source }, [{ into: 'D', plan }]));
}

// After the tables of https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-windowed-aggregation-on-streams.html
test('a window ends with its row: later rows of the same time are not seen, earlier ones are', () => {
  const at = bench({ partition: [], frame: { range: hour }, calls: [min(column(1)), max(column(1)), sum(column(1))] });
  at.step([
    at.row('S', hour, 1, 29),
    at.row('S', hour, 2, 2),
    at.row('S', 2 * hour, 3, 9),
    at.row('S', 2 * hour + 1, 4, 50),
  ]);
  assert.deepEqual(at.out('D'), [
    [hour, 1, 29, 29, 29, 29],
    [hour, 2, 2, 2, 29, 31],
    // Exactly one hour old is in the window.
    [2 * hour, 3, 9, 2, 29, 40],
    [2 * hour + 1, 4, 50, 9, 50, 59],
  ]);
});

test('ROWS n PRECEDING is n rows and the current one, in each partition', () => {
  const at = bench({ partition: [column(0)], frame: { rows: 1 }, calls: [count(), sum(column(1))] });
  at.step([
    at.row('S', 1, 7, 1),
    at.row('S', 2, 8, 10),
    at.row('S', 3, 7, 2),
    at.row('S', 4, 7, 4),
    at.row('S', 5, 8, null),
  ]);
  assert.deepEqual(
    at.out('D').map((row) => row.slice(3)),
    [
      [1n, 1],
      [1n, 10],
      [2n, 3],
      [2n, 6],
      [2n, 10],
    ],
  );
});

test('several windows; one without a bound; one by another column', () => {
  const at = bench(
    { partition: [], frame: {}, calls: [count(), max(column(1))] },
    { partition: [], frame: { range: 10 }, order: column(0, TIMESTAMP), calls: [count()] },
    { partition: [], frame: { rows: 0 }, calls: [sum(column(1))] },
  );
  at.step([at.row('S', 1, 100, 5), at.row('S', 2, 110, 3), at.row('S', 3, 111, 4)]);
  assert.deepEqual(
    at.out('D').map((row) => row.slice(3)),
    [
      [1n, 5, 1n, 5],
      [2n, 5, 2n, 3],
      [3n, 5, 2n, 4],
    ],
  );
});

test('a row that fails is in no window', () => {
  const at = bench(
    { partition: [], frame: { range: 10 }, calls: [count()] },
    { partition: [], frame: { range: 10 }, calls: [sum(divide(constant(10), column(1)))] },
  );
  at.step([at.row('S', 1, 1, 5), at.row('S', 2, 1, 0), at.row('S', 3, 1, 2)]);
  assert.deepEqual(
    at.out('D').map((row) => row.slice(3)),
    [
      [1n, 2],
      [2n, 7],
    ],
  );
  assert.equal(at.out('error_stream').length, 1);
});

test('partitions that are idle are forgotten, those that are not are not', () => {
  const at = bench({ partition: [column(0)], frame: { range: 100 }, calls: [count()] });
  const rows = [];
  for (let key = 0; key < 50_000; key++) rows.push(at.row('S', key, key, 1), at.row('S', key, -1, 1));
  at.step(rows);
  const [, , , , , parts] =
    at.engine.snapshot() as readonly (readonly (readonly (readonly (readonly unknown[])[])[])[])[];
  const partitions = parts?.[0]?.[0]?.[1];
  assert.ok((partitions?.length ?? 0) < 3000, `${partitions?.length}`);
  assert.deepEqual(at.out('D').at(-1)?.slice(3), [101n]);
});
