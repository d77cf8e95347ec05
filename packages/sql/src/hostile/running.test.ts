import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProgram } from '../bind/index.js';
import { Engine } from '../execute/engine.js';
import type { SourceRow } from '../execute/engine-types.js';
import type { Value } from '../types/sql-type.js';
import { given } from './given.js';

interface Outcome {
  readonly rows: readonly (readonly Value[])[];
  /** Messages of the error stream. */
  readonly problems: readonly Value[];
}

interface Running {
  /** Rows in a batch. */
  readonly cut?: number;
  readonly watermark?: number;
  readonly mostMemory?: number;
  /** Goes on from a snapshot after each batch. */
  readonly restarts?: boolean;
}

/** What `SELECT STREAM …` into a stream of two texts gives. */
function run(query: string, rows: readonly SourceRow[], options: Running = {}): Outcome {
  const program = compileProgram(
    `CREATE STREAM O (X VARCHAR(100), Y VARCHAR(100)); CREATE PUMP P AS INSERT INTO O ${query};`,
    given,
  );
  const errors = program.streams.findIndex(({ kind }) => kind === 'error');
  const into = program.streams.findIndex(({ name }) => name === 'O');
  const outcome = { rows: [] as (readonly Value[])[], problems: [] as Value[] };
  const { cut = 100, watermark, mostMemory, restarts } = options;
  const settings = {
    sink: {
      row: (stream: number, { time, values }: { time: number; values: readonly Value[] }) => {
        if (stream === into) outcome.rows.push([time, ...values]);
        if (stream === errors) outcome.problems.push(values[3] ?? null);
      },
    },
    ...(mostMemory === undefined ? {} : { mostMemory }),
  };
  let engine = new Engine(program, settings);
  const step = (batch: readonly SourceRow[], until: number): void => {
    engine.step({ now: 0, rows: batch, watermark: until });
    const snapshot = structuredClone(engine.snapshot());
    if (restarts === true) engine = new Engine(program, { ...settings, snapshot });
  };
  for (let from = 0; from < rows.length; from += cut) {
    const batch = rows.slice(from, from + cut);
    step(batch, batch.at(-1)?.time ?? 0);
  }
  if (watermark !== undefined) step([], watermark);
  return outcome;
}

const row = (time: number, a: number, b: string | null = 'x'): SourceRow => ({
  stream: 0,
  time,
  values: [a, b, a, time, BigInt(a)],
});
const many = (count: number, of: (index: number) => SourceRow): SourceRow[] =>
  Array.from({ length: count }, (_, index) => of(index));

const beginning = 1_600_000_000_000;
const outOfMemory = 'Out of memory: the windows of the application hold too much: Code=53200';

for (const [what, query] of [
  ['groups', "SELECT STREAM CAST(A AS VARCHAR(10)), 'g' FROM S GROUP BY FLOOR(S.ROWTIME TO DAY), A"],
  [
    'distinct values',
    "SELECT STREAM CAST(SUM(DISTINCT A) AS VARCHAR(10)), 'g' FROM S GROUP BY FLOOR(S.ROWTIME TO DAY)",
  ],
  [
    'staggered windows',
    "SELECT STREAM CAST(A AS VARCHAR(10)), 'g' FROM S WINDOWED BY STAGGER (PARTITION BY A RANGE INTERVAL '1' DAY)",
  ],
  ['partitions', "SELECT STREAM CAST(SUM(D) OVER (PARTITION BY A ROWS 1 PRECEDING) AS VARCHAR(10)), 'g' FROM S"],
  ['a frame', "SELECT STREAM CAST(SUM(D) OVER (ROWS 2147483647 PRECEDING) AS VARCHAR(10)), 'g' FROM S"],
  ['rows that are sorted', "SELECT STREAM B, 'g' FROM S ORDER BY FLOOR(S.ROWTIME TO DAY), A"],
  ['rows that wait', "SELECT STREAM B, 'g' FROM S ORDER BY T WITHIN INTERVAL '9' DAY"],
  [
    'a join',
    "SELECT STREAM S.B, 'g' FROM S OVER (RANGE INTERVAL '1' DAY PRECEDING) JOIN Q OVER (RANGE INTERVAL '1' DAY PRECEDING) ON S.A = Q.A",
  ],
] as const)
  test(`${what}: what does not fit any more is an error of its row, and there is room again afterwards`, () => {
    const rows = [
      ...many(1000, (index) => row(beginning + index, index)),
      ...many(20, (index) => row(beginning + 864_000_000 * (2 + index), index)),
    ];
    const whole = run(query, rows, { mostMemory: 50_000 });
    assert.ok(whole.problems.length > 100 && whole.problems.length < 990, String(whole.problems.length));
    assert.ok(whole.problems.every((problem) => problem === outOfMemory));
    // Wherever batches are cut and engines begin anew.
    assert.deepEqual(run(query, rows, { mostMemory: 50_000, cut: 7 }), whole);
    assert.deepEqual(run(query, rows, { mostMemory: 50_000, cut: 90, restarts: true }), whole);
  });

