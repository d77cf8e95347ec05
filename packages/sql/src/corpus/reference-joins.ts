import { over, type Case } from './case.js';

const tables = {
  CompanyName: {
    columns: '"Ticker" VARCHAR(4), "Company" VARCHAR(20)',
    rows: `
      AMZN | Amazon
      INTC | Intel
      MMB | One
      MMB | Two
      NULL | Nobody`,
  },
  RATES: { columns: 'low INTEGER, high INTEGER, rate DOUBLE', rows: '0 | 10 | 0.5\n11 | 99 | 0.25' },
};

const feed = `
  10:00:00 | AMZN | 5
  10:00:01 | ASD | 11
  10:00:02 | MMB | 100
  10:00:03 | NULL | 10`;

/** Joins with reference tables: no window, each row at once. */
export const referenceJoins: readonly Case[] = over('t VARCHAR(4), p INTEGER', [
  {
    name: 'LEFT JOIN keeps what the table does not know',
    tables,
    into: 't VARCHAR(4), c VARCHAR(20), p INTEGER',
    sql: 'SELECT STREAM t, c."Company", p FROM S LEFT JOIN "CompanyName" AS c ON S.t = c."Ticker"',
    feed,
    out: `
      10:00:00 | AMZN | Amazon | 5
      10:00:01 | ASD | NULL | 11
      10:00:02 | MMB | One | 100
      10:00:02 | MMB | Two | 100
      10:00:03 | NULL | NULL | 10`,
  },
  {
    name: 'INNER JOIN drops it',
    tables,
    into: 't VARCHAR(4), c VARCHAR(20)',
    sql: 'SELECT STREAM S.t, "CompanyName"."Company" FROM S JOIN "CompanyName" ON S.t = "CompanyName"."Ticker"',
    feed,
    out: `
      10:00:00 | AMZN | Amazon
      10:00:02 | MMB | One
      10:00:02 | MMB | Two`,
  },
  {
    name: 'the table on the left, RIGHT JOIN',
    tables,
    into: 'c VARCHAR(20), t VARCHAR(4)',
    sql: 'SELECT STREAM c."Company", S.t FROM "CompanyName" AS c RIGHT JOIN S ON S.t = c."Ticker"',
    feed,
    out: `
      10:00:00 | Amazon | AMZN
      10:00:01 | NULL | ASD
      10:00:02 | One | MMB
      10:00:02 | Two | MMB
      10:00:03 | NULL | NULL`,
  },
  {
    name: 'a range of the table',
    tables,
    into: 'p INTEGER, r DOUBLE',
    sql: 'SELECT STREAM p, rate FROM S LEFT JOIN RATES ON p BETWEEN low AND high',
    feed,
    out: `
      10:00:00 | 5 | 0.5
      10:00:01 | 11 | 0.25
      10:00:02 | 100 | NULL
      10:00:03 | 10 | 0.5`,
  },
  {
    name: 'a condition of the table alone is of the match, not of the row',
    tables,
    into: 't VARCHAR(4), c VARCHAR(20)',
    sql: `SELECT STREAM t, c."Company" FROM S LEFT JOIN "CompanyName" AS c ON S.t = c."Ticker" AND c."Company" <> 'One'`,
    feed,
    out: `
      10:00:00 | AMZN | Amazon
      10:00:01 | ASD | NULL
      10:00:02 | MMB | Two
      10:00:03 | NULL | NULL`,
  },
  {
    name: 'WHERE finds what the table does not know',
    tables,
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S LEFT JOIN "CompanyName" AS c ON S.t = c."Ticker" WHERE c."Ticker" IS NULL',
    feed,
    out: `
      10:00:01 | ASD
      10:00:03 | NULL`,
  },
  {
    name: 'all columns of both',
    tables,
    into: 't VARCHAR(4), p INTEGER, k VARCHAR(4), c VARCHAR(20)',
    sql: 'SELECT STREAM * FROM S JOIN "CompanyName" AS c ON S.t = c."Ticker" AND S.p < 10',
    feed,
    out: '10:00:00 | AMZN | 5 | AMZN | Amazon',
  },
  {
    name: 'two tables one after the other',
    tables,
    into: 't VARCHAR(4), c VARCHAR(20), r DOUBLE',
    sql: `SELECT STREAM S.t, c."Company", x.rate FROM S
      LEFT JOIN "CompanyName" AS c ON S.t = c."Ticker"
      JOIN RATES AS x ON S.p >= x.low AND S.p <= x.high`,
    feed,
    out: `
      10:00:00 | AMZN | Amazon | 0.5
      10:00:01 | ASD | NULL | 0.25
      10:00:03 | NULL | NULL | 0.5`,
  },
  {
    name: 'windows over what the table adds',
    tables,
    into: 'c VARCHAR(20), n BIGINT',
    sql: `SELECT STREAM c."Company", COUNT(*) FROM S JOIN "CompanyName" AS c ON S.t = c."Ticker"
      GROUP BY c."Company", FLOOR(S.ROWTIME TO MINUTE)`,
    feed: `
      ${feed}
      10:00:05 | AMZN | 7
      clock 10:01:00`,
    out: `
      10:01:00 | Amazon | 2
      10:01:00 | One | 1
      10:01:00 | Two | 1`,
  },
  {
    name: 'an empty table',
    tables: { NONE: { columns: 't VARCHAR(4), x INTEGER', rows: '' } },
    into: 't VARCHAR(4), x INTEGER',
    sql: 'SELECT STREAM S.t, n.x FROM S LEFT JOIN "NONE" AS n ON S.t = n.t',
    feed,
    out: `
      10:00:00 | AMZN | NULL
      10:00:01 | ASD | NULL
      10:00:02 | MMB | NULL
      10:00:03 | NULL | NULL`,
  },
  {
    name: 'IN a table',
    tables,
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S WHERE t IN (SELECT "Ticker" FROM "CompanyName")',
    feed,
    out: `
      10:00:00 | AMZN
      10:00:02 | MMB`,
  },
  {
    // With NULL in the list nothing is known not to be in it.
    name: 'NOT IN a table with a NULL in it is never true',
    tables,
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S WHERE t NOT IN (SELECT "Ticker" FROM "CompanyName")',
    feed,
    out: '',
  },
  {
    name: 'NOT IN a part of the table',
    tables,
    into: 't VARCHAR(4)',
    sql: 'SELECT STREAM t FROM S WHERE t NOT IN (SELECT "Ticker" FROM "CompanyName" WHERE "Ticker" IS NOT NULL)',
    feed,
    out: '10:00:01 | ASD',
  },
  {
    name: 'EXISTS in a table, and not',
    tables,
    sql: `CREATE STREAM A (p INTEGER);
      CREATE STREAM B (p INTEGER);
      CREATE PUMP P AS INSERT INTO A SELECT STREAM p FROM S WHERE EXISTS (SELECT * FROM RATES WHERE S.p BETWEEN low AND high);
      CREATE PUMP Q AS INSERT INTO B SELECT STREAM p FROM S WHERE NOT EXISTS (SELECT * FROM RATES WHERE S.p BETWEEN low AND high);`,
    feed,
    out: {
      A: `
        10:00:00 | 5
        10:00:01 | 11
        10:00:03 | 10`,
      B: '10:00:02 | 100',
    },
  },
  {
    name: 'the types of keys need not be the same',
    tables: { T: { columns: 'k BIGINT, v VARCHAR(4)', rows: '5 | five' } },
    into: 'v VARCHAR(4)',
    sql: 'SELECT STREAM v FROM S JOIN T ON p = k',
    feed,
    out: '10:00:00 | five',
  },
]);
