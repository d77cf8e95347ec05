import { over, type Case } from './case.js';

/** Functions over windows. */
export const analytic: readonly Case[] = over('t VARCHAR(10), p INTEGER', [
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
]);