test('windows end, however many there are and however far time goes at once', () => {
  const query = (step: string): string =>
    `SELECT STREAM CAST(COUNT(*) AS VARCHAR(10)), 'g' FROM S GROUP BY STEP(S.ROWTIME BY ${step})`;
  for (const watermark of [8.64e15, 9e15, 1e300, Infinity]) {
    const { rows } = run(query("INTERVAL '0.001' SECOND"), [row(0, 1), row(1e14, 1)], { watermark });
    assert.deepEqual(
      rows.map(([time]) => time),
      [1, 1e14 + 1],
    );
  }
  const staggered = run(
    "SELECT STREAM CAST(A AS VARCHAR(10)), 'g' FROM S WINDOWED BY STAGGER (PARTITION BY A RANGE INTERVAL '1' MINUTE)",
    many(50_000, (index) => row(beginning + index, index)),
    { watermark: beginning * 2, cut: 10_000 },
  );
  assert.equal(staggered.rows.length, 50_000);
});

test('times of no calendar are errors of their rows at most', () => {
  const times = [-Infinity, -8.64e15, -62_135_596_800_001, 0, 253_402_300_800_000, 8.64e15, 9e15, 1e300, Infinity, NaN];
  const rows = times.map((time, index) => ({ ...row(time, index), values: [index, 'x', index, time, 1n] }));
  for (const query of [
    "SELECT STREAM CAST(S.ROWTIME AS VARCHAR(100)), 'g' FROM S",
    "SELECT STREAM CAST(T + INTERVAL '99' YEAR AS VARCHAR(100)), 'g' FROM S",
    "SELECT STREAM CAST(COUNT(*) AS VARCHAR(10)), 'g' FROM S GROUP BY FLOOR(S.ROWTIME TO MONTH)",
    "SELECT STREAM CAST(COUNT(*) AS VARCHAR(10)), 'g' FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '1' SECOND)",
    "SELECT STREAM CAST(COUNT(*) OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS VARCHAR(10)), 'g' FROM S",
    "SELECT STREAM B, 'g' FROM S ORDER BY T WITHIN INTERVAL '1' DAY",
    "SELECT STREAM B, 'g', T AS ROWTIME FROM S",
  ])
    assert.ok(run(query, rows, { watermark: Infinity }).problems.length <= times.length);
});

test('a row with a pattern that would take for ever fails, and the rows behind it do not wait', () => {
  for (const item of [
    "REGEX_REPLACE(B, '(a+)+b', 'x', 1, 0)",
    "REGEX_REPLACE(B, 'a*b', 'x', 1, 0)",
    'REGEX_REPLACE(B, B, B, 1, 0)',
    'B LIKE B',
    'B SIMILAR TO B',
    "B SIMILAR TO '(a?a?a?a?)*b'",
    "B LIKE OVERLAY(B PLACING '%_' FROM 1)",
    "SUBSTRING(B SIMILAR '%#\"(a|aa)*#\"b' ESCAPE '#')",
    'POSITION(B IN B)',
    "TRIM(BOTH 'a' FROM B)",
  ]) {
    const rows = [row(0, 0, 'a'.repeat(65_535)), row(1, 1, 'ab'), row(2, 2, null)];
    const { rows: given, problems } = run(`SELECT STREAM CAST(${item} AS VARCHAR(100)), 'g' FROM S`, rows);
    assert.ok(given.length >= 2 && given.length + problems.length === 3, item);
  }
});

test('each pump of many fails with each row', () => {
  const program = compileProgram(
    `CREATE STREAM O (X INTEGER);${Array.from({ length: 100 }, (_, index) => `CREATE PUMP P${index} AS INSERT INTO O SELECT STREAM A/0 FROM S;`).join('')}`,
    given,
  );
  let problems = 0;
  const errors = program.streams.findIndex(({ kind }) => kind === 'error');
  const engine = new Engine(program, { sink: { row: (stream) => void (stream === errors && problems++) } });
  engine.step({ now: 0, rows: many(200, (index) => row(index, index, '\u0800'.repeat(20_000))), watermark: 200 });
  assert.equal(problems, 20_000);
});
