import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExpression, parseProgram, parseQuery } from './index.js';

/** What applications write, by what is special about it: each must be understood whole. */
const programs: Readonly<Record<string, string>> = {
  'a stream and a pump, quoted': `CREATE OR REPLACE STREAM "OUT" ("Name" VARCHAR(16), "At" TIMESTAMP, "Distance" SMALLINT);
    CREATE OR REPLACE PUMP "P" AS INSERT INTO "OUT" SELECT STREAM "Name", "ROWTIME", SUM("Distance") FROM "SOURCE_SQL_STREAM_001"
    GROUP BY FLOOR("SOURCE_SQL_STREAM_001"."ROWTIME" TO MINUTE), "Name";`,
  'integers, all widths': 'CREATE STREAM s (a TINYINT, b SMALLINT, c INTEGER, d INT, e BIGINT)',
  'approximate numbers': 'CREATE STREAM s (a REAL, b DOUBLE, c DOUBLE PRECISION, d FLOAT, e FLOAT(24))',
  'exact numbers': 'CREATE STREAM s (a DECIMAL, b DECIMAL(4,2), c DEC(5), d NUMERIC(18, 9), e DECIMAL(19,5))',
  characters:
    'CREATE STREAM s (a CHAR, b CHAR(3), c CHARACTER(4), d VARCHAR(65535), e CHARACTER VARYING(9), f CHAR VARYING(2))',
  bytes: 'CREATE STREAM s (a BINARY(16), b BINARY VARYING(32), c VARBINARY(64))',
  'dates and truth': 'CREATE STREAM s (a DATE, b TIME, c TIMESTAMP, d TIMESTAMP(3), e TIME(0), f BOOLEAN)',
  'not null': 'CREATE OR REPLACE STREAM "Orders" ("key" BIGINT NOT NULL, "user" BIGINT);',
  'a description': "CREATE STREAM s (a INT) DESCRIPTION 'what it is for';",
  options: `CREATE STREAM s (a INT) DESCRIPTION 'x' OPTIONS ("k" 'v', other 'w')`,
  'comments among the columns': `CREATE STREAM s ( -- the first
    a INT, // the second
    /* and the
       last */ b INT)`,
  'a hint is a comment': 'CREATE VIEW v AS SELECT STREAM /*+ FAST */ a FROM s',
  'a stream from a query': 'CREATE STREAM s AS SELECT STREAM a FROM t',
  'lower case words': `create or replace pump alarms stopped as insert into alarm(house, room) select stream w.house, current_timestamp
    from opened over (range interval '1' minute preceding) w join cooled over (range interval '1' minute preceding) h
    on w.house = h.house where (h.b, h.e) overlaps (w.b, w.e);`,
  'a started pump with a description':
    "CREATE PUMP p STARTED OPTIONS (k 'v') DESCRIPTION 'x' AS INSERT INTO s SELECT STREAM a FROM t",
  'a pump with a column list and comments': `CREATE PUMP "200-p" AS INSERT INTO "o" ( "a", "b") // as below
    SELECT STREAM "a", "b" // as above
    FROM "i";`,
  'insert expedited': 'CREATE PUMP p AS INSERT EXPEDITED INTO s SELECT STREAM * FROM t',
  'insert a parenthesised query': 'CREATE PUMP p AS INSERT INTO s (SELECT STREAM a FROM t)',
  'insert values': "CREATE PUMP p AS INSERT INTO s (a, b) VALUES (1, 'x'), (2, 'y')",
  'alter pumps': 'ALTER PUMP p START; ALTER PUMP "q" STOP; ALTER PUMP ALL START;',
  drop: 'DROP STREAM s; DROP PUMP IF EXISTS p CASCADE; DROP VIEW v RESTRICT; DROP FUNCTION f',
  views: `CREATE OR REPLACE VIEW v (a, b) DESCRIPTION 'x' AS SELECT STREAM c, d FROM s`,
  'a function': 'CREATE FUNCTION fraction(degrees DOUBLE) RETURNS DOUBLE CONTAINS SQL RETURN degrees - FLOOR(degrees);',
  'a function with all characteristics': `CREATE OR REPLACE FUNCTION f(a INTEGER, b VARCHAR(3)) RETURNS VARCHAR(9) LANGUAGE SQL SPECIFIC f_1 NOT DETERMINISTIC CONTAINS SQL
    READS SQL DATA MODIFIES SQL DATA RETURNS NULL ON NULL INPUT RETURN b || CAST(a AS VARCHAR(6))`,
  'a function called on null': 'CREATE FUNCTION one() RETURNS INT DETERMINISTIC CALLED ON NULL INPUT RETURN 1',
  'statements that are empty': ';; CREATE STREAM s (a INT);;;',
};

