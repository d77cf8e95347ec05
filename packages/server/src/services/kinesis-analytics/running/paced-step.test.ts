import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProgram, Engine, type Row } from '@paddock/sql';
import { pacedStep } from './paced-step.js';

const program = compileProgram(
  `CREATE STREAM D (T TIMESTAMP, N BIGINT, S INTEGER);
   CREATE PUMP P AS INSERT INTO D SELECT STREAM ROWTIME, COUNT(*), SUM(X) FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '1' SECOND);`,
  { sources: [{ name: 'S', columns: [{ name: 'X', type: { kind: 'INTEGER' } }] }], tables: [] },
);
const rows = Array.from({ length: 5_000 }, (_, index) => ({ stream: 0, time: index * 3, values: [index] }));
const batch = { now: 20_000, rows, watermark: 16_000 };

const engineOf = (out: Row[]): Engine =>
  new Engine(program, { sink: { row: (stream, row) => void (stream === 1 && out.push(row)) } });

test('what is computed in pieces is what is computed at once, and others have their turns', async () => {
  const [whole, pieces]: [Row[], Row[]] = [[], []];
  engineOf(whole).step(batch);
  let reading = 0;
  let turns = 0;
  let isOver = false;
  const others = (): void => {
    turns += 1;
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  // Every reading of the clock is 10 ms after the last: each piece takes too long.
  await pacedStep(engineOf(pieces), batch, { monotonic: () => (reading += 10) });
  isOver = true;
  assert.equal(whole.length, 15);
  assert.deepEqual(pieces, whole);
  assert.ok(turns > 100, `${turns}`);
});

test('a batch without rows moves time on', async () => {
  const out: Row[] = [];
  const engine = engineOf(out);
  await pacedStep(engine, { now: 100, rows: rows.slice(0, 10), watermark: 100 }, { monotonic: () => 0 });
  assert.equal(out.length, 0);
  await pacedStep(engine, { now: 1_000, rows: [], watermark: 1_000 }, { monotonic: () => 0 });
  assert.deepEqual(out, [{ time: 1_000, values: [1_000, 10n, 45] }]);
});
