import { over, type Case } from './case.js';

const sources = { O: 'id INTEGER, w VARCHAR(4)', SH: 'id INTEGER, w VARCHAR(4)' };

/** Orders 101 to 104, and 100 late; shipments 100, 104 and 105. */
const feed = `
  O: 10:00:00 | 101 | a
  SH: 10:00:00 | 100 | r
  O: 10:00:20 | 102 | b
  O: 10:00:30 | 103 | c
  O: 10:00:40 | 104 | d
  SH: 10:00:45 | 104 | s
  O: 10:00:45 | 100 | e
  SH: 10:00:50 | 105 | t
  clock 10:05:00`;

const minute = `OVER (RANGE INTERVAL '1' MINUTE PRECEDING)`;

/** Joins of streams over windows. */
export const joins: readonly Case[] = [
  ...over(sources, [
    {
      name: 'INNER, a window on the left: a row of the right meets what came in the minute before it',
      into: 'id INTEGER, st TIMESTAMP, ot TIMESTAMP',
      sql: `SELECT STREAM s.id, s.ROWTIME, o.ROWTIME FROM O ${minute} AS o JOIN SH AS s ON o.id = s.id`,
      feed,
      out: '10:00:45 | 104 | 10:00:45 | 10:00:40',
    },
    {
      name: 'INNER, windows on both sides: the late order meets its shipment',
      into: '"at" TIMESTAMP, id INTEGER, st TIMESTAMP, ot TIMESTAMP',
      sql: `SELECT STREAM ROWTIME AS "at", s.id, s.ROWTIME, o.ROWTIME FROM O ${minute} AS o JOIN SH ${minute} AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:45 | 10:00:45 | 104 | 10:00:45 | 10:00:40
      10:00:45 | 10:00:45 | 100 | 10:00:00 | 10:00:45`,
    },
    {
      name: 'RIGHT, a window on the left: what meets nothing comes out at once',
      into: 'id INTEGER, ot TIMESTAMP',
      sql: `SELECT STREAM s.id, o.ROWTIME FROM O ${minute} AS o RIGHT JOIN SH AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:00 | 100 | NULL
      10:00:45 | 104 | 10:00:40
      10:00:50 | 105 | NULL`,
    },
    {
      name: 'RIGHT, windows on both sides: what meets nothing comes out at its window’s end',
      into: 'id INTEGER, st TIMESTAMP, ot TIMESTAMP',
      sql: `SELECT STREAM s.id, s.ROWTIME, o.ROWTIME FROM O ${minute} AS o RIGHT OUTER JOIN SH ${minute} AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:45 | 104 | 10:00:45 | 10:00:40
      10:00:45 | 100 | 10:00:00 | 10:00:45
      10:01:50 | 105 | 10:00:50 | NULL`,
    },
    {
      // The reference's table has 104 a second time, at 10:01:40, against its own text: it did meet its shipment.
      name: 'LEFT, a window on the left: what meets nothing comes out at its window’s end',
      into: 'id INTEGER, ot TIMESTAMP, w VARCHAR(4)',
      sql: `SELECT STREAM o.id, o.ROWTIME, s.w FROM O ${minute} AS o LEFT JOIN SH AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:45 | 104 | 10:00:40 | s
      10:01:00 | 101 | 10:00:00 | NULL
      10:01:20 | 102 | 10:00:20 | NULL
      10:01:30 | 103 | 10:00:30 | NULL
      10:01:45 | 100 | 10:00:45 | NULL`,
    },
    {
      name: 'LEFT, windows on both sides',
      into: 'id INTEGER, ot TIMESTAMP, w VARCHAR(4)',
      sql: `SELECT STREAM o.id, o.ROWTIME, s.w FROM O ${minute} AS o LEFT JOIN SH ${minute} AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:45 | 104 | 10:00:40 | s
      10:00:45 | 100 | 10:00:45 | r
      10:01:00 | 101 | 10:00:00 | NULL
      10:01:20 | 102 | 10:00:20 | NULL
      10:01:30 | 103 | 10:00:30 | NULL`,
    },
    {
      name: 'FULL: both sides’ rows without a match',
      into: 'a INTEGER, b INTEGER',
      sql: `SELECT STREAM o.id, s.id FROM O ${minute} AS o FULL OUTER JOIN SH ${minute} AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:45 | 104 | 104
      10:00:45 | 100 | 100
      10:01:00 | 101 | NULL
      10:01:20 | 102 | NULL
      10:01:30 | 103 | NULL
      10:01:50 | NULL | 105`,
    },
    {
      name: 'FULL, a window on the left only',
      into: 'a INTEGER, b INTEGER',
      sql: `SELECT STREAM o.id, s.id FROM O ${minute} AS o FULL JOIN SH AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:00 | NULL | 100
      10:00:45 | 104 | 104
      10:00:50 | NULL | 105
      10:01:00 | 101 | NULL
      10:01:20 | 102 | NULL
      10:01:30 | 103 | NULL
      10:01:45 | 100 | NULL`,
    },
    {
      name: 'LEFT, a window on the right only: what meets nothing comes out at once',
      into: 'id INTEGER, w VARCHAR(4)',
      sql: `SELECT STREAM o.id, s.w FROM O AS o LEFT JOIN SH ${minute} AS s ON o.id = s.id`,
      feed,
      out: `
      10:00:00 | 101 | NULL
      10:00:20 | 102 | NULL
      10:00:30 | 103 | NULL
      10:00:40 | 104 | NULL
      10:00:45 | 100 | r`,
    },
    {
      name: 'rows of one moment meet, whichever comes first',
      into: 'a VARCHAR(4), b VARCHAR(4)',
      sql: `SELECT STREAM o.w, s.w FROM O OVER (RANGE CURRENT ROW) AS o JOIN SH AS s ON o.id = s.id`,
      feed: `
      O: 10:00:00 | 1 | a
      SH: 10:00:00 | 1 | x
      SH: 10:00:01 | 2 | y
      O: 10:00:01 | 2 | b
      SH: 10:00:01.001 | 2 | z`,
      out: `
      10:00:00 | a | x
      10:00:01 | b | y`,
    },
    {
      name: 'the window includes its end and no more',
      into: 'id INTEGER',
      sql: `SELECT STREAM s.id FROM O ${minute} AS o JOIN SH AS s ON o.id = s.id`,
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:00 | 2 | a
      SH: 10:01:00 | 1 | a
      SH: 10:01:00.001 | 2 | a`,
      out: '10:01:00 | 1',
    },
    {
      name: 'each match is a row',
      into: 'a VARCHAR(4), b VARCHAR(4)',
      sql: `SELECT STREAM o.w, s.w FROM O ${minute} AS o JOIN SH ${minute} AS s ON o.id = s.id`,
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:01 | 1 | b
      SH: 10:00:02 | 1 | x
      SH: 10:00:03 | 1 | y
      O: 10:00:04 | 1 | c`,
      out: `
      10:00:02 | a | x
      10:00:02 | b | x
      10:00:03 | a | y
      10:00:03 | b | y
      10:00:04 | c | x
      10:00:04 | c | y`,
    },
    {
      name: 'windows counted in rows: the last two orders',
      into: 'a VARCHAR(4), b VARCHAR(4)',
      sql: 'SELECT STREAM o.w, s.w FROM O OVER (ROWS 1 PRECEDING) AS o JOIN SH AS s ON o.id = s.id',
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:30:01 | 1 | b
      O: 11:00:01 | 1 | c
      SH: 12:00:02 | 1 | x`,
      out: `
      12:00:02 | b | x
      12:00:02 | c | x`,
    },
    {
      name: 'what is not an equality is a condition all the same',
      into: 'a INTEGER, b INTEGER',
      sql: `SELECT STREAM o.id, s.id FROM O ${minute} AS o JOIN SH ${minute} AS s ON o.w = s.w AND s.id > o.id + 1`,
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:01 | 2 | a
      SH: 10:00:02 | 3 | a
      SH: 10:00:03 | 9 | b`,
      out: '10:00:02 | 1 | 3',
    },
    {
      name: 'a comma, and the condition in WHERE',
      into: 'a INTEGER, b VARCHAR(4)',
      sql: `SELECT STREAM o.id, s.w FROM O ${minute} AS o, SH ${minute} AS s WHERE o.id = s.id`,
      feed: `
      O: 10:00:00 | 1 | a
      SH: 10:00:02 | 2 | x
      SH: 10:00:03 | 1 | y`,
      out: '10:00:03 | 1 | y',
    },
    {
      name: 'CROSS JOIN: everything with everything in the window',
      into: 'a INTEGER, b INTEGER',
      sql: `SELECT STREAM o.id, s.id FROM O ${minute} AS o CROSS JOIN SH AS s`,
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:01 | 2 | a
      SH: 10:00:02 | 3 | x
      SH: 10:01:01 | 4 | x`,
      out: `
      10:00:02 | 1 | 3
      10:00:02 | 2 | 3
      10:01:01 | 2 | 4`,
    },
    {
      name: 'USING: the column is there once',
      into: 'id INTEGER, a VARCHAR(4), b VARCHAR(4)',
      sql: `SELECT STREAM id, o.w, s.w FROM O ${minute} AS o JOIN SH ${minute} AS s USING (id)`,
      feed: `
      O: 10:00:00 | 1 | a
      SH: 10:00:02 | 1 | x`,
      out: '10:00:02 | 1 | a | x',
    },
    {
      name: 'NULL is equal to nothing, NULL included',
      into: 'a VARCHAR(4), b VARCHAR(4)',
      sql: `SELECT STREAM o.w, s.w FROM O ${minute} AS o LEFT JOIN SH ${minute} AS s ON o.id = s.id`,
      feed: `
      O: 10:00:00 | NULL | a
      SH: 10:00:02 | NULL | x
      clock 10:02:00`,
      out: '10:01:00 | a | NULL',
    },
    {
      name: 'a window by its name',
      into: 'a INTEGER',
      sql: `SELECT STREAM o.id FROM O OVER w AS o JOIN SH OVER w AS s ON o.id = s.id
      WINDOW w AS (RANGE INTERVAL '10' SECOND PRECEDING)`,
      feed: `
      SH: 10:00:00 | 1 | a
      SH: 10:00:00 | 2 | a
      O: 10:00:10 | 1 | x
      O: 10:00:10.001 | 2 | x`,
      out: '10:00:10 | 1',
    },
    {
      name: 'a stream with itself: two rows of one id within ten seconds',
      into: 'id INTEGER, a VARCHAR(4), b VARCHAR(4)',
      sql: `SELECT STREAM y.id, x.w, y.w FROM O OVER (RANGE INTERVAL '10' SECOND PRECEDING) AS x JOIN O AS y
      ON x.id = y.id AND x.w <> y.w`,
      feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:05 | 2 | b
      O: 10:00:09 | 1 | c
      O: 10:00:30 | 1 | d`,
      out: '10:00:09 | 1 | a | c',
    },
    {
      name: 'groups over a join',
      into: 'id INTEGER, n BIGINT',
      sql: `SELECT STREAM s.id, COUNT(*) FROM O ${minute} AS o JOIN SH ${minute} AS s ON o.id = s.id
      GROUP BY s.id, FLOOR(ROWTIME TO MINUTE)`,
      feed: `
      O: 10:00:00 | 1 | a
      SH: 10:00:01 | 1 | x
      SH: 10:00:02 | 1 | y
      SH: 10:00:59 | 2 | y
      clock 10:02:00`,
      out: '10:01:00 | 1 | 2',
    },
  ]),
  {
    name: 'a join of joins: the joined rows have no window of their own',
    source: { ...sources, F: 'id INTEGER' },
    into: 'id INTEGER, a VARCHAR(4), b VARCHAR(4)',
    sql: `SELECT STREAM f.id, o.w, s.w FROM O ${minute} AS o JOIN SH ${minute} AS s ON o.id = s.id
      JOIN F ${minute} AS f ON f.id = s.id`,
    feed: `
      O: 10:00:00 | 1 | a
      O: 10:00:00 | 2 | b
      F: 10:00:00 | 1
      SH: 10:00:01 | 1 | x
      SH: 10:00:02 | 2 | y
      F: 10:00:03 | 2`,
    out: '10:00:01 | 1 | a | x',
  },
];
