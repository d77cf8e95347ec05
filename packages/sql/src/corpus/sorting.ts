import { over, type Case } from './case.js';

/** ORDER BY. */
export const sorting: readonly Case[] = over('t VARCHAR(4), p INTEGER, e TIMESTAMP', [
  {
    name: 'within each moment',
    into: 't VARCHAR(4), p INTEGER',
    sql: 'SELECT STREAM t, p FROM S ORDER BY ROWTIME, t',
    feed: `
      10:00:00 | B | 1 | NULL
      10:00:00 | A | 2 | NULL
      10:00:01 | C | 3 | NULL
      10:00:01 | A | 4 | NULL
      clock 10:00:02`,
    out: `
      10:00:00 | A | 2
      10:00:00 | B | 1
      10:00:01 | A | 4
      10:00:01 | C | 3`,
  },
  {
    name: 'only whole numbers are places of items',
    into: 't VARCHAR(4), p INTEGER',
    sql: 'SELECT STREAM t, p FROM S ORDER BY ROWTIME, 1.5, 2',
    feed: `
      10:00:00 | A | 2 | NULL
      10:00:00 | B | 1 | NULL
      clock 10:00:02`,
    out: `
      10:00:00 | B | 1
      10:00:00 | A | 2`,
  },
  {
    name: 'by ROWTIME alone rows stay as they are',
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S ORDER BY S.ROWTIME',
    feed: `
      10:00:00 | B | 1 | NULL
      10:00:00 | A | 2 | NULL`,
    out: `
      10:00:00 | B
      10:00:00 | A`,
  },
  {
    // Times never fall: the row of 10:00:01 comes out behind that of 10:00:09.
    name: 'the rows of each minute, the dearest first, when the minute is over',
    into: 't VARCHAR(4), p INTEGER',
    sql: 'SELECT STREAM t, p FROM S ORDER BY FLOOR(S.ROWTIME TO MINUTE), p DESC',
    feed: `
      10:00:01 | B | 1 | NULL
      10:00:09 | A | 7 | NULL
      10:00:10 | C | 3 | NULL
      10:01:00 | A | 9 | NULL
      clock 10:01:30`,
    out: `
      10:00:09 | A | 7
      10:00:10 | C | 3
      10:00:10 | B | 1`,
  },
  {
    name: 'groups by their sums',
    into: 't VARCHAR(4), s INTEGER',
    sql: `SELECT STREAM t, SUM(p) FROM S GROUP BY FLOOR(S.ROWTIME TO HOUR), t
      ORDER BY FLOOR(S.ROWTIME TO HOUR), SUM(p) DESC, t`,
    feed: `
      10:00:01 | B | 1 | NULL
      10:00:02 | A | 7 | NULL
      10:00:03 | C | 3 | NULL
      10:00:04 | B | 2 | NULL
      clock 11:01:00`,
    out: `
      11:00:00 | A | 7
      11:00:00 | B | 3
      11:00:00 | C | 3`,
  },
  {
    name: 'by position and by alias',
    into: 'm TIMESTAMP, q INTEGER',
    sql: 'SELECT STREAM FLOOR(S.ROWTIME TO MINUTE) AS m, p * -1 AS q FROM S ORDER BY 1, q',
    feed: `
      10:00:01 | B | 1 | NULL
      10:00:01 | A | 7 | NULL
      10:00:01 | C | 3 | NULL
      clock 10:01:00`,
    out: `
      10:00:01 | 10:00:00 | -7
      10:00:01 | 10:00:00 | -3
      10:00:01 | 10:00:00 | -1`,
  },
  {
    name: 'NULLs where they are asked for',
    into: 'p INTEGER',
    sql: 'SELECT STREAM p FROM S ORDER BY ROWTIME, p NULLS LAST',
    feed: `
      10:00:01 | B | NULL | NULL
      10:00:01 | A | 7 | NULL
      10:00:01 | C | 3 | NULL
      clock 10:01:00`,
    out: `
      10:00:01 | 3
      10:00:01 | 7
      10:00:01 | NULL`,
  },
  {
    name: 'rows that are equal keep their order',
    into: 't VARCHAR(4), p INTEGER',
    sql: 'SELECT STREAM t, p FROM S ORDER BY ROWTIME, MOD(p, 2)',
    feed: `
      10:00:01 | A | 3 | NULL
      10:00:01 | B | 2 | NULL
      10:00:01 | C | 1 | NULL
      10:00:01 | D | 4 | NULL
      clock 10:01:00`,
    out: `
      10:00:01 | B | 2
      10:00:01 | D | 4
      10:00:01 | A | 3
      10:00:01 | C | 1`,
  },
  {
    name: 'by event times WITHIN two minutes: what comes out of order is put in order',
    into: 't VARCHAR(4)',
    sql: `SELECT STREAM e AS ROWTIME, t FROM S ORDER BY e WITHIN INTERVAL '2' MINUTE`,
    feed: `
      10:00:00 | A | 1 | 09:00:00
      10:00:01 | B | 1 | 09:01:30
      10:00:02 | C | 1 | 09:00:30
      10:00:03 | D | 1 | 09:03:31
      10:00:04 | E | 1 | 09:06:00`,
    out: `
      09:00:00 | A
      09:00:30 | C
      09:01:30 | B
      09:03:31 | D`,
  },
  {
    name: 'what comes later than WITHIN allows is an error',
    into: 't VARCHAR(4)',
    sql: `SELECT STREAM e AS ROWTIME, t FROM S ORDER BY e WITHIN INTERVAL '10' SECOND`,
    feed: `
      10:00:00 | A | 1 | 09:00:00
      10:00:01 | B | 1 | 09:01:00
      10:00:02 | C | 1 | 09:00:10
      10:00:03 | D | 1 | 09:02:00`,
    out: `
      09:00:00 | A
      09:01:00 | B`,
    errors: '10:00:02 | P | late',
  },
  {
    name: 'windows behind a sort by event times',
    sql: `CREATE STREAM T (p INTEGER);
      CREATE PUMP P AS INSERT INTO T SELECT STREAM p, e AS ROWTIME FROM S ORDER BY e WITHIN INTERVAL '1' MINUTE;
      CREATE STREAM DEST (s INTEGER);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM SUM(p) FROM T GROUP BY FLOOR(T.ROWTIME TO MINUTE);`,
    feed: `
      10:00:00 | A | 1 | 09:00:40
      10:00:01 | A | 2 | 09:01:10
      10:00:02 | A | 4 | 09:00:50
      10:00:03 | A | 8 | 09:05:00
      10:00:04 | A | 16 | 09:06:01`,
    out: `
      09:01:00 | 5
      09:02:00 | 2`,
  },
]);
