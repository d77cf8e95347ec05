import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOf } from './testing.js';

const cases: readonly (readonly [string, string])[] = [
  [
    `CREATE STREAM S2 (A INTEGER); CREATE PUMP P AS INSERT INTO S2 SELECT STREAM A, B FROM S;`,
    `From line 1, column 48 to line 1, column 87: Number of INSERT target columns (1) does not equal number of source items (2)`,
  ],
  [
    `CREATE STREAM S2 (A INTEGER, X TIMESTAMP); CREATE PUMP P AS INSERT INTO S2 SELECT STREAM A, B FROM S;`,
    `At line 1, column 93: Cannot assign to target field 'X' of type TIMESTAMP from source field 'B' of type VARCHAR(8)`,
  ],
  [
    `CREATE STREAM S2 (A INTEGER, X VARCHAR(4) NOT NULL); CREATE PUMP P AS INSERT INTO S2 (A) SELECT STREAM A FROM S;`,
    `From line 1, column 83 to line 1, column 84: Column 'X' has no default value and does not allow NULLs`,
  ],
  [
    `CREATE STREAM S2 (A INTEGER, X VARCHAR(4)); CREATE PUMP P AS INSERT INTO S2 (X, NOPE) SELECT STREAM B, A FROM S;`,
    `From line 1, column 81 to line 1, column 84: Unknown target column 'NOPE'`,
  ],
  [
    `CREATE STREAM S2 (A INTEGER); CREATE STREAM S2 (A INTEGER);`,
    `From line 1, column 45 to line 1, column 46: Stream 'S2' already exists`,
  ],
  [
    `CREATE PUMP P AS INSERT INTO "error_stream" SELECT STREAM * FROM S;`,
    `From line 1, column 30 to line 1, column 43: Not allowed to perform INSERT on error_stream`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP P AS INSERT INTO O SELECT STREAM A FROM S; DROP STREAM O;`,
    `At line 1, column 97: Cannot drop 'O': 'P' depends on it`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP P AS INSERT INTO O SELECT STREAM A FROM S; CREATE OR REPLACE STREAM O (A INTEGER, B VARCHAR(4));`,
    `From line 1, column 47 to line 1, column 82: Number of INSERT target columns (2) does not equal number of source items (1)`,
  ],
  [`CREATE STREAM O (A INTEGER, A VARCHAR(4));`, `At line 1, column 29: Duplicate name 'A' in column list`],
  [
    `CREATE STREAM ERROR_STREAM (A INTEGER);`,
    `From line 1, column 15 to line 1, column 26: Stream 'ERROR_STREAM' already exists`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP P AS INSERT INTO O SELECT STREAM 'x' FROM S;`,
    `From line 1, column 75 to line 1, column 77: Cannot assign to target field 'A' of type INTEGER from source field 'EXPR$0' of type CHAR(1)`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE STREAM P (A INTEGER); CREATE PUMP X AS INSERT INTO O SELECT STREAM A FROM P; CREATE PUMP Y AS INSERT INTO P SELECT STREAM A FROM O;`,
    `From line 1, column 59 to line 1, column 111: Pump 'X' would read what it writes`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP X AS INSERT INTO O SELECT STREAM A FROM O;`,
    `From line 1, column 30 to line 1, column 82: Pump 'X' would read what it writes`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP X AS INSERT INTO S SELECT STREAM A FROM O;`,
    `At line 1, column 59: Not allowed to perform INSERT on S`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP X AS INSERT INTO NOPE SELECT STREAM A FROM S;`,
    `From line 1, column 59 to line 1, column 62: Table 'NOPE' not found`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP X AS INSERT INTO O SELECT STREAM A FROM S; CREATE PUMP X AS INSERT INTO O SELECT STREAM A FROM S;`,
    `At line 1, column 97: Pump 'X' already exists`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE OR REPLACE STREAM O (B VARCHAR(4)); CREATE PUMP X AS INSERT INTO O (B, B) SELECT STREAM B, B FROM S;`,
    `At line 1, column 108: Target column 'B' is assigned more than once`,
  ],
  [
    `CREATE STREAM O (A INTEGER NOT NULL); CREATE PUMP X AS INSERT INTO O SELECT STREAM NULL FROM S;`,
    `From line 1, column 70 to line 1, column 94: Column 'A' has no default value and does not allow NULLs`,
  ],
  [
    `CREATE STREAM O (A INTEGER); CREATE PUMP X AS INSERT INTO O (A, "ROWTIME") SELECT STREAM A, B FROM S;`,
    `From line 1, column 76 to line 1, column 100: Cannot assign to target field 'ROWTIME' of type TIMESTAMP from source field 'B' of type VARCHAR(8)`,
  ],
  [`ALTER PUMP NOPE START;`, `From line 1, column 12 to line 1, column 15: Pump 'NOPE' not found`],
  [`DROP STREAM S;`, `At line 1, column 13: Not allowed to perform DROP on S`],
  [`DROP STREAM NOPE;`, `From line 1, column 13 to line 1, column 16: Stream 'NOPE' not found`],
  [`DROP VIEW V;`, `At line 1, column 11: View 'V' not found`],
  [`CREATE VIEW S AS SELECT STREAM A FROM R;`, `At line 1, column 13: View 'S' already exists`],
  [
    `CREATE VIEW V (X, Y) AS SELECT STREAM A FROM R;`,
    `From line 1, column 1 to line 1, column 46: List of column aliases must have same degree as table; table has 1 columns ('A'), whereas alias list has 2 columns`,
  ],
  [
    `CREATE VIEW V AS SELECT STREAM NOPE FROM R;`,
    `From line 1, column 32 to line 1, column 35: Column 'NOPE' not found in any table`,
  ],
  [
    `CREATE FUNCTION F(X INTEGER) RETURNS VARCHAR(4) RETURN X;`,
    `At line 1, column 56: Cannot assign to target field 'F' of type VARCHAR(4) from source field 'RETURN' of type INTEGER`,
  ],
  [`CREATE FUNCTION F(X INTEGER) RETURNS INTEGER RETURN Y;`, `At line 1, column 53: Column 'Y' not found in any table`],
  [
    `CREATE FUNCTION F(X INTEGER) RETURNS INTEGER RETURN X; CREATE FUNCTION F(Z INTEGER) RETURNS INTEGER RETURN Z;`,
    `At line 1, column 72: Function 'F' already exists`,
  ],
  [
    `CREATE FUNCTION F(X INTEGER) RETURNS INTEGER RETURN SUM(X);`,
    `From line 1, column 53 to line 1, column 58: Aggregate expression is illegal in RETURN clause`,
  ],
];

for (const [text, expected] of cases) test(`refused: ${text}`, () => assert.equal(plansOf(text), expected));
