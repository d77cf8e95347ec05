import { over, type Case } from './case.js';

import { intoInteger, refused, source } from './refused.js';

const inserts: readonly Case[] = [
  refused(
    intoInteger,
    `SELECT STREAM p, d FROM S`,
    'Number of INSERT target columns (1) does not equal number of source items (2)',
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^t^ FROM S`,
    "Cannot assign to target field 'X' of type INTEGER from source field 'T' of type VARCHAR(4)",
  ),
  refused(
    'a INTEGER, y BIGINT',
    'SELECT STREAM p, ^e^ FROM S',
    "Cannot assign to target field 'Y' of type BIGINT from source field 'E' of type TIMESTAMP",
  ),
  refused(
    'x VARCHAR(9)',
    'SELECT STREAM ^p + 1^ FROM S',
    "Cannot assign to target field 'X' of type VARCHAR(9) from source field 'EXPR$0' of type INTEGER",
  ),
  refused(
    'x DATE',
    'SELECT STREAM ^ROWTIME^ FROM S',
    "Cannot assign to target field 'X' of type DATE from source field 'ROWTIME' of type TIMESTAMP",
  ),
  {
    name: 'a target column of another type, by its name',
    sql: `CREATE STREAM DEST (a INTEGER, b TIMESTAMP);
      CREATE PUMP P AS INSERT INTO DEST (a, ^b^) SELECT STREAM p, t FROM S;`,
    refused: "Cannot assign to target field 'B' of type TIMESTAMP from source field 'T' of type VARCHAR(4)",
  },
  {
    name: 'a target column that is not there',
    sql: `CREATE STREAM DEST (a INTEGER);
      CREATE PUMP P AS INSERT INTO DEST (^price^) SELECT STREAM p FROM S;`,
    refused: "Unknown target column 'PRICE'",
  },
  {
    name: 'a target column twice',
    sql: `CREATE STREAM DEST (a INTEGER);
      CREATE PUMP P AS INSERT INTO DEST (a, ^a^) SELECT STREAM p, p FROM S;`,
    refused: "Target column 'A' is assigned more than once",
  },
  {
    name: 'a column that must have a value and gets none',
    sql: `CREATE STREAM DEST (a INTEGER, b INTEGER NOT NULL);
      CREATE PUMP P AS INSERT INTO DEST (a) SELECT STREAM p FROM S;`,
    refused: "Column 'B' has no default value and does not allow NULLs",
  },
  {
    name: 'a stream that is not there',
    sql: 'CREATE PUMP P AS INSERT INTO ^Dest^ SELECT STREAM p FROM S;',
    refused: "Table 'DEST' not found",
  },
  {
    name: 'a stream that is made again with other columns behind its pump',
    sql: `CREATE STREAM DEST (a INTEGER);
      CREATE PUMP P AS ^INSERT INTO DEST SELECT STREAM p FROM S^;
      CREATE OR REPLACE STREAM DEST (a INTEGER, b INTEGER);`,
    refused: 'Number of INSERT target columns (2) does not equal number of source items (1)',
  },
  {
    name: 'a column twice',
    sql: 'CREATE STREAM DEST (a INTEGER, ^A^ VARCHAR(4));',
    refused: "Duplicate name 'A' in column list",
  },
  { name: 'a type that is none', sql: 'CREATE STREAM DEST (a ^STRING^);', refused: "Unknown datatype name 'STRING'" },
  {
    name: 'a name that is too long',
    sql: `CREATE STREAM ^${'x'.repeat(129)}^ (a INTEGER);`,
    refused: `Length of identifier '${'X'.repeat(129)}' must be less than or equal to 128 characters`,
  },
];

const grammar: readonly Case[] = [
  refused(intoInteger, 'SELECT STREAM p FROM S GROUP ^FLOOR^', 'Encountered'),
  refused(intoInteger, 'SELECT STREAM p, ^FROM^ S', 'Encountered'),
  refused(intoInteger, 'SELECT STREAM p FROM S WHERE p = ^=^ 1', 'Encountered'),
  refused(intoInteger, 'SELECT STREAM p AS ^value^ FROM S', 'Encountered'),
  refused(intoInteger, 'SELECT STREAM SUM(p) OVER (ROWS 2^)^ FROM S', 'Encountered'),
  refused(intoInteger, `SELECT STREAM INTERVAL '1' HOUR TO ^DAY^ FROM S`, 'Encountered'),
  refused(intoInteger, `SELECT STREAM COUNT(*) FROM S WINDOWED BY ^TUMBLE^ (PARTITION BY t)`, 'Encountered'),
  { name: 'no tables are made', sql: 'CREATE ^TABLE^ T (a INTEGER);', refused: 'Encountered' },
  { name: 'no rows are inserted but by pumps', sql: '^INSERT^ INTO S VALUES (1);', refused: 'Encountered' },
  {
    name: 'a semicolon that is missing',
    sql: 'CREATE STREAM A (x INTEGER)\n^CREATE^ STREAM B (x INTEGER);',
    refused: 'Encountered',
  },
  { name: 'a parenthesis that is missing', sql: 'CREATE STREAM A (x INTEGER^;^', refused: 'Encountered' },
  refused(intoInteger, 'SELECT STREAM p FROM S WHERE p ^BETWEEN^ 1', 'BETWEEN operator has no terminating AND'),
];

const own: readonly Case[] = [
  {
    name: 'a pump twice',
    sql: 'CREATE STREAM A (p INTEGER);\nCREATE PUMP P AS INSERT INTO A SELECT STREAM p FROM S;\nCREATE PUMP ^p^ AS INSERT INTO A SELECT STREAM p FROM S;',
    refused: "Pump 'P' already exists",
  },
  {
    name: 'a stream of the service is not written to',
    sql: 'CREATE PUMP P AS INSERT INTO ^S^ SELECT STREAM * FROM S;',
    refused: 'Not allowed to perform INSERT on S',
  },
  {
    name: 'a stream of the name of the error stream',
    sql: 'CREATE STREAM ^error_stream^ (a INTEGER);',
    refused: "Stream 'ERROR_STREAM' already exists",
  },
  {
    name: 'an error in a view is told when it is made',
    sql: 'CREATE VIEW V AS SELECT STREAM ^x^ FROM S;',
    refused: "Column 'X' not found in any table",
  },
  {
    name: 'an error in a function',
    sql: 'CREATE FUNCTION f(a INTEGER) RETURNS INTEGER RETURN ^c^ + 1;',
    refused: "Column 'C' not found in any table",
  },
  {
    name: 'a function is told by the number of its arguments',
    sql: 'CREATE FUNCTION f(a INTEGER) RETURNS INTEGER RETURN a;\nCREATE STREAM A AS SELECT STREAM ^f(p, p)^ FROM S;',
    refused: 'No match found for function signature F(<NUMERIC>, <NUMERIC>)',
  },
];

/** Statements that do not fit what is there, and those that are none. */
export const refusedStatements: readonly Case[] = over(source, [...inserts, ...grammar, ...own]);
