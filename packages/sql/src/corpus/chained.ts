import { over, type Case } from './case.js';

/** Several streams and pumps. */
export const chained: readonly Case[] = over('t VARCHAR(4), p INTEGER, e TIMESTAMP', [
  {
    name: 'a filter, then groups: rows keep their ROWTIME from stream to stream',
    sql: `CREATE OR REPLACE STREAM "big" (t VARCHAR(4), p INTEGER);
      CREATE OR REPLACE PUMP "filter" AS INSERT INTO "big" SELECT STREAM t, p FROM S WHERE p > 10;
      CREATE OR REPLACE STREAM DEST (t VARCHAR(4), n BIGINT);
      CREATE OR REPLACE PUMP "count" AS INSERT INTO DEST
        SELECT STREAM t, COUNT(*) FROM "big" GROUP BY t, FLOOR("big".ROWTIME TO MINUTE);`,
    feed: `
      10:00:01 | A | 11 | NULL
      10:00:02 | A | 10 | NULL
      10:00:03 | B | 99 | NULL
      10:00:59 | A | 12 | NULL
      clock 10:01:00`,
    out: {
      big: `
        10:00:01 | A | 11
        10:00:03 | B | 99
        10:00:59 | A | 12`,
      DEST: `
        10:01:00 | A | 2
        10:01:00 | B | 1`,
    },
  },
  {
    name: 'a moving average of minutes',
    sql: `CREATE STREAM "minutes" (s INTEGER);
      CREATE PUMP P AS INSERT INTO "minutes" SELECT STREAM SUM(p) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE);
      CREATE STREAM DEST (a INTEGER);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM AVG(s) OVER (ROWS 1 PRECEDING) FROM "minutes";`,
    feed: `
      10:00:01 | A | 11 | NULL
      10:00:02 | A | 10 | NULL
      10:01:03 | A | 1 | NULL
      10:02:03 | A | 8 | NULL
      clock 10:03:00`,
    out: `
      10:01:00 | 21
      10:02:00 | 11
      10:03:00 | 4`,
  },
  {
    // What comes out at 11:00:00 is of the hour that begins then.
    name: 'hours of minutes: a minute is of the hour in which it ends',
    sql: `CREATE STREAM M (n BIGINT);
      CREATE PUMP P AS INSERT INTO M SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE);
      CREATE STREAM DEST (s BIGINT);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM SUM(n) FROM M GROUP BY FLOOR(M.ROWTIME TO HOUR);`,
    feed: `
      10:58:30 | A | 1 | NULL
      10:59:30 | A | 1 | NULL
      10:59:31 | A | 1 | NULL
      clock 12:00:00`,
    out: {
      M: `
        10:59:00 | 1
        11:00:00 | 2`,
      DEST: `
        11:00:00 | 1
        12:00:00 | 2`,
    },
  },
  {
    name: 'two pumps into one stream',
    sql: `CREATE STREAM DEST (k VARCHAR(4), p INTEGER);
      CREATE PUMP P AS INSERT INTO DEST SELECT STREAM 'all', p FROM S;
      CREATE PUMP Q AS INSERT INTO DEST (k) SELECT STREAM t FROM S WHERE p > 1;`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 2 | NULL`,
    out: `
      10:00:01 | all | 1
      10:00:02 | all | 2
      10:00:02 | B | NULL`,
  },
  {
    name: 'one source for several streams',
    sql: `CREATE STREAM LOW (p INTEGER);
      CREATE STREAM HIGH (p INTEGER);
      CREATE PUMP P AS INSERT INTO LOW SELECT STREAM p FROM S WHERE p < 5;
      CREATE PUMP Q AS INSERT INTO HIGH SELECT STREAM p FROM S WHERE NOT p < 5;`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 5 | NULL
      10:00:03 | B | NULL | NULL`,
    out: { LOW: '10:00:01 | 1', HIGH: '10:00:02 | 5' },
  },
  {
    name: 'pumps that are stopped do nothing until they are started',
    sql: `CREATE STREAM A (p INTEGER);
      CREATE STREAM B (p INTEGER);
      CREATE STREAM C (p INTEGER);
      CREATE PUMP PA STOPPED AS INSERT INTO A SELECT STREAM p FROM S;
      CREATE PUMP PB STOPPED AS INSERT INTO B SELECT STREAM p FROM S;
      CREATE PUMP PC STARTED AS INSERT INTO C SELECT STREAM p FROM S;
      ALTER PUMP PB START;`,
    feed: '10:00:01 | A | 1 | NULL',
    out: { A: '', B: '10:00:01 | 1', C: '10:00:01 | 1' },
  },
  {
    name: 'a pump that is replaced, and one that is dropped',
    sql: `CREATE STREAM DEST (p INTEGER);
      CREATE PUMP P AS INSERT INTO DEST SELECT STREAM p FROM S;
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM 0 FROM S;
      CREATE OR REPLACE PUMP P AS INSERT INTO DEST SELECT STREAM p * 2 FROM S;
      DROP PUMP Q;`,
    feed: '10:00:01 | A | 7 | NULL',
    out: '10:00:01 | 14',
  },
  {
    name: 'names in quotes keep their case, others are in capitals',
    sql: `CREATE STREAM dest ("Price" INTEGER, price INTEGER, "PRICE2" INTEGER);
      CREATE PUMP "Dest" AS INSERT INTO "DEST" ("Price", PRICE, price2) SELECT STREAM P, "P" + 1, s.p + 2 FROM s;`,
    feed: '10:00:01 | A | 7 | NULL',
    out: '10:00:01 | 7 | 8 | 9',
  },
  {
    name: 'comments of all kinds, and statements in capitals or not',
    sql: `-- first
      create or replace stream dest (p integer) description 'what comes of it'; // second
      /* CREATE STREAM DEST (x INTEGER); */
      Create Pump p Started Description 'it' As Insert Into dest
        select stream p /* the price */ from s where t <> '--' -- and not '//'
      ;;`,
    feed: '10:00:01 | A | 7 | NULL',
    out: '10:00:01 | 7',
  },
  {
    name: 'queries in queries',
    into: 'x INTEGER',
    sql: `SELECT STREAM y + 1 FROM (SELECT STREAM p * 10 AS y FROM (SELECT STREAM p FROM S WHERE p > 1) AS a WHERE p < 9) AS b`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | A | 2 | NULL
      10:00:03 | A | 9 | NULL`,
    out: '10:00:02 | 21',
  },
  {
    name: 'a query with other names for its columns',
    into: 'a VARCHAR(4), b INTEGER',
    sql: 'SELECT STREAM x.a, b FROM (SELECT STREAM t, p FROM S) AS x (a, b)',
    feed: '10:00:01 | A | 1 | NULL',
    out: '10:00:01 | A | 1',
  },
  {
    name: 'all columns, in their order; ROWTIME is none of them',
    into: 't VARCHAR(4), p INTEGER, e TIMESTAMP, again INTEGER',
    sql: 'SELECT STREAM *, x.p FROM S AS x',
    feed: '10:00:01 | A | 1 | 09:00:00',
    out: '10:00:01 | A | 1 | 09:00:00 | 1',
  },
  {
    name: 'the time of arrival is a column that * leaves out',
    source: 't VARCHAR(4), APPROXIMATE_ARRIVAL_TIME TIMESTAMP HIDDEN',
    into: 't VARCHAR(4), a TIMESTAMP, b TIMESTAMP',
    sql: 'SELECT STREAM *, APPROXIMATE_ARRIVAL_TIME, s."APPROXIMATE_ARRIVAL_TIME" FROM S AS s',
    feed: '10:00:01 | A | 09:59:59',
    out: '10:00:01 | A | 09:59:59 | 09:59:59',
  },
  {
    name: 'event time as ROWTIME: windows go by it, late rows are errors',
    sql: `CREATE STREAM T (t VARCHAR(4), p INTEGER);
      CREATE PUMP P AS INSERT INTO T SELECT STREAM t, p, e AS ROWTIME FROM S;
      CREATE STREAM DEST (s INTEGER);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM SUM(p) FROM T GROUP BY FLOOR(T.ROWTIME TO MINUTE);`,
    feed: `
      10:00:01 | A | 1 | 09:00:10
      10:00:02 | A | 2 | 09:00:20
      10:00:03 | A | 4 | 09:00:15
      10:00:04 | A | 8 | 09:01:00
      clock 10:05:00`,
    out: {
      T: `
        09:00:10 | A | 1
        09:00:20 | A | 2
        09:01:00 | A | 8`,
      DEST: '09:01:00 | 3',
    },
    errors: '10:00:03 | P | late',
  },
  {
    name: 'ROWTIME as a value of another stream',
    sql: `CREATE STREAM A (x TIMESTAMP);
      CREATE PUMP P AS INSERT INTO A SELECT STREAM "ROWTIME" FROM S;
      CREATE STREAM DEST (b TIMESTAMP, c TIMESTAMP);
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM A.ROWTIME, x FROM A;`,
    feed: '10:00:01 | A | 1 | NULL',
    out: '10:00:01 | 10:00:01 | 10:00:01',
  },
  {
    name: 'a stream made of a query',
    sql: `CREATE STREAM DEST AS SELECT STREAM t, p + 1 AS q FROM S WHERE p > 1;`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 2 | NULL`,
    out: '10:00:02 | B | 3',
  },
  {
    name: 'the first row of each second through a query of distinct times, then windows of five',
    into: 't VARCHAR(4), n BIGINT',
    sql: `SELECT STREAM a.t, COUNT(*) FROM (SELECT STREAM DISTINCT ROWTIME AS w, t, STEP(S.ROWTIME BY INTERVAL '1' SECOND) FROM S) AS a
      GROUP BY a.t, STEP(a.w BY INTERVAL '5' SECOND)`,
    feed: `
      10:00:00 | A | 1 | NULL
      10:00:00.5 | A | 1 | NULL
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 1 | NULL
      10:00:06 | A | 1 | NULL`,
    out: `
      10:00:05 | A | 2
      10:00:05 | B | 1`,
  },
]);
