import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [
    `SELECT STREAM T.TICKER, COMPANY FROM TRADES T LEFT JOIN COMPANIES C ON T.TICKER = C.TICKER`,
    `project $0, $5
  left lookup in COMPANIES on $0 = table $0
    stream TRADES`,
  ],
  [
    `SELECT STREAM * FROM S WHERE A IN (SELECT A FROM LIMITS) AND NOT EXISTS (SELECT 1 FROM LIMITS L WHERE L.TOP > C)`,
    `anti lookup in LIMITS where ($5 > $2)
  semi lookup in LIMITS on $0 = table $0
    stream S`,
  ],
  [
    `SELECT STREAM A FROM S UNION ALL SELECT STREAM C FROM R`,
    `union all
  project CAST($0 AS DOUBLE)
    stream S
  project $2
    stream R`,
  ],
  [
    `SELECT STREAM A FROM S, COMPANIES`,
    `project $0
  inner lookup in COMPANIES
    stream S`,
  ],
  [
    `SELECT STREAM S.A FROM S, LIMITS WHERE S.A = LIMITS.A AND S.B = 'x' AND TOP > C`,
    `project $0
  inner lookup in LIMITS on $0 = table $0 where ($5 > $2)
    filter ($1 = 'x')
      stream S`,
  ],
  [
    `SELECT STREAM A, COUNT(*) FROM S NATURAL JOIN LIMITS GROUP BY A, FLOOR(S.ROWTIME TO HOUR)`,
    `project $1, $2
  aggregate by FLOOR(ROWTIME, 'HOUR') keys $0 calls COUNT(*)
    inner lookup in LIMITS on $0 = table $0
      stream S`,
  ],
  [
    `SELECT STREAM * FROM S JOIN LIMITS USING (A)`,
    `project $0, $1, $2, $3, $5
  inner lookup in LIMITS on $0 = table $0
    stream S`,
  ],
  [
    `SELECT STREAM S.*, TOP FROM LIMITS RIGHT JOIN S ON S.A = LIMITS.A`,
    `project $2, $3, $4, $5, $1
  left lookup in LIMITS (first) on $0 = table $0
    stream S`,
  ],
  [
    `SELECT STREAM A, B, L.ROWTIME FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS L FULL JOIN R OVER (ROWS 10 PRECEDING) USING (A, B)`,
    `project CASE WHEN ($0 IS NOT NULL) THEN $0 ELSE $5 END, CASE WHEN ($1 IS NOT NULL) THEN $1 ELSE $6 END, $4
  full join left 60000 ms right 10 rows on left $0 = right $0, left $1 = right $1
    project $0, $1, $2, $3, ROWTIME
      stream S
    stream R`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A GROUP BY FLOOR(R.ROWTIME TO MINUTE)`,
    `project $1
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(*)
    inner join left 60000 ms right now on left $0 = right $0
      stream S
      stream R`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A GROUP BY FLOOR(ROWTIME TO MINUTE)`,
    `project $1
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(*)
    inner join left 60000 ms right now on left $0 = right $0
      stream S
      stream R`,
  ],
  [
    `SELECT STREAM S.A FROM S OVER W, R WHERE S.A = R.A AND S.C > 5 AND R.C < S.C WINDOW W AS (RANGE INTERVAL '1' MINUTE PRECEDING)`,
    `project $0
  inner join left 60000 ms right now on left $0 = right $0 where ($6 < $2)
    filter ($2 > 5)
      stream S
    stream R`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A NOT IN (SELECT A FROM LIMITS WHERE TOP > 5)`,
    `project $0
  anti lookup in LIMITS where (($5 > 5) AND (($0 = $4) IS NOT FALSE))
    stream S`,
  ],
  [
    `SELECT STREAM S.A AS X, R.A AS Y, S.ROWTIME AS L, R.ROWTIME AS M, ROWTIME AS N FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A`,
    `project $0, $5, $4, ROWTIME, ROWTIME
  inner join left 60000 ms right now on left $0 = right $0
    project $0, $1, $2, $3, ROWTIME
      stream S
    stream R`,
  ],
  [
    `SELECT STREAM S.A AS X, R.A AS Y, S.ROWTIME AS L, R.ROWTIME AS M FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) LEFT JOIN R OVER (RANGE INTERVAL '10' SECOND PRECEDING) ON S.A = R.A`,
    `project $0, $5, $4, $9
  left join left 60000 ms right 10000 ms on left $0 = right $0
    project $0, $1, $2, $3, ROWTIME
      stream S
    project $0, $1, $2, $3, ROWTIME
      stream R`,
  ],
  [
    `SELECT STREAM S.A AS X FROM S RIGHT JOIN R OVER (RANGE INTERVAL '10' SECOND PRECEDING) ON S.A = R.A AND S.C > 1`,
    `project $0
  right join left now right 10000 ms on left $0 = right $0 where ($2 > 1)
    stream S
    stream R`,
  ],
  [
    `SELECT STREAM S.A AS X, R.A AS Y, Q.A AS Z, S.ROWTIME AS T FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R OVER (RANGE INTERVAL '1' MINUTE PRECEDING) ON S.A = R.A JOIN Q OVER (RANGE INTERVAL '2' MINUTE PRECEDING) ON Q.A = R.A AND Q.ROWTIME > S.ROWTIME`,
    `project $0, $5, $9, $4
  inner join left now right 120000 ms on left $5 = right $0 where ($13 > $4)
    inner join left 60000 ms right 60000 ms on left $0 = right $0
      project $0, $1, $2, $3, ROWTIME
        stream S
      stream R
    project $0, $1, $2, $3, ROWTIME
      stream Q`,
  ],
  [
    `SELECT STREAM COMPANY FROM COMPANIES, TRADES WHERE COMPANIES.TICKER = TRADES.TICKER`,
    `project $1
  inner lookup in COMPANIES (first) on $0 = table $0
    stream TRADES`,
  ],
  [
    `SELECT STREAM COMPANY, TOP FROM TRADES JOIN COMPANIES USING (TICKER) LEFT JOIN LIMITS ON LIMITS.A = AMOUNT WHERE PRICE > 1 AND TOP IS NULL`,
    `project $5, $7
  filter ($7 IS NULL)
    left lookup in LIMITS on $2 = table $0
      inner lookup in COMPANIES on $0 = table $0
        filter ($1 > 1)
          stream TRADES`,
  ],
  [
    `SELECT STREAM A FROM S WHERE EXISTS (SELECT * FROM LIMITS WHERE A = S.A AND TOP < C) AND B = 'x'`,
    `project $0
  semi lookup in LIMITS on $0 = table $0 where ($5 < $2)
    filter ($1 = 'x')
      stream S`,
  ],
  [
    `SELECT STREAM A FROM S WHERE NOT (A IN (SELECT A FROM LIMITS))`,
    `project $0
  anti lookup in LIMITS where (($0 = $4) IS NOT FALSE)
    stream S`,
  ],
  [
    `SELECT STREAM ROWTIME AS T, A FROM S UNION ALL SELECT STREAM ROWTIME, A FROM R ORDER BY T, A`,
    `sort within ROWTIME by $0, $1
  union all
    project ROWTIME, $0
      stream S
    project ROWTIME, $0
      stream R`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM (SELECT STREAM A FROM S UNION ALL SELECT STREAM A FROM R) AS U GROUP BY FLOOR(U.ROWTIME TO MINUTE)`,
    `project $1
  aggregate by FLOOR(ROWTIME, 'MINUTE') calls COUNT(*)
    union all
      project $0
        stream S
      project $0
        stream R`,
  ],
  [
    `SELECT STREAM X.B, Y.N FROM (SELECT STREAM B FROM S) OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS X JOIN (SELECT STREAM B, COUNT(*) AS N FROM R GROUP BY B, FLOOR(R.ROWTIME TO MINUTE)) AS Y ON X.B = Y.B`,
    `project $0, $2
  inner join left 60000 ms right now on left $0 = right $0
    project $1
      stream S
    project $1, $2
      aggregate by FLOOR(ROWTIME, 'MINUTE') keys $1 calls COUNT(*)
        stream R`,
  ],
];

for (const [text, expected] of cases) test(`the plan of ${text}`, () => assert.equal(planOf(text), expected));
