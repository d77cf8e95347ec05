import { over, type Case } from './case.js';

/** Aggregates of groups. */
export const aggregates: readonly Case[] = over('t VARCHAR(4), p INTEGER, d DOUBLE, b BOOLEAN, e TIMESTAMP', [
  {
    name: 'aggregates leave NULLs out, and AVG of integers is cut',
    into: 'c BIGINT, n BIGINT, s INTEGER, a INTEGER, lo INTEGER, hi INTEGER',
    sql: 'SELECT STREAM COUNT(*), COUNT(p), SUM(p), AVG(p), MIN(p), MAX(p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:02 | A | NULL | NULL | NULL | NULL
      10:00:03 | A | 4 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 3 | 2 | 5 | 2 | 1 | 4',
  },
  {
    name: 'aggregates of nothing but NULLs',
    into: 'c BIGINT, n BIGINT, s INTEGER, a INTEGER, lo INTEGER, hi INTEGER',
    sql: 'SELECT STREAM COUNT(*), COUNT(p), SUM(p), AVG(p), MIN(p), MAX(p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:02 | A | NULL | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 1 | 0 | NULL | NULL | NULL | NULL',
  },
  {
    name: 'AVG of doubles is not cut',
    into: 'a DOUBLE',
    sql: 'SELECT STREAM AVG(d) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | NULL | 1 | NULL | NULL
      10:00:03 | A | NULL | 4 | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 2.5',
  },
  {
    name: 'variance and deviation, of the rows and of what they are a sample of',
    into: 'a DOUBLE, b DOUBLE, c DOUBLE, e DOUBLE',
    sql: 'SELECT STREAM VAR_POP(d), VAR_SAMP(d), STDDEV_POP(d), STDDEV_SAMP(d) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | NULL | 2 | NULL | NULL
      10:00:02 | A | NULL | 4 | NULL | NULL
      10:00:03 | A | NULL | 4 | NULL | NULL
      10:00:04 | A | NULL | 4 | NULL | NULL
      10:00:05 | A | NULL | 5 | NULL | NULL
      10:00:06 | A | NULL | 5 | NULL | NULL
      10:00:07 | A | NULL | NULL | NULL | NULL
      10:00:08 | A | NULL | 7 | NULL | NULL
      10:00:09 | A | NULL | 9 | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 4 | 4.5714285714285714 | 2 | 2.138089935299395',
  },
  {
    name: 'one value has no variance as a sample',
    into: 'a DOUBLE, b DOUBLE, c DOUBLE, e DOUBLE',
    sql: 'SELECT STREAM VAR_POP(d), VAR_SAMP(d), STDDEV_POP(d), STDDEV_SAMP(d) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | NULL | 2.5 | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 0 | NULL | 0 | NULL',
  },
  {
    name: 'EVERY and ANY',
    into: 't VARCHAR(4), a BOOLEAN, b BOOLEAN',
    sql: 'SELECT STREAM t, EVERY(b), ANY(p > 2) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 1 | NULL | true | NULL
      10:00:02 | A | 3 | NULL | false | NULL
      10:00:03 | B | 2 | NULL | true | NULL
      10:00:04 | B | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: `
      10:01:00 | A | false | true
      10:01:00 | B | true | false`,
  },
  {
    name: 'each value once: DISTINCT',
    into: 'n BIGINT, s INTEGER',
    sql: 'SELECT STREAM COUNT(DISTINCT t), SUM(DISTINCT p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 1 | NULL | NULL | NULL
      10:00:02 | B | 3 | NULL | NULL | NULL
      10:00:03 | A | 3 | NULL | NULL | NULL
      10:00:04 | NULL | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 2 | 4',
  },
  {
    name: 'expressions of aggregates',
    into: 'a INTEGER, b BIGINT',
    sql: 'SELECT STREAM MAX(p) - MIN(p) + 1, COUNT(*) * 10 + SUM(p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 3 | NULL | NULL | NULL
      10:00:02 | A | 8 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 6 | 31',
  },
  {
    name: 'aggregates of expressions, counts by CASE',
    into: 'a BIGINT, b INTEGER',
    sql: `SELECT STREAM COUNT(CASE WHEN p > 2 THEN 1 END), SUM(CASE WHEN t = 'A' THEN p ELSE 0 END) FROM S
      GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      10:00:01 | A | 3 | NULL | NULL | NULL
      10:00:02 | B | 8 | NULL | NULL | NULL
      10:00:03 | A | 1 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 2 | 4',
  },
  {
    name: 'a sum of doubles into a small integer is rounded',
    into: 's SMALLINT',
    sql: 'SELECT STREAM SUM(d) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 7 | 30.14 | NULL | NULL
      10:00:02 | A | 5 | 29.57 | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | 60',
  },
  {
    name: 'the first and the last row of a group',
    into: 't VARCHAR(4), a INTEGER, b INTEGER',
    sql: 'SELECT STREAM t, FIRST_VALUE(p), LAST_VALUE(p) FROM S GROUP BY t, FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | A | 7 | NULL | NULL | NULL
      10:00:02 | A | 9 | NULL | NULL | NULL
      10:00:03 | A | 8 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | A | 7 | 8',
  },
  {
    name: 'MIN and MAX of texts and times',
    into: 'a VARCHAR(4), b VARCHAR(4), c TIMESTAMP, f BIGINT',
    sql: 'SELECT STREAM MIN(t), MAX(t), MAX(e), TSDIFF(MIN(e), MAX(e)) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)',
    feed: `
      10:00:01 | b | 7 | NULL | NULL | 09:00:01.5
      10:00:02 | B | 9 | NULL | NULL | 09:00:00
      10:00:03 | a | 8 | NULL | NULL | NULL
      clock 10:01:00`,
    out: '10:01:00 | B | b | 09:00:01.5 | 1500',
  },
]);
