import { over, type Case } from './case.js';

const late = `
  11:00:20 | AMZN | 11:00:10
  11:00:30 | AMZN | 11:00:20
  11:01:05 | AMZN | 11:00:55
  11:01:15 | AMZN | 11:01:05
  clock 11:05:00`;

/** WINDOWED BY STAGGER: a window that opens with the first row of its key. */
export const stagger: readonly Case[] = over('t VARCHAR(4), e TIMESTAMP', [
  {
    name: 'rows of one minute of events are together though they come in two',
    into: 't VARCHAR(4), e TIMESTAMP, n DOUBLE',
    sql: `SELECT STREAM t, FLOOR(e TO MINUTE), COUNT(t) FROM S
      WINDOWED BY STAGGER (PARTITION BY FLOOR(e TO MINUTE), t RANGE INTERVAL '1' MINUTE)`,
    feed: late,
    out: `
      11:01:20 | AMZN | 11:00:00 | 3
      11:02:15 | AMZN | 11:01:00 | 1`,
  },
  {
    name: 'ROWTIME is the end of the window',
    into: 'a TIMESTAMP, n BIGINT',
    sql: `SELECT STREAM ROWTIME, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '10' SECOND)`,
    feed: `
      11:00:20 | A | NULL
      clock 11:00:30`,
    out: '11:00:30 | 11:00:30 | 1',
  },
  {
    name: 'each key has a window of its own',
    into: 't VARCHAR(4), n BIGINT',
    sql: `SELECT STREAM t, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '10' SECOND)`,
    feed: `
      11:00:00 | A | NULL
      11:00:05 | B | NULL
      11:00:06 | A | NULL
      11:00:12 | A | NULL
      11:00:13 | B | NULL
      clock 11:01:00`,
    out: `
      11:00:10 | A | 2
      11:00:15 | B | 2
      11:00:22 | A | 1`,
  },
  {
    name: 'a row at the very end of a window opens the next',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '10' SECOND)`,
    feed: `
      11:00:00 | A | NULL
      11:00:09.999 | A | NULL
      11:00:10 | A | NULL
      clock 11:01:00`,
    out: `
      11:00:10 | 2
      11:00:20 | 1`,
  },
  {
    name: 'a window is not over before its time',
    into: 'n BIGINT',
    sql: `SELECT STREAM COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '10' SECOND)`,
    feed: `
      11:00:00 | A | NULL
      clock 11:00:09.999`,
    out: '',
  },
  {
    name: 'WHERE before it and HAVING behind it',
    into: 't VARCHAR(4), n BIGINT',
    sql: `SELECT STREAM t, COUNT(*) FROM S x WHERE t <> 'C'
      WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '30' SECOND) HAVING COUNT(*) > 1`,
    feed: `
      11:00:00 | A | NULL
      11:00:01 | B | NULL
      11:00:02 | C | NULL
      11:00:03 | C | NULL
      11:00:04 | B | NULL
      clock 11:01:00`,
    out: '11:00:31 | B | 2',
  },
  {
    name: 'the first and the last event of a session, and how long it lasted',
    into: 't VARCHAR(4), a TIMESTAMP, b TIMESTAMP, ms BIGINT',
    sql: `SELECT STREAM t, FIRST_VALUE(e) AS a, LAST_VALUE(e) AS b, TSDIFF(MIN(e), MAX(e)) AS ms FROM S
      WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '1' MINUTE)`,
    feed: `
      11:00:20 | A | 11:00:10
      11:00:30 | A | 11:00:20
      11:00:40 | A | 11:00:15.5
      clock 11:05:00`,
    out: '11:01:20 | A | 11:00:10 | 11:00:15.5 | 10000',
  },
  {
    name: 'keys by steps of the event times',
    into: 't VARCHAR(4), e TIMESTAMP, n INTEGER',
    sql: `SELECT STREAM t, STEP(e BY INTERVAL '30' SECOND), COUNT(*) FROM S
      WINDOWED BY STAGGER (PARTITION BY t, STEP(e BY INTERVAL '30' SECOND) RANGE INTERVAL '30' SECOND)`,
    feed: late,
    out: `
      11:00:50 | AMZN | 11:00:00 | 2
      11:01:35 | AMZN | 11:00:30 | 1
      11:01:45 | AMZN | 11:01:00 | 1`,
  },
  {
    name: 'windows that end at one time come in the order of their opening',
    into: 't VARCHAR(4), n BIGINT',
    sql: `SELECT STREAM t, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '1' HOUR)`,
    feed: `
      11:00:00 | B | NULL
      11:00:00 | A | NULL
      11:00:00 | NULL | NULL
      11:00:00 | B | NULL
      clock 12:00:00`,
    out: `
      12:00:00 | B | 2
      12:00:00 | A | 1
      12:00:00 | NULL | 1`,
  },
]);