const queries: Readonly<Record<string, string>> = {
  'all columns': 'SELECT STREAM * FROM orders',
  'all columns and the time': 'SELECT STREAM ROWTIME, * FROM orders',
  'the columns of a relation': 'SELECT STREAM o.*, "S"."T".* FROM orders AS o',
  distinct: 'SELECT STREAM DISTINCT rowtime, ticker FROM trades ORDER BY ROWTIME, ticker',
  all: 'SELECT ALL a FROM t',
  'an alias without AS': 'SELECT STREAM a b, c "D" FROM t u',
  'the time of a row overridden': 'SELECT STREAM a, b AS ROWTIME FROM t',
  'the columns of sources':
    'SELECT STREAM APPROXIMATE_ARRIVAL_TIME, s.PARTITION_KEY, SHARD_ID, s.SEQUENCE_NUMBER FROM s',
  'several tables': 'SELECT * FROM a, b AS c, (SELECT 1 FROM d) e WHERE a.x = c.x',
  'a relation of a schema':
    'SELECT EMPS.NAME FROM LOCALDB.Sales.EMPS, LOCALDB.Sales.EMPS AS m WHERE m.empno = EMPS.mgrno',
  'renamed columns': 'SELECT e.a FROM emps AS e (a, b)',
  'renamed columns of values': "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y)",
  'a join with values': "SELECT * FROM d JOIN (VALUES ('Fred', 10)) AS e (name, n) ON d.n = e.n",
  'inner join': 'SELECT STREAM * FROM a INNER JOIN b ON a.x = b.x',
  'left join of a window': `SELECT STREAM o.id FROM o OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS x LEFT OUTER JOIN s OVER (ROWS 10 PRECEDING) AS y ON x.id = y.id`,
  'right join': 'SELECT STREAM * FROM a RIGHT JOIN b ON a.x = b.x',
  'full join': 'SELECT STREAM * FROM a FULL OUTER JOIN b USING (x, y)',
  'cross and natural joins': 'SELECT * FROM a CROSS JOIN b NATURAL JOIN c NATURAL LEFT JOIN d',
  'three joined': 'SELECT STREAM * FROM a JOIN b ON a.x = b.x JOIN c ON b.y = c.y AND c.z > 1',
  'a window that follows': `SELECT STREAM ROWTIME AS j FROM o JOIN s OVER (RANGE INTERVAL '1' HOUR FOLLOWING) AS s ON o.i = s.i`,
  'a named window in a join': 'SELECT STREAM * FROM a OVER w AS x JOIN b ON x.i = b.i WINDOW w AS (ROWS 3 PRECEDING)',
  'the window behind the alias': 'SELECT STREAM * FROM a AS x OVER (ROWS 3 PRECEDING) JOIN b ON x.i = b.i',
  'a reference table': 'SELECT STREAM t, c."Company" FROM "S" LEFT JOIN "CompanyName" AS c ON "S".t = c."Ticker"',
  where: "SELECT STREAM a FROM s WHERE (a >= 1 OR b LIKE '%x%') AND NOT c IS NULL",
  'group by': 'SELECT STREAM a, COUNT(*) FROM s GROUP BY a, FLOOR(s.ROWTIME TO SECOND)',
  'group by steps': `SELECT STREAM STEP(s.ROWTIME BY INTERVAL '60' SECOND), SUM(p) FROM s GROUP BY t, STEP(s.ROWTIME BY INTERVAL '60' SECOND)`,
  'group by arithmetic': `SELECT STREAM COUNT(*) FROM s GROUP BY FLOOR((s.ROWTIME - TIMESTAMP '1970-01-01 00:00:00') SECOND / 10 TO SECOND)`,
  'group by nothing': 'SELECT COUNT(*) FROM s GROUP BY ()',
  having: 'SELECT STREAM a, SUM(b) FROM s GROUP BY a, s.ROWTIME HAVING SUM(b) > 10 AND COUNT(*) < 3',
  'order by within': `SELECT STREAM a FROM s ORDER BY t WITHIN INTERVAL '10' SECOND, b DESC`,
  'order by nulls and ordinals': 'SELECT a, b FROM s ORDER BY 1 ASC NULLS FIRST, b DESC NULLS LAST',
  'order by aggregates':
    'SELECT STREAM c, SUM(a) FROM o GROUP BY FLOOR(ROWTIME TO HOUR), c ORDER BY FLOOR(ROWTIME TO HOUR), SUM(a)',
  stagger: `SELECT STREAM FLOOR(e TO MINUTE), t, COUNT(t) FROM "S" WINDOWED BY STAGGER (PARTITION BY FLOOR(e TO MINUTE), t RANGE INTERVAL '1' MINUTE)`,
  'stagger with where and having': `SELECT STREAM t, COUNT(*) FROM s x WHERE t > 1 WINDOWED BY STAGGER (PARTITION BY t RANGE INTERVAL '30' SECOND) HAVING COUNT(*) > 1`,
  'a sliding window by name': `SELECT STREAM MIN(p) OVER w1 AS lo, MAX(p) OVER w1 AS hi FROM s WINDOW w1 AS (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING)`,
  'a sliding window inline': `SELECT STREAM AVG(p) OVER (PARTITION BY t, u RANGE INTERVAL '1' HOUR PRECEDING) AS a FROM s`,
  'two windows':
    'SELECT STREAM AVG(p) OVER l2, AVG(p) OVER l9 FROM s WINDOW l2 AS (PARTITION BY t ROWS 2 PRECEDING), l9 AS (ROWS 9 PRECEDING)',
  'windows of the current row':
    'SELECT STREAM COUNT(*) OVER z FROM s WINDOW z AS (ROWS CURRENT ROW), y AS (RANGE CURRENT ROW)',
  'a window named HOUR': `SELECT STREAM COUNT(*) OVER HOUR FROM s WINDOW HOUR AS (RANGE INTERVAL '59:59.999' MINUTE TO SECOND(3) PRECEDING)`,
  'a window between': `SELECT STREAM SUM(a) OVER (ORDER BY s.ROWTIME RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND INTERVAL '1' MINUTE PRECEDING) FROM s`,
  'a window between rows':
    'SELECT STREAM SUM(a) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM s WINDOW w AS (PARTITION BY b)',
  'unbounded windows':
    'SELECT STREAM SUM(a) OVER (ROWS UNBOUNDED PRECEDING), SUM(b) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM s',
  lag: `SELECT STREAM LAG(p, 1, 0) IGNORE NULLS OVER (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING) FROM s`,
  'first, last and nth value':
    'SELECT STREAM FIRST_VALUE(a) IGNORE NULLS OVER w, LAST_VALUE(a) RESPECT NULLS OVER w, NTH_VALUE(a, 2) FROM LAST IGNORE NULLS OVER w FROM s WINDOW w AS (ROWS 5 PRECEDING)',
  'the nth value, then FROM':
    'SELECT STREAM NTH_VALUE(a, 2) OVER w, NTH_VALUE(a, 1) FROM FIRST OVER w FROM s WINDOW w AS (ROWS 5 PRECEDING)',
  'exponential average': `SELECT STREAM EXP_AVG(p, INTERVAL '10' SECOND) OVER w FROM s WINDOW w AS (RANGE INTERVAL '1' HOUR PRECEDING)`,
  'union all': 'SELECT STREAM x, y FROM t1 UNION ALL SELECT STREAM a, b FROM t2 ORDER BY ROWTIME, MOD(x, 5)',
  'all set operators': 'SELECT a FROM t UNION SELECT a FROM u EXCEPT SELECT a FROM v INTERSECT SELECT a FROM w',
  'parenthesised queries': '(SELECT a FROM t UNION ALL SELECT a FROM u) INTERSECT (SELECT a FROM v) ORDER BY 1 LIMIT 3',
  values: "VALUES (1, 'a'), ROW (2, 'b')",
  'values of bare expressions': 'VALUES 1+2>3, TRUE ORDER BY 1',
  'a set operation as a subquery': 'SELECT COUNT(*) FROM (SELECT d FROM x EXCEPT SELECT d FROM y)',
  'limit and fetch': 'SELECT a FROM t UNION (SELECT b FROM u FETCH FIRST 3 ROWS ONLY) LIMIT 10',
  'a random cut forest': `SELECT STREAM "t", ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM * FROM "S"), 100, 256, 100000, 1))`,
  'a forest that explains itself': `SELECT STREAM "A", ANOMALY_EXPLANATION FROM TABLE (RANDOM_CUT_FOREST_WITH_EXPLANATION (CURSOR (SELECT STREAM a, b FROM "S"), 100, 256, 100000, 1, true))`,
  hotspots: `SELECT "x", "HOTSPOTS_RESULT" FROM TABLE(HOTSPOTS(CURSOR(SELECT STREAM "x", "y" FROM "S"), 1000, 0.2, 17)) AS h`,
  'top items': `SELECT STREAM item, item_count FROM TABLE(TOP_K_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM "S"), 'column1', 10, 60))`,
  'distinct items': `SELECT STREAM N FROM TABLE(COUNT_DISTINCT_ITEMS_TUMBLING(CURSOR(SELECT STREAM * FROM "S"), 'c', 60))`,
  'group rank': `SELECT STREAM "groupRank" FROM TABLE(GROUP_RANK(CURSOR(SELECT STREAM * FROM g), 'n', 'groupRank', 'desc', 'asc', 5, 0))`,
  'a parsed log': `SELECT STREAM l.r.COLUMN1, l.r."COLUMN2" FROM (SELECT STREAM W3C_LOG_PARSE("log", 'COMMON') FROM "S") AS l(r)`,
  'a log parsed by a pattern': `SELECT STREAM t.rec.COLUMN1 FROM (SELECT STREAM sector, REGEX_LOG_PARSE(sector, '.*([E].).*') AS rec FROM s) AS t`,
  'a subquery without a name': `SELECT STREAM t FROM (SELECT STREAM t, COUNT(*) OVER w AS n FROM "C" WINDOW w AS (PARTITION BY t RANGE INTERVAL '1' MINUTE PRECEDING)) WHERE n >= 1`,
  'sorting within a time': `SELECT STREAM "PositionTime" AS ROWTIME, vid FROM s ORDER BY "PositionTime" WITHIN INTERVAL '2' MINUTE, vid`,
  'staggered sessions': `SELECT STREAM last_value("e") AS l, TSDIFF(max("t"), min("t"))/1000 FROM "S" WINDOWED BY STAGGER (PARTITION BY "u", STEP("t" BY INTERVAL '30' SECOND) RANGE INTERVAL '30' SECOND)`,
  'one name twice':
    'SELECT STREAM ROWTIME, Ticker, MIN(Price) AS Price, MAX(Price) AS Price FROM "S" GROUP BY Ticker, STEP("S".ROWTIME BY INTERVAL \'60\' SECOND)',
  'nested subqueries':
    'SELECT STREAM a FROM (SELECT STREAM a FROM (SELECT STREAM a FROM s WHERE a > 1) AS i) AS o WHERE a < 9',
};

