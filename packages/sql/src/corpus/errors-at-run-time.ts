import { over, type Case } from './case.js';

/** Rows that fail: they go to error_stream, and the program goes on. */
export const errorsAtRunTime: readonly Case[] = [
  ...over('t VARCHAR(10), p INTEGER, e TIMESTAMP', [
    {
      name: 'division by zero in the list',
      into: 'x INTEGER',
      sql: 'SELECT STREAM 100 / p FROM S',
      feed: `
      10:00:00 | A | 5 | NULL
      10:00:01 | A | 0 | NULL
      10:00:02 | A | NULL | NULL
      10:00:03 | A | 3 | NULL`,
      out: `
      10:00:00 | 20
      10:00:02 | NULL
      10:00:03 | 33`,
      errors: '10:00:01 | P | 22012',
    },
    {
      name: 'division by zero in WHERE',
      into: 'p INTEGER',
      sql: 'SELECT STREAM p FROM S WHERE 100 / p > 10',
      feed: `
      10:00:00 | A | 5 | NULL
      10:00:01 | A | 0 | NULL
      10:00:02 | A | 50 | NULL`,
      out: '10:00:00 | 5',
      errors: '10:00:01 | P | 22012',
    },
    {
      name: 'what stands behind a false condition is not computed',
      into: 'x INTEGER',
      sql: 'SELECT STREAM CASE WHEN p = 0 THEN -1 ELSE 100 / p END FROM S WHERE p IS NOT NULL AND (p = 0 OR 100 / p > 1)',
      feed: `
      10:00:00 | A | 0 | NULL
      10:00:01 | A | 4 | NULL`,
      out: `
      10:00:00 | -1
      10:00:01 | 25`,
    },
    {
      name: 'a text that is no number',
      into: 'x INTEGER',
      sql: 'SELECT STREAM CAST(t AS INTEGER) FROM S',
      feed: `
      10:00:00 | 12 | 0 | NULL
      10:00:01 | twelve | 0 | NULL
      10:00:02 | 13 | 0 | NULL`,
      out: `
      10:00:00 | 12
      10:00:02 | 13`,
      errors: '10:00:01 | P | 22018',
    },
    {
      name: 'a number that its column cannot hold',
      into: 'x SMALLINT',
      sql: 'SELECT STREAM p FROM S',
      feed: `
      10:00:00 | A | 32767 | NULL
      10:00:01 | A | 32768 | NULL`,
      out: '10:00:00 | 32767',
      errors: '10:00:01 | P | 22003',
    },
    {
      name: 'NULL for a column that takes none',
      into: 'x INTEGER NOT NULL',
      sql: 'SELECT STREAM p FROM S',
      feed: `
      10:00:00 | A | NULL | NULL
      10:00:01 | A | 1 | NULL`,
      out: '10:00:01 | 1',
      errors: '10:00:00 | P | 22004',
    },
    {
      name: 'a row that cannot be added to its group is missing in it',
      into: 'n BIGINT, s INTEGER',
      sql: 'SELECT STREAM COUNT(*), SUM(10 / p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
      feed: `
      10:00:00 | A | 5 | NULL
      10:00:01 | A | 0 | NULL
      10:00:02 | A | 2 | NULL
      clock 10:01:00`,
      out: '10:01:00 | 2 | 7',
      errors: '10:00:01 | P | 22012',
    },
    {
      name: 'a key that cannot be computed',
      into: 'k INTEGER, n BIGINT',
      sql: 'SELECT STREAM 10 / p, COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), 10 / p',
      feed: `
      10:00:00 | A | 5 | NULL
      10:00:01 | A | 0 | NULL
      clock 10:01:00`,
      out: '10:01:00 | 2 | 1',
      errors: '10:00:01 | P | 22012',
    },
    {
      name: 'a sum that overflows is an error of its group, not of the others',
      into: 't VARCHAR(10), s INTEGER',
      sql: 'SELECT STREAM t, SUM(p) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
      feed: `
      10:00:00 | A | 2147483647 | NULL
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 1 | NULL
      clock 10:01:00`,
      out: '10:01:00 | B | 1',
      errors: '10:01:00 | P | 22003',
    },
    {
      name: 'an aggregate that does not fit its column',
      into: 's TINYINT',
      sql: 'SELECT STREAM SUM(p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
      feed: `
      10:00:00 | A | 100 | NULL
      10:00:01 | A | 100 | NULL
      10:01:01 | A | 100 | NULL
      clock 10:02:00`,
      out: '10:02:00 | 100',
      errors: '10:01:00 | P | 22003',
    },
    {
      name: 'a row that fails before a window is not in it',
      into: 's INTEGER',
      sql: 'SELECT STREAM SUM(10 / p) OVER (ROWS 1 PRECEDING) FROM S',
      feed: `
      10:00:00 | A | 5 | NULL
      10:00:01 | A | 0 | NULL
      10:00:02 | A | 2 | NULL`,
      out: `
      10:00:00 | 2
      10:00:02 | 7`,
      errors: '10:00:01 | P | 22012',
    },
    {
      name: 'each pump has its own errors, in the order in which they come',
      sql: `CREATE STREAM A (x INTEGER);
      CREATE STREAM B (x INTEGER);
      CREATE PUMP "one" AS INSERT INTO A SELECT STREAM 1 / p FROM S;
      CREATE PUMP two AS INSERT INTO B SELECT STREAM 2 / (p - 1) FROM S;`,
      feed: `
      10:00:00 | A | 0 | NULL
      10:00:01 | A | 1 | NULL`,
      out: { A: '10:00:01 | 1', B: '10:00:00 | -2' },
      errors: `
      10:00:00 | one | 22012
      10:00:01 | TWO | 22012`,
    },
    {
      name: 'a stream behind another misses the row',
      sql: `CREATE STREAM A (x INTEGER);
      CREATE PUMP P AS INSERT INTO A SELECT STREAM 10 / p FROM S;
      CREATE STREAM DEST (n BIGINT);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM COUNT(*) FROM A GROUP BY FLOOR(A.ROWTIME TO MINUTE);`,
      feed: `
      10:00:00 | A | 0 | NULL
      10:00:01 | A | 1 | NULL
      clock 10:01:00`,
      out: '10:01:00 | 1',
      errors: '10:00:00 | P | 22012',
    },
    {
      name: 'ROWTIME that goes back',
      into: 't VARCHAR(10)',
      sql: 'SELECT STREAM t, e AS ROWTIME FROM S',
      feed: `
      10:00:00 | A | 0 | 09:00:01
      10:00:01 | B | 0 | 09:00:00
      10:00:02 | C | 0 | 09:00:01`,
      out: `
      09:00:01 | A
      09:00:01 | C`,
      errors: '10:00:01 | P | late',
    },
  ]),
  {
    name: 'a condition of a join that fails for a pair',
    source: { A: 'x INTEGER', B: 'y INTEGER' },
    into: 'x INTEGER, y INTEGER',
    sql: `SELECT STREAM x, y FROM A OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS a JOIN B AS b ON x / y > 1`,
    feed: `
      A: 10:00:00 | 8
      B: 10:00:01 | 0
      B: 10:00:02 | 2`,
    out: '10:00:02 | 8 | 2',
    errors: '10:00:01 | P | 22012',
  },
];
