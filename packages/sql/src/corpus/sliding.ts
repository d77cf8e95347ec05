import { over, type Case } from './case.js';

const prices = `
  10:00:00 | A | 10
  10:00:10 | B | 7
  10:00:20 | A | 30
  10:00:30 | A | NULL
  10:01:00 | A | 20
  10:01:20.001 | A | 5`;

const cities = `
  2018-11-01 01:00:00 | Denver | 29
  2018-11-01 01:00:00 | Anchorage | 2
  2018-11-01 06:00:00 | Miami | 65
  2018-11-01 07:00:00 | Denver | 32
  2018-11-01 09:00:00 | Anchorage | 9
  2018-11-01 13:00:00 | Denver | 50
  2018-11-01 17:00:00 | Anchorage | 10
  2018-11-01 18:00:00 | Denver | 43
  2018-11-01 19:00:00 | Anchorage | 4
  2018-11-02 01:00:00 | Anchorage | 3
  2018-11-02 01:00:00 | Denver | 39`;

/** OVER: a row for each row, of it and of those before it. */
export const sliding: readonly Case[] = over('t VARCHAR(10), p INTEGER', [
  {
    name: 'a day of each city: the row exactly a day old is in, one of the same time that comes later is not yet',
    into: 't VARCHAR(10), lo INTEGER, hi INTEGER, a INTEGER',
    sql: `SELECT STREAM t, MIN(p) OVER w, MAX(p) OVER w, AVG(p) OVER w FROM S
      WINDOW w AS (PARTITION BY t RANGE INTERVAL '1' DAY PRECEDING)`,
    feed: cities,
    out: `
      2018-11-01 01:00:00 | Denver | 29 | 29 | 29
      2018-11-01 01:00:00 | Anchorage | 2 | 2 | 2
      2018-11-01 06:00:00 | Miami | 65 | 65 | 65
      2018-11-01 07:00:00 | Denver | 29 | 32 | 30
      2018-11-01 09:00:00 | Anchorage | 2 | 9 | 5
      2018-11-01 13:00:00 | Denver | 29 | 50 | 37
      2018-11-01 17:00:00 | Anchorage | 2 | 10 | 7
      2018-11-01 18:00:00 | Denver | 29 | 50 | 38
      2018-11-01 19:00:00 | Anchorage | 2 | 10 | 6
      2018-11-02 01:00:00 | Anchorage | 2 | 10 | 5
      2018-11-02 01:00:00 | Denver | 29 | 50 | 38`,
  },
  {
    name: 'without partitions rows of the same time are seen in their order',
    into: 't VARCHAR(10), lo INTEGER, hi INTEGER',
    sql: `SELECT STREAM t, MIN(p) OVER w, MAX(p) OVER w FROM S WINDOW w AS (RANGE INTERVAL '1' HOUR PRECEDING)`,
    feed: `
      01:00:00 | Denver | 29
      01:00:00 | Anchorage | 2
      02:00:00 | Miami | 65
      02:00:00.001 | Miami | 66`,
    out: `
      01:00:00 | Denver | 29 | 29
      01:00:00 | Anchorage | 2 | 29
      02:00:00 | Miami | 2 | 65
      02:00:00.001 | Miami | 65 | 66`,
  },
  {
    name: 'a minute, both its ends included, NULLs left out',
    into: 't VARCHAR(10), c BIGINT, n BIGINT, s INTEGER, a INTEGER',
    sql: `SELECT STREAM t, COUNT(*) OVER w, COUNT(p) OVER w, SUM(p) OVER w, AVG(p) OVER w FROM S
      WINDOW w AS (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING)`,
    feed: prices,
    out: `
      10:00:00 | A | 1 | 1 | 10 | 10
      10:00:10 | B | 1 | 1 | 7 | 7
      10:00:20 | A | 2 | 2 | 40 | 20
      10:00:30 | A | 3 | 2 | 40 | 20
      10:01:00 | A | 4 | 3 | 60 | 20
      10:01:20.001 | A | 3 | 2 | 25 | 12`,
  },
  {
    name: 'a minute without the row that is a minute old: an interval shorter by a ms',
    into: 's INTEGER',
    sql: `SELECT STREAM SUM(p) OVER (RANGE INTERVAL '0:59.999' MINUTE TO SECOND(3) PRECEDING) FROM S`,
    feed: `
      10:00:00 | A | 1
      10:00:59.999 | A | 2
      10:01:00 | A | 4`,
    out: `
      10:00:00 | 1
      10:00:59.999 | 3
      10:01:00 | 6`,
  },
  {
    name: 'ROWS: so many rows before the current one, of its partition',
    into: 't VARCHAR(10), s INTEGER, n BIGINT',
    sql: 'SELECT STREAM t, SUM(p) OVER w, COUNT(*) OVER w FROM S WINDOW w AS (PARTITION BY t ROWS 2 PRECEDING)',
    feed: `
      10:00:00 | A | 1
      10:00:00 | A | 2
      10:00:01 | B | 100
      11:00:00 | A | 4
      12:00:00 | A | 8`,
    out: `
      10:00:00 | A | 1 | 1
      10:00:00 | A | 3 | 2
      10:00:01 | B | 100 | 1
      11:00:00 | A | 7 | 3
      12:00:00 | A | 14 | 3`,
  },
  {
    name: 'ROWS CURRENT ROW and RANGE CURRENT ROW',
    into: 'a INTEGER, b INTEGER',
    sql: 'SELECT STREAM SUM(p) OVER (ROWS CURRENT ROW), SUM(p) OVER (RANGE CURRENT ROW) FROM S',
    feed: `
      10:00:00 | A | 1
      10:00:00 | A | 2
      10:00:01 | A | 4`,
    out: `
      10:00:00 | 1 | 1
      10:00:00 | 2 | 3
      10:00:01 | 4 | 4`,
  },
  {
    name: 'all that came before: UNBOUNDED PRECEDING',
    into: 't VARCHAR(10), s INTEGER, n BIGINT',
    sql: `SELECT STREAM t, SUM(p) OVER (PARTITION BY t ROWS UNBOUNDED PRECEDING),
        COUNT(*) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM S`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | B | 2
      12:00:00 | A | 4`,
    out: `
      10:00:00 | A | 1 | 1
      10:00:01 | B | 2 | 2
      12:00:00 | A | 5 | 3`,
  },
  {
    name: 'two windows in one query, and one made of another',
    into: 'a INTEGER, b INTEGER, c INTEGER',
    sql: `SELECT STREAM SUM(p) OVER w, SUM(p) OVER (w ROWS 1 PRECEDING), SUM(p) OVER l FROM S
      WINDOW w AS (PARTITION BY t), l AS (RANGE INTERVAL '1' SECOND PRECEDING)`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | B | 2
      10:00:03 | A | 4
      10:00:04 | A | 8`,
    out: `
      10:00:00 | 1 | 1 | 1
      10:00:01 | 2 | 2 | 3
      10:00:03 | 5 | 5 | 4
      10:00:04 | 13 | 12 | 12`,
  },
  {
    name: 'BETWEEN … AND CURRENT ROW, the order by ROWTIME written out',
    into: 's INTEGER',
    sql: `SELECT STREAM SUM(p) OVER (ORDER BY S.ROWTIME RANGE BETWEEN INTERVAL '2' SECOND PRECEDING AND CURRENT ROW) FROM S`,
    feed: `
      10:00:00 | A | 1
      10:00:02 | A | 2
      10:00:04 | A | 4`,
    out: `
      10:00:00 | 1
      10:00:02 | 3
      10:00:04 | 6`,
  },
  {
    name: 'a window that begins anew with each minute',
    into: 't VARCHAR(10), s INTEGER',
    sql: `SELECT STREAM t, SUM(p) OVER w FROM S
      WINDOW w AS (PARTITION BY UPPER(t), STEP(S.ROWTIME BY INTERVAL '1' MINUTE) RANGE INTERVAL '1' HOUR PRECEDING)`,
    feed: `
      10:00:58 | a | 1
      10:00:59 | A | 2
      10:01:00 | A | 4
      10:01:01 | a | 8`,
    out: `
      10:00:58 | a | 1
      10:00:59 | A | 3
      10:01:00 | A | 4
      10:01:01 | a | 12`,
  },
  {
    name: 'NULL is a partition',
    into: 't VARCHAR(10), s INTEGER',
    sql: 'SELECT STREAM t, SUM(p) OVER (PARTITION BY t ROWS 5 PRECEDING) FROM S',
    feed: `
      10:00:00 | NULL | 1
      10:00:01 | A | 2
      10:00:02 | NULL | 4`,
    out: `
      10:00:00 | NULL | 1
      10:00:01 | A | 2
      10:00:02 | NULL | 5`,
  },
  {
    name: 'the extremes leave the window',
    into: 'lo INTEGER, hi INTEGER',
    sql: 'SELECT STREAM MIN(p) OVER w, MAX(p) OVER w FROM S WINDOW w AS (ROWS 1 PRECEDING)',
    feed: `
      10:00:00 | A | 9
      10:00:01 | A | 1
      10:00:02 | A | 5
      10:00:03 | A | NULL
      10:00:04 | A | NULL`,
    out: `
      10:00:00 | 9 | 9
      10:00:01 | 1 | 9
      10:00:02 | 1 | 5
      10:00:03 | 5 | 5
      10:00:04 | NULL | NULL`,
  },
  {
    name: 'the clock alone gives nothing out',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) OVER (RANGE INTERVAL '1' SECOND PRECEDING) FROM S`,
    feed: `
      10:00:00 | A | 9
      clock 11:00:00`,
    out: '10:00:00 | 1',
  },
  {
    name: 'expressions with windows in them',
    into: 'x INTEGER, y VARCHAR(4)',
    sql: `SELECT STREAM p - MIN(p) OVER w, CASE WHEN p > AVG(p) OVER w THEN 'up' ELSE 'down' END FROM S
      WINDOW w AS (ROWS 9 PRECEDING)`,
    feed: `
      10:00:00 | A | 4
      10:00:01 | A | 8
      10:00:02 | A | 3`,
    out: `
      10:00:00 | 0 | down
      10:00:01 | 4 | 'up  '
      10:00:02 | 0 | down`,
  },
  {
    name: 'LAG: the row before, the second before, and what stands for those that are not there',
    into: 'a INTEGER, b INTEGER, c INTEGER',
    sql: 'SELECT STREAM LAG(p) OVER w, LAG(p, 2) OVER w, LAG(p, 2, 0) OVER w FROM S WINDOW w AS (ROWS 10 PRECEDING)',
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | NULL
      10:00:02 | A | 3
      10:00:03 | A | 4`,
    out: `
      10:00:00 | NULL | NULL | 0
      10:00:01 | 1 | NULL | 0
      10:00:02 | NULL | 1 | 1
      10:00:03 | 3 | NULL | NULL`,
  },
  {
    name: 'LAG over NULLs, of each ticker',
    into: 't VARCHAR(10), a INTEGER',
    sql: 'SELECT STREAM t, LAG(p, 1, -1) IGNORE NULLS OVER (PARTITION BY t ROWS 10 PRECEDING) FROM S',
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | NULL
      10:00:02 | B | 3
      10:00:03 | A | 4`,
    out: `
      10:00:00 | A | -1
      10:00:01 | A | 1
      10:00:02 | B | -1
      10:00:03 | A | 1`,
  },
  {
    name: 'LAG sees no further than its window',
    into: 'a INTEGER',
    sql: `SELECT STREAM LAG(p) OVER (RANGE INTERVAL '10' SECOND PRECEDING) FROM S`,
    feed: `
      10:00:00 | A | 1
      10:00:10 | A | 2
      10:00:20.001 | A | 3`,
    out: `
      10:00:00 | NULL
      10:00:10 | 1
      10:00:20.001 | NULL`,
  },
  {
    name: 'the first and the last value, with NULLs and without',
    into: 'a INTEGER, b INTEGER, c INTEGER, d INTEGER',
    sql: `SELECT STREAM FIRST_VALUE(p) OVER w, FIRST_VALUE(p) IGNORE NULLS OVER w,
        LAST_VALUE(p) OVER w, LAST_VALUE(p) IGNORE NULLS OVER w
      FROM S WINDOW w AS (ROWS 2 PRECEDING)`,
    feed: `
      10:00:00 | A | NULL
      10:00:01 | A | 2
      10:00:02 | A | NULL
      10:00:03 | A | 4`,
    out: `
      10:00:00 | NULL | NULL | NULL | NULL
      10:00:01 | NULL | 2 | 2 | 2
      10:00:02 | NULL | 2 | NULL | 2
      10:00:03 | 2 | 2 | 4 | 4`,
  },
  {
    name: 'the second value from the first, and from the last',
    into: 'a INTEGER, b INTEGER, c INTEGER',
    sql: `SELECT STREAM NTH_VALUE(p, 2) OVER w, NTH_VALUE(p, 2) FROM LAST OVER w, NTH_VALUE(p, 2) FROM FIRST IGNORE NULLS OVER w
      FROM S WINDOW w AS (ROWS 3 PRECEDING)`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | NULL
      10:00:02 | A | 3
      10:00:03 | A | 4
      10:00:04 | A | 5`,
    out: `
      10:00:00 | NULL | NULL | NULL
      10:00:01 | NULL | 1 | NULL
      10:00:02 | NULL | NULL | 3
      10:00:03 | NULL | 3 | 3
      10:00:04 | 3 | 4 | 4`,
  },
  {
    // Weights of 1/4, 1/2 and 1: (10/4 + 20/2 + 40) / (7/4) = 30.
    name: 'an average in which a value weighs half as much every ten seconds',
    into: 'a DOUBLE',
    sql: `SELECT STREAM EXP_AVG(CAST(p AS DOUBLE), INTERVAL '10' SECOND) OVER (RANGE INTERVAL '30' SECOND PRECEDING) FROM S`,
    feed: `
      10:00:00 | A | 10
      10:00:10 | A | 20
      10:00:20 | A | 40`,
    out: `
      10:00:00 | 10
      10:00:10 | 16.66666666666667
      10:00:20 | 30`,
  },
  {
    name: 'deviation and variance over a window',
    into: 'a DOUBLE, b DOUBLE',
    sql: `SELECT STREAM STDDEV_SAMP(CAST(p AS DOUBLE)) OVER w, VAR_POP(CAST(p AS DOUBLE)) OVER w FROM S WINDOW w AS (ROWS 1 PRECEDING)`,
    feed: `
      10:00:00 | A | 1000000
      10:00:01 | A | 1
      10:00:02 | A | 3`,
    out: `
      10:00:00 | NULL | 0
      10:00:01 | ${999_999 / Math.SQRT2} | 249999500000.25
      10:00:02 | 1.4142135623730951 | 1`,
  },
  {
    name: 'EVERY and ANY over a window',
    into: 'a BOOLEAN, b BOOLEAN',
    sql: 'SELECT STREAM EVERY(p > 1) OVER w, ANY(p > 3) OVER w FROM S WINDOW w AS (ROWS 1 PRECEDING)',
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | 4
      10:00:02 | A | 2
      10:00:03 | A | 3`,
    out: `
      10:00:00 | false | false
      10:00:01 | false | true
      10:00:02 | true | true
      10:00:03 | true | false`,
  },
  {
    name: 'WHERE is before the window, a query around it after',
    into: 't VARCHAR(10), n BIGINT',
    sql: `SELECT STREAM t, n FROM (
        SELECT STREAM t, COUNT(*) OVER w AS n FROM S WHERE p > 1
        WINDOW w AS (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING)
      ) WHERE n >= 2`,
    feed: `
      10:00:00 | A | 1
      10:00:01 | A | 2
      10:00:02 | A | 3
      10:00:03 | B | 3
      10:01:02 | A | 9
      10:02:30 | A | 9`,
    out: `
      10:00:02 | A | 2
      10:01:02 | A | 2`,
  },
  {
    name: 'each value of a window once: DISTINCT',
    into: 's INTEGER',
    sql: 'SELECT STREAM SUM(DISTINCT p) OVER (ROWS 2 PRECEDING) FROM S',
    feed: `
      10:00:00 | A | 5
      10:00:01 | A | 5
      10:00:02 | A | 2
      10:00:03 | A | 2
      10:00:04 | A | 2`,
    out: `
      10:00:00 | 5
      10:00:01 | 5
      10:00:02 | 7
      10:00:03 | 7
      10:00:04 | 2`,
  },
  {
    name: 'a window named like a field of time',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) OVER lastHour FROM S WINDOW lastHour AS (RANGE INTERVAL '59:59.999' MINUTE TO SECOND(3) PRECEDING)`,
    feed: `
      10:00:00 | A | 5
      10:59:59.999 | A | 5
      11:00:00 | A | 5`,
    out: `
      10:00:00 | 1
      10:59:59.999 | 2
      11:00:00 | 2`,
  },
]);
