import { over, type Case } from './case.js';

const source = 't VARCHAR(4), p INTEGER, d DOUBLE, e TIMESTAMP, b BOOLEAN';
const minute = 'FLOOR(S.ROWTIME TO MINUTE)';
const intoInteger = 'x INTEGER';

const refused = (into: string, sql: string, message: string): Case => ({
  name: sql.replaceAll('^', '').replaceAll(/\s+/gu, ' '),
  into,
  sql,
  refused: message,
});

const names: readonly Case[] = [
  refused(intoInteger, 'SELECT STREAM ^price^ FROM S', "Column 'PRICE' not found in any table"),
  refused(intoInteger, 'SELECT STREAM ^"p"^ FROM S', "Column 'p' not found in any table"),
  refused(intoInteger, 'SELECT STREAM S.^price^ FROM S', "Column 'PRICE' not found in table 'S'"),
  refused(intoInteger, 'SELECT STREAM ^x^.p FROM S', "Table 'X' not found"),
  refused(intoInteger, 'SELECT STREAM ^S^.p FROM S AS y', "Table 'S' not found"),
  refused(intoInteger, 'SELECT STREAM p FROM ^Trades^', "Table 'TRADES' not found"),
  refused(intoInteger, 'SELECT STREAM p FROM ^"s"^', "Table 's' not found"),
  refused(
    intoInteger,
    `SELECT STREAM ^p^ FROM S OVER (ROWS 1 PRECEDING) AS a JOIN S AS b ON a.t = b.t`,
    "Column 'P' is ambiguous",
  ),
  refused(
    intoInteger,
    `SELECT STREAM p FROM S OVER (ROWS 1 PRECEDING) AS a JOIN S AS a ON TRUE`,
    "Duplicate relation name 'A' in FROM clause",
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^nothing(p, t)^ FROM S',
    'No match found for function signature NOTHING(<NUMERIC>, <CHARACTER>)',
  ),
  refused(intoInteger, 'SELECT STREAM SUM(p) OVER ^w^ FROM S', "Window 'W' not found"),
  refused(
    intoInteger,
    'SELECT STREAM x.a FROM (SELECT STREAM t, p FROM S) AS x (a)',
    "List of column aliases must have same degree as table; table has 2 columns ('T', 'P'), whereas alias list has 1 columns",
  ),
];

const types: readonly Case[] = [
  refused(intoInteger, 'SELECT STREAM p FROM S WHERE ^p^', 'WHERE clause must be a condition'),
  refused(
    intoInteger,
    `SELECT STREAM COUNT(*) FROM S GROUP BY ${minute} HAVING ^SUM(p)^`,
    'HAVING clause must be a condition',
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^p - t^ FROM S',
    "Cannot apply '-' to arguments of type '<INTEGER> - <VARCHAR(4)>'. Supported form(s): '<NUMERIC> - <NUMERIC>'\n'<DATETIME_INTERVAL> - <DATETIME_INTERVAL>'\n'<DATETIME> - <DATETIME_INTERVAL>'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM CAST(^DATE '2004-12-02' - DATE '2003-12-01'^ AS VARCHAR(9)) FROM S`,
    "Cannot apply '-' to arguments of type '<DATE> - <DATE>'. Supported form(s): '<NUMERIC> - <NUMERIC>'\n'<DATETIME_INTERVAL> - <DATETIME_INTERVAL>'\n'<DATETIME> - <DATETIME_INTERVAL>'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^(TIME '12:03:34' - DATE '2003-12-01') DAY^ FROM S`,
    'Parameters must be of the same type',
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^CAST(e AS INTEGER)^ FROM S',
    'Cast function cannot convert value of type TIMESTAMP to type INTEGER',
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^CAST(p AS TIMESTAMP)^ FROM S',
    'Cast function cannot convert value of type INTEGER to type TIMESTAMP',
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^CAST(b AS INTEGER)^ FROM S',
    'Cast function cannot convert value of type BOOLEAN to type INTEGER',
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^CASE WHEN b THEN 1 ELSE 'x' END^ FROM S`,
    'Illegal mixing of types in CASE or COALESCE statement',
  ),
  refused(intoInteger, 'SELECT STREAM CASE WHEN ^p^ THEN 1 END FROM S', 'Expected a boolean type'),
  refused(
    intoInteger,
    `SELECT STREAM p FROM S WHERE ^t IN ('A', 1)^`,
    'Values passed to IN operator must have compatible types',
  ),
  refused(
    intoInteger,
    'SELECT STREAM p FROM S WHERE ^t = p^',
    "Cannot apply '=' to arguments of type '<VARCHAR(4)> = <INTEGER>'. Supported form(s): '<COMPARABLE_TYPE> = <COMPARABLE_TYPE>'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^UPPER(p)^ FROM S`,
    "Cannot apply 'UPPER' to arguments of type 'UPPER(<INTEGER>)'. Supported form(s): 'UPPER(<CHARACTER>)'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^CHAR_LENGTH(t, t)^ FROM S`,
    "Invalid number of arguments to function 'CHAR_LENGTH'. Was expecting 1 arguments",
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^SUM(t)^ FROM S GROUP BY ${minute}`,
    "Cannot apply 'SUM' to arguments of type 'SUM(<VARCHAR(4)>)'. Supported form(s): 'SUM(<NUMERIC>)'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^INTERVAL '120' MINUTE(2)^ FROM S`,
    'Interval field value 120 exceeds precision of MINUTE(2) field',
  ),
  refused(
    intoInteger,
    `SELECT STREAM ^INTERVAL '1.1' YEAR(1)^ FROM S`,
    "Illegal interval literal format '1.1' for INTERVAL YEAR(1)",
  ),
  refused(
    intoInteger,
    `SELECT STREAM TIMESTAMP '2007-02-19 21:25' FROM S`,
    "Illegal TIMESTAMP literal '2007-02-19 21:25': not in format 'yyyy-MM-dd HH:mm:ss'",
  ),
  refused(
    intoInteger,
    `SELECT STREAM DATE '2004-12-02 ' FROM S`,
    "Illegal DATE literal '2004-12-02 ': not in format 'yyyy-MM-dd'",
  ),
  refused(
    intoInteger,
    'SELECT STREAM ^9223372036854775808^ FROM S',
    "Numeric literal '9223372036854775808' out of range",
  ),
];

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

