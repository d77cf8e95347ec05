import { over, type Case } from './case.js';

/** GROUP BY over windows of ROWTIME, one behind the other. */
export const tumbling: readonly Case[] = over('t VARCHAR(4), p INTEGER, d DOUBLE, b BOOLEAN, e TIMESTAMP', [
  {
    name: 'a row for each group when its minute is over, in the order in which groups appeared',
    into: 't VARCHAR(4), n BIGINT',
    sql: 'SELECT STREAM t, COUNT(*) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:05 | B | 1 | NULL | NULL | NULL
      10:00:30 | A | 2 | NULL | NULL | NULL
      10:00:59.999 | B | 3 | NULL | NULL | NULL
      10:01:00 | B | 4 | NULL | NULL | NULL
      clock 10:02:00`,
    out: `
      10:01:00 | B | 2
      10:01:00 | A | 1
      10:02:00 | B | 1`,
  },
  {
    name: 'the clock ends a minute though no more rows come',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:05 | B | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 1',
  },
  {
    name: 'a minute is not over before its last ms is',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:05 | B | 1 | NULL | NULL | NULL
      clock 10:00:59.999`,
    out: '',
  },
  {
    name: 'ROWTIME alone is the end of the window, the grouped expression its start',
    into: 'a TIMESTAMP, b TIMESTAMP, s INTEGER',
    sql: `SELECT STREAM STEP(S.ROWTIME BY INTERVAL '60' SECOND), ROWTIME, SUM(p) FROM S
      GROUP BY STEP(S.ROWTIME BY INTERVAL '60' SECOND)`,
    feed: `
      10:00:05 | A | 1 | NULL | NULL | NULL
      10:00:06 | A | 3 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 10:00:00 | 10:01:00 | 4',
  },
  {
    name: 'steps of ten seconds, those without rows left out',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '10' SECOND)`,
    feed: `
      10:00:09.999 | A | 1 | NULL | NULL | NULL
      10:00:10 | A | 1 | NULL | NULL | NULL
      10:00:19 | A | 1 | NULL | NULL | NULL
      10:00:40 | A | 1 | NULL | NULL | NULL
      clock 10:02:00`,
    out: `
      10:00:10 | 1
      10:00:20 | 2
      10:00:50 | 1`,
  },
  {
    // 2020-01-01 10:00:00 is 1,577,872,800 s after 1970: a multiple of 7.
    name: 'steps are counted from 1970, whatever their length',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '7' SECOND)`,
    feed: `
      09:59:59 | A | 1 | NULL | NULL | NULL
      10:00:00 | A | 1 | NULL | NULL | NULL
      10:00:06.999 | A | 1 | NULL | NULL | NULL
      10:00:07 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: `
      10:00:00 | 1
      10:00:07 | 2
      10:00:14 | 1`,
  },
  {
    name: 'ten seconds by the arithmetic of intervals',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S
      GROUP BY FLOOR((S.ROWTIME - TIMESTAMP '1970-01-01 00:00:00') SECOND / 10 TO SECOND)`,
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:09.9 | A | 1 | NULL | NULL | NULL
      10:00:10 | A | 1 | NULL | NULL | NULL
      clock 10:00:20`,
    out: `
      10:00:10 | 2
      10:00:20 | 1`,
  },
  {
    name: 'CEIL: a full minute belongs to what is before it',
    into: 'm TIMESTAMP, n BIGINT',
    sql: 'SELECT STREAM CEIL(S.ROWTIME TO MINUTE), COUNT(*) FROM S GROUP BY CEIL(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:00 | A | 1 | NULL | NULL | NULL
      10:00:00.001 | A | 1 | NULL | NULL | NULL
      10:01:00 | A | 1 | NULL | NULL | NULL
      clock 10:02:00`,
    out: `
      10:00:00.001 | 10:00:00 | 1
      10:01:00.001 | 10:01:00 | 2`,
  },
  {
    name: 'a minute less a day is a minute all the same',
    into: 'm TIMESTAMP, n BIGINT',
    sql: `SELECT STREAM FLOOR(S.ROWTIME TO MINUTE) - INTERVAL '1' DAY, COUNT(*) FROM S
      GROUP BY FLOOR(S.ROWTIME TO MINUTE) - INTERVAL '1' DAY`,
    feed: `
      10:00:05 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 2019-12-31 10:00:00 | 1',
  },
  {
    name: 'hours',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO HOUR)',
    feed: `
      10:59:59 | A | 1 | NULL | NULL | NULL
      11:00:00 | A | 1 | NULL | NULL | NULL
      clock 12:00:00`,
    out: `
      11:00:00 | 1
      12:00:00 | 1`,
  },
  {
    name: 'days',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO DAY)`,
    feed: `
      23:59:59.999 | A | 1 | NULL | NULL | NULL
      2020-01-02 00:00:00 | A | 1 | NULL | NULL | NULL
      clock 2020-01-02 23:59:59`,
    out: '2020-01-02 00:00:00 | 1',
  },
  {
    name: 'months are of different lengths',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MONTH)',
    feed: `
      2020-02-29 23:00:00 | A | 1 | NULL | NULL | NULL
      2020-03-31 12:00:00 | A | 1 | NULL | NULL | NULL
      clock 2020-04-01 00:00:00`,
    out: `
      2020-03-01 00:00:00 | 1
      2020-04-01 00:00:00 | 1`,
  },
  {
    name: 'HAVING by an aggregate',
    into: 't VARCHAR(4), n BIGINT',
    sql: 'SELECT STREAM t, COUNT(*) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE) HAVING COUNT(*) > 1',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:02 | B | 1 | NULL | NULL | NULL
      10:00:03 | B | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | B | 2',
  },
  {
    name: 'HAVING by a group and by an aggregate that is not selected',
    into: 't VARCHAR(4)',
    sql: `SELECT STREAM t FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE) HAVING t <> 'A' AND MAX(p) >= 5`,
    feed: `
      10:00:01 | A | 9 | NULL | NULL | NULL
      10:00:02 | B | 5 | NULL | NULL | NULL
      10:00:03 | C | 4 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | B',
  },
  {
    name: 'NULL is a group',
    into: 't VARCHAR(4), n BIGINT',
    sql: 'SELECT STREAM t, COUNT(*) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | NULL | 9 | NULL | NULL | NULL
      10:00:02 | A | 5 | NULL | NULL | NULL
      10:00:03 | NULL | 4 | NULL | NULL | NULL
      clock 10:01:00`,
    out: `
      10:01:00 | NULL | 2
      10:01:00 | A | 1`,
  },
  {
    name: 'groups by expressions, which are selected as they are grouped',
    into: 'k VARCHAR(4), n BIGINT',
    sql: 'SELECT STREAM UPPER(t) AS k, COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), UPPER(t)',
    feed: `
      10:00:01 | a | 3 | NULL | NULL | NULL
      10:00:02 | A | 8 | NULL | NULL | NULL
      10:00:03 | b | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: `
      10:01:00 | A | 2
      10:01:00 | B | 1`,
  },
  {
    name: 'WHERE is before the groups: a window of rows that do not pass gives nothing',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S WHERE p > 2 GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | a | 3 | NULL | NULL | NULL
      10:00:02 | A | 2 | NULL | NULL | NULL
      10:01:03 | b | 1 | NULL | NULL | NULL
      clock 10:05:00`,
    out: '10:01:00 | 1',
  },
  {
    name: 'event times that come late are groups of the window in which they come',
    into: 't VARCHAR(4), e TIMESTAMP, n DOUBLE',
    sql: `SELECT STREAM t, FLOOR(e TO MINUTE), COUNT(t) FROM S
      GROUP BY t, FLOOR(e TO MINUTE), STEP(S.ROWTIME BY INTERVAL '1' MINUTE)`,
    feed: `
      11:00:20 | AMZN | 1 | NULL | NULL | 11:00:10
      11:00:30 | AMZN | 1 | NULL | NULL | 11:00:20
      11:01:05 | AMZN | 1 | NULL | NULL | 11:00:55
      11:01:15 | AMZN | 1 | NULL | NULL | 11:01:05
      clock 11:03:00`,
    out: `
      11:01:00 | AMZN | 11:00:00 | 2
      11:02:00 | AMZN | 11:00:00 | 1
      11:02:00 | AMZN | 11:01:00 | 1`,
  },
  {
    name: 'with two windows the shorter one ends a group',
    into: 'h TIMESTAMP, m TIMESTAMP, n BIGINT',
    sql: `SELECT STREAM FLOOR(S.ROWTIME TO HOUR), FLOOR(S.ROWTIME TO MINUTE), COUNT(*) FROM S
      GROUP BY FLOOR(S.ROWTIME TO HOUR), FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      10:59:20 | A | 1 | NULL | NULL | NULL
      10:59:21 | A | 1 | NULL | NULL | NULL
      11:00:00 | A | 1 | NULL | NULL | NULL
      clock 11:01:00`,
    out: `
      11:00:00 | 10:00:00 | 10:59:00 | 2
      11:01:00 | 11:00:00 | 11:00:00 | 1`,
  },
  {
    name: 'AS ROWTIME gives an aggregate another time',
    into: 'n BIGINT',
    sql: 'SELECT STREAM MIN(S.ROWTIME) AS ROWTIME, COUNT(*) AS n FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:07 | A | 1 | NULL | NULL | NULL
      10:00:08 | A | 1 | NULL | NULL | NULL
      10:01:20 | A | 1 | NULL | NULL | NULL
      clock 10:02:00`,
    out: `
      10:00:07 | 2
      10:01:20 | 1`,
  },
  {
    name: 'a column said to be monotonic: a row with the next value ends the group',
    into: 'p INTEGER, n BIGINT',
    sql: 'SELECT STREAM MONOTONIC(p), COUNT(*) FROM S GROUP BY MONOTONIC(p)',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:02 | A | 1 | NULL | NULL | NULL
      10:00:05 | A | 2 | NULL | NULL | NULL
      clock 11:00:00`,
    out: '10:00:05 | 1 | 2',
  },
  {
    name: 'groups without aggregates: each ticker once in a minute',
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:02 | B | 1 | NULL | NULL | NULL
      10:00:03 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: `
      10:01:00 | A
      10:01:00 | B`,
  },
  {
    name: 'ROWTIME of an alias, in quotes, and alone',
    into: 'n BIGINT',
    sql: 'SELECT STREAM COUNT(*) FROM S AS x GROUP BY FLOOR(x."ROWTIME" TO MINUTE), FLOOR(ROWTIME TO HOUR)',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 1',
  },
  {
    name: 'a list of target columns; the others are NULL',
    sql: `CREATE STREAM DEST (t VARCHAR(4), n INTEGER, x DOUBLE);
      CREATE PUMP P AS INSERT INTO DEST (n, t) SELECT STREAM COUNT(*), t FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE);`,
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | A | 1 | NULL',
  },
  {
    name: 'one name for two columns',
    into: 'a TIMESTAMP, t VARCHAR(4), lo INTEGER, hi INTEGER',
    sql: `SELECT STREAM ROWTIME, t, MIN(p) AS p, MAX(p) AS p FROM S GROUP BY t, STEP(S.ROWTIME BY INTERVAL '60' SECOND)`,
    feed: `
      10:00:01 | A | 7 | NULL | NULL | NULL
      10:00:02 | A | 5 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 10:01:00 | A | 5 | 7',
  },
]);