// prettier-ignore
const expressions: readonly string[] = [
  '1', '1.50', '.5', '1.', '1e2', '-1.5E-6', "'it''s'", "''", "X'00fF'", "u&'\\0009x\\\\'", "U&'!0009' UESCAPE '!'",
  "'two' -- lines\n 'strings'", 'TRUE', 'UNKNOWN', 'NULL', "DATE '2004-05-01'", "TIME '12:03:34'", "TIMESTAMP '2004-05-01 12:03:34.123'",
  "{d '2004-05-01'}", "{t '12:03:34'}", "{ts '2004-05-01 12:03:34'}", '{fn UPPER(a)}',
  "INTERVAL '1' DAY + INTERVAL '3 4' DAY TO HOUR", "INTERVAL -'3-4' YEAR TO MONTH", "INTERVAL '25 3' DAY(3) to HOUR", "INTERVAL '1.5' SECOND(3,1)",
  "INTERVAL + '120' MINUTE(3)", "2 * INTERVAL '3 4' DAY TO HOUR / 2",
  'a', '"a""b"', 's.a', '"S".ROWTIME', 's."ROWTIME"', 'ROWTIME', 'EXPR$0', 'größe',
  'a = b', 'a <> b', 'a != b', 'a <= b AND a >= c OR NOT d', 'a || b || \'x\'', '-a + +b', '- -a', 'NOT NOT a', 'a - -1',
  'a IS NULL', 'a IS NOT NULL', 'a IS TRUE', 'a IS NOT FALSE', 'a IS NOT UNKNOWN', 'a IS DISTINCT FROM b', 'CAST(NULL AS INT) IS NOT DISTINCT FROM b',
  'a BETWEEN 1 AND 2 AND b', 'a NOT BETWEEN SYMMETRIC 2 AND 1', 'a BETWEEN ASYMMETRIC 1 AND 2', "a LIKE 'x!_%' ESCAPE '!'", "a NOT LIKE '%y'",
  "a SIMILAR TO '[0-9]+'", "a NOT SIMILAR TO 'x' ESCAPE '#'", 'a IN (1, 2, 3)', "a NOT IN ('x')", '(a, b) IN (SELECT c, d FROM t)', 'a IN ((SELECT c FROM t) UNION (SELECT d FROM u))',
  'EXISTS (SELECT 1 FROM t WHERE t.a = b)', 'a = (SELECT MAX(b) FROM t)',
  "CASE a WHEN 1 THEN 'x' WHEN 2, 3 THEN 'y' ELSE 'z' END", 'CASE WHEN a > 1 THEN 1 END', 'CASE WHEN a THEN CASE b WHEN 1 THEN 2 END ELSE 3 END',
  'CAST(a AS VARCHAR(10))', 'CAST(a AS INTERVAL DAY TO SECOND(3))', 'CAST((a - b) SECOND(10, 3) * 1000 AS BIGINT)', "(time '12:03:34' - time '11:57:23') minute to second",
  'FLOOR(a)', 'FLOOR(ROWTIME TO MINUTE)', 'CEIL(a TO HOUR)', 'CEILING(a)', 'FLOOR(a / b TO SECOND)', 'EXTRACT(HOUR FROM a)', 'EXTRACT(QUARTER FROM a)', 'EXTRACT(DOW FROM a)',
  "STEP(ROWTIME BY INTERVAL '10' SECOND)", 'STEP(a BY 5)', "POSITION('x' IN a)", "POSITION('x' || y IN a FROM 2)", "OVERLAY('12345' PLACING 'foo' FROM 1)", 'OVERLAY(a PLACING b FROM 1 FOR 2)',
  "SUBSTRING(a FROM 3 FOR 4)", "SUBSTRING(a FROM -1)", "SUBSTRING(a, 3, 4)", 'SUBSTRING(a, 3)', "SUBSTRING(a FROM 'L[A-Z]*')", `SUBSTRING('1234' SIMILAR '2#"3#"4' ESCAPE '#')`,
  "TRIM(a)", "TRIM(BOTH 'x' FROM a)", "TRIM(LEADING FROM a)", "TRIM('x' FROM a)", "TRIM(TRAILING ' ' FROM UPPER(a || b))",
  'CURRENT_TIMESTAMP', 'CURRENT_DATE', 'CURRENT_TIME', 'LOCALTIME', 'LOCALTIMESTAMP(3)', 'CURRENT_ROW_TIMESTAMP', 'CURRENT_USER',
  'COUNT(*)', 'COUNT(DISTINCT a)', 'SUM(ALL a)', 'ANY(a > 1)', 'EVERY(a)', 'ROW_NUMBER() OVER w', 'STDDEV_POP(a) OVER w', 'MONOTONIC(a)', 'COALESCE(a, b, 0)', "NULLIF(a, '')", 'MOD(a, 3)',
  'TSDIFF(a, b)', "TO_TIMESTAMP(a)", 'UNIX_TIMESTAMP(a)', "CHAR_TO_TIMESTAMP('yyyy-MM-dd', a)", "DATE_TO_CHAR('HH', a)", "REGEX_REPLACE(a, 'x', 'y', 1, 0)", 'LOG10(POWER(a, 2))', 'YEAR(a)', 'f()', '"S"."f"(1)', 'ROW(a, b)', '(a, b)',
  '(a, b) OVERLAPS (c, d)', 'PERIOD (a, b) CONTAINS t', '(a, b) STRICTLY PRECEDES (c, d) IMMEDIATELY LEADS PERIOD (e, f)', '(a, b) EQUALS (c, d) AND x',
];

for (const [name, text] of Object.entries(programs))
  test(`a program: ${name}`, () => {
    assert.ok(parseProgram(text).length > 0);
  });

for (const [name, text] of Object.entries(queries))
  test(`a query: ${name}`, () => {
    parseQuery(text);
    const [pump] = parseProgram(`CREATE PUMP p AS INSERT INTO s ${text};`);
    assert.equal(pump?.kind, 'create-pump');
  });

test(`${expressions.length} expressions`, async (t) => {
  for (const text of expressions)
    await t.test(text, () => {
      parseExpression(text);
      parseQuery(`SELECT STREAM ${text}, ${text} AS x FROM s WHERE ${text}`);
    });
});
