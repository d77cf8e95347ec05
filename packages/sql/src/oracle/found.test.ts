import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INTEGER, char, decimal, varchar, type Column, type Value } from '../types/sql-type.js';
import { trialText, verdict, type Trial } from './trial.js';

// What random programs have found, as small as it gets: each of these was wrong once.

const columns: readonly Column[] = [
  { name: 'A', type: INTEGER },
  { name: 'B', type: varchar(4) },
  { name: 'C', type: char(3) },
  { name: 'D', type: decimal(6, 2) },
];

const row = (time: number, ...values: readonly Value[]): Trial['rows'][number] => ({
  source: 'S',
  time: 1_577_836_800_000 + time,
  values,
});

interface Found {
  readonly name: string;
  readonly text: string;
  readonly rows?: Trial['rows'];
}

const rows = [row(0, 1, 'a', 'a  ', 150n), row(5000, 2, 'b', 'abc', 225n), row(20_000, 1, null, null, null)];

const all: readonly Found[] = [
  {
    name: "a sort's window over a subquery's ROWTIME ends by the clock",
    text: `CREATE STREAM O (X INTEGER);
CREATE PUMP P AS INSERT INTO O
  SELECT STREAM X FROM (SELECT STREAM A AS X, S.ROWTIME AS T FROM S) AS Q ORDER BY FLOOR(Q.T TO MINUTE), X;`,
  },
  {
    name: "a group's window over a subquery's ROWTIME ends by the clock, though another of its values is costly and used twice",
    text: `CREATE STREAM O (T TIMESTAMP, X VARCHAR(4), N INTEGER);
CREATE PUMP P AS INSERT INTO O
  SELECT STREAM FLOOR(Q.T TO MINUTE), X, COUNT(X) FROM (SELECT STREAM UPPER(B) AS X, S.ROWTIME AS T FROM S) AS Q
  GROUP BY FLOOR(Q.T TO MINUTE), X;`,
  },
  {
    name: "a row's own ROWTIME is not the time that sorting gives it",
    text: `CREATE STREAM O (T TIMESTAMP, U TIMESTAMP, X INTEGER);
CREATE PUMP P AS INSERT INTO O
  SELECT STREAM S.ROWTIME, ROWTIME, A FROM S ORDER BY FLOOR(S.ROWTIME TO MINUTE), A DESC;`,
  },
  {
    name: 'a CAST to a longer VARCHAR is one, for what its type is common with',
    text: `CREATE STREAM O (X VARCHAR(8));
CREATE PUMP P AS INSERT INTO O
  SELECT STREAM CAST(C AS VARCHAR(3)) FROM S UNION ALL SELECT STREAM 'a' FROM S;`,
  },
  {
    name: 'a CASE that is settled keeps the type of all of its branches',
    text: `CREATE STREAM O (X VARCHAR(8));
CREATE PUMP P AS INSERT INTO O
  SELECT STREAM CASE WHEN FALSE THEN B ELSE C END FROM S UNION ALL SELECT STREAM 'a' FROM S;`,
  },
  {
    name: 'decimals of different scales meet in joins',
    text: `CREATE STREAM M (X DECIMAL(8, 1));
CREATE PUMP P AS INSERT INTO M SELECT STREAM D FROM S;
CREATE STREAM O (X DECIMAL(8, 1), Y DECIMAL(6, 2));
CREATE PUMP Q AS INSERT INTO O SELECT STREAM M.X, S.D FROM M JOIN S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) ON M.X = S.D;`,
  },
  {
    name: 'a row that met nothing comes before what another pump gives out a ms later',
    text: `CREATE STREAM O (A INTEGER, N INTEGER);
CREATE PUMP P AS INSERT INTO O SELECT STREAM A, COUNT(*) FROM S WINDOWED BY STAGGER (PARTITION BY A RANGE INTERVAL '1' MINUTE);
CREATE PUMP Q AS INSERT INTO O
  SELECT STREAM L.A, R.A FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS L LEFT JOIN S AS R ON L.A = R.A + 1;`,
    rows: [row(0, 1, null, null, null), row(1, 5, null, null, null)],
  },
];

for (const { name, text, rows: own } of all)
  test(name, () => {
    const trial: Trial = { text, sources: [{ name: 'S', columns }], tables: [], rows: own ?? rows, cuts: [] };
    assert.equal(verdict(trial), undefined, trialText(trial));
  });
