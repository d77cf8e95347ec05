import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan, Sort } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import { TIMESTAMP, type Column } from '../types/sql-type.js';
import {
  Bench,
  byTime,
  column,
  constant,
  count,
  integerColumns,
  less,
  program,
  rowtime,
  scan,
  sum,
} from './testing.js';

const source = integerColumns('K', 'V');
const input = scan('S', source);

const bench = (plan: Plan): Bench => new Bench(program({ S: source, T: source }, [{ into: 'D', plan }]));

test('STAGGER: a window of each partition from its first row on; a row at its very end opens the next', () => {
  const plan: Plan = {
    kind: 'stagger',
    input,
    keys: [column(0)],
    range: 60_000,
    calls: [count()],
    columns: integerColumns('K', 'N'),
  };
  const at = bench(plan);
  at.step([at.row('S', 20_000, 1, 0), at.row('S', 30_000, 2, 0), at.row('S', 79_999, 1, 0)]);
  assert.equal(at.engine.nextDeadline(), 80_000);
  at.step([at.row('S', 80_000, 1, 0)]);
  assert.deepEqual(at.out('D'), [[80_000, 1, 2n]]);
  at.step([], 200_000);
  assert.deepEqual(at.out('D').slice(1), [
    [90_000, 2, 1n],
    [140_000, 1, 1n],
  ]);
});

test('UNION ALL: rows of all inputs as they come', () => {
  const at = bench({ kind: 'union', inputs: [input, scan('T', source)], columns: source });
  at.step([at.row('S', 1, 1, 1), at.row('T', 2, 2, 2), at.row('S', 3, 3, 3)]);
  assert.deepEqual(at.out('D'), [
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
  ]);
});

test('VALUES: once, when the first batch comes, and not again after a snapshot', () => {
  const at = bench({ kind: 'values', rows: [[1, 2]], columns: source });
  at.step([], 500);
  at.restart();
  at.step([], 600);
  assert.deepEqual(at.out('D'), [[500, 1, 2]]);
});

function sorted(keys: readonly [Typed, boolean][], rest: Partial<Sort> = {}, from: Plan = input): Plan {
  return {
    kind: 'sort',
    input: from,
    windows: [byTime(1000)],
    keys: keys.map(([expression, descending]) => ({ expression, descending, nullsFirst: false })),
    columns: source,
    ...rest,
  };
}

test('ORDER BY: the rows of a window in order when it is over, equal ones as they came; their times never fall', () => {
  const at = bench(sorted([[column(1), true]]));
  at.step([at.row('S', 1, 1, 5), at.row('S', 2, 2, 9), at.row('S', 3, 3, 5), at.row('S', 4, 4, null)]);
  assert.deepEqual(at.out('D'), []);
  at.step([], 1000);
  assert.deepEqual(at.out('D'), [
    [2, 2, 9],
    [2, 1, 5],
    [3, 3, 5],
    [4, 4, null],
  ]);
  const limited = bench(sorted([[column(1), false]], { limit: 1 }));
  limited.step([limited.row('S', 1, 1, 5), limited.row('S', 2, 2, 4), limited.row('S', 1002, 1, 5)], 2000);
  assert.deepEqual(limited.out('D'), [
    [2, 2, 4],
    [1002, 1, 5],
  ]);
});

test('a window over sorted rows waits for them', () => {
  const plan: Plan = {
    kind: 'aggregate',
    input: sorted([[column(1), false]], { windows: [byTime(10_000)] }),
    windows: [byTime(1000)],
    keys: [],
    calls: [count()],
    columns: [{ name: 'W', type: TIMESTAMP }, ...integerColumns('N')],
  };
  const at = bench(plan);
  at.step([at.row('S', 100, 1, 1), at.row('S', 200, 1, 2), at.row('S', 2300, 1, 3)], 9000);
  assert.deepEqual(at.out('D'), []);
  at.step([], 10_000);
  assert.deepEqual(at.out('D'), [
    [1000, 0, 2n],
    [3000, 2000, 1n],
  ]);
});

/** `SELECT V AS ROWTIME, …` */
const retimed: Plan = {
  kind: 'project',
  input,
  expressions: [column(0), column(1)],
  rowtime: column(1, TIMESTAMP),
  columns: source,
};

test('AS ROWTIME: rows have their own time, and one that goes back is late', () => {
  const at = bench(retimed);
  at.step([at.row('S', 10, 1, 500), at.row('S', 11, 2, 400), at.row('S', 12, 3, 600), at.row('S', 13, 4, null)]);
  assert.deepEqual(at.out('D'), [
    [500, 1, 500],
    [600, 3, 600],
  ]);
  assert.deepEqual(
    at.out('error_stream').map((row) => row[3]),
    ['Row out of order', 'Calculation error'],
  );
});

