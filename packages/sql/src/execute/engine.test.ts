import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorStreamColumns } from '../bind/catalogue.js';
import type { Plan } from '../bind/plan.js';
import { BOOLEAN, INTEGER, TIMESTAMP, type Value } from '../types/sql-type.js';
import { Engine } from './engine.js';
import {
  Bench,
  byTime,
  call,
  column,
  constant,
  count,
  divide,
  integerColumns,
  less,
  program,
  scan,
} from './testing.js';

const source = integerColumns('K', 'V');
const windowed = (input: Plan, ms = 1000): Plan => ({
  kind: 'aggregate',
  input,
  windows: [byTime(ms)],
  keys: [],
  calls: [count()],
  columns: [{ name: 'W', type: TIMESTAMP }, ...integerColumns('N')],
});
const project = (input: Plan, ...expressions: Extract<Plan, { kind: 'project' }>['expressions']): Plan => ({
  kind: 'project',
  input,
  expressions,
  columns: integerColumns(...expressions.map((_expression, index) => `C${index}`)),
});

test('pumps read in the order of their making, streams are chained, each row all the way', () => {
  const at = new Bench(
    program({ S: source }, [
      { into: 'A', plan: project(scan('S', source), column(0)) },
      { into: 'B', plan: project(scan('A', source), column(0)) },
      { into: 'C', plan: project(scan('S', source), column(1)) },
      { into: 'X', plan: project(scan('S', source), column(1)), started: false },
    ]),
  );
  at.step([at.row('S', 1, 10, 20), at.row('S', 2, 11, 21)]);
  const index = (name: string): number => ['S', 'A', 'B', 'C', 'X'].indexOf(name);
  assert.deepEqual(at.all(), [
    [index('S'), 1, 10, 20],
    [index('A'), 1, 10],
    [index('B'), 1, 10],
    [index('C'), 1, 20],
    [index('S'), 2, 11, 21],
    [index('A'), 2, 11],
    [index('B'), 2, 11],
    [index('C'), 2, 21],
  ]);
});

test('filters pass rows whose condition is true, neither false nor NULL', () => {
  const plan: Plan = {
    kind: 'filter',
    input: scan('S', source),
    condition: less(column(0), column(1)),
    columns: source,
  };
  const at = new Bench(program({ S: source }, [{ into: 'D', plan: project(plan, column(1)) }]));
  at.step([at.row('S', 1, 1, 2), at.row('S', 2, 2, 1), at.row('S', 3, null, 1)]);
  assert.deepEqual(at.out('D'), [[1, 2]]);
});

test('a row that fails goes to error_stream, and the pump goes on', () => {
  const plan = project(scan('S', source), divide(column(0), column(1)));
  const at = new Bench(program({ S: source }, [{ into: 'D', plan, name: 'DIVIDER' }]));
  at.step([at.row('S', 1, 6, 0), at.row('S', 2, 6, 3)]);
  assert.deepEqual(at.out('D'), [[2, 2]]);
  const data = Buffer.from('[ 6, 0 ]').toString('hex').toUpperCase();
  assert.deepEqual(at.out('error_stream'), [
    [1, 1_000_000, 'WARNING', 'Calculation error', 'Division by zero: Code=22012', 1, data, 'DIVIDER'],
  ]);
});

test('the problem of an input record is a row of error_stream', () => {
  const at = new Bench(program({ S: source }, []));
  const problem = { code: 'Coercion error', message: 'For input string: "a"', where: 'null', data: '{"é":"😀"}' };
  at.engine.problem({ ...problem, time: 40 });
  at.step([at.row('S', 50, 1, 1)]);
  at.engine.problem({ ...problem, data: 'x'.repeat(100_000), time: 45 });
  const [first, second] = at.out('error_stream');
  assert.deepEqual(first?.slice(0, 2), [40, 40]);
  assert.equal(first?.[6], Buffer.from('{"é":"😀"}').toString('hex').toUpperCase());
  assert.deepEqual(second?.slice(0, 2), [50, 45]);
  assert.equal(String(second?.[6]).length, 49_152);
  assert.equal(first?.length, errorStreamColumns.length + 1);
});

