import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProgram } from '../bind/index.js';
import { Engine } from '../execute/engine.js';
import type { Value } from '../types/sql-type.js';
import { given } from './given.js';

/** An expression's value over rows of no importance; the message where it fails. */
function valueOf(expression: string, type: string): Value {
  const program = compileProgram(
    `CREATE STREAM O (X ${type}); CREATE PUMP P AS INSERT INTO O SELECT STREAM ${expression} FROM S;`,
    given,
  );
  let result: Value = 'nothing';
  const sink = {
    row: (stream: number, { values }: { readonly values: readonly Value[] }) => {
      const kind = program.streams[stream]?.kind;
      if (kind === 'created') [result = null] = values;
      if (kind === 'error') result = String(values[3]).replace(/^.*Code=/, '');
    },
  };
  new Engine(program, { sink }).step({
    now: 0,
    rows: [{ stream: 0, time: 0, values: [7, 'x', -2.5, 0, 9_223_372_036_854_775_807n] }],
    watermark: 0,
  });
  return result;
}

for (const [expression, type, expected] of [
  // Beyond what each type holds.
  ['CAST(127 AS TINYINT) + CAST(1 AS TINYINT)', 'TINYINT', '22003'],
  ['CAST(32767 AS SMALLINT) + CAST(1 AS SMALLINT)', 'SMALLINT', '22003'],
  ['2147483647 + 1', 'INTEGER', '22003'],
  ['-2147483647 - 2', 'INTEGER', '22003'],
  ['2147483647 * 2147483647', 'INTEGER', '22003'],
  ['G + 1', 'BIGINT', '22003'],
  ['-G - 2', 'BIGINT', '22003'],
  ['-G - 1', 'BIGINT', -9_223_372_036_854_775_808n],
  ['(-G - 1) / -1', 'BIGINT', '22003'],
  ['ABS(-G - 1)', 'BIGINT', '22003'],
  ['-(-G - 1)', 'BIGINT', '22003'],
  ['MOD(-G - 1, -1)', 'BIGINT', 0n],
  ['1e308 * 10', 'DOUBLE', '22003'],
  ['CAST(1e39 AS REAL)', 'REAL', '22003'],
  ['CAST(128 AS TINYINT)', 'TINYINT', '22003'],
  ['CAST(-128.4 AS TINYINT)', 'TINYINT', -128],
  ['CAST(-128.5 AS TINYINT)', 'TINYINT', '22003'],
  ['CAST(999999999999999999 AS DECIMAL(18,0))', 'DECIMAL(18,0)', 999_999_999_999_999_999n],
  ['CAST(1000000000000000000 AS DECIMAL(18,0))', 'DECIMAL(18,0)', '22003'],
  // Signs: the quotient is cut off, what is left has the dividend's sign.
  ['A / 2', 'INTEGER', 3],
  ['-A / 2', 'INTEGER', -3],
  ['A / -2', 'INTEGER', -3],
  ['MOD(-A, 3)', 'INTEGER', -1],
  ['MOD(A, -3)', 'INTEGER', 1],
  ['A / 0', 'INTEGER', '22012'],
  ['MOD(A, 0)', 'INTEGER', '22012'],
  ['D / 0', 'DOUBLE', '22012'],
  // Halves go away from 0; what a DOUBLE is exactly is what counts.
  ['CAST(D AS INTEGER)', 'INTEGER', -3],
  ['CAST(-D AS INTEGER)', 'INTEGER', 3],
  ['CAST(0.49999999999999994e0 AS INTEGER)', 'INTEGER', 0],
  ['CAST(-0.5e0 AS INTEGER)', 'INTEGER', -1],
  ['CAST(-0.4e0 AS INTEGER)', 'INTEGER', 0],
  ['CAST(9007199254740993e0 AS BIGINT)', 'BIGINT', 9_007_199_254_740_992n],
  ['CAST(4503599627370497.5e0 AS BIGINT)', 'BIGINT', 4_503_599_627_370_498n],
  ['CAST(9223372036854775807e0 AS BIGINT)', 'BIGINT', '22003'],
  ['CAST(-9223372036854775808e0 AS BIGINT)', 'BIGINT', -9_223_372_036_854_775_808n],
  ['CAST(G AS DOUBLE)', 'DOUBLE', 2 ** 63],
  ["CAST('2147483647.5' AS INTEGER)", 'INTEGER', '22003'],
  ["CAST('-0' AS DOUBLE)", 'DOUBLE', 0],
  ['CAST(0.005 AS DECIMAL(5,2))', 'DECIMAL(5,2)', 1n],
  ['CAST(-0.005 AS DECIMAL(5,2))', 'DECIMAL(5,2)', -1n],
  // Nobody sees a -0.
  ['CAST(0 * -1.5e0 AS VARCHAR(10))', 'VARCHAR(10)', '0E0'],
  ['CAST(CAST(-0.0e0 AS REAL) AS VARCHAR(10))', 'VARCHAR(10)', '0E0'],
  ['CAST(0 * -1.5e0 AS INTEGER)', 'INTEGER', 0],
  ['-(D + 2.5)', 'DOUBLE', 0],
] as const)
  test(`${expression} is ${String(expected)}`, () => {
    assert.ok(Object.is(valueOf(expression, type), expected), String(valueOf(expression, type)));
  });
