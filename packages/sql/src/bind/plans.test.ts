import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [`SELECT STREAM * FROM S`, `stream S`],
  [
    `SELECT STREAM A, B FROM S WHERE A > 5 AND B LIKE 'x%'`,
    `project $0, $1
  filter (($0 > 5) AND ($1 LIKE 'x%'))
    stream S`,
  ],
  [
    `SELECT STREAM A + 1 AS X, C * 2 FROM (SELECT STREAM A, C FROM S WHERE A < 10) AS T WHERE A > 5`,
    `project ($0 + 1), ($2 * 2:DOUBLE)
  filter (($0 < 10) AND ($0 > 5))
    stream S`,
  ],
  [
    `SELECT STREAM * FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM A, C FROM S), 10))`,
    `RANDOM_CUT_FOREST(10) gives (A INTEGER, C DOUBLE, ANOMALY_SCORE DOUBLE)
  project $0, $2
    stream S`,
  ],
  [
    `SELECT STREAM CASE A WHEN 1 THEN 'one' WHEN 2 THEN 'two' END FROM S`,
    `project CASE WHEN ($0 = 1) THEN 'one' WHEN ($0 = 2) THEN 'two' ELSE NULL:CHAR(3) END
  stream S`,
  ],
  [
    `SELECT STREAM COALESCE(B, 'none'), NULLIF(A, 0), A / NULLIF(A, 0) FROM S`,
    `project CASE WHEN ($1 IS NOT NULL) THEN $1 ELSE 'none' END, CASE WHEN ($0 = 0) THEN NULL:INTEGER ELSE $0 END, ($0 / CASE WHEN ($0 = 0) THEN NULL:INTEGER ELSE $0 END)
  stream S`,
  ],
  [
    `SELECT STREAM (A, B) = (1, 'x') FROM S`,
    `project (($0 = 1) AND ($1 = 'x'))
  stream S`,
  ],
  [
    `SELECT STREAM CURRENT_TIMESTAMP, CURRENT_DATE, LOCALTIME, CURRENT_ROW_TIMESTAMP FROM S`,
    `project NOW, CAST(NOW AS DATE), CAST(NOW AS TIME), ROWTIME
  stream S`,
  ],
  [
    `SELECT STREAM 1 + 2 * 3, 'a' || 'b', CAST('12' AS INTEGER), -5, -(5), 1/0, DATE '2020-01-01', INTERVAL '1' MINUTE FROM S`,
    `project 7, 'ab', 12, -5, -5, (1 / 0), 1577836800000:DATE, 60000:INTERVAL MINUTE
  stream S`,
  ],
  [
    `SELECT STREAM (D - S.ROWTIME) MINUTE TO SECOND, EXTRACT(MINUTE FROM D), CEIL(D TO HOUR) FROM S`,
    `project MINUS MINUTE TO SECOND($3, ROWTIME), EXTRACT($3, 'MINUTE'), CEIL($3, 'HOUR')
  stream S`,
  ],
  [`VALUES (1, 'x'), (2, 'yyy')`, `values (1, 'x  '), (2, 'yyy')`],
  [
    `SELECT STREAM T.REC.COLUMN1 FROM (SELECT STREAM B, REGEX_LOG_PARSE(B, '.*([E].).*([R].*)') AS REC FROM S) AS T`,
    `project REGEX_LOG_PARSE.COLUMN1($1, '.*([E].).*([R].*)')
  stream S`,
  ],
  [
    `SELECT STREAM l.r.COLUMN1 FROM (SELECT STREAM W3C_LOG_PARSE(B,'COMMON') FROM S) AS l(r)`,
    `project W3C_LOG_PARSE.COLUMN1($1, 'COMMON')
  stream S`,
  ],
  [
    `SELECT STREAM APPROXIMATE_ARRIVAL_TIME, "Name" FROM SOURCE_SQL_STREAM_001`,
    `project $7, $5
  stream SOURCE_SQL_STREAM_001`,
  ],
  [
    `SELECT STREAM "APPROXIMATE_ARRIVAL_TIME", * FROM "SOURCE_SQL_STREAM_001"`,
    `project $7, $0, $1, $2, $3, $4, $5, $6
  stream SOURCE_SQL_STREAM_001`,
  ],
  [
    `SELECT STREAM * FROM TABLE(TOP_K_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM S), 'B', 10, 60))`,
    `TOP_K_ITEMS_TUMBLING('B', 10, 60) gives (ITEM VARCHAR(1024), ITEM_COUNT DOUBLE)
  stream S`,
  ],
  [
    `SELECT * FROM TABLE(HOTSPOTS(CURSOR(SELECT STREAM A, C FROM S), 1000, 0.2, 17))`,
    `HOTSPOTS(1000, 0.2:DECIMAL(2, 1), 17) gives (A INTEGER, C DOUBLE, HOTSPOTS_RESULT VARCHAR(65535))
  project $0, $2
    stream S`,
  ],
  [
    `SELECT STREAM A FROM (SELECT STREAM D AS ROWTIME, A FROM S) AS T WHERE T.ROWTIME > TIMESTAMP '2020-01-01 00:00:00'`,
    `filter (ROWTIME > 1577836800000:TIMESTAMP)
  project $0 rowtime $3
    stream S`,
  ],
  [
    `SELECT STREAM * FROM (SELECT STREAM D AS ROWTIME, A FROM S) AS T`,
    `project $0 rowtime $3
  stream S`,
  ],
  [
    `SELECT STREAM X, Y FROM (SELECT STREAM A, B FROM S) AS T (X, Y)`,
    `project $0, $1
  stream S`,
  ],
  [
    `SELECT STREAM A BETWEEN 1 AND 5, B SIMILAR TO 'a+', A IS NULL, NOT (A > 1), C IS NOT DISTINCT FROM 5 FROM S`,
    `project BETWEEN($0, 1, 5), ($1 SIMILAR TO 'a+'), ($0 IS NULL), NOT(($0 > 1)), ($2 IS NOT DISTINCT FROM 5)
  stream S`,
  ],
  [
    `SELECT STREAM SUBSTRING(B FROM 1 FOR 3), POSITION('a' IN B), TRIM(LEADING 'x' FROM B), OVERLAY(B PLACING 'z' FROM 1) FROM S`,
    `project SUBSTRING($1, 1, 3), POSITION('a', $1), TRIM('x', $1, 'LEADING'), OVERLAY($1, 'z', 1)
  stream S`,
  ],
  [
    `SELECT STREAM PRICE * AMOUNT, AMOUNT / 2, MOD(AMOUNT, 3), POWER(PRICE, 2) FROM TRADES`,
    `project ($1 * CAST($2 AS DOUBLE)), ($2 / 2), MOD($2, 3), POWER($1, 2:DOUBLE)
  stream TRADES`,
  ],
  [
    `SELECT STREAM S.ROWTIME, * FROM S`,
    `project ROWTIME, $0, $1, $2, $3
  stream S`,
  ],
  [
    `SELECT STREAM ROWTIME, S.* FROM S`,
    `project ROWTIME, $0, $1, $2, $3
  stream S`,
  ],
  [
    `SELECT STREAM T.X FROM (SELECT STREAM A + 1 AS X FROM S) AS T WHERE T.X > 5`,
    `filter ($0 > 5)
  project ($0 + 1)
    stream S`,
  ],
  [
    `SELECT STREAM T.X + T.X AS Y FROM (SELECT STREAM A + 1 AS X FROM S) AS T`,
    `project ($0 + $0)
  project ($0 + 1)
    stream S`,
  ],
  [
    `SELECT STREAM A FROM S ORDER BY ROWTIME`,
    `project $0
  stream S`,
  ],
  [`SELECT * FROM (VALUES (1, 2)) AS T (X, Y)`, `values (1, 2)`],
  [
    `SELECT STREAM D + INTERVAL '1' HOUR, (D - S.ROWTIME) DAY TO SECOND, CAST((D - S.ROWTIME) SECOND AS BIGINT) FROM S`,
    `project ($3 + 3600000:INTERVAL HOUR), MINUS DAY TO SECOND($3, ROWTIME), CAST(MINUS SECOND($3, ROWTIME) AS BIGINT)
  stream S`,
  ],
  [
    `SELECT STREAM A IN (1, 2, NULL), A IN (1, A + 1), (A, B) IN ((1, 'x'), (2, 'y')), (A, C) < (1, 2) FROM S`,
    `project ($0 IN (1, 2, NULL:INTEGER)), (($0 = 1) OR ($0 = ($0 + 1))), ((($0 = 1) AND ($1 = 'x')) OR (($0 = 2) AND ($1 = 'y'))), (($0 < 1) OR (($0 = 1) AND ($2 < 2)))
  stream S`,
  ],
  [
    `SELECT STREAM A FROM S WHERE 1 = 1 AND NOT 2 > 1 AND A = 1`,
    `project $0
  filter false
    stream S`,
  ],
  [
    `SELECT STREAM ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM A, C FROM S), 100, 256)) WHERE ANOMALY_SCORE > 2`,
    `project $2
  filter ($2 > 2)
    RANDOM_CUT_FOREST(100, 256) gives (A INTEGER, C DOUBLE, ANOMALY_SCORE DOUBLE)
      project $0, $2
        stream S`,
  ],
  [
    `SELECT STREAM L.R.COLUMN1 FROM (SELECT STREAM W3C_LOG_PARSE(B,'COMMON') FROM S) AS L(R)`,
    `project W3C_LOG_PARSE.COLUMN1($1, 'COMMON')
  stream S`,
  ],
  [
    `SELECT STREAM CHAR_TO_TIMESTAMP('yyyy-MM-dd', B), TIMESTAMP_TO_CHAR('yyyy', D), TSDIFF(D, S.ROWTIME), UNIX_TIMESTAMP(D), TO_TIMESTAMP(1000) FROM S`,
    `project CHAR_TO_TIMESTAMP('yyyy-MM-dd', $1), TIMESTAMP_TO_CHAR('yyyy', $3), TSDIFF($3, ROWTIME), UNIX_TIMESTAMP($3), 1000:TIMESTAMP
  stream S`,
  ],
  [
    `SELECT STREAM * FROM S WHERE D BETWEEN S.ROWTIME - INTERVAL '1' HOUR AND S.ROWTIME`,
    `filter BETWEEN($3, (ROWTIME - 3600000:INTERVAL HOUR), ROWTIME)
  stream S`,
  ],
  [
    `SELECT STREAM * FROM S WHERE (D, D + INTERVAL '1' HOUR) OVERLAPS (S.ROWTIME, S.ROWTIME + INTERVAL '1' MINUTE)`,
    `filter OVERLAPS($3, ($3 + 3600000:INTERVAL HOUR), ROWTIME, (ROWTIME + 60000:INTERVAL MINUTE))
  stream S`,
  ],
  [
    `SELECT STREAM GROUPED.* FROM TABLE(GROUP_RANK(CURSOR(SELECT STREAM * FROM S), 'A', 'groupRank', 'asc', 'asc', 10, 5)) AS GROUPED`,
    `GROUP_RANK('A', 'groupRank', 'asc', 'asc', 10, 5) gives (A INTEGER, B VARCHAR(8), C DOUBLE, D TIMESTAMP, groupRank INTEGER)
  stream S`,
  ],
  [
    `SELECT STREAM NUMBER_OF_DISTINCT_ITEMS FROM TABLE(COUNT_DISTINCT_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM S), 'B', 60))`,
    `COUNT_DISTINCT_ITEMS_TUMBLING('B', 60) gives (NUMBER_OF_DISTINCT_ITEMS BIGINT)
  stream S`,
  ],
  [
    `SELECT STREAM "SOURCE_SQL_STREAM_001"."Name", "Name" AS N2 FROM "SOURCE_SQL_STREAM_001" WHERE "HealthPoints" < 100 OR "MagicPoints" < 100`,
    `project $5, $5
  filter (($1 < 100) OR ($4 < 100))
    stream SOURCE_SQL_STREAM_001`,
  ],
  [
    `SELECT STREAM A FROM S WHERE ROWTIME > CURRENT_TIMESTAMP - INTERVAL '1' MINUTE`,
    `project $0
  filter (ROWTIME > (NOW - 60000:INTERVAL MINUTE))
    stream S`,
  ],
];

for (const [text, expected] of cases) test(`the plan of ${text}`, () => assert.equal(planOf(text), expected));
