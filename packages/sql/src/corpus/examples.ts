import { over, type Case } from './case.js';

const stock = 't VARCHAR(4), sector VARCHAR(16), change REAL, price REAL';

/** What applications are written for: alerts, partial results put together, changes, rates. */
export const examples: readonly Case[] = [
  {
    name: 'an alert for prices that changed by more than one percent',
    source: stock,
    into: 't VARCHAR(4), change DOUBLE, price DOUBLE',
    sql: 'SELECT STREAM t, change, price FROM S WHERE (ABS(change / (price - change)) * 100) > 1',
    feed: `
      10:00:00 | A | IT | 1 | 11
      10:00:01 | B | IT | 0.5 | 100.5
      10:00:02 | C | IT | 5 | 5
      10:00:03 | D | IT | -2 | 98`,
    out: `
      10:00:00 | A | 1 | 11
      10:00:03 | D | -2 | 98`,
    errors: '10:00:02 | P | 22012',
  },
  {
    name: 'no more than one alert for a ticker in a minute',
    source: stock,
    into: 't VARCHAR(4), change REAL, n INTEGER',
    sql: `SELECT STREAM t, change, trigger_count FROM (
        SELECT STREAM t, change, COUNT(*) OVER W1 AS trigger_count FROM S
        WINDOW W1 AS (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING)
      ) WHERE trigger_count = 1`,
    feed: `
      10:00:00 | A | IT | 1 | 11
      10:00:30 | A | IT | 2 | 11
      10:00:31 | B | IT | 3 | 11
      10:01:31 | A | IT | 4 | 11`,
    out: `
      10:00:00 | A | 1 | 1
      10:00:31 | B | 3 | 1
      10:01:31 | A | 4 | 1`,
  },
  {
    name: 'partial results of minutes put together by the time of the trade',
    source: 't VARCHAR(4), "TRADETIME" TIMESTAMP',
    sql: `CREATE STREAM M (t VARCHAR(4), tradetime TIMESTAMP, n INTEGER);
      CREATE PUMP P AS INSERT INTO M
        SELECT STREAM t, STEP("TRADETIME" BY INTERVAL '60' SECOND), COUNT(*) FROM S
        GROUP BY t, STEP(S.ROWTIME BY INTERVAL '60' SECOND), STEP("TRADETIME" BY INTERVAL '60' SECOND);
      CREATE STREAM DEST (t VARCHAR(4), tradetime TIMESTAMP, n INTEGER);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM t, tradetime, SUM(n) OVER W1 FROM M
        WINDOW W1 AS (PARTITION BY t, tradetime RANGE INTERVAL '10' MINUTE PRECEDING);`,
    feed: `
      10:00:10 | A | 09:59:30
      10:00:20 | A | 10:00:05
      10:01:10 | A | 10:00:55
      clock 10:02:00`,
    out: `
      10:01:00 | A | 09:59:00 | 1
      10:01:00 | A | 10:00:00 | 1
      10:02:00 | A | 10:00:00 | 2`,
  },
  {
    name: 'windows of arrival beside those of ROWTIME',
    source: 't VARCHAR(4), APPROXIMATE_ARRIVAL_TIME TIMESTAMP HIDDEN',
    into: 'a TIMESTAMP, n BIGINT',
    sql: `SELECT STREAM STEP("S".APPROXIMATE_ARRIVAL_TIME BY INTERVAL '60' SECOND) AS ingest, COUNT(*) FROM "S"
      GROUP BY STEP("S".ROWTIME BY INTERVAL '60' SECOND), STEP("S".APPROXIMATE_ARRIVAL_TIME BY INTERVAL '60' SECOND)`,
    feed: `
      10:01:01 | A | 10:00:58
      10:01:02 | A | 10:00:59
      10:01:03 | A | 10:01:02
      clock 10:02:00`,
    out: `
      10:02:00 | 10:00:00 | 2
      10:02:00 | 10:01:00 | 1`,
  },
  {
    name: 'one time in five forms',
    source: 't VARCHAR(4), "EVENT_TIME" TIMESTAMP',
    into: 't VARCHAR(4), a TIMESTAMP, b TIMESTAMP, c BIGINT, d VARCHAR(50), e INTEGER',
    sql: `SELECT STREAM t, EVENT_TIME, EVENT_TIME - INTERVAL '5' MINUTE, UNIX_TIMESTAMP(EVENT_TIME),
        TIMESTAMP_TO_CHAR('yyyy-MM-dd hh:mm:ss', EVENT_TIME), EXTRACT(SECOND FROM EVENT_TIME) FROM S`,
    feed: '10:00:00 | A | 2018-05-09 13:02:41.338',
    out: `10:00:00 | A | 2018-05-09 13:02:41.338 | 2018-05-09 12:57:41.338 | 1525870961338 | '2018-05-09 01:02:41' | 41`,
  },
  ...over('t VARCHAR(4), p INTEGER', [
    {
      name: 'groups of groups in one query',
      into: 'n BIGINT',
      sql: `SELECT STREAM MAX(n) FROM (
          SELECT STREAM t, COUNT(*) AS n FROM S GROUP BY t, FLOOR(S.ROWTIME TO SECOND)) AS x
        GROUP BY FLOOR(x.ROWTIME TO MINUTE)`,
      feed: `
        10:00:00 | A | 1
        10:00:00.1 | B | 1
        10:00:00.2 | B | 1
        10:00:30 | A | 1
        clock 10:01:00
        10:02:00 | A | 1
        clock 10:03:00`,
      out: `
        10:01:00 | 2
        10:03:00 | 1`,
    },
    {
      name: 'two streams of minutes joined',
      sql: `CREATE STREAM CA (m TIMESTAMP, n BIGINT);
        CREATE STREAM CB (m TIMESTAMP, n BIGINT);
        CREATE PUMP PA AS INSERT INTO CA SELECT STREAM FLOOR(S.ROWTIME TO MINUTE), COUNT(*) FROM S WHERE t = 'A' GROUP BY FLOOR(S.ROWTIME TO MINUTE);
        CREATE PUMP PB AS INSERT INTO CB SELECT STREAM FLOOR(S.ROWTIME TO MINUTE), COUNT(*) FROM S WHERE t = 'B' GROUP BY FLOOR(S.ROWTIME TO MINUTE);
        CREATE STREAM DEST (m TIMESTAMP, a BIGINT, b BIGINT);
        CREATE PUMP P AS INSERT INTO DEST SELECT STREAM a.m, a.n, b.n
          FROM CA OVER (RANGE INTERVAL '1' SECOND PRECEDING) AS a
          LEFT JOIN CB OVER (RANGE INTERVAL '1' SECOND PRECEDING) AS b ON a.m = b.m;`,
      feed: `
        10:00:00 | A | 1
        10:00:10 | B | 1
        10:00:20 | A | 1
        10:01:20 | A | 1
        clock 10:03:00`,
      out: `
        10:01:00 | 10:00:00 | 2 | 1
        10:02:01 | 10:01:00 | 1 | NULL`,
    },
    {
      name: 'what share of the rows each ticker has, in percent',
      into: 'a BIGINT, b BIGINT',
      sql: `SELECT STREAM COUNT(CASE WHEN t = 'A' THEN 1 END) * 100 / COUNT(*), COUNT(CASE t WHEN 'B' THEN p END) * 100 / COUNT(*)
        FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
      feed: `
        10:00:00 | A | 1
        10:00:10 | B | 1
        10:00:20 | B | NULL
        clock 10:01:00`,
      out: '10:01:00 | 33 | 33',
    },
    {
      name: 'only what has changed',
      into: 't VARCHAR(4), p INTEGER',
      sql: `SELECT STREAM t, p FROM (SELECT STREAM t, p, LAG(p) OVER (PARTITION BY t ROWS 1 PRECEDING) AS q FROM S)
        WHERE q IS NULL OR p <> q`,
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 1
        10:00:02 | B | 1
        10:00:03 | A | 2
        10:00:04 | A | 2
        10:00:05 | A | 1`,
      out: `
        10:00:00 | A | 1
        10:00:02 | B | 1
        10:00:03 | A | 2
        10:00:05 | A | 1`,
    },
    {
      name: 'by how much, and in how many ms',
      into: 'd INTEGER, ms BIGINT',
      sql: `SELECT STREAM p - LAG(p) OVER w, TSDIFF(LAG(S.ROWTIME) OVER w, S.ROWTIME) FROM S WINDOW w AS (PARTITION BY t ROWS 1 PRECEDING)`,
      feed: `
        10:00:00 | A | 1
        10:00:01.5 | A | 4`,
      out: `
        10:00:00 | NULL | NULL
        10:00:01.5 | 3 | 1500`,
    },
    {
      name: 'names in small letters, in capitals and in quotes are one',
      into: 'm TIMESTAMP, n BIGINT',
      sql: `select stream floor(s."ROWTIME" to minute) as "m", count(*) from "S" as s group by Floor(S.rowtime TO MINUTE)`,
      feed: `
        10:00:00 | A | 1
        clock 10:01:00`,
      out: '10:01:00 | 10:00:00 | 1',
    },
    {
      name: 'a stream that is read in two ways and put together again',
      sql: `CREATE STREAM A (k VARCHAR(1), p INTEGER);
        CREATE STREAM B (k VARCHAR(1), p INTEGER);
        CREATE STREAM DEST (k VARCHAR(1), p INTEGER);
        CREATE PUMP PA AS INSERT INTO A SELECT STREAM 'a', p FROM S;
        CREATE PUMP PB AS INSERT INTO B SELECT STREAM 'b', p FROM S WHERE p > 1;
        CREATE PUMP P1 AS INSERT INTO DEST SELECT STREAM * FROM A;
        CREATE PUMP P2 AS INSERT INTO DEST SELECT STREAM * FROM B;`,
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 2
        10:00:02 | A | 3`,
      out: `
        10:00:00 | a | 1
        10:00:01 | a | 2
        10:00:01 | b | 2
        10:00:02 | a | 3
        10:00:02 | b | 3`,
    },
    {
      name: 'rows and their minutes in one stream: a minute comes before the row that ends it',
      sql: `CREATE STREAM DEST (k VARCHAR(4), n BIGINT);
        CREATE PUMP P AS INSERT INTO DEST SELECT STREAM t, p FROM S;
        CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM 'all', COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE);`,
      feed: `
        10:00:30 | A | 1
        10:00:40 | B | 2
        10:01:00 | C | 3
        clock 10:05:00`,
      out: `
        10:00:30 | A | 1
        10:00:40 | B | 2
        10:01:00 | all | 2
        10:01:00 | C | 3
        10:02:00 | all | 1`,
    },
    {
      name: 'a moving sum over minutes of which some are missing',
      into: 's INTEGER',
      sql: `SELECT STREAM SUM(x.s) OVER (RANGE INTERVAL '2' MINUTE PRECEDING) FROM (
          SELECT STREAM SUM(p) AS s FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)) AS x`,
      feed: `
        10:00:00 | A | 1
        10:01:00 | A | 2
        10:02:00 | A | 4
        10:05:00 | A | 8
        clock 10:10:00`,
      out: `
        10:01:00 | 1
        10:02:00 | 3
        10:03:00 | 7
        10:06:00 | 8`,
    },
    {
      name: 'sessions counted by the minute in which they end',
      sql: `CREATE STREAM SESSIONS (t VARCHAR(4), n BIGINT);
        CREATE PUMP P AS INSERT INTO SESSIONS SELECT STREAM t, COUNT(*) FROM S
          WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '30' SECOND);
        CREATE STREAM DEST (n BIGINT, most BIGINT);
        CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM COUNT(*), MAX(n) FROM SESSIONS GROUP BY FLOOR(SESSIONS.ROWTIME TO MINUTE);`,
      feed: `
        10:00:00 | A | 1
        10:00:10 | B | 1
        10:00:20 | A | 1
        10:00:40 | A | 1
        clock 10:02:00`,
      out: {
        SESSIONS: `
          10:00:30 | A | 2
          10:00:40 | B | 1
          10:01:10 | A | 1`,
        DEST: `
          10:01:00 | 2 | 2
          10:02:00 | 1 | 1`,
      },
    },
    {
      name: 'a sum of whole numbers is right again when what overflowed has left the window',
      into: 's BIGINT',
      sql: 'SELECT STREAM SUM(CAST(p AS BIGINT) * 4611686018427387903) OVER (ROWS 1 PRECEDING) FROM S',
      feed: `
        10:00:00 | A | 2
        10:00:01 | A | 1
        10:00:02 | A | 1
        10:00:03 | A | 0`,
      out: `
        10:00:00 | 9223372036854775806
        10:00:02 | 9223372036854775806
        10:00:03 | 4611686018427387903`,
      errors: '10:00:01 | P | 22003',
    },
    {
      name: 'small numbers are not lost in a window that a large one has left',
      into: 's DOUBLE',
      sql: 'SELECT STREAM SUM(CASE p WHEN 0 THEN 1e16 ELSE CAST(p AS DOUBLE) END) OVER (ROWS 1 PRECEDING) FROM S',
      feed: `
        10:00:00 | A | 0
        10:00:01 | A | 1
        10:00:02 | A | 1`,
      out: `
        10:00:00 | 1e16
        10:00:01 | 1e16
        10:00:02 | 2`,
    },
    {
      name: 'decimals are added exactly',
      into: 's DECIMAL(9,2), a DECIMAL(9,2), m DECIMAL(9,2)',
      sql: `SELECT STREAM SUM(CAST(p AS DECIMAL(9,2)) / 10), AVG(CAST(p AS DECIMAL(9,2)) * 0.1), MAX(p * 0.1) FROM S
        GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
      feed: `
        10:00:00 | A | 1
        10:00:01 | A | 2
        10:00:02 | A | 3
        clock 10:01:00`,
      out: '10:01:00 | 0.60 | 0.20 | 0.30',
    },
    {
      name: 'the hours of business',
      into: 't VARCHAR(4)',
      sql: 'SELECT STREAM t FROM S WHERE EXTRACT(HOUR FROM S.ROWTIME) BETWEEN 9 AND 17 AND NOT EXTRACT(MINUTE FROM ROWTIME) = 30',
      feed: `
        08:59:59.999 | A | 1
        09:00:00 | B | 1
        17:30:59 | C | 1
        17:59:59 | D | 1
        18:00:00 | E | 1`,
      out: `
        09:00:00 | B
        17:59:59 | D`,
    },
    {
      name: 'windows before 1970',
      into: 'm TIMESTAMP, n BIGINT',
      sql: `SELECT STREAM STEP(S.ROWTIME BY INTERVAL '10' SECOND), COUNT(*) FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '10' SECOND)`,
      feed: `
        1969-12-31 23:59:49.5 | A | 1
        1969-12-31 23:59:51 | A | 1
        1970-01-01 00:00:00 | A | 1
        clock 1970-01-01 00:00:10`,
      out: `
        1969-12-31 23:59:50 | 1969-12-31 23:59:40 | 1
        1970-01-01 00:00:00 | 1969-12-31 23:59:50 | 1
        1970-01-01 00:00:10 | 1970-01-01 00:00:00 | 1`,
    },
    {
      name: 'ROWTIME among the target columns',
      sql: `CREATE STREAM DEST (p INTEGER);
        CREATE PUMP P AS INSERT INTO DEST (ROWTIME, p) SELECT STREAM CEIL(S.ROWTIME TO MINUTE), p FROM S;`,
      feed: `
        10:00:30 | A | 1
        10:01:00 | A | 2`,
      out: `
        10:01:00 | 1
        10:01:00 | 2`,
    },
  ]),
];
