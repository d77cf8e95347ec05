import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [
    `SELECT STREAM S.A, R.* FROM S JOIN R ON S.A = R.A`,
    `From line 2, column 29 to line 2, column 49: Streams can only be joined over a window: at least one side must have an OVER clause`,
  ],
  [
    `SELECT STREAM NOSUCH(A, B) FROM S`,
    `From line 2, column 15 to line 2, column 26: No match found for function signature NOSUCH(<NUMERIC>, <CHARACTER>)`,
  ],
  [
    `SELECT STREAM A + B FROM S`,
    `From line 2, column 15 to line 2, column 19: Cannot apply '+' to arguments of type '<INTEGER> + <VARCHAR(8)>'. Supported form(s): '<NUMERIC> + <NUMERIC>'
'<DATETIME_INTERVAL> + <DATETIME_INTERVAL>'
'<DATETIME> + <DATETIME_INTERVAL>'
'<DATETIME_INTERVAL> + <DATETIME>'`,
  ],
  [
    `SELECT STREAM UPPER(A) FROM S`,
    `From line 2, column 15 to line 2, column 22: Cannot apply 'UPPER' to arguments of type 'UPPER(<INTEGER>)'. Supported form(s): 'UPPER(<CHARACTER>)'`,
  ],
  [
    `SELECT STREAM UPPER(B, B) FROM S`,
    `From line 2, column 15 to line 2, column 25: Invalid number of arguments to function 'UPPER'. Was expecting 1 arguments`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A AND B = 'x'`,
    `From line 2, column 30 to line 2, column 42: Cannot apply 'AND' to arguments of type '<INTEGER> AND <BOOLEAN>'. Supported form(s): '<BOOLEAN> AND <BOOLEAN>'`,
  ],
  [
    `SELECT STREAM CASE WHEN A > 1 THEN 'x' ELSE 2 END FROM S`,
    `From line 2, column 15 to line 2, column 49: Illegal mixing of types in CASE or COALESCE statement`,
  ],
  [
    `SELECT STREAM SUM(SUM(A)) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `From line 2, column 19 to line 2, column 24: Aggregate expressions cannot be nested`,
  ],
  [
    `SELECT STREAM A FROM S WHERE SUM(A) > 5`,
    `From line 2, column 30 to line 2, column 35: Aggregate expression is illegal in WHERE clause`,
  ],
  [
    `SELECT STREAM A FROM S WHERE SUM(A) OVER (ROWS 1 PRECEDING) > 5`,
    `From line 2, column 30 to line 2, column 59: Windowed aggregate expression is illegal in WHERE clause`,
  ],
  [
    `SELECT STREAM LAG(A) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `From line 2, column 15 to line 2, column 20: OVER clause is necessary for window functions`,
  ],
  [`SELECT STREAM SUM(A) OVER NOPE FROM S`, `From line 2, column 27 to line 2, column 30: Window 'NOPE' not found`],
  [
    `SELECT STREAM UPPER(B) OVER (ROWS 2 PRECEDING) FROM S`,
    `From line 2, column 15 to line 2, column 46: OVER must be applied to aggregate function`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A IN (1, 'x')`,
    `From line 2, column 30 to line 2, column 42: Values passed to IN operator must have compatible types`,
  ],
  [
    `SELECT STREAM CAST(A AS DATE) FROM S`,
    `From line 2, column 15 to line 2, column 29: Cast function cannot convert value of type INTEGER to type DATE`,
  ],
  [
    `SELECT STREAM * FROM TABLE(NOPE(CURSOR(SELECT STREAM * FROM S), 'B'))`,
    `From line 2, column 28 to line 2, column 68: No match found for function signature NOPE(<CHARACTER>)`,
  ],
  [
    `SELECT STREAM A, SUM(A) OVER (RANGE INTERVAL '1' MINUTE FOLLOWING) FROM S`,
    `From line 2, column 31 to line 2, column 65: Window must end at CURRENT ROW`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND INTERVAL '1' SECOND PRECEDING) FROM S`,
    `From line 2, column 28 to line 2, column 104: Window must end at CURRENT ROW`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ROWS UNBOUNDED PRECEDING), SUM(A) OVER (ROWS CURRENT ROW), SUM(A) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM S`,
    `From line 2, column 100 to line 2, column 147: UNBOUNDED FOLLOWING window not supported`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ROWS -1 PRECEDING) FROM S`,
    `From line 2, column 33 to line 2, column 34: ROWS value must be a non-negative integral constant`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A = (SELECT A FROM LIMITS)`,
    `From line 2, column 34 to line 2, column 55: Query expression encountered in illegal context`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ROWS 2 PRECEDING), COUNT(*) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)`,
    `From line 2, column 1 to line 2, column 97: Windowed aggregate expression is not allowed with GROUP BY`,
  ],
  [
    `SELECT STREAM S.A AS X FROM S OVER (PARTITION BY A RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A`,
    `From line 2, column 36 to line 2, column 87: PARTITION BY is not allowed in the window of a join`,
  ],
  [
    `SELECT STREAM S.A AS X FROM S OVER (ROWS UNBOUNDED PRECEDING) JOIN R ON S.A = R.A`,
    `From line 2, column 36 to line 2, column 61: The window of a join must be bounded`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A = 1 OR A IN (SELECT A FROM LIMITS)`,
    `From line 2, column 39 to line 2, column 65: Query expression encountered in illegal context`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY SUM(A)`,
    `From line 2, column 40 to line 2, column 45: Aggregate expression is illegal in GROUP BY clause`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S GROUP BY SUM(A) OVER (ROWS 1 PRECEDING)`,
    `From line 2, column 40 to line 2, column 69: Windowed aggregate expression is illegal in GROUP BY clause`,
  ],
  [
    `SELECT STREAM SUM(B) FROM S GROUP BY FLOOR(ROWTIME TO SECOND)`,
    `From line 2, column 15 to line 2, column 20: Cannot apply 'SUM' to arguments of type 'SUM(<VARCHAR(8)>)'. Supported form(s): 'SUM(<NUMERIC>)'`,
  ],
  [
    `SELECT STREAM SUM(*) FROM S GROUP BY FLOOR(ROWTIME TO SECOND)`,
    `From line 2, column 15 to line 2, column 20: Cannot apply 'SUM' to arguments of type 'SUM()'. Supported form(s): 'SUM(<NUMERIC>)'`,
  ],
  [
    `SELECT STREAM COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY B RANGE INTERVAL '0' MINUTE)`,
    `From line 2, column 73 to line 2, column 91: Window has negative size`,
  ],
  [
    `VALUES (1, 'x'), (2)`,
    `From line 2, column 1 to line 2, column 19: Values passed to VALUES operator must have compatible types`,
  ],
  [
    `VALUES (1), ('x')`,
    `From line 2, column 1 to line 2, column 16: Values passed to VALUES operator must have compatible types`,
  ],
  [
    `SELECT STREAM SUM(A) OVER W FROM S WINDOW W AS (ROWS 9 PRECEDING), W AS (ROWS 8 PRECEDING)`,
    `At line 2, column 68: Duplicate window names not allowed`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (W PARTITION BY A) FROM S WINDOW W AS (PARTITION BY B ROWS 9 PRECEDING)`,
    `From line 2, column 27 to line 2, column 44: PARTITION BY not allowed with existing window reference`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (PARTITION BY COUNT(*) ROWS 2 PRECEDING) FROM S`,
    `From line 2, column 41 to line 2, column 48: Aggregate expressions cannot be nested`,
  ],
  [
    `SELECT STREAM SUM(SUM(A) OVER W) OVER W FROM S WINDOW W AS (ROWS 9 PRECEDING)`,
    `From line 2, column 19 to line 2, column 31: Aggregate expressions cannot be nested`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ROWS BETWEEN 5 PRECEDING AND UNBOUNDED PRECEDING) FROM S`,
    `From line 2, column 28 to line 2, column 75: UNBOUNDED PRECEDING cannot be specified for the upper frame boundary`,
  ],
  [
    `SELECT STREAM SUM(A) OVER (ROWS 0 PRECEDING) FROM S`,
    `At line 2, column 33: ROWS value must not be 0: use CURRENT ROW`,
  ],
  [
    `SELECT STREAM A FROM S WHERE B BETWEEN 1 AND 2`,
    `From line 2, column 30 to line 2, column 46: Cannot apply 'BETWEEN' to arguments of type '<VARCHAR(8)> BETWEEN <INTEGER> AND <INTEGER>'. Supported form(s): '<COMPARABLE_TYPE> BETWEEN <COMPARABLE_TYPE> AND <COMPARABLE_TYPE>'`,
  ],
  [
    `SELECT STREAM A FROM S WHERE A > B`,
    `From line 2, column 30 to line 2, column 34: Cannot apply '>' to arguments of type '<INTEGER> > <VARCHAR(8)>'. Supported form(s): '<COMPARABLE_TYPE> > <COMPARABLE_TYPE>'`,
  ],
  [
    `SELECT STREAM NOT A FROM S`,
    `From line 2, column 15 to line 2, column 19: Cannot apply 'NOT' to arguments of type 'NOT<INTEGER>'. Supported form(s): 'NOT<BOOLEAN>'`,
  ],
  [`SELECT STREAM CASE WHEN A THEN 1 END FROM S`, `At line 2, column 25: Expected a boolean type`],
  [
    `SELECT STREAM NULLIF(A) FROM S`,
    `From line 2, column 15 to line 2, column 23: Invalid number of arguments to function 'NULLIF'. Was expecting 2 arguments`,
  ],
  [
    `SELECT STREAM D - TIMESTAMP '2020-01-01 00:00:00' FROM S`,
    `From line 2, column 15 to line 2, column 49: Cannot apply '-' to arguments of type '<TIMESTAMP> - <TIMESTAMP>'. Supported form(s): '<NUMERIC> - <NUMERIC>'
'<DATETIME_INTERVAL> - <DATETIME_INTERVAL>'
'<DATETIME> - <DATETIME_INTERVAL>'`,
  ],
  [
    `SELECT STREAM TIMESTAMP '2020-01-01' FROM S`,
    `Illegal TIMESTAMP literal '2020-01-01': not in format 'yyyy-MM-dd HH:mm:ss'`,
  ],
  [
    `SELECT STREAM 99999999999999999999 FROM S`,
    `From line 2, column 15 to line 2, column 34: Numeric literal '99999999999999999999' out of range`,
  ],
  [
    `SELECT STREAM ROW(A, B) FROM S`,
    `From line 2, column 15 to line 2, column 23: ROW expression encountered in illegal context`,
  ],
  [
    `SELECT STREAM CURSOR(SELECT STREAM * FROM S) FROM S`,
    `From line 2, column 15 to line 2, column 44: CURSOR expression encountered in illegal context`,
  ],
];

for (const [text, expected] of cases) test(`refused: ${text}`, () => assert.equal(planOf(text), expected));