const windows: readonly Case[] = [
  refused(
    'n BIGINT',
    'SELECT STREAM COUNT(*) FROM S GROUP BY ^t^',
    'Streaming aggregation requires at least one monotonic expression in GROUP BY clause',
  ),
  refused(
    'n BIGINT',
    'SELECT STREAM COUNT(*) FROM S',
    'Streaming aggregation requires at least one monotonic expression in GROUP BY clause',
  ),
  refused(
    'n BIGINT',
    'SELECT STREAM COUNT(*) FROM S GROUP BY ^t, FLOOR(e TO MINUTE)^',
    'Streaming aggregation requires at least one monotonic expression in GROUP BY clause',
  ),
  refused(
    't VARCHAR(4), n BIGINT',
    `SELECT STREAM ^t^, COUNT(*) FROM S GROUP BY ${minute}`,
    "Expression 'T' is not being grouped",
  ),
  refused(
    'n BIGINT',
    `SELECT STREAM COUNT(*) FROM S GROUP BY ${minute} HAVING ^p^ > 1`,
    "Expression 'P' is not being grouped",
  ),
  refused(intoInteger, 'SELECT STREAM p FROM S WHERE ^SUM(p)^ > 1', 'Aggregate expression is illegal in WHERE clause'),
  refused(
    'n BIGINT',
    `SELECT STREAM COUNT(*) FROM S GROUP BY ${minute}, ^SUM(p)^`,
    'Aggregate expression is illegal in GROUP BY clause',
  ),
  refused(
    intoInteger,
    'SELECT STREAM p FROM S WHERE ^SUM(p) OVER (ROWS 1 PRECEDING)^ > 1',
    'Windowed aggregate expression is illegal in WHERE clause',
  ),
  refused('n INTEGER', `SELECT STREAM MAX(SUM(p)) FROM S GROUP BY ${minute}`, 'Aggregate expressions cannot be nested'),
  refused(intoInteger, 'SELECT STREAM ^LAG(p)^ FROM S', 'OVER clause is necessary for window functions'),
  refused(
    'x VARCHAR(4)',
    'SELECT STREAM UPPER(t) OVER (ROWS 1 PRECEDING) FROM S',
    'OVER must be applied to aggregate function',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM S',
    'UNBOUNDED FOLLOWING window not supported',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM S',
    'UNBOUNDED FOLLOWING cannot be specified for the lower frame boundary',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM S',
    'Upper frame boundary cannot be CURRENT ROW when lower boundary is FOLLOWING',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER (ROWS 1.5 PRECEDING) FROM S',
    'ROWS value must be a non-negative integral constant',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER (RANGE 5 PRECEDING) FROM S',
    'Data Type mismatch between ORDER BY and RANGE clause',
  ),
  refused(
    intoInteger,
    'SELECT STREAM SUM(p) OVER w FROM S WINDOW w AS (ROWS 1 PRECEDING), w AS (ROWS 2 PRECEDING)',
    'Duplicate window names not allowed',
  ),
  refused(
    intoInteger,
    'SELECT STREAM p FROM S ORDER BY ^t^',
    'Streaming ORDER BY must start with monotonic expression',
  ),
  refused(
    'x VARCHAR(4)',
    'SELECT STREAM DISTINCT t FROM S',
    'Streaming aggregation requires at least one monotonic expression in GROUP BY clause',
  ),
  refused(
    intoInteger,
    `SELECT STREAM p FROM S ORDER BY ^t^ WITHIN INTERVAL '1' MINUTE`,
    'First column of ORDER BY must be of type TIMESTAMP',
  ),
  refused(intoInteger, 'SELECT STREAM p FROM S ORDER BY ^2^', 'Ordinal out of range'),
];

const joins: readonly Case[] = [
  refused(
    intoInteger,
    'SELECT STREAM a.p FROM S AS a JOIN S AS b',
    'INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)',
  ),
  refused(
    intoInteger,
    `SELECT STREAM a.p FROM S OVER (ROWS 1 PRECEDING) AS a JOIN S AS b ON ^a.p^`,
    'ON clause must be a condition',
  ),
  refused(
    intoInteger,
    `SELECT STREAM a.p FROM S OVER (ROWS 1 PRECEDING) AS a JOIN S AS b USING (^x^)`,
    "Column 'X' not found in any table",
  ),
  refused(intoInteger, 'SELECT p FROM ^S^', "Cannot convert stream 'S' to relation"),
  refused(
    intoInteger,
    'SELECT STREAM p FROM S UNION ALL SELECT STREAM ^p, d^ FROM S',
    'Column count mismatch in UNION ALL',
  ),
  refused(
    'x INTEGER, y VARCHAR(4)',
    'SELECT STREAM p, ^t^ FROM S UNION ALL SELECT STREAM p, d FROM S',
    'Type mismatch in column 2 of UNION ALL',
  ),
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

/** Programs that are refused, with the place of what is wrong. */
export const errorsAtCompileTime: readonly Case[] = over(source, [
  ...names,
  ...types,
  ...inserts,
  ...windows,
  ...joins,
  ...grammar,
  ...own,
]);
