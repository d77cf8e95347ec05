import { over, type Case } from './case.js';

import { intoInteger, refused, source } from './refused.js';

const minute = 'FLOOR(S.ROWTIME TO MINUTE)';

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

/** Aggregates, windows, orders, joins and unions that cannot be. */
export const refusedWindows: readonly Case[] = over(source, [...windows, ...joins]);
