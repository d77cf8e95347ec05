import type { Case } from './case.js';

/** What the reference does not allow or does not say, and what published applications do all the same. */
export const liberties: readonly Case[] = [
  {
    name: 'a pump without STREAM',
    source: 'p INTEGER',
    into: 'p INTEGER',
    sql: 'SELECT p FROM S WHERE p > 1',
    feed: `
      10:00:00 | 1
      10:00:01 | 2`,
    out: '10:00:01 | 2',
  },
  {
    name: 'neither the query nor what it asks says STREAM',
    source: 'k VARCHAR(4), p INTEGER',
    tables: { NAMES: { columns: 'k VARCHAR(4), name VARCHAR(8)', rows: 'a | Anna' } },
    into: 'name VARCHAR(8), p INTEGER, mean INTEGER',
    sql: `SELECT "R".name, "Q".p, "Q".mean
      FROM (SELECT k, p, AVG(p) OVER (PARTITION BY k ROWS 1 PRECEDING) AS mean FROM S) AS Q
      LEFT JOIN NAMES AS R ON "Q".k = "R".k WHERE "Q".p > 0`,
    feed: `
      10:00:00 | a | 2
      10:00:01 | b | 5
      10:00:02 | a | 4`,
    out: `
      10:00:00 | Anna | 2 | 2
      10:00:01 | NULL | 5 | 5
      10:00:02 | Anna | 4 | 3`,
  },
  {
    name: 'a union of which one side says STREAM',
    source: 'p INTEGER',
    into: 'p INTEGER',
    sql: 'SELECT STREAM p FROM S UNION ALL SELECT p + 10 FROM S',
    feed: '10:00:00 | 1',
    out: `
      10:00:00 | 1
      10:00:00 | 11`,
  },
  {
    name: 'a window of no time is of the rows of one time',
    source: 'k VARCHAR(4), p INTEGER',
    into: 'k VARCHAR(4), s INTEGER',
    sql: `SELECT STREAM k, SUM(p) OVER W FROM S WINDOW W AS (PARTITION BY k RANGE INTERVAL '0' MINUTE PRECEDING)`,
    feed: `
      10:00:00 | a | 1
      10:00:00 | a | 2
      10:00:01 | a | 4`,
    out: `
      10:00:00 | a | 1
      10:00:00 | a | 3
      10:00:01 | a | 4`,
  },
  {
    name: 'columns named as the metadata of a record',
    source: 'k VARCHAR(4), SHARD_ID VARCHAR(24) HIDDEN, APPROXIMATE_ARRIVAL_TIME TIMESTAMP HIDDEN',
    sql: `CREATE OR REPLACE STREAM DEST (approximate_arrival_time TIMESTAMP, shard_id VARCHAR(24), k VARCHAR(4));
      CREATE OR REPLACE PUMP P AS INSERT INTO DEST SELECT STREAM APPROXIMATE_ARRIVAL_TIME, SHARD_ID, k FROM S;`,
    feed: '10:00:01 | a | shardId-000000000000 | 10:00:00',
    out: '10:00:01 | 10:00:00 | shardId-000000000000 | a',
  },
  {
    name: 'a forest that forgets as fast as it samples',
    source: 'p INTEGER',
    into: 'p INTEGER, score DOUBLE',
    sql: 'SELECT STREAM p, ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM p FROM S), 1, 10, 10, 2))',
    feed: '10:00:00 | 1',
    out: '10:00:00 | 1 | 0',
  },
];
