import { over, type Case } from './case.js';

/** Clauses that meet each other. */
export const combinations: readonly Case[] = over('t VARCHAR(4), p INTEGER', [
  {
    name: 'a window’s counts, sorted within each moment',
    into: 't VARCHAR(4), n BIGINT',
    sql: 'SELECT STREAM t, COUNT(*) OVER w FROM S WINDOW w AS (ROWS 9 PRECEDING) ORDER BY ROWTIME, t',
    feed: `
      10:00:00 | B | 1
      10:00:00 | A | 1
      10:00:01 | C | 1
      clock 10:00:02`,
    out: `
      10:00:00 | A | 2
      10:00:00 | B | 1
      10:00:01 | C | 3`,
  },
  {
    name: 'the best two of each minute',
    into: 't VARCHAR(4), s INTEGER',
    sql: `SELECT STREAM t, SUM(p) AS s FROM S WHERE p > 0 GROUP BY t, FLOOR(S.ROWTIME TO MINUTE) HAVING COUNT(*) > 1
      ORDER BY FLOOR(S.ROWTIME TO MINUTE), s DESC LIMIT 2`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | 1
      10:00:02 | B | 5
      10:00:03 | B | 5
      10:00:04 | C | 99
      10:00:05 | D | 2
      10:00:06 | D | 2
      10:01:00 | A | 1
      10:01:01 | A | 2
      clock 10:02:01`,
    out: `
      10:01:00 | B | 10
      10:01:00 | D | 4
      10:02:00 | A | 3`,
  },
  {
    name: 'expressions of what is grouped, and constants',
    into: 'k VARCHAR(9), m TIMESTAMP, one INTEGER, n BIGINT',
    sql: `SELECT STREAM UPPER(t) || '!', FLOOR(S.ROWTIME TO MINUTE) + INTERVAL '1' MINUTE, 1, COUNT(*) + 1 FROM S
      GROUP BY UPPER(t), FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      10:00:00 | a | 1
      10:00:01 | A | 1
      clock 10:01:00`,
    out: '10:01:00 | A! | 10:01:00 | 1 | 3',
  },
  {
    name: 'a column in an expression of which only the column is grouped',
    into: 'k INTEGER, n BIGINT',
    sql: 'SELECT STREAM p * 10 + MAX(p), COUNT(*) FROM S GROUP BY p, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:00 | A | 1
      10:00:01 | B | 1
      10:00:02 | B | 2
      clock 10:01:00`,
    out: `
      10:01:00 | 11 | 2
      10:01:00 | 22 | 1`,
  },
  {
    name: 'groups by CASE',
    into: 'k CHAR(4), n BIGINT',
    sql: `SELECT STREAM CASE WHEN p > 10 THEN 'high' ELSE 'low' END, COUNT(*) FROM S
      GROUP BY FLOOR(S.ROWTIME TO MINUTE), CASE WHEN p > 10 THEN 'high' ELSE 'low' END`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | B | 11
      10:00:02 | B | NULL
      clock 10:01:00`,
    out: `
      10:01:00 | low | 2
      10:01:00 | high | 1`,
  },
  {
    name: 'HAVING by a key alone',
    into: 't VARCHAR(4)',
    sql: `SELECT STREAM t FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE) HAVING t LIKE 'A%' OR t IS NULL`,
    feed: `
      10:00:00 | AB | 1
      10:00:01 | B | 1
      10:00:02 | NULL | 1
      clock 10:01:00`,
    out: `
      10:01:00 | AB
      10:01:00 | NULL`,
  },
  {
    name: 'a query with a window in a join',
    source: { A: 'k INTEGER, v VARCHAR(4)', B: 'k INTEGER, w VARCHAR(4)' },
    into: 'k INTEGER, v VARCHAR(4), w VARCHAR(4)',
    sql: `SELECT STREAM b.k, a.v, b.w FROM (SELECT STREAM k, v FROM A WHERE v <> 'no') OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS a
      JOIN (SELECT STREAM k, w FROM B) AS b ON a.k = b.k`,
    feed: `
      A: 10:00:00 | 1 | no
      A: 10:00:01 | 1 | yes
      B: 10:00:02 | 1 | x`,
    out: '10:00:02 | 1 | yes | x',
  },
  {
    name: 'NATURAL JOIN: by all columns of one name, each there once',
    source: { A: 'k INTEGER, v VARCHAR(4)', B: 'w VARCHAR(4), k INTEGER' },
    into: 'k INTEGER, v VARCHAR(4), w VARCHAR(4)',
    sql: `SELECT STREAM * FROM A OVER (RANGE INTERVAL '1' MINUTE PRECEDING) NATURAL JOIN B`,
    feed: `
      A: 10:00:01 | 1 | a
      B: 10:00:02 | x | 1
      B: 10:00:03 | y | 2`,
    out: '10:00:02 | 1 | a | x',
  },
  {
    name: 'a table, then a window over what it says',
    tables: { T: { columns: 'k VARCHAR(4), sector VARCHAR(8)', rows: 'A | tech\nB | tech\nC | food' } },
    into: 's VARCHAR(8), a INTEGER',
    sql: `SELECT STREAM x.sector, SUM(S.p) OVER (PARTITION BY x.sector RANGE INTERVAL '1' MINUTE PRECEDING)
      FROM S JOIN T AS x ON S.t = x.k`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | C | 2
      10:00:02 | B | 4
      10:01:01 | A | 8`,
    out: `
      10:00:00 | tech | 1
      10:00:01 | food | 2
      10:00:02 | tech | 5
      10:01:01 | tech | 12`,
  },
  {
    name: 'what is unlike its average by more than the deviation',
    into: 't VARCHAR(4), p INTEGER',
    sql: `SELECT STREAM t, p FROM (
        SELECT STREAM t, p, AVG(CAST(p AS DOUBLE)) OVER w AS a, STDDEV_POP(CAST(p AS DOUBLE)) OVER w AS d FROM S
        WINDOW w AS (PARTITION BY t ROWS 3 PRECEDING)
      ) AS x WHERE ABS(p - a) > 1.5 * d`,
    feed: `
      10:00:00 | A | 10
      10:00:01 | A | 10
      10:00:02 | A | 10
      10:00:03 | A | 90
      10:00:04 | A | 10`,
    // Of 10, 10, 10, 90: average 30, deviation 34.64.
    out: '10:00:03 | A | 90',
  },
  {
    name: 'patterns and lists from columns',
    source: 's VARCHAR(20), f VARCHAR(20), n INTEGER',
    into: 's VARCHAR(20)',
    sql: `SELECT STREAM s FROM S WHERE s LIKE f || '%' AND n NOT IN (n + 1, 5) AND s SIMILAR TO f || '(a|b)*'`,
    feed: `
      10:00:00 | xab | x | 1
      10:00:01 | xab | y | 1
      10:00:02 | xab | x | 5
      10:00:03 | xac | x | 1
      10:00:04 | xab | NULL | 1`,
    out: '10:00:00 | xab',
  },
  {
    name: 'reserved words in quotes',
    source: '"value" INTEGER, "ORDER" VARCHAR(4)',
    sql: `CREATE STREAM "SELECT" ("FROM" INTEGER, "where" VARCHAR(4));
      CREATE PUMP "PUMP" AS INSERT INTO "SELECT" SELECT STREAM "value" AS "x", "ORDER" FROM S WHERE "value" > 1;`,
    feed: `
      10:00:00 | 1 | a
      10:00:01 | 2 | b`,
    out: { SELECT: '10:00:01 | 2 | b' },
  },
  {
    name: 'groups of numbers that are equal, and of texts but for blanks at their ends',
    source: 'd DOUBLE, m DECIMAL(4,2), c CHAR(3)',
    into: 'd DOUBLE, m DECIMAL(4,2), c CHAR(3), n BIGINT',
    sql: 'SELECT STREAM d, m, c, COUNT(*) FROM S GROUP BY d, m, c, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:00 | 0 | 1.5 | a
      10:00:01 | -0 | 1.50 | 'a  '
      10:00:02 | 0.5 | 1.5 | a
      clock 10:01:00`,
    out: `
      10:01:00 | 0 | 1.50 | 'a  ' | 2
      10:01:00 | 0.5 | 1.50 | 'a  ' | 1`,
  },
  {
    name: 'dates and times as keys',
    source: 'd DATE, m TIME, e TIMESTAMP',
    into: 'd DATE, h BIGINT, n BIGINT',
    sql: `SELECT STREAM d, EXTRACT(HOUR FROM m), COUNT(*) FROM S WHERE e >= CAST(d AS TIMESTAMP)
      GROUP BY d, EXTRACT(HOUR FROM m), FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      10:00:00 | 2020-02-29 | 13:00:00 | 2020-02-29 00:00:00
      10:00:01 | 2020-02-29 | 13:59:59 | 2020-03-01 00:00:00
      10:00:02 | 2020-02-29 | 14:00:00 | 2020-02-28 23:59:59
      clock 10:01:00`,
    out: '10:01:00 | 2020-02-29 | 13 | 2',
  },
  {
    name: 'binary values as keys and in comparisons',
    source: 'h VARBINARY(4), p INTEGER',
    into: 'h VARBINARY(4), s INTEGER',
    sql: `SELECT STREAM h, SUM(p) FROM S WHERE h <> X'00' GROUP BY h, FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      10:00:00 | 0aff | 1
      10:00:01 | 00 | 2
      10:00:02 | 0aff | 4
      10:00:03 | 0b | 8
      clock 10:01:00`,
    out: `
      10:01:00 | 0aff | 5
      10:01:00 | 0b | 8`,
  },
  {
    name: 'windows of two streams that only one is fed',
    source: { A: 'p INTEGER', B: 'p INTEGER' },
    sql: `CREATE STREAM DEST (k VARCHAR(1), n BIGINT);
      CREATE PUMP P AS INSERT INTO DEST SELECT STREAM 'a', COUNT(*) FROM A GROUP BY FLOOR(A.ROWTIME TO MINUTE);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM 'b', COUNT(*) FROM B GROUP BY FLOOR(B.ROWTIME TO MINUTE);`,
    feed: `
      A: 10:00:00 | 1
      B: 10:02:00 | 1
      clock 10:02:30`,
    out: '10:01:00 | a | 1',
  },
  {
    name: 'a rest of a day by the clock: windows that end one after the other',
    into: 'h TIMESTAMP, n BIGINT',
    sql: 'SELECT STREAM FLOOR(S.ROWTIME TO HOUR), COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO HOUR)',
    feed: `
      10:30:00 | A | 1
      clock 10:59:59.999
      clock 11:00:00
      clock 11:00:00
      11:00:00 | A | 1
      clock 2020-01-02 00:00:00
      2020-01-02 00:00:00 | A | 1`,
    out: `
      11:00:00 | 10:00:00 | 1
      12:00:00 | 11:00:00 | 1`,
  },
]);
