import { over, type Case } from './case.js';

const two = { A: 'x INTEGER, y VARCHAR(4)', B: 'x BIGINT, z VARCHAR(8)' };

/** UNION ALL and DISTINCT. */
export const unionsAndDistinct: readonly Case[] = [
  ...over(two, [
    {
      name: 'UNION ALL: the rows of both in the order of their times',
      into: 'x BIGINT, y VARCHAR(8)',
      sql: 'SELECT STREAM x, y FROM A UNION ALL SELECT STREAM x, z FROM B',
      feed: `
        A: 10:00:00 | 1 | a
        B: 10:00:01 | 2 | bbbbb
        A: 10:00:02 | 3 | c`,
      out: `
        10:00:00 | 1 | a
        10:00:01 | 2 | bbbbb
        10:00:02 | 3 | c`,
    },
    {
      name: 'groups over a union',
      into: 'n BIGINT, s BIGINT',
      sql: `SELECT STREAM COUNT(*), SUM(x) FROM (SELECT STREAM x FROM A UNION ALL SELECT STREAM x FROM B) AS u
        GROUP BY FLOOR(u.ROWTIME TO MINUTE)`,
      feed: `
        A: 10:00:00 | 1 | a
        B: 10:00:01 | 2 | b
        B: 10:01:02 | 3 | c
        clock 10:02:00`,
      out: `
        10:01:00 | 2 | 3
        10:02:00 | 1 | 3`,
    },
    {
      name: 'a union of three, one of them filtered',
      into: 'x BIGINT',
      sql: `SELECT STREAM x FROM A UNION ALL SELECT STREAM x + 100 FROM A WHERE x > 1 UNION ALL SELECT STREAM x FROM B`,
      feed: `
        A: 10:00:00 | 1 | a
        A: 10:00:01 | 2 | a
        B: 10:00:02 | 3 | c`,
      out: `
        10:00:00 | 1
        10:00:01 | 2
        10:00:01 | 102
        10:00:02 | 3`,
    },
    {
      name: 'a union that is sorted within each moment',
      into: 'x BIGINT',
      sql: 'SELECT STREAM x FROM A UNION ALL SELECT STREAM x FROM B ORDER BY ROWTIME, x',
      feed: `
        A: 10:00:00 | 9 | a
        B: 10:00:00 | 2 | b
        A: 10:00:00 | 5 | a
        A: 10:00:01 | 1 | a
        clock 10:00:02`,
      out: `
        10:00:00 | 2
        10:00:00 | 5
        10:00:00 | 9
        10:00:01 | 1`,
    },
    {
      name: 'a union in parentheses, with literals',
      into: 'k CHAR(3), x BIGINT',
      sql: `(SELECT STREAM 'a', x FROM A) UNION ALL (SELECT STREAM 'bcd', x FROM B)`,
      feed: `
        A: 10:00:00 | 9 | a
        B: 10:00:01 | 2 | b`,
      out: `
        10:00:00 | 'a  ' | 9
        10:00:01 | bcd | 2`,
    },
    {
      name: 'a union of aggregates of two streams: each window is told as its minute ends',
      into: 'k VARCHAR(1), n BIGINT',
      sql: `SELECT STREAM 'a', COUNT(*) FROM A GROUP BY FLOOR(A.ROWTIME TO MINUTE)
        UNION ALL SELECT STREAM 'b', COUNT(*) FROM B GROUP BY FLOOR(B.ROWTIME TO MINUTE)`,
      feed: `
        B: 10:00:00 | 9 | a
        A: 10:00:00 | 9 | a
        A: 10:01:00 | 9 | a
        clock 10:03:00`,
      out: `
        10:01:00 | a | 1
        10:01:00 | b | 1
        10:02:00 | a | 1`,
    },
  ]),
  ...over('t VARCHAR(4), p INTEGER', [
    {
      name: 'DISTINCT in each minute: the first of each, at once',
      into: 'm TIMESTAMP, t VARCHAR(4)',
      sql: 'SELECT STREAM DISTINCT FLOOR(S.ROWTIME TO MINUTE), t FROM S',
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 2
        10:00:02 | B | 3
        10:01:00 | A | 4`,
      out: `
        10:00:00 | 10:00:00 | A
        10:00:02 | 10:00:00 | B
        10:01:00 | 10:01:00 | A`,
    },
    {
      name: 'ROWTIME beside another window tells no rows apart',
      into: 'r TIMESTAMP, t VARCHAR(4), m TIMESTAMP',
      sql: 'SELECT STREAM DISTINCT ROWTIME, t, FLOOR(S.ROWTIME TO DAY) FROM S',
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 2
        11:00:02 | B | 3
        2020-01-02 00:00:00 | A | 4`,
      out: `
        10:00:00 | 10:00:00 | A | 00:00:00
        11:00:02 | 11:00:02 | B | 00:00:00
        2020-01-02 00:00:00 | 2020-01-02 00:00:00 | A | 2020-01-02 00:00:00`,
    },
    {
      name: 'DISTINCT of ROWTIME and a column',
      into: 'r TIMESTAMP, t VARCHAR(4)',
      sql: 'SELECT STREAM DISTINCT ROWTIME, t FROM S',
      feed: `
        10:00:00 | A | 1
        10:00:00 | A | 2
        10:00:00 | B | 3
        10:00:01 | A | 4`,
      out: `
        10:00:00 | 10:00:00 | A
        10:00:00 | 10:00:00 | B
        10:00:01 | 10:00:01 | A`,
    },
    {
      name: 'NULL is one value',
      into: 'm TIMESTAMP, t VARCHAR(4)',
      sql: 'SELECT STREAM DISTINCT FLOOR(S.ROWTIME TO MINUTE), t FROM S',
      feed: `
        10:00:00 | NULL | 1
        10:00:01 | NULL | 2
        10:00:02 | A | 3`,
      out: `
        10:00:00 | 10:00:00 | NULL
        10:00:02 | 10:00:00 | A`,
    },
    {
      name: 'the same by MIN(ROWTIME) AS ROWTIME, told when the minute ends',
      into: 'm TIMESTAMP, t VARCHAR(4)',
      sql: `SELECT STREAM MIN(S.ROWTIME) AS ROWTIME, FLOOR(S.ROWTIME TO MINUTE), t FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), t`,
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 2
        10:00:02 | B | 3
        clock 10:01:00`,
      out: `
        10:00:00 | 10:00:00 | A
        10:00:02 | 10:00:00 | B`,
    },
    {
      name: 'SELECT ALL is SELECT',
      into: 't VARCHAR(4)',
      sql: 'SELECT STREAM ALL t FROM S',
      feed: `
        10:00:00 | A | 1
        10:00:00 | A | 1`,
      out: `
        10:00:00 | A
        10:00:00 | A`,
    },
  ]),
];
