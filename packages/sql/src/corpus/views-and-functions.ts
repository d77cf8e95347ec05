import { over, type Case } from './case.js';

const dest = (into: string, query: string): string =>
  `CREATE STREAM DEST (${into}); CREATE PUMP P AS INSERT INTO DEST ${query};`;

/** CREATE VIEW and CREATE FUNCTION. */
export const viewsAndFunctions: readonly Case[] = over('t VARCHAR(4), p INTEGER, d DOUBLE', [
  {
    name: 'a view is its query',
    sql: `CREATE VIEW V AS SELECT STREAM t, p * 2 AS q FROM S WHERE p > 1;
      ${dest('t VARCHAR(4), q INTEGER', 'SELECT STREAM * FROM V')}`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | B | 2 | NULL`,
    out: '10:00:02 | B | 4',
  },
  {
    name: 'a view with names of its own',
    sql: `CREATE OR REPLACE VIEW V (a, "b") DESCRIPTION 'named' AS SELECT STREAM t, p FROM S;
      ${dest('t VARCHAR(4), q INTEGER', 'SELECT STREAM a, V."b" FROM V')}`,
    feed: '10:00:02 | B | 2 | NULL',
    out: '10:00:02 | B | 2',
  },
  {
    name: 'a view of a view, in windows',
    sql: `CREATE VIEW V AS SELECT STREAM t, p FROM S WHERE p > 1;
      CREATE VIEW W AS SELECT STREAM t, COUNT(*) AS n FROM V GROUP BY t, FLOOR(V.ROWTIME TO MINUTE);
      ${dest('t VARCHAR(4), n BIGINT', 'SELECT STREAM t, n FROM W WHERE n > 1')}`,
    feed: `
      10:00:01 | A | 2 | NULL
      10:00:02 | A | 2 | NULL
      10:00:03 | B | 2 | NULL
      10:00:04 | B | 1 | NULL
      clock 10:01:00`,
    out: '10:01:00 | A | 2',
  },
  {
    name: 'a view that is joined with a table',
    tables: { T: { columns: 'k VARCHAR(4), v VARCHAR(8)', rows: 'A | alpha' } },
    sql: `CREATE VIEW V AS SELECT STREAM S.t, x.v FROM S LEFT JOIN T AS x ON S.t = x.k;
      ${dest('t VARCHAR(4), v VARCHAR(8)', 'SELECT STREAM t, v FROM V')}`,
    feed: `
      10:00:01 | A | 2 | NULL
      10:00:02 | B | 2 | NULL`,
    out: `
      10:00:01 | A | alpha
      10:00:02 | B | NULL`,
  },
  {
    name: 'a view that is replaced',
    sql: `CREATE VIEW V AS SELECT STREAM p AS x FROM S;
      CREATE OR REPLACE VIEW V AS SELECT STREAM p + 1 AS x FROM S;
      ${dest('x INTEGER', 'SELECT STREAM x FROM V')}`,
    feed: '10:00:01 | A | 2 | NULL',
    out: '10:00:01 | 3',
  },
  {
    name: 'a function of one value',
    sql: `CREATE FUNCTION get_fraction(degrees DOUBLE) RETURNS DOUBLE CONTAINS SQL RETURN degrees - FLOOR(degrees);
      ${dest('x DOUBLE', 'SELECT STREAM get_fraction(d) FROM S')}`,
    feed: `
      10:00:01 | A | 2 | 2.25
      10:00:02 | A | 2 | -2.25
      10:00:03 | A | 2 | NULL`,
    out: `
      10:00:01 | 0.25
      10:00:02 | 0.75
      10:00:03 | NULL`,
  },
  {
    name: 'a function with all that may be said of it',
    sql: `CREATE OR REPLACE FUNCTION "Area"(a INTEGER, b INTEGER) RETURNS INTEGER
        LANGUAGE SQL DETERMINISTIC CONTAINS SQL CALLED ON NULL INPUT RETURN COALESCE(a, 1) * COALESCE(b, 1);
      ${dest('x INTEGER', 'SELECT STREAM "Area"(p, p + 1) FROM S')}`,
    feed: `
      10:00:01 | A | 2 | NULL
      10:00:02 | A | NULL | NULL`,
    out: `
      10:00:01 | 6
      10:00:02 | 1`,
  },
  {
    name: 'RETURNS NULL ON NULL INPUT',
    sql: `CREATE FUNCTION f(a INTEGER, b INTEGER) RETURNS INTEGER RETURNS NULL ON NULL INPUT RETURN 7;
      ${dest('x INTEGER', 'SELECT STREAM f(p, 1) FROM S')}`,
    feed: `
      10:00:01 | A | 2 | NULL
      10:00:02 | A | NULL | NULL`,
    out: `
      10:00:01 | 7
      10:00:02 | NULL`,
  },
  {
    name: 'functions of one name, told by their parameters',
    sql: `CREATE FUNCTION f(a INTEGER) RETURNS VARCHAR(8) RETURN 'number';
      CREATE FUNCTION f(a VARCHAR(4)) RETURNS VARCHAR(8) RETURN 'text';
      CREATE FUNCTION f(a INTEGER, b INTEGER) RETURNS VARCHAR(8) RETURN 'numbers';
      ${dest('x VARCHAR(8), y VARCHAR(8), z VARCHAR(8)', 'SELECT STREAM f(p), f(t), f(p, p) FROM S')}`,
    feed: '10:00:01 | A | 2 | NULL',
    out: '10:00:01 | number | text | numbers',
  },
  {
    name: 'a function that calls another, in WHERE and in groups',
    sql: `CREATE FUNCTION twice(a INTEGER) RETURNS INTEGER RETURN a * 2;
      CREATE FUNCTION four(a INTEGER) RETURNS INTEGER RETURN twice(twice(a));
      ${dest('k INTEGER, n BIGINT', 'SELECT STREAM four(p), COUNT(*) FROM S WHERE twice(p) > 2 GROUP BY four(p), FLOOR(S.ROWTIME TO MINUTE)')}`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | A | 2 | NULL
      10:00:03 | A | 2 | NULL
      clock 10:01:00`,
    out: '10:01:00 | 8 | 2',
  },
  {
    name: 'a function of no parameters',
    sql: `CREATE FUNCTION answer() RETURNS INTEGER RETURN 42;
      ${dest('x INTEGER', 'SELECT STREAM answer() FROM S')}`,
    feed: '10:00:01 | A | 1 | NULL',
    out: '10:00:01 | 42',
  },
  {
    name: 'a function of aggregates',
    sql: `CREATE FUNCTION spread(a INTEGER, b INTEGER) RETURNS INTEGER RETURN b - a;
      ${dest('x INTEGER', 'SELECT STREAM spread(MIN(p), MAX(p)) FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE)')}`,
    feed: `
      10:00:01 | A | 1 | NULL
      10:00:02 | A | 9 | NULL
      clock 10:01:00`,
    out: '10:01:00 | 8',
  },
  {
    name: 'a function that is dropped makes room for another',
    sql: `CREATE FUNCTION f(a INTEGER) RETURNS INTEGER RETURN a;
      DROP FUNCTION f;
      CREATE FUNCTION f(a INTEGER) RETURNS INTEGER RETURN -a;
      ${dest('x INTEGER', 'SELECT STREAM f(p) FROM S')}`,
    feed: '10:00:01 | A | 1 | NULL',
    out: '10:00:01 | -1',
  },
]);
