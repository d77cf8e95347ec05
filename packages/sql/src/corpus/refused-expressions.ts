import { over, type Case } from './case.js';

import { intoInteger, refused, source } from './refused.js';

const minute = 'FLOOR(S.ROWTIME TO MINUTE)';

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

/** Names and types that do not fit. */
export const refusedExpressions: readonly Case[] = over(source, [...names, ...types]);