test('AS ROWTIME: windows end by the rows alone', () => {
  const columns: Column[] = [{ name: 'W', type: TIMESTAMP }, ...integerColumns('N')];
  const at = bench({
    kind: 'aggregate',
    input: retimed,
    windows: [byTime(100)],
    keys: [],
    calls: [sum(column(0))],
    columns,
  });
  at.step([at.row('S', 100_000, 1, 10), at.row('S', 100_001, 2, 20)], 200_000);
  assert.deepEqual(at.out('D'), []);
  assert.equal(at.engine.nextDeadline(), undefined);
  at.step([at.row('S', 200_001, 4, 100)]);
  assert.deepEqual(at.out('D'), [[100, 0, 3]]);
});

test('ORDER BY … WITHIN: late rows are brought into order, those that are later still are refused', () => {
  const at = bench(sorted([[column(1, TIMESTAMP), false]], { windows: [], within: 100 }));
  at.step([500, 450, null, 601, 520, 480, 800].map((time, index) => at.row('S', index, index, time)));
  assert.deepEqual(
    at.out('D').map(([time, key]) => [time, key]),
    [
      [450, 1],
      [500, 0],
      [520, 4],
      [601, 3],
    ],
  );
  assert.deepEqual(
    at.out('error_stream').map((row) => row[3]),
    ['Row out of order'],
  );
});

test('ORDER BY ROWTIME WITHIN: the watermark moves it on', () => {
  const at = bench(
    sorted(
      [
        [rowtime, false],
        [column(1), true],
      ],
      { windows: [], within: 100 },
    ),
  );
  at.step([at.row('S', 10, 1, 1), at.row('S', 10, 2, 2)]);
  assert.equal(at.engine.nextDeadline(), 111);
  at.step([], 110);
  assert.deepEqual(at.out('D'), []);
  at.step([], 111);
  assert.deepEqual(at.out('D'), [
    [10, 2, 2],
    [10, 1, 1],
  ]);
});

test('a reference table is joined as it is at the moment', () => {
  const table = integerColumns('ID', 'X');
  const reference = (type: 'INNER' | 'LEFT' | 'SEMI' | 'ANTI', tableFirst = false, condition?: Typed): Bench =>
    bench({
      kind: 'reference-join',
      type,
      input,
      table: 'TABLE',
      tableFirst,
      equal: [{ input: column(0), table: column(0) }],
      columns: type === 'SEMI' || type === 'ANTI' ? source : [...source, ...table],
      ...(condition && { condition }),
    });
  const rows = [
    [1, 10],
    [1, 11],
    [2, 20],
    [null, 30],
  ];
  const run = (at: Bench): unknown[][] => {
    at.step([at.row('S', 1, 1, 0)]);
    at.engine.loadTable('TABLE', rows);
    at.step([at.row('S', 2, 1, 15), at.row('S', 3, 3, 15), at.row('S', 4, null, 15)]);
    return at.out('D');
  };
  assert.deepEqual(run(reference('INNER')), [
    [2, 1, 15, 1, 10],
    [2, 1, 15, 1, 11],
  ]);
  assert.deepEqual(run(reference('LEFT', true, less(column(1), constant(11)))), [
    [1, null, null, 1, 0],
    [2, 1, 10, 1, 15],
    [3, null, null, 3, 15],
    [4, null, null, null, 15],
  ]);
  assert.deepEqual(run(reference('SEMI')), [[2, 1, 15]]);
  assert.deepEqual(run(reference('ANTI')), [
    [1, 1, 0],
    [3, 3, 15],
    [4, null, 15],
  ]);
});

test('a table function has its rows, and those that it gives out at an end', () => {
  let held = 0;
  const at = bench({
    kind: 'table-function',
    text: 'SOME(CURSOR)',
    input,
    columns: source,
    function: {
      columns: source,
      create: (saved = 0) => {
        held = saved as number;
        return {
          row: (values) => {
            held++;
            return [values, values];
          },
          nextEnd: () => (held > 0 ? 100 : undefined),
          advance: () => {
            const rows = [{ time: 100, values: [held, 0] }];
            held = 0;
            return rows;
          },
          save: () => held,
        };
      },
    },
  });
  at.step([at.row('S', 1, 7, 7)]);
  assert.equal(at.engine.nextDeadline(), 100);
  at.restart();
  at.step([], 100);
  assert.deepEqual(at.out('D'), [
    [1, 7, 7],
    [1, 7, 7],
    [100, 1, 0],
  ]);
});

test('bare ROWTIME of a projection is that of its row', () => {
  const at = bench({ kind: 'project', input, expressions: [rowtime], columns: [{ name: 'T', type: TIMESTAMP }] });
  at.step([at.row('S', 77, 1, 1)]);
  assert.deepEqual(at.out('D'), [[77, 77]]);
});
