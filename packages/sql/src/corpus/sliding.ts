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
