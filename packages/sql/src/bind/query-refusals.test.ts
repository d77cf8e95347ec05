import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [
    `SELECT STREAM B, COUNT(*) FROM S GROUP BY B`,
    `At line 2, column 43: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM B, A, COUNT(*) FROM S GROUP BY B, STEP(S.ROWTIME BY INTERVAL '10' SECOND)`,
    `At line 2, column 18: Expression 'A' is not being grouped`,
  ],
  [`SELECT STREAM X FROM S`, `At line 2, column 15: Column 'X' not found in any table`],
  [`SELECT STREAM S.X FROM S`, `At line 2, column 17: Column 'X' not found in table 'S'`],
  [`SELECT STREAM Z.A FROM S`, `At line 2, column 15: Table 'Z' not found`],
  [`SELECT STREAM A FROM NOPE`, `From line 2, column 22 to line 2, column 25: Table 'NOPE' not found`],
  [
    `SELECT STREAM * FROM COMPANIES`,
    `From line 2, column 22 to line 2, column 30: Cannot convert table 'COMPANIES' to stream`,
  ],
  [
    `SELECT STREAM A FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A`,
    `At line 2, column 15: Column 'A' is ambiguous`,
  ],
  [`SELECT STREAM A FROM S WHERE A`, `At line 2, column 30: WHERE clause must be a condition`],
  [
    `SELECT STREAM CASE WHEN A > 1 THEN NULL END FROM S`,
    `From line 2, column 15 to line 2, column 43: ELSE clause or at least one THEN clause must be non-NULL`,
  ],
  [
    `SELECT STREAM A IN (1, 2, NULL), B NOT IN ('a', 'bb'), A IN (AMOUNT) FROM S`,
    `From line 2, column 62 to line 2, column 67: Column 'AMOUNT' not found in any table`,
  ],
  [
    `SELECT STREAM * FROM S ORDER BY B`,
    `At line 2, column 33: Streaming ORDER BY must start with monotonic expression`,
  ],
  [`SELECT STREAM A, B FROM S ORDER BY 3`, `At line 2, column 36: Ordinal out of range`],
  [
    `SELECT STREAM A FROM S UNION SELECT STREAM A FROM R`,
    `From line 2, column 1 to line 2, column 51: UNION not supported`,
  ],
  [
    `SELECT STREAM A, B FROM S UNION ALL SELECT STREAM A FROM R`,
    `At line 2, column 51: Column count mismatch in UNION ALL`,
  ],
  [
    `SELECT STREAM A FROM S UNION ALL SELECT STREAM B FROM R`,
    `At line 2, column 15: Type mismatch in column 1 of UNION ALL`,
  ],
  [
    `SELECT STREAM * FROM S RIGHT JOIN LIMITS ON S.A = LIMITS.A`,
    `From line 2, column 22 to line 2, column 58: RIGHT JOIN cannot keep the rows of table 'LIMITS' that match no row of a stream`,
  ],
  [
    `SELECT STREAM S.A FROM S JOIN S ON S.A = S.A`,
    `From line 2, column 24 to line 2, column 44: Duplicate relation name 'S' in FROM clause`,
  ],
  [
    `SELECT STREAM B, COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), B HAVING COUNT(*)`,
    `From line 2, column 80 to line 2, column 87: HAVING clause must be a condition`,
  ],
  [
    `SELECT STREAM ITEM, COUNT(*) FROM S GROUP BY ITEM, APPROXIMATE_ARRIVAL_TIME`,
    `From line 2, column 15 to line 2, column 18: Column 'ITEM' not found in any table`,
  ],
  [
    `SELECT STREAM * FROM TABLE(TOP_K_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM S), 'NOPE', 10, 60))`,
    `From line 2, column 28 to line 2, column 95: TOP_K_ITEMS_TUMBLING: the cursor has no column 'NOPE'`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (RANGE 5 PRECEDING) FROM S`,
    `From line 2, column 28 to line 2, column 44: Data Type mismatch between ORDER BY and RANGE clause`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ORDER BY B RANGE INTERVAL '1' MINUTE PRECEDING) FROM S`,
    `At line 2, column 37: Streaming ORDER BY must start with monotonic expression`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `From line 2, column 103 to line 2, column 128: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A IN (SELECT A FROM R)`,
    `From line 2, column 30 to line 2, column 51: Subqueries of conditions must select from a reference table`,
  ],
  [
    `SELECT STREAM * FROM S AS T (X, Y)`,
    `At line 2, column 22: List of column aliases must have same degree as table; table has 4 columns ('A', 'B', 'C', 'D'), whereas alias list has 2 columns`,
  ],
  [
    `SELECT STREAM * FROM (SELECT STREAM A, B FROM S) AS T (X)`,
    `From line 2, column 22 to line 2, column 48: List of column aliases must have same degree as table; table has 2 columns ('A', 'B'), whereas alias list has 1 columns`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S`,
    `From line 2, column 1 to line 2, column 29: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM * FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `At line 2, column 15: Expression 'A' is not being grouped`,
  ],
  [`SELECT STREAM B AS X, X FROM S`, `At line 2, column 23: Column 'X' not found in any table`],
  [
    `SELECT STREAM S.A AS X FROM S FULL JOIN LIMITS ON S.A = LIMITS.A`,
    `From line 2, column 29 to line 2, column 64: FULL JOIN cannot keep the rows of table 'LIMITS' that match no row of a stream`,
  ],
  [
    `SELECT STREAM COMPANY FROM COMPANIES JOIN LIMITS ON COMPANY = 'x' JOIN S ON S.A = 1`,
    `From line 2, column 28 to line 2, column 65: Cannot join table 'COMPANIES' with table 'LIMITS': one side must be a stream`,
  ],
  [
    `SELECT STREAM A FROM S WHERE (A, B) IN (SELECT AMOUNT, TICKER FROM TRADES)`,
    `From line 2, column 30 to line 2, column 74: Subqueries of conditions must select from a reference table`,
  ],
  [
    `SELECT STREAM LOWER(B) FROM S GROUP BY UPPER(B), FLOOR(ROWTIME TO SECOND)`,
    `At line 2, column 21: Expression 'B' is not being grouped`,
  ],
  [
    `SELECT STREAM S.ROWTIME FROM S GROUP BY FLOOR(S.ROWTIME TO SECOND)`,
    `From line 2, column 15 to line 2, column 23: Expression 'S.ROWTIME' is not being grouped`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY FLOOR(D TO MINUTE)`,
    `From line 2, column 40 to line 2, column 57: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY 1`,
    `At line 2, column 40: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM A FROM S HAVING A > 1`,
    `From line 2, column 31 to line 2, column 35: HAVING is only allowed with GROUP BY`,
  ],
  [
    `SELECT STREAM A, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY B RANGE INTERVAL '1' MINUTE)`,
    `At line 2, column 15: Expression 'A' is not being grouped`,
  ],
  [
    `SELECT STREAM DISTINCT B FROM S`,
    `From line 2, column 1 to line 2, column 31: Streaming aggregation requires at least one monotonic expression in GROUP BY clause`,
  ],
  [
    `SELECT STREAM DISTINCT B, FLOOR(ROWTIME TO MINUTE) AS M FROM S ORDER BY A`,
    `At line 2, column 73: Expression 'A' is not in the select clause`,
  ],
  [
    `SELECT STREAM A FROM S ORDER BY ROWTIME DESC`,
    `From line 2, column 33 to line 2, column 39: Streaming ORDER BY must start with monotonic expression`,
  ],
  [
    `SELECT STREAM A FROM S ORDER BY B WITHIN INTERVAL '1' SECOND`,
    `At line 2, column 33: First column of ORDER BY must be of type TIMESTAMP`,
  ],
  [
    `SELECT STREAM A FROM S UNION ALL SELECT STREAM A FROM R ORDER BY A`,
    `At line 2, column 66: Streaming ORDER BY must start with monotonic expression`,
  ],
  [
    `SELECT STREAM A FROM S EXCEPT SELECT STREAM A FROM R`,
    `From line 2, column 1 to line 2, column 52: EXCEPT not supported`,
  ],
  [
    `SELECT STREAM A FROM S UNION ALL VALUES (1)`,
    `From line 2, column 1 to line 2, column 42: Set operator cannot combine streaming and non-streaming inputs`,
  ],
  [
    `SELECT STREAM * FROM (VALUES (1, 2)) AS T (X, Y)`,
    `From line 2, column 22 to line 2, column 36: Cannot convert table 'VALUES' to stream`,
  ],
  [`SELECT STREAM X.* FROM S`, `At line 2, column 15: Unknown identifier 'X'`],
  [
    `SELECT STREAM A.B.C.D FROM S`,
    `From line 2, column 15 to line 2, column 21: Column 'A.B.C.D' not found in any table`,
  ],
  [`SELECT STREAM A FROM S AS T WHERE S.A = 1`, `At line 2, column 35: Table 'S' not found`],
  [`SELECT STREAM "a" FROM S`, `From line 2, column 15 to line 2, column 17: Column 'a' not found in any table`],
  [
    `SELECT STREAM SUM(A) OVER (RANGE INTERVAL '1' MONTH PRECEDING) FROM S`,
    `From line 2, column 28 to line 2, column 61: Data Type mismatch between ORDER BY and RANGE clause`,
  ],
  [
    `SELECT STREAM (D - B) SECOND FROM S`,
    `From line 2, column 15 to line 2, column 28: Parameters must be of the same type`,
  ],
  [
    `SELECT STREAM A FROM "error_stream"`,
    `From line 2, column 22 to line 2, column 35: Not allowed to perform SELECT on error_stream`,
  ],
  [
    `SELECT STREAM * FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM * FROM LIMITS)))`,
    `From line 2, column 74 to line 2, column 79: Cannot convert table 'LIMITS' to stream`,
  ],
];

for (const [text, expected] of cases) test(`refused: ${text}`, () => assert.equal(planOf(text), expected));