test('NULL for a NOT NULL column costs the row', () => {
  const columns = [{ name: 'K', type: INTEGER, notNull: true }];
  const at = new Bench(
    program({ S: source }, [{ into: 'D', plan: project(scan('S', source), column(0)) }], { D: columns }),
  );
  at.step([at.row('S', 1, null, 1), at.row('S', 2, 2, 2)]);
  assert.deepEqual(at.out('D'), [[2, 2]]);
  assert.equal(at.out('error_stream')[0]?.[4], "NULL value for NOT NULL column 'K': Code=22004");
});

test('windows of several pumps end in the order of their ends, before the row that comes after', () => {
  const at = new Bench(
    program({ S: source }, [
      { into: 'D', plan: windowed(scan('S', source), 3000) },
      { into: 'D', plan: windowed(scan('S', source), 1000) },
      { into: 'D', plan: project(scan('S', source), column(0), column(1)) },
    ]),
  );
  at.step([at.row('S', 100, 1, 1), at.row('S', 1100, 2, 2), at.row('S', 5000, 3, 3)]);
  assert.deepEqual(at.out('D'), [
    [100, 1, 1],
    [1000, 0, 1n],
    [1100, 2, 2],
    [2000, 1000, 1n],
    [3000, 0, 2n],
    [5000, 3, 3],
  ]);
});

test('a stream of several pumps has no time that falls: who is behind is given its time', () => {
  const retimed: Plan = { ...project(scan('S', source), column(0)), rowtime: column(1, TIMESTAMP) } as Plan;
  const at = new Bench(
    program({ S: source }, [
      { into: 'D', plan: project(scan('S', source), column(0)) },
      { into: 'D', plan: retimed },
      { into: 'E', plan: windowed(scan('D', integerColumns('C0'))) },
    ]),
  );
  at.step([at.row('S', 2000, 1, 500), at.row('S', 2100, 2, 600)], 9000);
  assert.deepEqual(at.out('D'), [
    [2000, 1],
    [2000, 1],
    [2100, 2],
    [2100, 2],
  ]);
  assert.deepEqual(at.out('E'), []);
  at.step([at.row('S', 9500, 3, 9400)]);
  assert.deepEqual(at.out('E'), [[3000, 2000, 4n]]);
});

test('pumps in a circle neither hang nor hold time back', () => {
  const at = new Bench(
    program({ S: source }, [
      { into: 'A', plan: project(scan('S', source), column(0)) },
      {
        into: 'B',
        plan: project(
          scan('A', integerColumns('C0')),
          call('+', INTEGER, [column(0), constant(1)], (a: number, b: number) => a + b),
        ),
      },
      {
        into: 'A',
        plan: {
          kind: 'filter',
          input: scan('B', integerColumns('C0')),
          condition: less(column(0), constant(3)),
          columns: integerColumns('C0'),
        },
      },
      { into: 'E', plan: windowed(scan('A', integerColumns('C0'))) },
    ]),
  );
  at.step([at.row('S', 1, 0, 0)], 1000);
  assert.deepEqual(at.out('A'), [
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  assert.deepEqual(at.out('E'), [[1000, 0, 3n]]);
});

test('a circle without an end is cut', () => {
  const plan = project(scan('A', integerColumns('C0')), column(0));
  const at = new Bench(
    program({ S: source }, [
      { into: 'A', plan: project(scan('S', source), column(0)) },
      { into: 'A', plan },
    ]),
  );
  at.step([at.row('S', 1, 0, 0)]);
  assert.equal(at.out('error_stream').length, 1);
});

test('an engine whose own fault it is says so, and no row is blamed', () => {
  const broken = call('F', BOOLEAN, [column(0)], () => {
    throw new TypeError('broken');
  });
  const at = new Bench(program({ S: source }, [{ into: 'D', plan: project(scan('S', source), broken) }]));
  assert.throws(() => at.step([at.row('S', 1, 0, 0)]), /broken/);
});

test('a snapshot of another program is refused', () => {
  const one = program({ S: source }, [{ into: 'D', plan: windowed(scan('S', source)) }]);
  const other = program({ S: source }, [{ into: 'D', plan: project(scan('S', source), column(0)) }]);
  const sink = { row: (): Value => null };
  const snapshot = new Engine(one, { sink }).snapshot();
  assert.throws(() => new Engine(other, { sink, snapshot }), /another program/);
  assert.throws(() => new Engine(other, { sink, snapshot: 5 }), TypeError);
  assert.doesNotThrow(() => new Engine(one, { sink, snapshot }));
});
