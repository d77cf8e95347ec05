import { over, type Case } from './case.js';

const trades = `
  10:00:01 | A | 5
  10:00:02 | B | 6
  10:00:03 | B | 7
  10:00:04 | NULL | 8
  10:00:59.999 | C | 9
  10:01:00 | C | 9
  clock 10:02:00`;

/** Functions over cursors. */
export const learning: readonly Case[] = over('t VARCHAR(4), p INTEGER', [
  {
    name: 'the two most frequent of each minute',
    into: 'item VARCHAR(1024), n DOUBLE',
    sql: `SELECT STREAM ITEM, ITEM_COUNT FROM TABLE(TOP_K_ITEMS_TUMBLING(
        CURSOR(SELECT STREAM * FROM S WHERE t <> 'A'), 'T', 2, 60))`,
    feed: trades,
    out: `
      10:01:00 | B | 2
      10:01:00 | C | 1
      10:02:00 | C | 1`,
  },
  {
    name: 'how many different items each minute has',
    into: 'n BIGINT',
    sql: `SELECT STREAM NUMBER_OF_DISTINCT_ITEMS FROM TABLE(COUNT_DISTINCT_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM S), 'T', 60))`,
    feed: trades,
    out: `
      10:01:00 | 3
      10:02:00 | 1`,
  },
  {
    name: 'different numbers in windows of ten seconds',
    into: 'n BIGINT',
    sql: `SELECT STREAM * FROM TABLE(COUNT_DISTINCT_ITEMS_TUMBLING(CURSOR(SELECT STREAM MOD(p, 3) AS "r" FROM S), 'r', 10))`,
    feed: trades,
    out: `
      10:00:10 | 3
      10:01:00 | 1
      10:01:10 | 1`,
  },
  {
    // 5, 6, 7, 8 leave 2, 0, 1, 2; 9 leaves 0.
    name: 'ranks within the groups of a second',
    sql: `CREATE STREAM G ("ticker" VARCHAR(4), "ticker_count" INTEGER);
      CREATE STREAM DEST ("ticker" VARCHAR(4), "ticker_count" INTEGER, "group_rank" INTEGER);
      CREATE PUMP P AS INSERT INTO G SELECT STREAM t, COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO SECOND), t;
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM "ticker", "ticker_count", "groupRank"
        FROM TABLE(GROUP_RANK(CURSOR(SELECT STREAM * FROM G), 'ticker_count', 'groupRank', 'desc', 'asc', 5, 0));`,
    feed: `
      10:00:00.1 | A | 5
      10:00:00.2 | B | 6
      10:00:00.3 | C | 6
      10:00:00.4 | B | 7
      10:00:00.5 | C | 7
      10:00:01.5 | C | 7
      clock 10:00:05`,
    out: `
      10:00:01 | B | 2 | 1
      10:00:01 | C | 2 | 1
      10:00:01 | A | 1 | 3
      10:00:02 | C | 1 | 1`,
  },
  {
    name: 'ranks upwards, the first two',
    into: 't VARCHAR(4), p INTEGER, r INTEGER',
    sql: `SELECT STREAM * FROM TABLE(GROUP_RANK(CURSOR(SELECT STREAM * FROM S), 'P', 'groupRank', 'asc', 'asc', 0, 2))`,
    feed: `
      10:00:00 | A | 5
      10:00:00 | B | 2
      10:00:00 | C | 9
      10:00:01 | D | 1
      clock 10:00:05`,
    out: `
      10:00:00 | B | 2 | 1
      10:00:00 | A | 5 | 2
      10:00:01 | D | 1 | 1`,
  },
  {
    name: 'a random cut forest scores 0 while it learns; other columns pass through',
    into: 't VARCHAR(4), p INTEGER, score DOUBLE',
    sql: 'SELECT STREAM t, p, ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM * FROM S)))',
    feed: `
      10:00:00 | A | 5
      10:00:01 | B | 5000
      10:00:02 | NULL | 7`,
    out: `
      10:00:00 | A | 5 | 0
      10:00:01 | B | 5000 | 0
      10:00:02 | NULL | 7 | 0`,
  },
  {
    name: 'a forest that explains itself, while it learns',
    into: 'p INTEGER, score DOUBLE, x VARCHAR(512)',
    sql: `SELECT "P", ANOMALY_SCORE, ANOMALY_EXPLANATION FROM TABLE(
        RANDOM_CUT_FOREST_WITH_EXPLANATION(CURSOR(SELECT STREAM t, p FROM S), 100, 256, 100000, 1, TRUE))`,
    feed: '10:00:00 | A | 5',
    out: `10:00:00 | 5 | 0 | '{"P":{"DIRECTION":"LOW","STRENGTH":"0.0000","ATTRIBUTION_SCORE":"0.0000"}}'`,
  },
  {
    name: 'the dearest score of each second first',
    sql: `CREATE STREAM "TEMP_STREAM" (p INTEGER, ANOMALY_SCORE DOUBLE);
      CREATE STREAM DEST (p INTEGER, ANOMALY_SCORE DOUBLE);
      CREATE PUMP P AS INSERT INTO "TEMP_STREAM"
        SELECT STREAM p, ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM p FROM S), 100, 256, 100000, 1));
      CREATE PUMP Q AS INSERT INTO DEST SELECT STREAM * FROM "TEMP_STREAM"
        ORDER BY FLOOR("TEMP_STREAM".ROWTIME TO SECOND), ANOMALY_SCORE DESC;`,
    feed: `
      10:00:00 | A | 5
      10:00:00.5 | A | 6
      clock 10:00:01`,
    out: `
      10:00:00 | 5 | 0
      10:00:00.5 | 6 | 0`,
  },
]);
