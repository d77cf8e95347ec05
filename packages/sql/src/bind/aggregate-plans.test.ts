import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [
    `SELECT STREAM B, COUNT(*) OVER W, SUM(A) OVER W, AVG(C) OVER (PARTITION BY B ROWS 3 PRECEDING) FROM S WINDOW W AS (PARTITION BY B RANGE INTERVAL '1' MINUTE PRECEDING)`,
    `project $1, $4, $5, $6
  analytic [PARTITION BY $1 RANGE 60000 ms PRECEDING: COUNT(*), SUM($0)] [PARTITION BY $1 ROWS 3 PRECEDING: AVG($2)]
    stream S`,
  ],
  [
    `SELECT STREAM DISTINCT B, FLOOR(S.ROWTIME TO MINUTE) FROM S`,
    `project $1, $0
  distinct by FLOOR(ROWTIME, 'MINUTE') keys $1
    stream S`,
  ],
  [
    `SELECT STREAM B, COUNT(*) AS N FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), B ORDER BY FLOOR(S.ROWTIME TO MINUTE), N DESC`,
    `project $1, $2
  sort within ROWTIME by $0, $2 DESC
    aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
      stream S`,
  ],
  [
    `SELECT STREAM D AS ROWTIME, A FROM S ORDER BY D WITHIN INTERVAL '10' SECOND`,
    `project $0 rowtime $3
  sort within 10000 ms by $3
    stream S`,
  ],
  [
    `SELECT STREAM COUNT(DISTINCT A) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `project $1
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(DISTINCT $0)
    stream S`,
  ],
  [
    `SELECT STREAM LAG(A, 1) OVER (PARTITION BY B RANGE INTERVAL '1' MINUTE PRECEDING) FROM S`,
    `project $4
  analytic [PARTITION BY $1 RANGE 60000 ms PRECEDING: LAG($0, 1)]
    stream S`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR((S.ROWTIME - TIMESTAMP '1970-01-01 00:00:00') SECOND / 10 TO SECOND)`,
    `project $1
  aggregate by FLOOR((MINUS SECOND(ROWTIME, 0:TIMESTAMP) / 10), 'SECOND') calls COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM B, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY B, FLOOR(D TO MINUTE) RANGE INTERVAL '1' MINUTE)`,
    `project $0, $2
  stagger 60000 ms keys $1, FLOOR($3, 'MINUTE') calls COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM * FROM S ORDER BY S.ROWTIME, B DESC`,
    `sort within ROWTIME by ROWTIME, $1 DESC
  stream S`,
  ],
  [
    `SELECT STREAM T.W, COUNT(*) FROM (SELECT STREAM STEP(S.ROWTIME BY INTERVAL '10' SECOND) AS W, A FROM S) AS T GROUP BY T.W`,
    `aggregate by STEP(ROWTIME, 10000:INTERVAL SECOND) calls COUNT(*)
  stream S`,
  ],
  [
    `SELECT STREAM TICKER, STEP(T.WINDOW_TIME BY INTERVAL '5' SECOND), COUNT(*) FROM (SELECT STREAM DISTINCT ROWTIME AS WINDOW_TIME, TICKER, STEP(ROWTIME BY INTERVAL '5' SECOND) AS W FROM TRADES) AS T GROUP BY TICKER, STEP(T.WINDOW_TIME BY INTERVAL '5' SECOND)`,
    `project $1, $0, $2
  aggregate by STEP(ROWTIME, 5000:INTERVAL SECOND) keys $1 calls COUNT(*)
    distinct by STEP(ROWTIME, 5000:INTERVAL SECOND) keys $0
      stream TRADES`,
  ],
  [
    `SELECT STREAM MIN(S.ROWTIME) AS ROWTIME, COUNT(*) AS N FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `project $2 rowtime $1
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls MIN(ROWTIME), COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM EXP_AVG(C, INTERVAL '10' SECOND) OVER (PARTITION BY B RANGE INTERVAL '1' MINUTE PRECEDING) FROM S`,
    `project $4
  analytic [PARTITION BY $1 RANGE 60000 ms PRECEDING: EXP_AVG($2, 10000:INTERVAL SECOND, ROWTIME)]
    stream S`,
  ],
  [
    `SELECT STREAM B, COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), B HAVING COUNT(*) > 5`,
    `project $1, $2
  filter ($2 > 5:BIGINT)
    aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
      stream S`,
  ],
  [
    `SELECT STREAM TICKER_SYMBOL FROM (SELECT STREAM B AS TICKER_SYMBOL, COUNT(*) OVER W1 AS TRIGGER_COUNT FROM S WINDOW W1 AS (PARTITION BY B RANGE INTERVAL '1' MINUTE PRECEDING)) WHERE TRIGGER_COUNT >= 1`,
    `project $1
  filter ($4 >= 1:BIGINT)
    analytic [PARTITION BY $1 RANGE 60000 ms PRECEDING: COUNT(*)]
      stream S`,
  ],
  [
    `SELECT STREAM STEP(APPROXIMATE_ARRIVAL_TIME BY INTERVAL '60' SECOND), "Name", COUNT(*) FROM "SOURCE_SQL_STREAM_001" GROUP BY "Name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '60' SECOND), STEP(APPROXIMATE_ARRIVAL_TIME BY INTERVAL '60' SECOND)`,
    `project $2, $1, $3
  aggregate by STEP(ROWTIME, 60000:INTERVAL SECOND) keys $5, STEP($7, 60000:INTERVAL SECOND) calls COUNT(*)
    stream SOURCE_SQL_STREAM_001`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ORDER BY S.ROWTIME RANGE INTERVAL '1' MINUTE PRECEDING) FROM S`,
    `project $4
  analytic [RANGE 60000 ms PRECEDING: SUM($0)]
    stream S`,
  ],
  [
    `SELECT STREAM FLOOR(T.ROWTIME TO MINUTE), COUNT(*) FROM (SELECT STREAM D AS ROWTIME, A FROM S) AS T GROUP BY FLOOR(T.ROWTIME TO MINUTE)`,
    `aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(*)
  project $0 rowtime $3
    stream S`,
  ],
  [
    `SELECT STREAM MONOTONIC(A), COUNT(*) FROM S GROUP BY MONOTONIC(A)`,
    `aggregate by MONOTONIC($0) (of rows) calls COUNT(*)
  stream S`,
  ],
  [
    `SELECT STREAM X FROM (SELECT STREAM B AS X, COUNT(*) AS N FROM S GROUP BY B, FLOOR(S.ROWTIME TO MINUTE)) AS T WHERE N > 1 AND X = 'a'`,
    `project $1
  filter (($2 > 1:BIGINT) AND ($1 = 'a'))
    aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
      stream S`,
  ],
  [
    `SELECT STREAM T.M, SUM(T.N) FROM (SELECT STREAM FLOOR(S.ROWTIME TO MINUTE) AS M, B, COUNT(*) AS N FROM S GROUP BY B, FLOOR(S.ROWTIME TO MINUTE)) AS T GROUP BY T.M`,
    `project $1, $2
  aggregate by ROWTIME keys $0 calls SUM($2)
    aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
      stream S`,
  ],
  [
    `SELECT STREAM FLOOR(T.ROWTIME TO HOUR), SUM(N) FROM (SELECT STREAM COUNT(*) AS N FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)) AS T GROUP BY FLOOR(T.ROWTIME TO HOUR)`,
    `aggregate by FLOOR(ROWTIME, 'HOUR') calls SUM($0)
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM STEP(S.ROWTIME BY INTERVAL '10' SECOND) AS W, B, COUNT(*) AS N, AVG(C) AS M, COUNT(*) * 2 AS N2 FROM S GROUP BY STEP(S.ROWTIME BY INTERVAL '10' SECOND), B`,
    `project $0, $1, $2, $3, ($2 * 2:BIGINT)
  aggregate by STEP(ROWTIME, 10000:INTERVAL SECOND) keys $1 calls COUNT(*), AVG($2)
    stream S`,
  ],
  [
    `SELECT STREAM CASE WHEN SUM(A) > 10 THEN 'big' ELSE B END AS X FROM S GROUP BY B, FLOOR(ROWTIME TO SECOND)`,
    `project CASE WHEN ($2 > 10) THEN 'big' ELSE $1 END
  aggregate by FLOOR(ROWTIME, 'SECOND') keys $1 calls SUM($0)
    stream S`,
  ],
  [
    `SELECT STREAM UPPER(B) FROM S GROUP BY UPPER(B), FLOOR(ROWTIME TO SECOND)`,
    `project $1
  aggregate by FLOOR(ROWTIME, 'SECOND') keys UPPER($1)
    stream S`,
  ],
  [
    `SELECT STREAM ROWTIME, COUNT(*) FROM S GROUP BY S.ROWTIME`,
    `aggregate by ROWTIME calls COUNT(*)
  stream S`,
  ],
  [
    `SELECT STREAM MAX(S.ROWTIME), MIN(ROWTIME) FROM S GROUP BY CEIL(S.ROWTIME TO MINUTE)`,
    `project $1, $2
  aggregate by CEIL(ROWTIME, 'MINUTE') calls MAX(ROWTIME), MIN(ROWTIME)
    stream S`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE) - INTERVAL '1' DAY`,
    `project $1
  aggregate by (FLOOR(ROWTIME, 'MINUTE') - 86400000:INTERVAL DAY) calls COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM B, STEP(D BY INTERVAL '30' SECOND), SUM(A) FROM S WHERE A > 0 WINDOWED BY STAGGER (PARTITION BY B, STEP(D BY INTERVAL '30' SECOND) RANGE INTERVAL '30' SECOND) HAVING COUNT(*) > 1`,
    `project $0, $1, $2
  filter ($3 > 1:BIGINT)
    stagger 30000 ms keys $1, STEP($3, 30000:INTERVAL SECOND) calls SUM($0), COUNT(*)
      filter ($0 > 0)
        stream S`,
  ],
  [
    `SELECT STREAM DISTINCT ROWTIME, B FROM S`,
    `distinct by ROWTIME keys $1
  stream S`,
  ],
  [
    `SELECT STREAM DISTINCT B, FLOOR(ROWTIME TO MINUTE) AS M FROM S ORDER BY M, B`,
    `project $1, $0
  sort within $0 (of rows) by $0, $1
    distinct by FLOOR(ROWTIME, 'MINUTE') keys $1
      stream S`,
  ],
  [
    `SELECT STREAM A AS X FROM S ORDER BY FLOOR(S.ROWTIME TO MINUTE), X DESC NULLS LAST`,
    `project $0
  sort within FLOOR(ROWTIME, 'MINUTE') by FLOOR(ROWTIME, 'MINUTE'), $0 DESC
    stream S`,
  ],
  [
    `SELECT STREAM SUM(A) OVER W AS X, SUM(A) OVER W AS Y, COUNT(A) OVER (W) AS Z FROM S WINDOW W AS (PARTITION BY B ROWS 9 PRECEDING)`,
    `project $4, $4, $5
  analytic [PARTITION BY $1 ROWS 9 PRECEDING: SUM($0), COUNT($0)]
    stream S`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (W ROWS 2 PRECEDING) FROM S WINDOW W AS (PARTITION BY B)`,
    `project $4
  analytic [PARTITION BY $1 ROWS 2 PRECEDING: SUM($0)]
    stream S`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (RANGE CURRENT ROW), AVG(C) OVER (PARTITION BY B) FROM S`,
    `project $4, $5
  analytic [RANGE 0 ms PRECEDING: SUM($0)] [PARTITION BY $1 UNBOUNDED PRECEDING: AVG($2)]
    stream S`,
  ],
  [
    `SELECT STREAM T.ROWTIME, T.* FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM A FROM S))) AS T ORDER BY FLOOR(T.ROWTIME TO SECOND), ANOMALY_SCORE DESC`,
    `project $2, $0, $1
  sort within FLOOR(ROWTIME, 'SECOND') by FLOOR(ROWTIME, 'SECOND'), $1 DESC
    project $0, $1, ROWTIME
      RANDOM_CUT_FOREST() gives (A INTEGER, ANOMALY_SCORE DOUBLE)
        project $0
          stream S`,
  ],
  [
    `SELECT STREAM A FROM S ORDER BY S.ROWTIME LIMIT 5`,
    `project $0
  sort within ROWTIME by ROWTIME limit 5
    stream S`,
  ],
  [
    `SELECT STREAM T.M, SUM(T.N), ROWTIME FROM (SELECT STREAM FLOOR(S.ROWTIME TO MINUTE) AS M, B, COUNT(*) AS N FROM S GROUP BY B, FLOOR(S.ROWTIME TO MINUTE)) AS T GROUP BY T.M`,
    `project $1, $2, ROWTIME
  aggregate by ROWTIME keys $0 calls SUM($2)
    aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
      stream S`,
  ],
  [
    `SELECT STREAM A, SUM(C) OVER W AS X, NTH_VALUE(A, 2) FROM FIRST OVER W AS Y, LAST_VALUE(A) IGNORE NULLS OVER W AS Z FROM S WINDOW W AS (PARTITION BY B RANGE INTERVAL '1' MINUTE PRECEDING)`,
    `project $0, $4, $5, $6
  analytic [PARTITION BY $1 RANGE 60000 ms PRECEDING: SUM($2), NTH_VALUE($0, 2, FIRST), LAST_VALUE($0) IGNORE NULLS]
    stream S`,
  ],
  [
    `SELECT STREAM B, LAST_VALUE(A) AS L, FIRST_VALUE(A) AS F FROM S WINDOWED BY STAGGER (PARTITION BY B RANGE INTERVAL '1' MINUTE)`,
    `stagger 60000 ms keys $1 calls LAST_VALUE($0), FIRST_VALUE($0)
  stream S`,
  ],
  [
    `SELECT STREAM B, STDDEV_SAMP(C), VAR_POP(C), ANY(A > 1), EVERY(A > 1) FROM S GROUP BY B, FLOOR(S.ROWTIME TO MINUTE)`,
    `project $1, $2, $3, $4, $5
  aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls STDDEV_SAMP($2), VAR_POP($2), ANY(($0 > 1)), EVERY(($0 > 1))
    stream S`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY UNIX_TIMESTAMP(S.ROWTIME) / 10000`,
    `project $1
  aggregate by (UNIX_TIMESTAMP(ROWTIME) / 10000:BIGINT) calls COUNT(*)
    stream S`,
  ],
  [
    `SELECT STREAM A FROM S ORDER BY D WITHIN INTERVAL '10' SECOND`,
    `project $0 rowtime $3
  sort within 10000 ms by $3
    stream S`,
  ],
  [
    `SELECT STREAM FIRST_VALUE(A) OVER (PARTITION BY B, STEP(S.ROWTIME BY INTERVAL '10' SECOND) RANGE INTERVAL '10' SECOND PRECEDING) FROM S`,
    `project $4
  analytic [PARTITION BY $1, STEP(ROWTIME, 10000:INTERVAL SECOND) RANGE 10000 ms PRECEDING: FIRST_VALUE($0)]
    stream S`,
  ],
];

for (const [text, expected] of cases) test(`the plan of ${text}`, () => assert.equal(planOf(text), expected));
